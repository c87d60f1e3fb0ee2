#!/usr/bin/env python3
"""libdeckle inside a program, here and in a worker: what comes back is what the program makes, and what goes wrong costs
a document at most.

    embed.py DECKLE BUILD
"""
import base64
import contextlib
import ctypes
import io
import os
import signal
import sys
import threading
import time
import zipfile
from ctypes import POINTER, Structure, byref, c_char_p, c_int32, c_uint32, c_uint64, c_void_p
from pathlib import Path

from program import DECKLE, ProgramTest, main

BUILD = Path(sys.argv[2])
UNRULY = BUILD / "tests/contract/made/unruly"
LIBRARY = ctypes.CDLL(BUILD / "lib/libdeckle.so")
IN_WORKER, HERE = 0, 1
OK, E_CANCELLED, E_INPUT, E_CONFIG, E_UNSUPPORTED, E_IO = 0, -1, -2, -3, -4, -5
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
PAGE = b"# One\n\nA *word*, [a link](other.md).\n"


class Str(Structure):
    _fields_ = [("ptr", c_void_p), ("len", c_uint64)]  # c_char_p would end at the first zero

    kept = []

    @staticmethod
    def of(text):
        text = os.fsencode(text)
        made = Str(ctypes.cast(c_char_p(text), c_void_p), len(text))
        Str.kept.append(text)  # a struct within a struct keeps nothing alive
        return made

    def text(self):
        return ctypes.string_at(self.ptr, self.len) if self.len else b""


class Diagnostic(Structure):
    _fields_ = [("size", c_uint32), ("severity", c_uint32), ("code", Str), ("message", Str), ("hint", Str), ("component", Str),
                ("file", Str), ("offset", c_uint64), ("line", c_uint32), ("column", c_uint32)]


REPORT = ctypes.CFUNCTYPE(None, c_void_p, POINTER(Diagnostic))
RESOURCE = ctypes.CFUNCTYPE(c_int32, c_void_p, Str, POINTER(Str))


class Settings(Structure):
    _fields_ = [("size", c_uint32), ("where", c_uint32), ("source", Str), ("to", Str), ("transforms", POINTER(Str)),
                ("reader_options", POINTER(Str)), ("exporter_options", POINTER(Str)), ("plugin_paths", POINTER(Str)),
                ("transform_count", c_uint32), ("reader_option_count", c_uint32), ("exporter_option_count", c_uint32),
                ("plugin_path_count", c_uint32), ("program", Str), ("time_ms", c_uint64), ("memory", c_uint64), ("report", REPORT), ("ctx", c_void_p),
                ("resource", RESOURCE), ("resources", Str), ("cancel", POINTER(c_uint32))]


for name in ("deckle_open", "deckle_convert"):
    getattr(LIBRARY, name).restype = ctypes.c_int32
LIBRARY.deckle_open.argtypes = [POINTER(Settings), POINTER(c_void_p)]
LIBRARY.deckle_convert.argtypes = [c_void_p, Str, c_char_p, c_uint64, POINTER(c_void_p)]
LIBRARY.deckle_part_name.argtypes = [c_void_p, c_uint32]
for name in ("deckle_output", "deckle_version", "deckle_part_name"):
    getattr(LIBRARY, name).restype = Str
for name in ("deckle_output", "deckle_part_count", "deckle_document", "deckle_free", "deckle_close"):
    getattr(LIBRARY, name).argtypes = [c_void_p]
LIBRARY.deckle_document.restype = c_void_p


class Converter:
    def __init__(self, where, to="html", **more):
        self.said = []
        self.report = REPORT(lambda _, one: self.said.append((one[0].code.text().decode(), one[0].line)))
        self.settings = Settings(size=ctypes.sizeof(Settings), where=where, to=Str.of(to), report=self.report)
        for name, value in more.items():
            if not isinstance(value, list):
                setattr(self.settings, name, Str.of(value) if isinstance(value, (str, Path)) else value)
                continue
            setattr(self.settings, name, (Str * len(value))(*map(Str.of, value)))
            setattr(self.settings, name[:-1] + "_count", len(value))
        self.handle = c_void_p()
        self.status = LIBRARY.deckle_open(byref(self.settings), byref(self.handle))

    def convert(self, content, name="page.md"):
        """The status, and the output if there is one."""
        result = c_void_p()
        status = LIBRARY.deckle_convert(self.handle, Str.of(name), content, len(content), byref(result))
        output = LIBRARY.deckle_output(result).text() if result else None
        LIBRARY.deckle_free(result)
        return status, output

    def close(self):
        LIBRARY.deckle_close(self.handle)


