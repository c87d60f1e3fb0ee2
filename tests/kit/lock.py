#!/usr/bin/env python3
"""Jobs whose plugins are pinned: what a lock says, what --locked refuses, and with which words.

    lock.py DECKLE BUILD
"""
import os
import shutil
import sys
from pathlib import Path

from program import ProgramTest, main

MADE = Path(sys.argv[2]) / "tests/contract/made"
JOB = """deckle: 1
plugins: [plugins]
inputs: [{ files: [in.md], reader: markdown }]
transforms: [better]
outputs: { page: { exporter: html, path: out.html } }
profiles:
  data: { outputs: { data: { exporter: json, path: out.json } } }
"""


class Lock(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job/deckle.yaml", JOB)
        self.write("job/in.md", "# Pinned\n")
        self.plugin("good")

    def plugin(self, name, folder="plugins"):
        to = self.folder / "job" / folder
        to.mkdir(exist_ok=True)
        return Path(shutil.copy(MADE / name / f"{name}.so", to))

    def lock(self):
        self.runs("plugins", "lock", cwd="job")
        return self.read("job/deckle.lock")

    def refused(self, code, *arguments, cwd="job"):
        """Nothing is made."""
        said = self.fails(2, f"error[{code}]", *arguments, cwd=cwd)
        self.assertFalse((self.folder / "job/out.html").exists())
        return said

    def test_a_lock(self):
        text = self.lock()
        self.assertTrue(text.startswith("# The plugins of deckle.yaml"), text)
        pinned = [line.strip(" :") for line in text.splitlines() if line.startswith("  org.")]
        self.assertEqual(pinned, ["org.deckle.html", "org.deckle.json", "org.deckle.markdown", "org.example.good"])
        said = self.deckle("plugins", "lock", "job/deckle.yaml").stderr.decode()
        self.assertIn("job/deckle.lock is written: 4 plugins pinned", said)
        self.assertEqual(self.read("job/deckle.lock"), text, "written from elsewhere it has the same bytes")
        for arguments in (["check", "--locked"], ["run", "--locked", "--verify"], ["run", "-p", "data", "--locked"], ["retry", "--locked"]):
            self.runs(*arguments, cwd="job")
        self.assertTrue((self.folder / "job/out.json").exists())
        self.write("job/book.yml", JOB)
        self.runs("plugins", "lock", "job/book.yml")
        self.assertIn("deckle plugins lock book.yml", self.read("job/book.lock"))

    def test_another_plugin_than_the_pinned_one(self):
        self.lock()
        with (self.folder / "job/plugins/good.so").open("ab") as library:
            library.write(b"\0")
        for command in ("run", "check"):
            said = self.refused("lock.differs", command, "--locked")
            self.assertRegex(said, r"deckle.lock:\d+:3: deckle.lock pins org.example.good 1.0.0 with the hash \w{12}, and that of \S+/good.so is")
            self.assertIn("install the pinned one again, or pin what is there: deckle plugins lock\n", said)
        self.write("job/deckle.lock", self.read("job/deckle.lock").replace('version: "1.0.0"', 'version: "0.9.0"'))
        self.assertRegex(self.refused("lock.differs", "run", "--locked"), "pins org.example.good 0.9.0, and .*good.so is 1.0.0\n")
        self.runs("run", cwd="job")
        self.lock()
        self.runs("run", "--locked", cwd="job")

    def test_a_pinned_plugin_that_is_not_there(self):
        self.lock()
        library = self.folder / "job/plugins/good.so"
        library.chmod(0o666)
        said = self.refused("lock.missing", "run", "--locked")
        self.assertIn("pins org.example.good 1.0.0, which was not found", said)
        self.assertIn("plugin.writable-by-others", said, "why it was not found")
        library.unlink()
        self.refused("lock.missing", "check", "--locked", "-p", "data")

    def test_what_is_not_pinned(self):
        self.lock()
        self.write("job/deckle.yaml", JOB.replace("[better]", "[better, smart]"))
        said = self.refused("lock.unpinned", "run", "--locked")
        self.assertIn("deckle.yaml:4:22: the transform smart is of org.deckle.smart, which deckle.lock does not pin", said)
        self.assertIn("hint: pin it: deckle plugins lock\n", said)
        self.write("job/deckle.yaml", JOB.replace("exporter: json", "exporter: text"))
        self.assertIn("org.deckle.text", self.fails(2, "lock.unpinned", "check", "--locked", cwd="job"))
        self.runs("run", "--locked", cwd="job")

    def test_detection_asks_all_readers(self):
        self.write("job/deckle.yaml", JOB.replace(", reader: markdown", ""))
        self.assertIn("org.deckle.docx", self.lock())
        self.runs("check", "--locked", cwd="job")
        self.plugin("parts")
        said = self.refused("lock.unpinned", "run", "--locked")
        self.assertIn("deckle.yaml:3:10: an input without a named reader asks all readers, and deckle.lock does not pin", said)

    def test_profiles_that_mean_different_plugins(self):
        with self.plugin("good", "others").open("ab") as library:
            library.write(b"\0")
        self.write("job/deckle.yaml", JOB + "  other: { plugins: [others] }\n")
        self.assertIn("others/good.so", self.refused("lock.ambiguous", "plugins", "lock"))
        self.runs("plugins", "lock", "-p", "other", cwd="job")
        self.runs("run", "-p", "other", "--locked", cwd="job")

    def test_a_plugin_of_the_same_id_that_comes_first(self):
        self.lock()
        self.plugin("good", "others").write_bytes((MADE / "good/good.so").read_bytes() + b"\0")
        self.refused("lock.differs", "run", "--locked", "--plugin-path", "others")

    def test_no_lock_and_none_that_is_one(self):
        self.assertIn("hint: write it: deckle plugins lock\n", self.refused("lock.none", "run", "--locked"))
        hash_of = "ab" * 32
        for text, place, code in (("words", "1:1", "lock.form"), ("", "1:1", "lock.form"), ("- a\n", "1:1", "lock.form"),
                                  ("deckle-lock: 2\nplugins: {}\n", "1:14", "lock.form"), ("deckle-lock: 1\n", "1:1", "lock.form"),
                                  ("deckle-lock: 1\nplugins: [a]\n", "2:10", "lock.form"),
                                  ("deckle-lock: 1\nplugins:\n  good: { version: 1, sha256: '%s' }\n" % hash_of, "3:3", "lock.form"),
                                  ("deckle-lock: 1\nplugins:\n  a.b: { version: 1 }\n", "3:8", "lock.form"),
                                  ("deckle-lock: 1\nplugins:\n  a.b: 7\n", "3:8", "lock.form"),
                                  ("deckle-lock: 1\nplugins:\n  a.b: { version: [], sha256: 'AB' }\n", "3:19", "lock.form"),
                                  ("<<<<<<< ours\ndeckle-lock: 1\n=======\n", "2:12", "yaml.syntax"),
                                  ("a: 1\na: 2\n", "2:1", "yaml.duplicate-key"), ("a: \xff\n".encode("latin-1"), "1:4", "yaml.encoding")):
            with self.subTest(text=text):
                self.write("job/deckle.lock", text)
                self.assertIn(f"error[{code}] deckle.lock:{place}: ", self.refused(code, "run", "--locked"))
                self.assertIn(f"deckle.lock:{place}: ", self.refused(code, "plugins", "lock"))
                self.assertEqual((self.folder / "job/deckle.lock").read_bytes(), text if isinstance(text, bytes) else text.encode())
        os.remove(self.folder / "job/deckle.lock")
        os.mkdir(self.folder / "job/deckle.lock")
        self.refused("io.is-folder", "plugins", "lock")
        self.write("job/bad.yaml", "deckle: 1\n")
        self.refused("job.missing-key", "plugins", "lock", "bad.yaml")

    def test_convert(self):
        self.lock()
        good = ("convert", "in.md", "-f", "markdown", "-t", "html", "--plugin-path", "plugins", "--locked")
        self.assertEqual(self.runs(*good, cwd="job"), "<h1>Pinned</h1>\n")
        self.assertIn("transform smart", self.refused("lock.unpinned", *good, "--transform", "smart"))
        self.assertIn("asks all readers", self.refused("lock.unpinned", "convert", "in.md", *good[4:]))
        self.refused("lock.none", "convert", "job/in.md", "-t", "html", "--locked", cwd=".")

    def test_why(self):
        self.plugin("good", "others")
        said = self.runs("plugins", "why", "org.example.good", "--job", "deckle.yaml", "--plugin-path", "others", cwd="job")
        taken, shadowed = said.split("shadowed: ")
        self.assertIn("others/good.so\n  found by: --plugin-path\n", taken)
        self.assertIn("used by:  deckle.yaml:4:14, transform better\n", taken)
        self.assertIn("plugins/good.so\n  found by: the job\n", shadowed)
        self.assertRegex(shadowed, r"because:  \S+others/good.so offers the id org.example.good and comes first")
        self.assertIn("used by:  nothing in deckle.yaml", self.runs("plugins", "why", "smart", "--job", "deckle.yaml", cwd="job"))
        self.write("job/deckle.yaml", JOB.replace("[better]", "[bettr]"))
        said = self.deckle("plugins", "why", "good", "--job", "deckle.yaml", cwd="job")
        self.assertEqual(said.returncode, 2)
        self.assertIn(b"accepted: ", said.stdout, "it is told although the job is wrong")
        self.assertIn(b"job.unknown-transform", said.stderr)

    def test_places_that_others_may_write(self):
        library, folder = self.folder / "job/plugins/good.so", self.folder / "job/plugins"
        for mode, path in ((0o666, library), (0o777, folder), (0o1777, folder)):
            with self.subTest(mode=oct(mode), path=path):
                before = path.stat().st_mode
                path.chmod(mode)
                said = self.fails(2, "plugin.writable-by-others", "run", cwd="job")
                self.assertIn(f"{path} is writable by everybody: others could make Deckle run their code", said)
                self.assertIn("hint: see `ls -ld` of it; `chmod go-w` takes the right to write away", said)
                why = self.deckle("plugins", "why", path.name, "--job", "deckle.yaml", cwd="job").stdout.decode()
                self.assertIn(f"refused: {path}\n  found by: the job\n  because:  {path} is writable", why)
                path.chmod(before)
        self.runs("run", cwd="job")


if __name__ == "__main__":
    main(3)
