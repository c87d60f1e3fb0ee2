#!/usr/bin/env python3
"""Plugins that cannot be used, as the program speaks of them: each gets its code, and a sentence that says what to do.

    bad_plugins.py DECKLE BUILD
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

from program import ProgramTest, main

BUILD = Path(sys.argv[2])
MADE = BUILD / "tests/contract/made"


class BadPlugins(ProgramTest):
    def said_of(self, library):
        return self.runs("plugins", "why", library.name, "--plugin-path", library)

    def refused(self, library, code, because, hint):
        said = self.said_of(library)
        self.assertIn(f"refused: {library}", said)
        self.assertRegex(said, rf"because:  .*{because}.* \[{code}\]\n")
        self.assertRegex(said, rf"hint:     .*{hint}")
        listed = self.runs("plugins", "--plugin-path", library)
        self.assertIn("1 refused; `deckle plugins why` says why.\n", listed)

    def made(self, name):
        return MADE / name / f"{name}.so"

    def copy(self, name, changed=lambda data: data):
        library = self.folder / f"{name}.so"
        library.write_bytes(changed(self.made(name).read_bytes()))
        return library

    def test_another_revision_and_another_major_version(self):
        hint = "build the plugin against the headers of this Deckle"
        self.refused(self.made("revision"), "plugin.revision", "made for ABI revision 4711; this Deckle takes revision 1 only", hint)
        self.refused(self.made("other_major"), "plugin.revision", "it exports deckle_plugin_v1, this Deckle takes deckle_plugin_v0 only", hint)
        self.refused(self.made("no_symbol"), "plugin.no-symbol", "does not export deckle_plugin_v0", "DECKLE_PLUGIN")

    def test_a_newer_library_of_cpp(self):
        def newer(data):
            at = data.index(b"GLIBCXX_3.4", data.index(b"libstdc++.so.6"))
            end = data.index(b"\0", at)
            return data[:at] + b"GLIBCXX_9.9"[: end - at] + data[at + 11:]

        library = self.copy("by_gcc", newer)
        self.refused(library, "plugin.load-failed", r"version `GLIBCXX_9.9\S*' not found", "newer C\\+\\+ library than this system's: build it here, or with -static-libstdc\\+\\+")

    def test_the_library_of_cpp_inside_of_the_plugin(self):
        library = self.folder / "static.so"
        source = Path(__file__).parent.parent / "contract/plugins/count_headings.cpp"
        core = Path(__file__).parent.parent.parent / "core"
        subprocess.run(["g++", "-std=c++20", "-O1", "-fPIC", "-shared", "-fvisibility=hidden", "-static-libstdc++", "-static-libgcc",
                        "-Wl,--exclude-libs,ALL", '-DPLUGIN_NAME="static"', f"-I{core}/abi", f"-I{core}/sdk", source, "-o", library], check=True)
        self.assertNotIn(b"libstdc++.so", library.read_bytes())
        self.write("in.md", "# One\n")
        self.assertEqual(self.runs("convert", "in.md", "-t", "markdown", "--transform", "static", "--plugin-path", library), "# One\n")

    def test_a_library_that_is_missing(self):
        library = self.copy("by_gcc", lambda data: data.replace(b"libstdc++.so.6", b"libnowhere.so6"))
        self.refused(library, "plugin.load-failed", "libnowhere.so6", "install the library that it needs, or link it statically")

    def test_sanitizers(self):
        for sanitizer, name in (("address", "AddressSanitizer"), ("thread", "ThreadSanitizer")):
            with self.subTest(sanitizer=sanitizer):
                library = self.made(f"with_{sanitizer}")
                if name == "AddressSanitizer" and b"__asan_init" in Path(sys.argv[1]).read_bytes():
                    self.assertIn("accepted: ", self.said_of(library))
                else:
                    self.refused(library, "plugin.sanitizer", f"it was built with {name}, and this Deckle was not",
                                 "build it without -fsanitize, or build Deckle with the same sanitizer")

    def test_a_manifest_that_lies(self):
        self.write("in.md", "# One\n")
        arguments = ("convert", "in.md", "-t", "html", "--transform", "variant", "--plugin-path", self.made("lies"))
        for isolation in ("workers", "none"):
            said = self.fails(3, "error[plugin.changed]", *arguments, "--isolation", isolation)
            self.assertIn("what it says of itself is not what it said when it was described", said)
            self.assertIn("hint: a plugin's description is constant data: report this to its author", said)
        self.refused(self.made("bad_default"), "plugin.bad-manifest", "its default «9» is none of its values", "helps its author to find it")
        self.refused(self.made("crashes"), "plugin.crashed", "signal 11", "helps its author to find it")

    def test_two_plugins_with_one_id(self):
        first, second = self.folder / "first", self.folder / "second"
        for folder in (first, second):
            folder.mkdir()
            shutil.copy(self.made("good"), folder)
        paths = ("--plugin-path", first, "--plugin-path", second)
        self.assertIn("1 shadowed; `deckle plugins why` says why.\n", self.runs("plugins", *paths))
        said = self.runs("plugins", "why", "good", *paths)
        self.assertIn(f"because:  {first}/good.so offers the id org.example.good and comes first [plugin.shadowed]\n", said)
        self.assertIn("hint:     remove one of them; if they are different plugins, one needs another id\n", said)

    def test_the_kit_of_another_version(self):
        self.runs("plugin", "new", "mine", "--reader", "--lang", "c")
        listed = self.read("mine/CMakeLists.txt")
        version = listed.partition("find_package(deckle ")[2].split()[0]
        self.write("mine/CMakeLists.txt", listed.replace(f"deckle {version}", "deckle 7.0"))
        done = subprocess.run(["cmake", "-S", "mine", "-B", "build", f"-DCMAKE_PREFIX_PATH={self.installed(BUILD)}"], cwd=self.folder,
                              capture_output=True, text=True, env={**os.environ, "COLUMNS": "500"})
        self.assertNotEqual(done.returncode, 0)
        said = " ".join(done.stderr.split())
        self.assertIn('compatible with requested version "7.0"', said)
        self.assertIn(f"version: {version}", said)


if __name__ == "__main__":
    main(3)
