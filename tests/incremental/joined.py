#!/usr/bin/env python3
"""Joined outputs: made again when a member changed or came or went, and otherwise left alone.

usage: joined.py DECKLE
"""
from incremental import JOB, Incremental
from program import main

BOOK = '  book: { exporter: html, path: "book.html", collect: true }\n'


class Joined(Incremental):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB + BOOK)

    def test_nothing_is_joined_twice(self):
        self.assertEqual(set(self.run_job()), {"docs/a.md", "docs/b.md", "book.html"})
        before = self.stamps(".")
        self.assertEqual(self.run_job(), {})
        self.assertIn("0 documents, 0 outputs, 2 fresh", self.said)
        self.assertEqual({name: before[name] for name in ("book.html", "site/a.html")},
                         {name: self.stamps(".")[name] for name in ("book.html", "site/a.html")})

    def test_a_member_that_changes(self):
        self.run_job()
        self.write("docs/b.md", "# B\n\nOther.\n")
        self.assertEqual(self.run_job()["book.html"], "docs/b.md changed")
        self.assertIn("Other", self.read("book.html"))
        self.assertIn("1 document, 3 outputs", self.said)  # what became of b.md, and the book
        self.assertEqual(self.run_job(), {})

    def test_members_that_come_and_go(self):
        self.run_job()
        self.write("docs/c.md", "# Third\n")
        self.assertEqual(self.run_job()["book.html"], "it is of other documents, or they lie elsewhere")
        self.assertIn("Third", self.read("book.html"))
        (self.folder / "docs/c.md").unlink()
        self.run_job()
        self.assertNotIn("Third", self.read("book.html"))
        self.assertEqual(self.run_job(), {})

    def test_resources_and_options(self):
        self.run_job()
        self.write("docs/x.png", "GNP")
        self.assertEqual(self.run_job()["book.html"], "docs/x.png changed")
        self.assertEqual(self.run_job("--set", "outputs.book.options.standalone=true"), {"book.html": "option standalone of html changed"})
        (self.folder / "book.html").unlink()
        self.assertEqual(self.run_job("--set", "outputs.book.options.standalone=true"), {"book.html": "book.html is gone"})

    def test_a_member_that_failed(self):
        self.write("docs/bad.md", "- item\n" * 90)
        limit = ("--set", "run.limits.nodes=60")
        self.run_job(*limit, exit_code=1)
        self.assertIn("join.not-written", self.said)
        self.run_job(*limit, exit_code=1)
        self.assertIn("join.not-written", self.said)
        self.assertIn("1 failed (unchanged)", self.said)
        self.run_job()
        self.assertIn("item", self.read("book.html"))
        self.assertEqual(self.run_job(), {})

    def test_a_job_of_a_book_alone(self):
        self.write("job.yaml", 'deckle: 1\ninputs: ["docs/*.md"]\noutputs:\n' + BOOK)
        self.assertEqual(self.run_job(), {"book.html": "it is new"})
        self.assertEqual(self.run_job(), {})
        self.write("docs/a.md", "changed\n")
        self.assertEqual(self.run_job(), {"book.html": "docs/a.md changed"})
        self.assertEqual(self.runs("run", "-n", "job.yaml"), "2 documents -> book.html (html: fresh, joined)\n")


if __name__ == "__main__":
    main()