class Resources:
    """What an embedder has by name: bytes, or what it does instead of giving some."""

    def __init__(self, has):
        self.has, self.asked = has, []
        self.call = RESOURCE(self.give)

    def give(self, _, name, bytes_out):
        name = name.text().decode()
        self.asked.append(name)
        found = self.has.get(name)
        if callable(found):
            return found(bytes_out)
        if found is not None:
            bytes_out[0] = Str.of(found)
        return E_INPUT if found is None else OK


class Embed(ProgramTest):
    def setUp(self):
        super().setUp()
        os.environ["XDG_CACHE_HOME"] = str(self.folder / "cache")

    def converter(self, where, **more):
        made = Converter(where, **more)
        self.addCleanup(made.close)
        return made

    def printed(self, *arguments):
        return self.deckle("convert", *arguments, input=PAGE).stdout

    def test_the_same_bytes_as_the_program(self):
        for where in (IN_WORKER, HERE):
            for more, arguments in (({}, ()), ({"exporter_options": ["standalone=true"], "transforms": ["toc", "shift-headings:by=1"]},
                                               ("--exporter-option", "standalone=true", "--transform", "toc", "--transform", "shift-headings:by=1"))):
                with self.subTest(where=where, more=more):
                    converter = self.converter(where, source="markdown", **more)
                    self.assertEqual(converter.status, OK, converter.said)
                    expected = self.printed("-f", "markdown", "-t", "html", *arguments)
                    for _ in range(3):
                        self.assertEqual(converter.convert(PAGE, "-"), (OK, expected))

    def test_large_documents_and_binary_ones(self):
        large = PAGE * 20000
        page, word = (self.converter(IN_WORKER, to=to).convert(large)[1] for to in ("html", "docx"))
        self.assertEqual(page, self.converter(HERE).convert(large)[1])
        self.assertTrue(word.startswith(b"PK"))
        self.assertEqual(word, self.converter(HERE, to="docx").convert(large)[1])

    def test_a_document_without_an_output(self):
        for where in (IN_WORKER, HERE):
            converter, result = self.converter(where, to=""), c_void_p()
            self.assertEqual(LIBRARY.deckle_convert(converter.handle, Str.of("a.md"), PAGE, len(PAGE), byref(result)), OK)
            self.assertTrue(LIBRARY.deckle_document(result))
            self.assertEqual(LIBRARY.deckle_output(result).text(), b"")
            LIBRARY.deckle_free(result)

    def test_what_is_wrong_is_said(self):
        for where in (IN_WORKER, HERE):
            with self.subTest(where=where):
                for more, code in (({"to": "htlm"}, "job.unknown-exporter"), ({"source": "x"}, "job.unknown-reader"),
                                   ({"transforms": ["tocc"]}, "job.unknown-transform"), ({"exporter_options": ["toc-depth=99"]}, "job.out-of-range")):
                    converter = self.converter(where, **more)
                    self.assertEqual((converter.status, converter.handle.value), (E_CONFIG, None), converter.said)
                    self.assertIn(code, [said for said, _ in converter.said])
                converter = self.converter(where)
                self.assertEqual(converter.convert(b"\x00\x01", "what.xyz"), (E_INPUT, None))
                self.assertEqual(converter.convert(b'{"pandoc-api-version": [1, 23],\n', "half.json"), (E_INPUT, None))
                self.assertEqual(converter.said[0], ("input.unknown-format", 0))
                self.assertEqual(converter.said[1], ("json.syntax", 1))

    def test_settings_of_an_older_program(self):
        settings = Settings(size=Settings.to.offset + Settings.to.size, to=Str.of("html"), transform_count=4000000000)
        converter = c_void_p()
        self.assertEqual(LIBRARY.deckle_open(byref(settings), byref(converter)), OK)
        LIBRARY.deckle_close(converter)

    def test_a_crash_costs_a_document(self):
        converter = self.converter(IN_WORKER, source="unruly", to="unruly", plugin_paths=[UNRULY], time_ms=1000)
        self.assertEqual(converter.status, OK, converter.said)
        for way, code in (("crash", "plugin.crashed"), ("loop", "limit.time")):
            self.assertEqual(converter.convert(f"read {way}\n".encode(), "in")[0], E_INPUT)
            self.assertEqual(converter.said.pop()[0], code)
        self.assertEqual(converter.convert(b"all is well\n", "in")[0], OK)

    def test_further_files(self):
        for where in (IN_WORKER, HERE):
            converter, result = self.converter(where, source="unruly", to="unruly", plugin_paths=[UNRULY]), c_void_p()
            self.assertEqual(LIBRARY.deckle_convert(converter.handle, Str.of("in"), b"write parts\n", 12, byref(result)), OK)
            count = LIBRARY.deckle_part_count(result)
            names = {LIBRARY.deckle_part_name(result, part).text().decode() for part in range(count)}
            self.assertEqual(names, {f"{part}.part" for part in range(40)})
            self.assertEqual(LIBRARY.deckle_part_name(result, 40).text(), b"")
            LIBRARY.deckle_free(result)

    def test_images_that_the_embedder_gives(self):
        page = (b"![](../img/b%20c.png) ![](../img/b%20c.png) ![](missing.png)\n\n![](/etc/passwd) ![](../../up.png) ![](http://x/y.png)\n\n"
                b"[A link](other.md)\n")
        for where in (IN_WORKER, HERE):
            with self.subTest(where=where):
                resources = Resources({"img/b c.png": PNG})
                converter = self.converter(where, resource=resources.call, resources="embed")
                status, output = converter.convert(page, "docs/page.md")
                self.assertEqual((status, resources.asked), (OK, ["img/b c.png", "docs/missing.png"]), converter.said)
                self.assertEqual(output.count(b"data:image/png;base64," + base64.b64encode(PNG)), 2)
                for kept in (b'src="missing.png"', b'src="/etc/passwd"', b'src="../../up.png"', b'href="other.md"'):
                    self.assertIn(kept, output)
                self.assertEqual([code for code, _ in converter.said],
                                 ["resource.missing", "resource.absolute", "resource.outside", "resource.remote"])
                word = self.converter(where, to="docx", resource=resources.call)
                files = zipfile.ZipFile(io.BytesIO(word.convert(page, "docs/page.md")[1]))
                self.assertIn(PNG, [files.read(name) for name in files.namelist()])
                self.assertIn(b'"other.md"', files.read("word/_rels/document.xml.rels"))
                kept = self.converter(where, resource=resources.call)
                resources.asked.clear()
                self.assertIn(b'src="../img/b%20c.png"', kept.convert(page, "docs/page.md")[1])
                self.assertEqual((resources.asked, kept.said), ([], []), "an output that keeps addresses asks for nothing")
                absolute = self.converter(where, resource=resources.call, resources="embed")
                absolute.convert(page, "/home/docs/page.md")
                self.assertEqual(resources.asked, ["/home/img/b c.png", "/home/docs/missing.png", "/up.png"])
                self.assertEqual(self.converter(where, resources="copy").said[0][0], "job.unknown-choice")

    def test_further_input_that_a_reader_asks_for(self):
        for where in (IN_WORKER, HERE):
            resources = Resources({"notes/inner": b"from within", "in": b"itself"})
            converter = self.converter(where, source="unruly", to="html", plugin_paths=[UNRULY], resource=resources.call)
            self.assertEqual(converter.convert(b"read include:inner\n", "notes/in"), (OK, b"<p>from within</p>\n"), converter.said)
            self.assertEqual(converter.convert(b"read include:none\n", "notes/in")[0], OK)
            self.assertEqual((resources.asked, converter.said), (["notes/inner", "notes/none"], [("resource.missing", 0)]))

    def test_answers_that_are_none(self):
        def lies(length, pointer):
            def give(out):
                out[0] = Str(pointer, length)
                return OK
            return give

        page = b"![](a.png) ![](b.png) ![](c.png) ![](d.png)\n"
        for where in (IN_WORKER, HERE):
            resources = Resources({"a.png": lies(1 << 40, 1), "b.png": lies(7, None), "c.png": lambda _: 4711, "d.png": b""})
            converter = self.converter(where, resource=resources.call, resources="embed")
            status, output = converter.convert(page)
            self.assertEqual(status, OK, converter.said)
            self.assertEqual(len(converter.said), 3, converter.said)
            self.assertIn(b'src="data:image/png;base64,"', output)

    def test_a_conversion_that_is_cancelled(self):
        for where in (IN_WORKER, HERE):
            with self.subTest(where=where):
                flag = c_uint32(1)
                converter = self.converter(where, cancel=ctypes.pointer(flag))
                self.assertEqual(converter.convert(PAGE), (E_CANCELLED, None))
                self.assertEqual(converter.said, [("host.cancelled", 0)])
                flag.value = 0
                self.assertEqual(converter.convert(PAGE)[0], OK)
                threading.Timer(0.1, lambda: setattr(flag, "value", 1)).start()
                self.assertEqual(converter.convert(PAGE * 400000), (E_CANCELLED, None))
                flag.value = 0
                self.assertEqual(converter.convert(PAGE)[0], OK)

    def test_a_plugin_that_does_not_listen(self):
        flag = c_uint32(0)
        converter = self.converter(IN_WORKER, source="unruly", to="unruly", plugin_paths=[UNRULY], cancel=ctypes.pointer(flag))
        threading.Timer(0.3, lambda: setattr(flag, "value", 1)).start()
        begun = time.monotonic()
        self.assertEqual(converter.convert(b"read loop\n", "in"), (E_CANCELLED, None))
        self.assertLess(time.monotonic() - begun, 5, "its limit is a minute")
        while self.at_work():
            self.assertLess(time.monotonic() - begun, 10, "it is killed")
            time.sleep(0.01)
        flag.value = 0
        self.assertEqual(converter.convert(b"all is well\n", "in")[0], OK)

    @staticmethod
    def at_work():
        """Processes below this one that are running."""
        found, looked_at = [str(os.getpid())], []
        while found:
            process = Path("/proc") / found.pop()
            with contextlib.suppress(OSError):
                found += (process / f"task/{process.name}/children").read_text().split()
                looked_at.append((process / "stat").read_text().rpartition(")")[2].split()[0])
        return looked_at[1:].count("R")

    def test_cancelled_while_it_asks(self):
        for where in (IN_WORKER, HERE):
            flag = c_uint32(0)

            def cancel(_):
                flag.value = 1
                time.sleep(0.05)
                return E_INPUT

            resources = Resources({"a.png": cancel})
            converter = self.converter(where, resource=resources.call, resources="embed", cancel=ctypes.pointer(flag))
            page = b"![](a.png)\n\n" + b"".join(b"![](%d.png)\n\n" % k for k in range(20000))
            self.assertEqual(converter.convert(page), (E_CANCELLED, None))
            flag.value = 0
            self.assertEqual(converter.convert(PAGE)[0], OK)

    def test_a_worker_that_is_gone(self):
        missing = self.converter(IN_WORKER, program=self.folder / "none")
        self.assertEqual((missing.status, missing.said[0][0]), (E_IO, "host.cannot-start"))
        converter = self.converter(IN_WORKER)
        [worker] = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()[-1:]
        os.kill(int(worker), signal.SIGKILL)
        for _ in range(2):
            self.assertEqual(converter.convert(PAGE), (E_IO, None))
        self.assertEqual({code for code, _ in converter.said}, {"host.worker-gone"})

    def test_threads(self):
        here, worker, results = self.converter(HERE), self.converter(IN_WORKER), []
        expected = here.convert(PAGE)
        threads = [threading.Thread(target=lambda: results.append(worker.convert(PAGE))) for _ in range(8)]
        threads.append(threading.Thread(target=lambda: self.assertEqual(here.convert(PAGE), (E_UNSUPPORTED, None))))
        threads.append(threading.Thread(target=lambda: self.assertEqual(self.converter(HERE).status, E_UNSUPPORTED)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [expected] * 8)
        self.assertEqual(here.said, [("host.wrong-thread", 0)])

    def test_the_embedder_is_never_forked(self):
        forks = []
        prepare = ctypes.CFUNCTYPE(None)(lambda: forks.append(1))
        self.assertEqual(getattr(ctypes.CDLL(None), "__register_atfork")(prepare, None, None, None), 0)
        Embed.kept = prepare  # it cannot be taken back
        for where in (IN_WORKER, HERE):
            self.converter(where).convert(PAGE)
        self.assertEqual(forks, [])

    def test_it_has_the_release_of_the_program(self):
        self.assertEqual(self.runs("--version").split()[1].encode(), LIBRARY.deckle_version().text())


if __name__ == "__main__":
    main(3)
