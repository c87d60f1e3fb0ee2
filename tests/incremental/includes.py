#!/usr/bin/env python3
"""Files that a document takes in: what of them is found, what the document depends on, and where messages point.

usage: includes.py DECKLE PLUGINS [PART OF A TEST'S NAME]

PLUGINS is the folder of the contract tests' plugins, of which `parts` includes files.
"""
import sys
from pathlib import Path

from incremental import Incremental
from program import main

PLUGINS = Path(sys.argv[2]).resolve()
JOB = """deckle: 1
inputs: ["docs/**/*.parts"]
outputs:
  web: { exporter: html, path: "site/{dir}/{stem}.html" }
"""
ISOLATIONS = ["workers", "fork", "none"]


class Includes(Incremental):
    def setUp(self):
        super(Incremental, self).setUp()  # none of its documents
        self.write("job.yaml", JOB)
        self.write("docs/a.parts", "begin\ninclude: inc/one.txt\nend\n")
        self.write("docs/b.parts", "alone\n")
        self.write("docs/inc/one.txt", "one\ninclude: deep/two.txt\nimage: x.png\n")
        self.write("docs/inc/deep/two.txt", "two\n")
        self.write("docs/inc/x.png", "PNG")

    def environment(self, **more):
        return super().environment(DECKLE_PLUGIN_PATH=str(PLUGINS / "parts"), **more)

    def page(self, name="a"):
        return self.read(f"site/{name}.html")

    def bad(self, *arguments, code, said, where):
        """The document fails with this line, in each isolation alike; the other one is made."""
        heard = set()
        for isolation in ISOLATIONS:
            done = self.deckle("run", "job.yaml", "--no-state", "--isolation", isolation, *arguments)
            self.assertEqual(done.returncode, 1, done.stderr.decode())
            heard.add(done.stderr.decode().rpartition(" in ")[0])
        self.assertEqual(len(heard), 1, heard)
        self.assertIn(f"error[{code}] {where}: {said}", heard.pop())
        self.assertIn("alone", self.page("b"))

    # What is found

    def test_the_same_pages_whoever_makes_them(self):
        pages = set()
        for isolation in ISOLATIONS:
            self.run_job("--force", "--isolation", isolation)
            pages.add(self.page())
            self.assertEqual(self.read("site/inc/x.png"), "PNG")
        self.assertEqual(pages, {'<p>begin</p>\n<p>one</p>\n<p>two</p>\n<p><img src="inc/x.png" alt="" /></p>\n<p>end</p>\n'})

    def test_places_in_included_files(self):
        self.write("docs/inc/deep/two.txt", "two\nodd here\n")
        self.write("docs/inc/one.txt", "one\n\n  odd\nodd there\ninclude: deep/two.txt\nimage: none.png\n")
        for isolation in ISOLATIONS:
            self.run_job("--force", "--isolation", isolation)
            for where in ("[parts.odd] docs/inc/one.txt:4:1:", "[parts.odd] docs/inc/deep/two.txt:2:1:", "[resource.missing] docs/inc/one.txt:6:1:"):
                self.assertIn(where, self.said)
        self.assertIn("    4 | odd there\n      | ^~~~~~~~~\n", self.said)

    def test_a_cycle(self):
        self.write("docs/inc/one.txt", "one\ninclude: deep/../deep/two.txt\n")
        self.write("docs/inc/deep/two.txt", "include: ../one.txt\n")
        self.bad(code="parts.cycle", said="../one.txt is included by itself", where="docs/inc/deep/two.txt:1:1")
        self.write("docs/inc/deep/two.txt", "two\ninclude: ../../a.parts\n")
        self.bad(code="parts.cycle", said="../../a.parts is included by itself", where="docs/inc/deep/two.txt:2:1")

    def test_a_file_twice_is_no_cycle(self):
        self.write("docs/a.parts", "include: inc/deep/two.txt\ninclude: inc/deep/two.txt\n")
        self.run_job()
        self.assertEqual(self.page(), "<p>two</p>\n<p>two</p>\n")

    def test_out_of_reach(self):
        self.write("elsewhere/secret.txt", "SECRET\n")
        self.write("project/job.yaml", JOB)
        self.write("project/docs/b.parts", "alone\n")
        (self.folder / "project/docs/link.txt").symlink_to(self.folder / "elsewhere/secret.txt")
        for path, code in (("../../elsewhere/secret.txt", "resource.outside"), ("link.txt", "resource.outside"), (f"{self.folder}/elsewhere/secret.txt", "resource.absolute"),
                           (f"file://{self.folder}/elsewhere/secret.txt", "resource.file-url"), ("https://example.org/secret.txt", "resource.remote")):
            self.write("project/docs/a.parts", f"first\ninclude: {path}\n")
            for isolation in ISOLATIONS:
                said = self.fails(1, f"warning[{code}]", "run", "job.yaml", "--no-state", "--isolation", isolation, cwd="project")
                self.assertIn("error[parts.missing] docs/a.parts:2:1:", said)
        self.assertNotIn("a.html", self.files("project/site"))
        self.write("project/docs/a.parts", "include: ../../elsewhere/secret.txt\n")
        self.runs("run", "job.yaml", "--no-state", "--set", "run.resources=[../elsewhere]", cwd="project")
        self.assertIn("SECRET", self.read("project/site/a.html"))

    def test_data_addresses_of_one_beginning(self):
        same = "x" * 200
        self.write("docs/a.parts", f"include: data:,{same}1\ninclude: data:,{same}2\n")
        self.run_job()
        self.assertEqual(self.page(), f"<p>{same}1</p>\n<p>{same}2</p>\n")

    def test_what_is_included_counts_as_input(self):
        line = "x" * 99_999 + "\n"
        self.write("docs/inc/one.txt", line * 180)
        self.run_job()
        self.assertGreater(len(self.page()), 18_000_000)

    def test_a_transform_includes_too(self):
        self.write("docs/b.parts", "{inc/deep/two.txt}\n")
        self.write("docs/inc/deep/two.txt", "two")
        for isolation in ISOLATIONS:
            self.run_job("--force", "--set", "transforms=[parts]", "--isolation", isolation)
            self.assertEqual(self.page("b"), "<p>two</p>\n")
        self.write("docs/inc/deep/two.txt", "changed")
        self.assertEqual(self.run_job("--set", "transforms=[parts]")["docs/b.parts"], "docs/inc/deep/two.txt changed")

    def test_conversion(self):
        self.assertIn("two", self.runs("convert", "docs/a.parts", "-t", "html"))
        self.write("docs/inc/deep/two.txt", "include: ../../a.parts\n")
        self.fails(1, "error[parts.cycle] docs/inc/deep/two.txt:1:1:", "convert", "docs/a.parts", "-t", "html")
        self.fails(1, "error[parts.cycle] inc/deep/two.txt:1:1:", "convert", "a.parts", "-t", "html", cwd="docs")

    # What a document depends on

    def test_changes(self):
        self.run_job()
        self.assertEqual(self.run_job(), {})
        for name in ("docs/inc/one.txt", "docs/inc/deep/two.txt"):
            self.write(name, self.read(name) + "more\n")
            self.assertEqual(self.run_job(), {"docs/a.parts": f"{name} changed"})
            self.assertEqual(self.run_job(), {})
        self.assertEqual(self.page().count("more"), 2)

    def test_one_that_is_gone_and_comes_again(self):
        self.run_job()
        (self.folder / "docs/inc/deep/two.txt").unlink()
        self.assertEqual(self.run_job(exit_code=1), {"docs/a.parts": "docs/inc/deep/two.txt is gone"})
        self.assertIn("error[parts.missing] docs/inc/one.txt:2:1:", self.said)
        self.assertIn("two", self.page())  # as it was
        self.assertEqual(self.run_job(exit_code=1), {})
        self.assertIn("1 failed (unchanged)", self.said)
        self.write("docs/inc/deep/two.txt", "new\n")
        self.assertEqual(self.run_job(), {"docs/a.parts": "docs/inc/deep/two.txt appeared"})
        self.assertIn("new", self.page())

    def test_a_cycle_that_is_mended(self):
        self.write("docs/inc/deep/two.txt", "include: ../one.txt\n")
        self.run_job(exit_code=1)
        self.assertEqual(self.run_job(exit_code=1), {})
        self.write("docs/inc/deep/two.txt", "two\n")
        self.assertEqual(self.run_job(), {"docs/a.parts": "docs/inc/deep/two.txt changed"})

    def test_one_that_includes_no_more(self):
        self.run_job()
        self.write("docs/inc/one.txt", "one\n")
        self.run_job()
        self.write("docs/inc/deep/two.txt", "nobody's\n")
        self.assertEqual(self.run_job(), {})

    def test_in_a_joined_output(self):
        self.write("job.yaml", JOB + "  book: { exporter: html, path: book.html, collect: true }\n")
        self.run_job()
        self.write("docs/inc/deep/two.txt", "changed\n")
        self.assertEqual(set(self.run_job()), {"docs/a.parts", "book.html"})
        self.assertIn("changed", self.read("book.html"))
        self.assertEqual(self.run_job(), {})


if __name__ == "__main__":
    main(arguments=2)
