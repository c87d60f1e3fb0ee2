#!/usr/bin/env python3
"""Whose the places of copies are: those of the first document in the plan that wants them and is made, whoever is faster
and whatever an earlier run made of it.

usage: places.py DECKLE
"""
from incremental import Incremental
from program import main

JOB = """deckle: 1
inputs: ["docs/**/*.{md,json}"]
outputs:
  web: { exporter: html, path: "site/{dir}/{stem}.html", resources: { extract: "site/media/{name}" } }
"""
MANY = ("--set", "run.limits.nodes=60")  # docs/a/page.md fails with it when it is spoiled
CHANGED = "a place of its copies has gone to another file"


class Places(Incremental):
    def setUp(self):
        super(Incremental, self).setUp()  # none of its documents
        self.write("job.yaml", JOB)
        for name in "abc":
            self.write(f"docs/{name}/page.md", f"# {name}\n\n![x](x.png)\n")
            self.write(f"docs/{name}/x.png", f"image of {name}")

    def holder(self):
        return self.read("site/media/x.png")[-1]

    def spoil(self, name):
        self.write(f"docs/{name}/page.md", "![x](x.png)\n" + "- item\n" * 90)

    def test_a_slow_document_that_comes_first(self):
        self.write("docs/a/page.md", "![x](x.png)\n\n" + "word *and* another\n\n" * 30000)
        for arguments in (("-j4",), ("-j4", "--isolation", "fork"), ("-j1",), ("--isolation", "none"), ("-j3", "--no-state")):
            self.run_job("--force", *arguments)
            self.assertEqual(self.holder(), "a", arguments)
            self.assertIn("3 documents, 3 outputs", self.said)
            self.assertEqual(self.said.count("resource.collision"), 2)
            for name in "bc":
                self.assertIn(f"../../docs/{name}/x.png", self.read(f"site/{name}/page.html"))
            self.assertEqual([], self.leftovers())

    def test_the_holder_wants_it_no_more(self):
        self.run_job()
        self.assertEqual(self.run_job(), {})
        self.write("docs/a/page.md", "no image\n")
        self.assertEqual(self.run_job(), {"docs/a/page.md": "docs/a/page.md changed", "docs/b/page.md": CHANGED, "docs/c/page.md": CHANGED})
        self.assertIn("3 documents, 3 outputs", self.said)
        self.assertEqual(self.holder(), "b")
        self.assertEqual(self.run_job(), {})

    def test_the_holder_goes_and_comes(self):
        self.run_job()
        (self.folder / "docs/a/page.md").unlink()
        self.assertEqual(self.run_job(), {"docs/b/page.md": CHANGED, "docs/c/page.md": CHANGED})
        self.assertIn("2 documents, 2 outputs", self.said)
        self.assertEqual(self.holder(), "b")
        self.write("docs/a/page.md", "![x](x.png)\n")
        self.assertEqual(set(self.run_job()), {f"docs/{name}/page.md" for name in "abc"})
        self.assertEqual(self.holder(), "a")
        self.assertEqual(self.run_job(), {})

    def test_the_holder_fails(self):
        self.spoil("a")
        self.run_job(*MANY, exit_code=1)
        self.assertEqual(self.holder(), "b")
        self.assertEqual(self.run_job(*MANY, exit_code=1), {})
        self.run_job()
        self.assertEqual(self.holder(), "a")

    def test_a_run_that_does_not_come_to_its_end(self):
        self.run_job()
        (self.folder / "docs/a/page.md").unlink()
        self.write("docs/0.json", '{"pandoc-api-version": [1, 23], "blocks": [')
        self.run_job("--set", "run.max-failures=1", exit_code=1)
        self.assertEqual(self.holder(), "a")
        self.assertEqual(self.run_job(exit_code=1), {"docs/b/page.md": CHANGED, "docs/c/page.md": CHANGED})
        self.assertEqual(self.holder(), "b")

    def test_files_of_equal_bytes(self):
        for name in "abc":
            self.write(f"docs/{name}/x.png", "the same")
        self.run_job()
        self.assertNotIn("collision", self.said)
        self.assertIn("1 file copied", self.said)
        self.write("docs/b/x.png", "another")
        self.assertEqual(self.run_job(), {"docs/b/page.md": "docs/b/x.png changed"})
        self.assertIn("collision", self.said)
        self.write("docs/a/x.png", "another")
        self.assertEqual(set(self.run_job()), {f"docs/{name}/page.md" for name in "abc"})
        self.assertEqual(self.said.count("collision"), 1)
        self.assertEqual(self.read("site/media/x.png"), "another")

    def test_one_output_of_two(self):
        self.write("job.yaml", JOB + '  more: { exporter: html, path: "more/{dir}/{stem}.html", resources: { extract: "site/media/{name}" } }\n')
        self.run_job()
        (self.folder / "more/b/page.html").unlink()
        self.assertEqual(self.run_job(), {"docs/b/page.md": "more/b/page.html is gone"})
        self.assertIn("1 document, 1 output", self.said)
        self.write("docs/a/page.md", "no image\n")
        self.run_job()
        self.assertEqual(self.holder(), "b")
        self.assertIn("3 documents, 6 outputs", self.said)
        self.assertEqual(self.run_job(), {})

    def test_a_file_where_others_want_a_folder(self):
        self.write("job.yaml", """deckle: 1
inputs: [{ root: one, files: ["**/*.md"] }, { root: two, files: ["**/*.md"] }]
outputs: { web: { exporter: html, path: "site/{dir}/{stem}.html", resources: copy } }
""")
        self.write("one/a.md", "[x](x)\n")
        self.write("one/x", "a file")
        self.write("two/b.md", "![y](x/y.png)\n")
        self.write("two/x/y.png", "an image")
        for arguments in (("-j4",), ("--isolation", "none")):
            self.run_job("--force", *arguments)
            self.assertIn("[resource.collision] two/b.md", self.said)
            self.assertEqual(self.files("site"), ["a.html", "b.html", "x"])

    def test_a_folder_where_others_want_a_file(self):
        self.write("job.yaml", """deckle: 1
inputs: [{ root: one, files: ["**/*.md"] }, { root: two, files: ["**/*.md"] }]
outputs: { web: { exporter: html, path: "site/{dir}/{stem}.html", resources: copy } }
""")
        self.write("one/b.md", "![y](x/y.png)\n")
        self.write("one/x/y.png", "an image")
        self.write("two/a.md", "[x](x)\n")
        self.write("two/x", "a file")
        for arguments in (("-j4",), ("--isolation", "none")):
            self.run_job("--force", *arguments)
            self.assertIn("[resource.collision] two/a.md", self.said)
            self.assertEqual(self.files("site"), ["a.html", "b.html", "x/y.png"])

    def test_a_joined_output_loses_its_place_to_a_document(self):
        job = """deckle: 1
inputs: ["docs/x.md"]
outputs:
  web: { exporter: html, path: "site/{stem}.html", resources: %s }
  book: { exporter: html, path: "site/book.html", collect: true, resources: { extract: "site/media/{name}" } }
"""
        self.write("docs/x.md", "![y](y.png) ![x-y](x-y.png)\n")
        self.write("docs/y.png", "y")
        self.write("docs/x-y.png", "x-y")
        self.write("job.yaml", job % "link")
        self.run_job()
        self.assertEqual(self.read("site/media/x-y.png"), "x-y")
        self.write("job.yaml", job % '{ extract: "site/media/{stem}-{name}" }')
        self.assertEqual(self.run_job()["site/book.html"], CHANGED)
        self.assertEqual(self.said.count("[resource.collision] docs/x.md:1:13"), 1)
        self.assertIn("1 document, 2 outputs", self.said)
        self.assertEqual(self.read("site/media/x-y.png"), "y")
        self.assertIn("../docs/x-y.png", self.read("site/book.html"))
        self.assertEqual(self.run_job(), {})


if __name__ == "__main__":
    main()
