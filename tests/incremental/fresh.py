#!/usr/bin/env python3
"""What a run makes again and why, and what it leaves alone or takes away.

usage: fresh.py DECKLE
"""
import os
import re
import shutil
import subprocess

from incremental import JOB, Incremental
from program import DECKLE, main


class Fresh(Incremental):
    def test_nothing_is_made_twice(self):
        self.assertEqual(self.run_job(), {"docs/a.md": "it is new", "docs/b.md": "it is new"})
        before = self.stamps()
        self.assertEqual(self.run_job(), {})
        self.assertIn("0 documents, 0 outputs, 2 fresh", self.said)
        self.assertEqual(before, self.stamps())
        self.assertLessEqual({".gitignore", "lock", "state.sqlite"}, set(os.listdir(self.state())))
        self.assertEqual(self.read(".deckle/job/.gitignore"), "*\n")

    def test_nothing_loads_a_plugin_when_there_is_nothing_to_do(self):
        self.run_job()
        traced = subprocess.run(["strace", "-f", "-e", "trace=openat", "-o", "trace", DECKLE, "run", "job.yaml"], cwd=self.folder,
                                env=self.environment(), capture_output=True) if shutil.which("strace") else None
        if traced is None:
            self.skipTest("strace is not installed")
        self.assertNotIn("cmark", self.read("trace"))

    def test_same_size_and_time(self):
        self.run_job()
        status = (self.folder / "docs/b.md").stat()
        self.write("docs/b.md", "# B\n\nTest.\n")
        os.utime(self.folder / "docs/b.md", ns=(status.st_atime_ns, status.st_mtime_ns))
        self.assertEqual(self.run_job(), {"docs/b.md": "docs/b.md changed"})
        self.assertIn("Test", self.read("site/b.html"))

    def test_touched_files_are_read_and_left_alone(self):
        self.run_job()
        for name in ("docs/a.md", "docs/x.png", "site/a.html"):
            os.utime(self.folder / name, (1, 1))
        self.assertEqual(self.run_job(), {})
        self.assertEqual(self.run_job(), {})

    def test_swapped_names(self):
        self.run_job()
        for names in (("a", "c"), ("b", "a"), ("c", "b")):
            os.rename(self.folder / f"docs/{names[0]}.md", self.folder / f"docs/{names[1]}.md")
        self.assertEqual(set(self.run_job()), {"docs/a.md", "docs/b.md"})
        self.assertIn("<h1", self.read("site/b.html"))

    def test_equal_bytes_are_not_written_again(self):
        self.run_job()
        before = self.stamps()
        self.assertEqual(len(self.run_job("--force")), 2)
        self.assertEqual(before, self.stamps())

    def test_resources(self):
        self.run_job()
        self.write("docs/x.png", "GNP")
        self.assertEqual(self.run_job(), {"docs/a.md": "docs/x.png changed"})
        self.assertEqual(self.read("site/x.png"), "GNP")
        (self.folder / "site/x.png").unlink()
        self.assertEqual(self.run_job(), {"docs/a.md": "site/x.png is gone"})
        self.write("docs/b.md", "![x](x.png)\n")
        self.write("docs/a.md", "no image\n")
        self.run_job()
        self.assertEqual(self.read("site/x.png"), "GNP")  # another document's now
        self.write("docs/b.md", "no image\n")
        self.run_job()
        self.assertNotIn("x.png", self.files("site"))

    def test_what_was_looked_for(self):
        self.write("docs/b.md", "[n](none.pdf) ![y](y.png)\n")
        self.run_job()
        self.assertEqual(self.run_job(), {})
        self.write("docs/none.pdf", "PDF")
        self.assertEqual(self.run_job(), {"docs/b.md": "docs/none.pdf appeared"})
        self.assertEqual(self.read("site/none.pdf"), "PDF")
        (self.folder / "docs/none.pdf").unlink()
        self.assertEqual(list(self.run_job()), ["docs/b.md"])
        self.assertNotIn("none.pdf", self.files("site"))

    def test_a_file_found_earlier_in_the_search(self):
        self.write("job.yaml", JOB + "run: { resources: [more] }\n")
        self.write("docs/b.md", "![y](y.png)\n")
        self.write("more/y.png", "far")
        self.run_job()
        self.assertEqual(self.run_job(), {})
        self.write("docs/y.png", "near")
        self.assertEqual(self.run_job(), {"docs/b.md": "docs/y.png appeared"})
        self.assertEqual(self.read("site/y.png"), "near")

    def test_links_among_the_inputs(self):
        self.run_job()
        self.write("docs/c.md", "c\n")
        self.assertEqual(self.run_job(), {"docs/c.md": "it is new"})
        (self.folder / "docs/b.md").unlink()
        self.assertEqual(self.run_job(), {"docs/a.md": "where its links lead changed"})
        self.write("docs/b.md", "again\n")
        self.assertEqual(set(self.run_job()), {"docs/a.md", "docs/b.md"})

    def test_outputs(self):
        self.run_job()
        (self.folder / "data/a.json").unlink()
        with (self.folder / "site/b.html").open("a") as file:
            file.write("edited")
        self.assertEqual(self.run_job(), {"docs/a.md": "data/a.json is gone", "docs/b.md": "site/b.html is not as it was made"})
        self.assertIn("2 documents, 2 outputs", self.said)
        self.assertIn("note[output.replaced] docs/b.md: site/b.html", self.said)
        self.assertNotIn("edited", self.read("site/b.html"))

    def test_recipes(self):
        self.run_job()
        for change, why in (("outputs.web.options.standalone=true", "option standalone of html changed"),
                            ("metadata.lang=de", "metadata lang changed"),
                            ("transforms=[smart]", "transforms, plugin org.deckle.smart and 2 more changed"),
                            ("run.limits.depth=99", "limits changed"),
                            ("outputs.web.resources=embed", "resources changed")):
            explained = self.run_job("--set", change)
            self.assertEqual(set(explained), {"docs/a.md", "docs/b.md"}, change)
            self.assertRegex(explained["docs/a.md"], re.escape(why).replace("2", r"\d"), change)
            self.run_job()
            self.assertEqual(self.run_job(), {})
        self.assertEqual(self.run_job("--set", "outputs.web.options.standalone=true", "--output", "web").keys(), {"docs/a.md", "docs/b.md"})
        self.assertEqual(self.run_job("--output", "data"), {})

    def test_options_without_default(self):
        named = JOB.replace('"docs/*.md"', '{ files: "docs/*.md", reader: markdown }')
        self.write("job.yaml", named)
        self.run_job()
        self.write("job.yaml", named.replace("markdown", "markdown, options: { footnotes: false }"))
        self.assertEqual(self.run_job()["docs/a.md"], "option footnotes of markdown changed")
        self.assertEqual(self.run_job(), {})

    def test_files_named_by_options(self):
        self.write("page.css", "p {}")
        said = ("--set", "outputs.web.options.css=[page.css]", "--set", "outputs.web.options.standalone=true")
        self.run_job(*said)
        self.assertEqual(self.run_job(*said), {})

    def test_another_plugin(self):
        library = next((DECKLE.parent.parent / "lib/deckle").rglob("html.so"))
        plugins = self.folder / "plugins"
        plugins.mkdir()
        shutil.copy(library, plugins)
        self.run_job("--plugin-path", "plugins")
        self.assertEqual(self.run_job("--plugin-path", "plugins"), {})
        with (plugins / "html.so").open("ab") as file:
            file.write(b"rebuilt")
        explained = self.run_job("--plugin-path", "plugins")
        self.assertEqual(explained, {name: "plugin org.deckle.html changed" for name in ("docs/a.md", "docs/b.md")})
        self.assertIn("2 documents, 2 outputs", self.said)

    def test_assets(self):
        self.write("job.yaml", JOB + "assets: [{ files: ['docs/*.png'], to: files }]\n")
        self.run_job()
        self.assertEqual(self.read("files/x.png"), "PNG")
        before = self.stamps("files")
        self.run_job()
        self.assertNotIn("copied", self.said)
        self.write("docs/x.png", "GNP")
        self.run_job()
        self.assertEqual(self.read("files/x.png"), "GNP")
        self.assertNotEqual(before, self.stamps("files"))

    def test_in_place(self):
        self.write("job.yaml", 'deckle: 1\ninputs: ["docs/*.md"]\noutputs: { self: { exporter: markdown, in-place: true } }\n')
        self.write("docs/b.md", "* x\n")
        self.run_job()
        self.assertNotIn("output.replaced", self.said)
        self.assertEqual(self.read("docs/b.md"), "- x\n")
        self.run_job()
        self.assertEqual(self.run_job(), {})

    def test_a_moved_project_is_known(self):
        self.run_job()
        moved = self.folder / "moved"
        moved.mkdir()
        for name in ("job.yaml", "docs", "site", "data", ".deckle"):
            os.rename(self.folder / name, moved / name)
        self.assertEqual(self.run_job(cwd="moved"), {})

    def test_profiles_do_not_age_one_another(self):
        self.write("job.yaml", JOB + "profiles: { print: { outputs: { data: null, web: { path: 'print/{stem}.html' } } } }\n")
        self.run_job()
        self.assertEqual(set(self.run_job("--profile", "print")), {"docs/a.md", "docs/b.md"})
        self.assertEqual(self.run_job(), {})
        self.assertEqual(self.run_job("--profile", "print"), {})


