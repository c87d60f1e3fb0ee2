#!/usr/bin/env python3
"""Outputs that join all documents of a job, through the program: what is in them, and what happens when a document fails.

usage: joined.py DECKLE [PART OF A TEST'S NAME]
"""
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "demo"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "common"))
from pages import pages_below, problems_of  # noqa: E402
from program import DECKLE, ProgramTest, main  # noqa: E402

JOB = """deckle: 1
metadata: { title: The Book, lang: en }
inputs: [{ root: in, files: ["**/*"], on-unknown: UNKNOWN }]
transforms: [identifiers]
collected: [number-sections, { toc: { depth: 2 } }]
outputs:
  web: { exporter: html, path: "out/{dir}/{stem}.html" }
  book: { exporter: html, path: out/book.html, collect: COLLECT, options: { standalone: true } }
  text: { exporter: markdown, path: out/book.txt, collect: COLLECT }
"""


class Joined(ProgramTest):
    def setUp(self):
        super().setUp()
        self.job()

    def job(self, collect="true", unknown="fail", more=""):
        self.write("job.yaml", JOB.replace("COLLECT", collect).replace("UNKNOWN", unknown) + more)

    def run_job(self, *arguments, exit_code=0):
        done = self.deckle("run", *arguments, "job.yaml", text=True)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.assertEqual([], self.leftovers(), "staging files are left")
        return done.stdout + done.stderr

    def book(self):
        text = (self.folder / "out/book.html").read_text()
        return text[text.index("<main>"):]

    def problems(self):
        pages = pages_below(self.folder)
        return [problem for path, page in pages.items() for problem in problems_of(path, page, pages)]

    def three_chapters(self):
        for k, (name, other) in enumerate([("a", "b"), ("b", "sub/c"), ("sub/c", "../a")]):
            self.write(f"in/{name}.md", f"# Introduction\n\n[there]({other}.md#introduction), [whole]({other}.md), [here](#introduction)"
                       f", note[^1]\n\n## Use\n\n[^1]: Number {k + 1}\n")

    # What is in it

    def test_equal_headings(self):
        self.three_chapters()
        self.run_job()
        book = self.book()
        headings = re.findall(r'<h([12]) id="([^"]+)"><span class="header-section-number">([0-9.]+)</span> (\w+)</h', book)
        self.assertEqual(headings, [("1", "introduction", "1", "Introduction"), ("2", "use", "1.1", "Use"),
                                    ("1", "b-introduction", "2", "Introduction"), ("2", "b-use", "2.1", "Use"),
                                    ("1", "c-introduction", "3", "Introduction"), ("2", "c-use", "3.1", "Use")])
        self.assertEqual(book.count('class="toc"'), 1)
        contents = book[book.index("<nav"):book.index("</nav>")]
        self.assertEqual(re.findall(r'href="#([^"]+)"', contents), [heading[1] for heading in headings])
        self.assertEqual(re.findall(r'<a href="#([^"]+)">(?:there|whole|here)', book),
                         ["b-introduction", "b", "introduction", "c-introduction", "c", "b-introduction", "introduction", "a", "c-introduction"])
        self.assertEqual([], self.problems())

    def test_notes_are_counted_through(self):
        self.three_chapters()
        self.run_job()
        self.assertEqual(re.findall(r'id="(fn\d)">\n<p>(.*?)<a', self.book()), [("fn1", "Number 1"), ("fn2", "Number 2"), ("fn3", "Number 3")])

    def test_right_to_left_chapter(self):
        self.write("in/a.md", "# One\n")
        self.write("in/b.md", "---\nlang: ar\n---\n# الفصل\n")
        self.write("in/c.md", "---\nlang: de\n---\n# Drei\n")
        self.run_job()
        self.assertEqual(re.findall(r"<div id=.*>", self.book()), ['<div id="a">', '<div id="b" lang="ar" dir="rtl">', '<div id="c" lang="de">'])
        self.write("job.yaml", (self.folder / "job.yaml").read_text().replace("lang: en", "lang: fa"))
        self.run_job()
        self.assertEqual(re.findall(r"<div id=.*>", self.book()), ['<div id="a">', '<div id="b" lang="ar">', '<div id="c" lang="de" dir="ltr">'])

    def test_titles_become_headings_unless_they_are_there(self):
        self.write("in/a.md", "---\ntitle: The *first*\n---\nText\n")
        self.write("in/b.md", "---\ntitle: Second\n---\n# Second\n")
        self.write("in/c.md", "---\ntitle: The Book\n---\nText\n")
        self.run_job()
        headings = re.findall(r'<h1 id="([^"]+)"><span.*?</span> (.*)</h1>', self.book())
        self.assertEqual(headings, [("a-title", "The <em>first</em>"), ("second", "Second")])
        self.assertIn("<title>The Book</title>", (self.folder / "out/book.html").read_text())

    def test_metadata_that_differs_is_told(self):
        self.write("in/a.md", "---\nauthor: A\ndate: 2020\nkeywords: [x]\n---\n")
        self.write("in/b.md", "---\nauthor: A\ndate: 2021\n---\n")
        said = self.run_job()
        self.assertIn("note[join.loss] in/a.md:3:7: metadata on which the 2 joined documents do not agree is left out: "
                      "date (2), keywords (1)\n", said)
        self.assertIn('<p class="author">A</p>', (self.folder / "out/book.html").read_text())

    def test_missing_places_are_told_with_theirs(self):
        self.write("in/a.md", "# A\n\n[x](b.md#none) [y](#gone) [z](#top) [raw](b.md#raw)\n")
        self.write("in/b.md", "# B\n\n<a id=\"raw\"></a>\n")
        said = self.run_job()
        self.assertIn("warning[link.missing] in/a.md:3:1: b.md#none: in/b.md has no identifier 'none'", said)
        self.assertIn("warning[link.missing] in/a.md:3:16: #gone: in/a.md has no identifier 'gone'", said)
        self.assertEqual(said.count("link.missing"), 2)
        self.assertEqual(re.findall(r'href="#([^"]+)">(\w+)<', self.book()[self.book().index("</nav>"):]),
                         [("b-1", "x"), ("a-1", "y"), ("a-1", "z"), ("raw", "raw")])

    def test_places_of_large_members(self):
        self.write("in/a.md", "# A\n\n" + "Some words of a longer chapter.\n\n" * 20_000 + "[x](#none)\n")
        self.write("in/b.md", "# B\n\n[y](a.md#gone)\n")
        said = self.run_job()
        self.assertIn("in/a.md:40003:1: #none: in/a.md has no identifier 'none'", said)
        self.assertIn("in/b.md:3:1: a.md#gone: in/a.md has no identifier 'gone'", said)
        book = self.book()
        self.run_job("--force", "--isolation", "none")
        self.assertEqual(book, self.book())

    def test_warnings_count_as_long_as_the_book_is_there(self):
        both = self.read("job.yaml")
        alone = "".join(line for line in both.splitlines(True) if "web:" not in line)
        self.write("in/a.md", "# A\n\n[x](b.md#none) [y](gone.md)\n")
        self.write("in/b.md", "# B\n\n[z](gone.md)\n")
        for job in (both, alone):
            self.write("job.yaml", job)
            said = [self.run_job("--fail-on", "warning", exit_code=1).splitlines()[-1] for _ in range(2)]
            self.assertIn("0 documents, 0 outputs, ", said[1])
            self.assertEqual(*(re.search(r"\d+ warnings.* in ", line)[0] for line in said))

    def test_files_are_reached_from_where_the_book_lies(self):
        self.write("in/sub/a.md", "![x](x.png) [data](../data.csv) [out](https://example.org/a.md)\n")
        self.write("in/sub/x.png", b"\x89PNG\r\n\x1a\n")
        self.write("in/data.csv", "1\n")
        self.job(unknown="skip")
        self.run_job()
        addresses = [a for a in pages_below(self.folder)[self.folder / "out/book.html"].addresses if not a.startswith("#")]
        self.assertEqual(len(addresses), 3)
        self.assertEqual(addresses[-1], "https://example.org/a.md")
        for address, original in zip(addresses, ["in/sub/x.png", "in/data.csv"]):
            self.assertEqual((self.folder / "out" / address).resolve().read_bytes(), (self.folder / original).read_bytes())

    def test_same_bytes_again(self):
        self.three_chapters()
        self.run_job()
        first = (self.folder / "out/book.html").read_bytes()
        self.run_job("--output-dir", str(self.folder))
        self.assertEqual(first, (self.folder / "out/book.html").read_bytes())

    # When something fails

    def bad_chapter(self):
        self.three_chapters()
        self.write("in/bad.qqq", b"\x00\x01")
        self.write("out/book.html", "old")

    def test_failed_member_means_no_book(self):
        self.bad_chapter()
        said = self.run_job(exit_code=1)
        self.assertIn("error[join.not-written]", said)
        self.assertIn("out/book.html is not written: 1 of 4 documents failed", said)
        self.assertIn("4 documents, 3 outputs, 1 failed", said)
        self.assertEqual((self.folder / "out/book.html").read_text(), "old")
        self.assertTrue((self.folder / "out/a.html").exists())
        self.assertFalse((self.folder / "out/book.txt").exists())

    def test_failed_member_left_out(self):
        self.bad_chapter()
        self.write("in/a.md", "# A\n\n[gone](bad.qqq)\n")
        self.job("{ on-failure: skip }")
        said = self.run_job(exit_code=1)
        self.assertIn("warning[join.without] out/book.html is written without 1 of 4 documents, which failed: in/bad.qqq", said)
        self.assertIn("4 documents, 5 outputs, 1 file copied, 1 failed", said)
        self.assertIn('<a href="bad.qqq">', self.book())
        self.assertEqual((self.folder / "out/bad.qqq").read_bytes(), (self.folder / "in/bad.qqq").read_bytes())
        self.assertIn('id="c"', self.book())

    def test_each_output_decides(self):
        self.bad_chapter()
        self.write("job.yaml", (self.folder / "job.yaml").read_text().replace("out/book.txt, collect: true", "out/book.txt, collect: { on-failure: skip }"))
        self.run_job(exit_code=1)
        self.assertEqual((self.folder / "out/book.html").read_text(), "old")
        self.assertIn("Introduction", (self.folder / "out/book.txt").read_text())

    def test_stop_at_an_error(self):
        self.bad_chapter()
        self.job("{ on-failure: skip }", more="run: { on-error: stop }\n")
        self.assertIn("the run stopped", self.run_job(exit_code=1))
        self.assertEqual((self.folder / "out/book.html").read_text(), "old")

    def test_nothing_to_join(self):
        self.write("in/bad.qqq", b"\x00\x01")
        self.job(unknown="skip")
        self.assertIn("there is no document to join", self.run_job(exit_code=1))

    def test_what_nobody_reads_is_no_member(self):
        self.bad_chapter()
        self.job(unknown="skip")
        self.assertIn("3 documents, 5 outputs, 1 skipped", self.run_job())

    def test_a_book_that_is_too_large(self):
        self.three_chapters()
        self.job(more="run: { limits: { nodes: 60 } }\n")
        said = self.run_job(exit_code=1)
        self.assertIn("document.limit", said)
        self.assertIn("the joined document has more than 60 nodes", said)
        self.assertTrue((self.folder / "out/a.html").exists())
        self.assertFalse((self.folder / "out/book.html").exists())

    def test_a_member_is_not_written_over(self):
        self.three_chapters()
        (self.folder / "out").mkdir()
        (self.folder / "out/book.html").hardlink_to(self.folder / "in/b.md")
        self.assertIn("io.output-is-input", self.run_job(exit_code=1))
        self.assertIn("# Introduction", (self.folder / "in/b.md").read_text())

    def test_interrupted(self):
        for k in range(3000):
            self.write(f"in/{k}.md", "# H\n\ntext\n" * 50)
        process = subprocess.Popen([DECKLE, "run", "job.yaml"], cwd=self.folder, stderr=subprocess.PIPE)
        while not (self.folder / "out/0.html").exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, 130, said)
        self.assertNotIn("join.", said)
        self.assertFalse((self.folder / "out/book.html").exists())
        self.assertEqual([], self.leftovers())

    # Before anything is done

    def test_dry_run_and_check(self):
        self.three_chapters()
        self.assertIn("3 documents -> out/book.html (html, joined)", self.run_job("--dry-run"))
        self.assertIn("3 documents, 1 output of each, 2 outputs of all joined", self.deckle("check", "job.yaml", text=True).stderr)

    def test_mistakes_in_the_job(self):
        self.three_chapters()
        self.write("job.yaml", JOB.replace("out/book.html", '"out/{stem}.html"').replace("COLLECT", "{ on-failur: skip }").replace("UNKNOWN", "fail"))
        said = self.run_job(exit_code=2)
        self.assertIn("job.yaml:8:33", said)
        self.assertIn("job.joined-path", said)
        self.assertIn("did you mean 'on-failure'?", said)
        self.job("false")
        self.write("job.yaml", re.sub(r"out/book.(\w+)", r'"out/{stem}.\1"', (self.folder / "job.yaml").read_text()).replace('path: "out/{dir}/{stem}.html"', 'path: "x/{dir}/{stem}.html"'))
        self.assertIn("job.nothing-collected", self.run_job())


if __name__ == "__main__":
    main()
