#!/usr/bin/env python3
"""Commands that stand beside jobs: init, and convert with several documents and folders.

usage: commands.py DECKLE [PART OF A TEST'S NAME]
"""
from program import ProgramTest, main


class Init(ProgramTest):
    def test_every_kind_passes_check_and_runs(self):
        for kind, made in (("site", "site/index.html"), ("book", "book.html"), ("convert", "converted/index.md.json")):
            self.runs("init", kind, kind)
            done = self.deckle("check", cwd=kind)
            self.assertEqual((done.returncode, b"warning" in done.stderr), (0, False), done.stderr.decode())
            self.runs("run", cwd=kind)
            self.assertIn(made, self.files(kind))
        self.runs("run", "-p", "draft", cwd="site")
        self.assertIn("draft/index.md", self.files("site"))

    def test_nothing_is_overwritten(self):
        self.write("docs/mine.md", "# Mine\n")
        self.runs("init")
        self.assertEqual(self.files(), ["deckle.yaml", "docs/mine.md"])
        self.write("deckle.yaml", "mine")
        self.fails(2, "init.exists", "init", "book")
        self.assertEqual(self.read("deckle.yaml"), "mine")
        self.fails(2, "none of site, book, convert", "init", "bok")


if __name__ == "__main__":
    main()