class Failures(Incremental):
    def setUp(self):
        super().setUp()
        self.write("docs/bad.md", "- item\n" * 90)
        self.limit = ("--set", "run.limits.nodes=50")

    def test_what_failed_is_not_tried_again_until_something_changes(self):
        self.run_job(*self.limit, exit_code=1)
        self.assertIn("1 failed", self.said)
        self.assertEqual(self.run_job(*self.limit, exit_code=1), {})
        self.assertIn("1 failed (unchanged), 2 fresh", self.said)
        self.assertEqual(self.run_job(*self.limit, "--retry-failed", exit_code=1), {"docs/bad.md": "it failed"})
        done = self.deckle("retry", "job.yaml", *self.limit)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"1 failed, 2 fresh", done.stderr)
        self.write("docs/bad.md", "good\n")
        self.assertEqual(self.run_job(*self.limit), {"docs/bad.md": "docs/bad.md changed"})
        self.assertEqual(self.run_job(*self.limit), {})

    def test_a_limit_that_is_raised_is_a_reason_to_try(self):
        self.run_job(*self.limit, exit_code=1)
        self.assertEqual(self.run_job()["docs/bad.md"], "limits changed")

    def test_circumstances_are_always_tried_again(self):
        (self.folder / "docs/bad.md").unlink()
        self.write("site", "a file where a folder is needed")
        self.run_job(exit_code=1)
        self.assertEqual(set(self.run_job(exit_code=1)), {"docs/a.md", "docs/b.md"})
        (self.folder / "site").unlink()
        self.assertEqual(self.run_job()["docs/a.md"], "it failed by circumstance")

    def test_an_output_stays_when_its_document_fails(self):
        self.run_job()
        before = self.read("site/bad.html")
        self.run_job(*self.limit, exit_code=1)
        self.assertEqual(self.read("site/bad.html"), before)
        self.assertEqual(self.run_job(), {name: "limits changed" for name in ("docs/a.md", "docs/b.md", "docs/bad.md")})

    def test_files_that_no_reader_knows(self):
        self.write("job.yaml", JOB.replace('["docs/*.md"]', '[{ files: ["docs/*.md", "docs/*.png"], on-unknown: skip }]'))
        (self.folder / "docs/bad.md").unlink()
        self.assertIn("docs/a.md", self.run_job())
        self.assertIn("1 skipped", self.said)
        self.assertEqual(self.run_job(), {})
        self.assertIn("1 skipped, 2 fresh", self.said)


