#!/usr/bin/env python3
"""The guide for authors of plugins, page by page, as somebody new follows it: on a machine of which nothing is Deckle's but
the packages that its first command installs, in an empty folder, to the letter.

    guide.py DECKLE BUILD

Blocks marked `sh` are run by bash, the first of them by root; one that "prints:" follows must print the block behind it.
Blocks marked `diff` are applied. A block below a line that ends in the name of a file and a colon is that file. Any other
C or C++ stands, to the letter, in a source of the folder or in what `deckle plugin new` writes from.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from machine import machine

ROOT = Path(__file__).resolve().parents[2]
FIRST, *PAGES = ROOT / "core/sdk/README.md", *sorted((ROOT / "core/sdk/guide").glob("*.md"))
TEMPLATES = ROOT / "core/sdk/templates"
BLOCK = re.compile(r"(?:^(?P<above>[^\s][^\n]*:)\n\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.S | re.M)
NAMED = re.compile(r"`([\w./-]+)`:$")


@unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "dpkg-dev is not installed")
class Guide(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        install, *cls.first = BLOCK.finditer(FIRST.read_text())
        assert "apt install" in install["text"]
        cls.machine = machine(sys.argv[2], Path(temporary.name), install["text"])

    def run_in(self, folder, text):
        done = subprocess.run(self.machine.command(folder, text), capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, f"{text}\n{done.stdout}{done.stderr}")
        return done.stdout

    def write(self, folder, name, text):
        self.run_in(folder, f"mkdir -p $(dirname {name})")
        self.machine.outside(folder / name).write_text(text)

    def is_in_a_source(self, folder, text):
        places = (self.machine.outside(folder), TEMPLATES)
        sources = [path for place in places for path in place.rglob("*") if path.suffix in (".c", ".cpp") and "build" not in path.parts]
        return any(text in source.read_text() for source in sources)

    def follow(self, blocks, folder):
        printed = None
        for block in blocks:
            above, kind, text = block["above"] or "", block["kind"], block["text"]
            if kind == "sh":
                printed = self.run_in(folder, text)
            elif above == "prints:":
                self.assertEqual(printed, text, "what was to be printed")
            elif kind == "diff":
                self.write(folder, "change.diff", text)
                self.run_in(folder, "git apply -p0 change.diff")
            elif NAMED.search(above):
                self.write(folder, NAMED.search(above)[1], text)
            elif kind in ("c", "cpp"):
                self.assertTrue(self.is_in_a_source(folder, text), f"this code is nowhere:\n{text}")
            else:
                self.fail(f"what is this block for?\n{text}")
        return printed

    def test_every_page(self):
        self.assertGreater(len(PAGES), 4)
        for path in (FIRST, *PAGES):
            with self.subTest(page=path.name):
                blocks = self.first if path == FIRST else BLOCK.finditer(path.read_text())
                printed = self.follow(blocks, self.machine.folder(path.stem))
                self.assertEqual(printed is None, path.name == "rules.md", "a page leads to something")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
