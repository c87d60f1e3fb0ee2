#!/usr/bin/env python3
"""A book of many chapters of which one changes: the others are not read, and the book is the same as if they were.

usage: chapters.py DECKLE
"""
import re

from incremental import Incremental
from program import main

COUNT = 50
JOB = """deckle: 1
inputs: ["docs/*.md"]
transforms: [identifiers]
outputs:
  book: { exporter: html, path: "book.html", collect: true, options: { standalone: false } }
"""


class Chapters(Incremental):
    def setUp(self):
        super(Incremental, self).setUp()  # none of its documents
        self.write("job.yaml", JOB)
        for k in range(COUNT):
            self.write(f"docs/{k:02}.md", f"# Chapter {k}\n\nSee [the next]({k + 1:02}.md), ![x](x.png).\n")
        self.write("docs/50.md", "# The end\n")
        self.write("docs/x.png", "PNG")
        self.blocks = self.state("blocks")

    def read_now(self, *arguments):
        """How many documents a run reads; the book is as a run makes it that knows nothing."""
        self.run_job(*arguments)
        made = self.read("book.html")
        found = re.search(r"^(\d+) documents?, (\d+) outputs?", self.said, re.M)
        self.runs("run", "job.yaml", "--no-state", *arguments)
        self.assertEqual(made, self.read("book.html"))
        return int(found[1])

    def change(self, k, text):
        self.write(f"docs/{k:02}.md", f"# Chapter {k}\n\n{text}\n")

    def test_one_that_changes(self):
        self.assertEqual(self.read_now(), COUNT + 1)
        for isolation in ("workers", "fork", "none", "workers"):
            self.change(7, f"Changed for {isolation}.")
            self.assertEqual(self.read_now("--isolation", isolation), 1)
            self.assertIn(f"Changed for {isolation}", self.read("book.html"))
        self.assertEqual(self.run_job(), {})

    def test_the_book_alone_changes(self):
        self.read_now()
        self.assertEqual(self.read_now("--set", "outputs.book.options.standalone=true"), 0)
        (self.folder / "book.html").unlink()
        self.assertEqual(self.read_now("--set", "outputs.book.options.standalone=true"), 0)

    def test_documents_that_come_and_go(self):
        self.read_now()
        self.write("docs/51.md", "# More\n")
        self.assertEqual(self.read_now(), 1)
        (self.folder / "docs/08.md").unlink()  # a link to it is one to a missing file now
        self.assertLessEqual(self.read_now(), 1)
        self.write("docs/08.md", "# Back\n")
        self.assertLessEqual(self.read_now(), 2)

    def test_what_all_depend_on(self):
        self.read_now()
        self.assertEqual(self.read_now("--set", "metadata.lang=de"), COUNT + 1)
        self.assertEqual(self.read_now("--set", "metadata.lang=de", "--force"), COUNT + 1)
        self.assertEqual(self.read_now("--set", "metadata.lang=de", "--set", "transforms=[smart]"), COUNT + 1)

    def test_damage(self):
        at = 4096 * 20
        damages = {"nothing is left": lambda whole: b"", "its end is gone": lambda whole: whole[:at], "it is longer": lambda whole: whole + b"x" * 5000,
                   "a byte is another": lambda whole: whole[:at + 100] + b"\xff" + whole[at + 101:], "all is another": lambda whole: bytes(len(whole)),
                   "two are swapped": lambda whole: whole[4096:8192] + whole[:4096] + whole[8192:]}
        reads = {}
        for what, damage in damages.items():
            with self.subTest(what):
                self.blocks.unlink(missing_ok=True)
                self.run_job("--force", "--isolation", "none")  # so they lie in their order
                self.blocks.write_bytes(damage(self.blocks.read_bytes()))
                self.change(3, f"When {what}.")
                reads[what] = self.read_now()
                self.change(3, f"After {what}.")
                self.assertEqual(self.read_now(), 1)
        self.assertEqual(reads, {"nothing is left": COUNT + 1, "its end is gone": COUNT + 1 - 20 + 1, "it is longer": 1, "a byte is another": 2,
                                 "all is another": COUNT + 1, "two are swapped": 3})

    def test_what_cannot_be_a_cache(self):
        for make in (lambda: self.blocks.symlink_to(self.folder / "docs/00.md"), self.blocks.mkdir):
            self.run_job("--force")
            self.blocks.unlink()
            make()
            self.change(3, f"With {self.blocks.is_dir()}.")
            before = self.read("docs/00.md")
            self.assertEqual(self.read_now(), COUNT + 1)
            self.assertEqual(self.read("docs/00.md"), before)
            self.blocks.rmdir() if self.blocks.is_dir() and not self.blocks.is_symlink() else self.blocks.unlink()

    def test_what_is_out_of_use_goes(self):
        self.read_now()
        text = "Many words. " * 30000
        sizes = set()
        for k in range(25):
            self.change(5, f"{k} {text}")
            self.run_job()
            sizes.add(self.blocks.stat().st_size if self.blocks.exists() else 0)
        self.assertIn(0, sizes)  # it began anew
        self.assertLess(max(sizes), 8 << 20)
        self.read_now()

    def test_without_a_state(self):
        self.runs("run", "job.yaml", "--no-state")
        self.assertFalse(self.blocks.exists())

    def test_pages_and_a_book(self):
        self.write("job.yaml", JOB + '  page: { exporter: html, path: "site/{stem}.html" }\n')
        self.assertEqual(self.read_now(), COUNT + 1)
        self.change(9, "Other.")
        self.assertEqual(self.read_now(), 1)
        (self.folder / "site/12.html").unlink()
        self.assertEqual(set(self.run_job()), {"docs/12.md"})
        self.change(9, "Once more.")
        self.write("docs/x.png", "GNP")
        self.assertEqual(self.read_now(), COUNT)  # the pages with the image, and the one that changed


if __name__ == "__main__":
    main()
