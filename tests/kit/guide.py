#!/usr/bin/env python3
"""The guide for authors of plugins, page by page, as somebody new follows it: with what the packages for Debian hold alone,
in an empty folder, to the letter.

    guide.py DECKLE BUILD

Blocks marked `sh` are run by bash; one that "prints:" follows must print the block behind it. Blocks marked `diff` are
applied. A block below a line that ends in the name of a file and a colon is that file. Any other C or C++ stands, to the
letter, in a source of the folder.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "core/sdk/guide").glob("*.md"))
BLOCK = re.compile(r"(?:^(?P<above>[^\s][^\n]*:)\n\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.S | re.M)
NAMED = re.compile(r"`([\w./-]+)`:$")


@unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "dpkg-dev is not installed")
class Guide(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        made, cls.root = Path(cls.temporary.name) / "made", Path(cls.temporary.name) / "root"
        subprocess.run(["cpack", "-B", made], cwd=sys.argv[2], check=True, capture_output=True)
        for package in made.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, cls.root], check=True)

    def run_in(self, folder, *command):
        environment = {"PATH": f"{self.root}/usr/bin:/usr/bin:/bin", "CMAKE_PREFIX_PATH": f"{self.root}/usr",
                       "HOME": str(folder / "home"), "LANG": "C.UTF-8"}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, f"{command[-1]}\n{done.stdout}{done.stderr}")
        return done.stdout

    def write(self, folder, name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def is_in_a_source(self, folder, text):
        sources = [path for path in folder.rglob("*") if path.suffix in (".c", ".cpp") and "build" not in path.parts]
        return any(text in source.read_text() for source in sources)

    def follow(self, page, folder):
        printed = None
        for block in BLOCK.finditer(page):
            above, kind, text = block["above"] or "", block["kind"], block["text"]
            if kind == "sh":
                printed = self.run_in(folder, "bash", "-euo", "pipefail", "-c", text)
            elif above == "prints:":
                self.assertEqual(printed, text, "what was to be printed")
            elif kind == "diff":
                self.write(folder, "change.diff", text)
                self.run_in(folder, "git", "apply", "-p0", "change.diff")
            elif NAMED.search(above):
                self.write(folder, NAMED.search(above)[1], text)
            elif kind in ("c", "cpp"):
                self.assertTrue(self.is_in_a_source(folder, text), f"this code is nowhere:\n{text}")
            else:
                self.fail(f"what is this block for?\n{text}")
        return printed

    def test_every_page(self):
        self.assertGreater(len(PAGES), 4)
        for path in PAGES:
            with self.subTest(page=path.name), tempfile.TemporaryDirectory() as name:
                (Path(name) / "home").mkdir()
                printed = self.follow(path.read_text(), Path(name))
                self.assertEqual(printed is None, path.name == "rules.md", "a page leads to something")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
