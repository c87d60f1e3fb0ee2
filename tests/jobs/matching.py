#!/usr/bin/env python3
"""Which files a job takes, and where their outputs go: everything is known, and told, before the first is read.

usage: matching.py DECKLE [PART OF A TEST'S NAME]
"""
import os
import subprocess

from program import ProgramTest, main

OUTPUT = "outputs: { web: { exporter: html, path: 'site/{dir}/{stem}.html' } }\n"


class Matching(ProgramTest):
    def job(self, inputs, outputs=OUTPUT):
        self.write("deckle.yaml", f"deckle: 1\ninputs: {inputs}\n{outputs}")

    def tree(self, *names):
        for name in names:
            self.write(name, f"# {name if isinstance(name, str) else 'x'}\n")

    def inputs(self, *arguments, **more):
        """What --dry-run says is read; it writes nothing."""
        before = self.files()
        lines = self.runs("run", "-n", *arguments, **more).splitlines()
        self.assertEqual(before, self.files())
        return [line.split(" -> ")[0] for line in lines]

    def test_lists(self):
        self.tree("docs/a.md", "docs/b/c.md", "docs/d e.md", "elsewhere.md")
        self.write("names", "a.md\r\n\nb/c.md\n")
        self.job("{ root: docs, list: names }")
        self.assertEqual(self.inputs(), ["docs/a.md", "docs/b/c.md"])
        self.job("{ list: '-' }", "outputs: [{ exporter: html, path: 'site/{path}' }]\n")
        self.assertEqual(self.inputs(input=f"docs/d e.md\0./docs/./a.md\0{self.folder.resolve()}/docs/a.md\0".encode()),
                         ["docs/a.md", "docs/d e.md"])
        found = subprocess.run(["find", "docs", "-print0"], cwd=self.folder, capture_output=True, check=True).stdout
        self.job("{ list: '-', exclude: ['docs', 'docs/b'] }")
        self.assertEqual(self.inputs(input=found), ["docs/a.md", "docs/b/c.md", "docs/d e.md"])

    def test_lists_that_are_wrong(self):
        self.tree("docs/a.md", "elsewhere.md")
        self.write("names", "a.md\n../elsewhere.md\n/etc/passwd\n")
        self.job("{ root: docs, list: names }")
        said = self.fails(2, "job.list-name", "run")
        self.assertEqual(said.count("error[job.list-name] deckle.yaml:2:9"), 2)
        self.job("{ list: none }")
        self.assertIn("deckle.yaml:2:17", self.fails(2, "io.not-found", "run"))
        self.write("names", "docs/a.md\ngone.md\n")
        self.job("{ list: names }", OUTPUT.replace("{dir}/", ""))
        self.assertIn("gone.md", self.fails(1, "io.not-found", "run"))
        self.assertEqual(self.files("site"), ["a.html"])

    def test_ignore_files(self):
        self.tree("repo/book/docs/a.md", "repo/book/docs/b.md", "repo/book/docs/build/c.md", "repo/book/docs/keep/d.md")
        self.write("repo/.gitignore", "build/\n/book/docs/b.md\n")
        self.write("repo/book/docs/keep/.gitignore", "*\n!d.md\n")
        self.write("repo/book/deckle.yaml", f"deckle: 1\ninputs: {{ files: docs/**/*.md, respect-gitignore: true }}\n{OUTPUT}")
        inside = self.inputs(cwd="repo/book")
        self.assertEqual(len(inside), 4, "without a repository only the ignore files below the root count")
        subprocess.run(["git", "init", "-q"], cwd=self.folder / "repo", check=True)
        self.assertEqual(self.inputs(cwd="repo/book"), ["docs/a.md", "docs/keep/d.md"])
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "docs"], cwd=self.folder / "repo/book",
                                capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual([name for name in listed if name.endswith(".md")], self.inputs(cwd="repo/book"))

    def test_links(self):
        self.tree("docs/a.md", "shared/b.md")
        os.symlink("../shared", self.folder / "docs/linked")
        os.symlink("..", self.folder / "docs/up")
        os.symlink("../shared/b.md", self.folder / "docs/file.md")
        os.symlink("nowhere.md", self.folder / "docs/broken.md")
        self.job("docs/**/*.md")
        self.assertEqual(self.inputs(), ["docs/a.md", "docs/file.md"])
        self.job("{ files: docs/**/*.md, follow-symlinks: true }")
        self.assertEqual(self.inputs(), ["docs/a.md", "docs/file.md", "docs/linked/b.md"])
        self.assertIn(b"note[job.link-circle]", self.deckle("check").stderr)

    def test_links_that_multiply_are_stopped(self):
        for level in range(14):
            (self.folder / f"docs/{level}").mkdir(parents=True)
        for level in range(13):
            os.symlink(f"../{level + 1}", self.folder / f"docs/{level}/a")
            os.symlink(f"../{level + 1}", self.folder / f"docs/{level}/b")
        self.tree("docs/13/x.md")
        self.job("{ files: docs/**/*.md, follow-symlinks: true }")
        self.fails(2, "job.link-flood", "run")

    def test_names_are_bytes(self):
        names = [b"a\nb.md", b"\xff\xfe.md", b"sp ace.md", b"per%41.md", "\u00e4.md".encode(), b"{x}.md", b"-n.md", b"\x1b[31m.md"]
        (self.folder / "docs").mkdir()
        for name in names:
            with open(os.fsencode(self.folder) + b"/docs/" + name, "wb") as file:
                file.write(b"# x\n")
        self.job("docs/*.md")
        self.assertNotIn("\x1b", self.runs("run", "-n"))
        self.runs("run")
        made = os.listdir(os.fsencode(self.folder) + b"/site")
        self.assertEqual(sorted(made), sorted(name.replace(b".md", b".html") for name in names))

    def test_a_file_of_two_entries_is_one_document(self):
        self.tree("docs/a.md", "docs/b.md")
        self.job("[docs/a.md, { files: 'docs/*.md', reader: text }]", "outputs: [{ exporter: html, path: 'site/{name}' }]\n")
        self.runs("run")
        self.assertIn("<h1", self.read("site/a.md"))
        self.assertIn("<p>", self.read("site/b.md"))

    def test_outputs_do_not_become_inputs(self):
        self.tree("a.md", "sub/b.md")
        self.job("'**/*.md'", "outputs: [{ exporter: markdown, path: 'md/{path}' }]\n")
        for _ in range(3):
            self.runs("run")
        self.assertEqual(self.files("md"), ["a.md", "sub/b.md"])

    def test_empty(self):
        self.job("none/*.md")
        self.fails(2, "job.nothing-matched", "run")
        self.job(str(["none/*.md"] * 300))
        self.assertIn("and 200 more", self.fails(2, "job.nothing-matched", "run"))
        self.job("{ files: none/*.md, allow-empty: true }")
        self.assertEqual(self.deckle("run").returncode, 0)

    def test_what_no_reader_takes_may_be_copied(self):
        self.tree("docs/a.md")
        self.write("docs/data/b.bin", b"\x00\x01")
        self.job("{ root: docs, files: '**/*', on-unknown: copy }")
        self.runs("run")
        self.assertEqual(self.files("site"), ["a.html", "data/b.bin"])
        self.assertEqual((self.folder / "site/data/b.bin").read_bytes(), b"\x00\x01")

    def test_outputs_that_are_there(self):
        self.tree("docs/a.md", "docs/b.md")
        self.write("site/a.html", "old")
        self.job("docs/*.md", OUTPUT.replace(" }", ", on-exists: skip }", 1))
        self.assertIn("stays", self.runs("run", "-n"))
        done = self.deckle("run")
        self.assertIn(b"1 document, 1 output, 1 skipped", done.stderr)
        self.assertEqual(self.read("site/a.html"), "old")
        self.job("docs/*.md", OUTPUT.replace(" }", ", on-exists: fail }", 1))
        self.fails(1, "output.exists", "run")
        self.assertEqual(self.read("site/a.html"), "old")
        self.job("docs/*.md", "outputs: { book: { exporter: html, path: site/a.html, collect: true, on-exists: skip } }\n")
        self.runs("run")
        self.assertEqual(self.read("site/a.html"), "old")
        self.job("docs/*.md")
        self.runs("run")
        self.assertIn("<h1", self.read("site/a.html"))

    def test_in_place(self):
        self.write("docs/a.md", "Title\n=====\n\n* x\n")
        self.write("docs/sub/b.md", "* y\n")
        self.job("docs/**/*.md", "outputs: { self: { exporter: markdown, in-place: true } }\n")
        self.assertEqual(self.runs("run", "-n"), "docs/a.md -> docs/a.md (markdown)\ndocs/sub/b.md -> docs/sub/b.md (markdown)\n")
        self.runs("run")
        once = self.read("docs/a.md")
        self.assertTrue(once.startswith("# Title"))
        self.assertEqual(self.files(), ["deckle.yaml", "docs/a.md", "docs/sub/b.md"])
        self.runs("run")
        self.assertEqual(self.read("docs/a.md"), once)
        self.runs("run", "-o", "elsewhere")
        self.assertEqual(self.files("elsewhere"), ["docs/a.md", "docs/sub/b.md"])
        for wrong in ("path: x", "collect: true", "on-exists: skip"):
            self.refused("job.in-place", "docs/*.md", f"outputs: {{ self: {{ exporter: markdown, in-place: true, {wrong} }} }}\n")
        self.write("project/deckle.yaml", "deckle: 1\ninputs: ../docs/*.md\noutputs: { self: { exporter: markdown, in-place: true } }\n")
        self.runs("run", cwd="project")
        self.fails(2, "job.output-path", "run", "-o", "x", cwd="project")

    # Collisions: nothing is written

    def refused(self, code, inputs, outputs=OUTPUT):
        self.job(inputs, outputs)
        before = self.files()
        said = self.fails(2, f"error[{code}] deckle.yaml:3:", "run")
        self.assertEqual(before, self.files())
        return said

    def test_collisions(self):
        self.tree("docs/a.md", "docs/a.txt", "docs/b/a.md")
        self.refused("job.output-collision", "docs/*")
        self.refused("job.output-collision", "docs/**/*.md", OUTPUT.replace("{dir}/", ""))
        self.refused("job.overwrites-input", "docs/*.md", "outputs: [{ exporter: markdown, path: '{dir}/docs/{name}' }]\n")
        self.refused("job.output-collision", "docs/*.md", "outputs: [{ exporter: html, path: x }, { exporter: json, path: x/y }]\n")

    def test_collisions_through_a_linked_folder(self):
        self.tree("docs/x/a.md", "docs/y/a.md")
        (self.folder / "site/x").mkdir(parents=True)
        os.symlink("x", self.folder / "site/y")
        self.refused("job.output-collision", "docs/**/*.md")
        os.symlink("docs", self.folder / "out")
        self.refused("job.overwrites-input", "docs/x/*.md", "outputs: [{ exporter: markdown, path: 'out/x/{name}' }]\n")

    def test_names_that_other_systems_take_for_one(self):
        self.tree("docs/A.md", "docs/a.md", "docs/\u00e9.md", "docs/e\u0301.md", "docs/\u00c9.md")
        self.job("docs/*.md")
        done = self.deckle("run")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr.count(b"warning[job.output-alike]"), 2)
        self.assertEqual(len(self.files("site")), 5)

    def test_outputs_elsewhere_do_not_collide_with_inputs(self):
        self.tree("docs/a.md")
        self.job("docs/*.md", "outputs: [{ exporter: markdown, path: '{stem}.md' }]\n")
        self.runs("run", "-o", "docs2")
        self.assertIn("overwrite", self.fails(2, "job.overwrites-input", "run", "-o", "docs"))

    def test_templates_that_escape(self):
        self.tree("docs/a.md")
        for path in ("../{stem}", "/tmp/{stem}", "a/../../{stem}", "", "{stem}/", "{", "}", "{nope}", "a/{dir}/..", "a\\0b"):
            self.refused("job.path-template", "docs/*.md", f'outputs: [{{ exporter: html, path: "{path}" }}]\n')


if __name__ == "__main__":
    main()