class Leftovers(Incremental):
    def removed(self, *arguments):
        lines = self.runs("run", "job.yaml", *arguments).splitlines()
        return [line[:-len(" (removed)")] for line in lines if line.endswith(" (removed)")]

    def test_prune(self):
        self.run_job()
        (self.folder / "docs/a.md").unlink()
        self.assertEqual(self.removed(), [])
        gone = ["data/a.json", "site/a.html", "site/x.png"]
        self.assertEqual(self.removed("--prune", "--dry-run"), gone)
        self.assertEqual(self.removed("--prune"), gone)
        self.assertEqual(self.files("site"), ["b.html"])
        self.assertEqual(self.removed("--prune"), [])

    def test_only_what_is_as_it_was_made_goes(self):
        self.run_job()
        self.write("job.yaml", JOB.replace("  web:", "  page:").replace("site/", "pages/"))
        self.write("site/a.html", "edited")
        self.write("site/own.html", "mine")
        self.assertEqual(self.removed("--prune"), ["site/b.html", "site/x.png"])
        self.assertEqual(self.files("site"), ["a.html", "own.html"])

    def test_empty_folders_go_too(self):
        self.write("job.yaml", JOB.replace("site/{stem}", "site/deep/er/{stem}"))
        self.run_job()
        self.write("job.yaml", JOB)
        self.assertIn("site/deep/er/a.html", self.removed("--prune"))
        self.assertFalse((self.folder / "site/deep").exists())

    def test_what_another_variant_made_stays(self):
        profile = "profiles: { print: { outputs: { data: null, web: { path: 'print/{stem}.html' } } } }\n"
        self.write("job.yaml", JOB + profile)
        self.run_job()
        self.run_job("--profile", "print")
        self.assertEqual(self.removed("--prune"), [])
        self.assertEqual(self.removed("--prune", "--output", "web"), [])
        self.assertEqual(self.removed("--prune", "-o", "elsewhere"), [])
        (self.folder / "docs/b.md").unlink()
        self.assertEqual(self.removed("--prune"), ["data/b.json", "elsewhere/data/b.json", "elsewhere/site/b.html", "print/b.html", "site/b.html"])

    def test_a_state_from_elsewhere_deletes_nothing_outside(self):
        outside = self.folder / "outside.html"
        work = self.folder / "work"
        work.mkdir()
        for name in ("job.yaml", "docs"):
            os.rename(self.folder / name, work / name)
        self.runs("run", "job.yaml", "-o", str(self.folder), cwd="work")
        os.rename(self.folder / "site/a.html", outside)
        (work / "docs/a.md").unlink()
        self.runs("run", "job.yaml", "--prune", cwd="work")
        self.assertTrue(outside.exists())
        self.assertIn("x.png", self.files("site"))


if __name__ == "__main__":
    main()
