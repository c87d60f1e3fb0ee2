#!/usr/bin/env python3
"""Jobs made of several files: bases, profiles, what the command line sets, and what `explain` shows of it.

usage: merging.py DECKLE [PART OF A TEST'S NAME]
"""
import re
import shutil

from program import DECKLE, ProgramTest, main

BASE = """deckle: 1
vars: { owner: ACME, month: "${env:MONTH:-may}" }
metadata: { lang: en, author: "${owner} docs", price: "$$5" }
transforms: [smart]
outputs:
  web: { exporter: html, path: "site/{dir}/{stem}.html", options: { standalone: true, template: page.html } }
  text: { exporter: text, path: "{month}/{path}.txt" }
profiles:
  data: { outputs: { web: null, text: null, data: { exporter: json, path: "{profile}/{path}.json" } } }
"""
GUIDE = """deckle: 1
extends: ../company/base.yaml
inputs: docs/**/*.md
transforms+: [{ toc: { depth: 2 } }]
outputs: { text: null, web: { options: { toc: true } } }
"""
NOTES = """deckle: 1
extends: [../company/base.yaml]
inputs: "*.md"
outputs: { web: { exporter: markdown, path: "md/{path}" } }
"""


class Merging(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("company/base.yaml", BASE)
        self.write("company/page.html", "<company>$body$</company>\n")
        self.write("guide/deckle.yaml", GUIDE)
        self.write("guide/docs/a/b.md", "# \"B\"\n")
        self.write("notes/deckle.yaml", NOTES)
        self.write("notes/n.md", "note\n")

    def plugin_in(self, folder):
        """One with a transform of the name `variant`, which nothing else has."""
        (self.folder / folder).mkdir()
        shutil.copy(DECKLE.parent.parent / "tests/contract/made/plain/plain.so", self.folder / folder)

    def test_two_projects_on_one_base(self):
        self.runs("run", cwd="guide")
        self.assertEqual(self.files("guide"), ["deckle.yaml", "docs/a/b.md", "site/a/b.html"])
        page = self.read("guide/site/a/b.html")
        self.assertTrue(page.startswith("<company>"), "the template lies beside the base that names it")
        self.assertIn("\u201cB\u201d", page)
        self.runs("run", "notes/deckle.yaml")
        self.assertEqual(self.files("notes"), ["deckle.yaml", "may/n.md.txt", "md/n.md", "n.md"])

    def test_a_profile_swaps_the_formats(self):
        self.runs("run", "--profile", "data", cwd="guide")
        self.assertEqual(self.files("guide"), ["data/a/b.md.json", "deckle.yaml", "docs/a/b.md"])
        self.assertIn("ACME docs", self.read("guide/data/a/b.md.json"))

    def test_the_command_line_has_the_last_word(self):
        self.runs("run", "--set", "outputs.web.path={stem}/x.html", "--var", "owner=Me", "--set", "metadata.lang=de",
                  "--set", "outputs.web.options.template=", cwd="guide")
        page = self.read("guide/b/x.html")
        self.assertIn('content="Me docs"', page)
        self.assertIn('lang="de"', page)
        self.runs("run", "notes/deckle.yaml", "--output", "text", env={"MONTH": "june"})
        self.assertEqual(self.files("notes"), ["deckle.yaml", "june/n.md.txt", "n.md"])

    def test_explain_shows_origins(self):
        shown = self.runs("explain", "--profile", "data", "--var", "owner=Me", cwd="guide")
        self.assertRegex(shown, r'author: "Me docs" +# \.\./company/base\.yaml:3\n')
        self.assertRegex(shown, r'price: "\$5" +# ')
        self.assertRegex(shown, r"depth: 2 +# deckle\.yaml:4\n")
        self.assertRegex(shown, r'owner: "Me" +# --var\n')
        self.assertNotIn("web:", shown)

    def test_explain_is_the_same_job(self):
        for project in ("guide", "notes"):
            for arguments in ([], ["--profile", "data"], ["--set", "metadata.title=a: ${owner} \"q\"\\\\", "--set", "inputs+=gone/*.md"]):
                with self.subTest(project=project, arguments=arguments):
                    shown = self.runs("explain", *arguments, cwd=project)
                    self.write(f"{project}/explained.yaml", shown)
                    planned = [self.runs("run", "-n", *words, cwd=project) for words in (arguments, ["explained.yaml"])]
                    self.assertEqual(*planned)
                    again = self.runs("explain", "explained.yaml", cwd=project)
                    values = [re.sub(r" +# .*|^# .*\n", "", text, flags=re.M) for text in (shown, again)]
                    self.assertEqual(*values)

    def test_the_working_directory_does_not_matter(self):
        self.runs("run", "guide/deckle.yaml", "-o", "first")
        self.runs("run", str(self.folder / "guide/deckle.yaml"), "-o", str(self.folder / "second"), cwd="notes")
        self.assertEqual(self.files("first"), ["site/a/b.html"])
        self.assertEqual(self.read("first/site/a/b.html"), self.read("second/site/a/b.html"))

    def test_plugins_of_a_base(self):
        self.plugin_in("company/plugins")
        self.write("guide/deckle.yaml", GUIDE.replace("transforms+: [", "transforms+: [variant, "))
        self.fails(2, "job.unknown-transform", "run", cwd="guide")
        self.write("company/base.yaml", BASE + "plugins: plugins\n")
        self.runs("run", cwd="guide")
        self.assertIn("guide/site/a/b.html", self.files())
        self.write("company/base.yaml", BASE + "plugins: [no/such/folder]\n")
        self.fails(2, "plugin.no-folder", "check", cwd="guide")

    def test_plugins_of_a_profile(self):
        self.plugin_in("guide/plugins")
        job = GUIDE + "profiles:\n  own: { plugins: plugins, transforms+: [variant] }\n  none: { transforms+: [variant] }\n"
        self.write("guide/deckle.yaml", job)
        self.runs("run", "--profile", "own", cwd="guide")
        said = self.fails(2, "error[job.unknown-transform] deckle.yaml:8:25", "check", cwd="guide")
        self.assertEqual(said.count("error["), 1)
        self.write("guide/deckle.yaml", job.replace("  none: { transforms+: [variant] }\n", ""))
        self.runs("check", cwd="guide")
        self.write("guide/deckle.yaml", job.replace("plugins: plugins", "plugins: nowhere"))
        self.assertEqual(self.fails(2, "plugin.no-folder", "check", cwd="guide").count("job.unknown-transform"), 2)

    def test_check_looks_at_every_profile(self):
        self.write("guide/deckle.yaml", GUIDE + "profiles: { a: { transforms+: [tco] }, b: { outputs: { web: { pth: x } } } }\n")
        said = self.fails(2, "job.unknown-transform", "check", cwd="guide")
        self.assertIn("deckle.yaml:6:32", said)
        self.assertIn("did you mean 'path'?", said)
        self.assertEqual(said.count("error["), 2)
        self.runs("run", cwd="guide")

    # What is wrong

    def wrong(self, code, place, job=None, arguments=()):
        """The job is refused at this place, and nothing is written."""
        if job is not None:
            self.write("guide/deckle.yaml", job)
        before = self.files()
        said = self.fails(2, f"error[{code}] {place}", "run", *arguments, cwd="guide")
        self.assertEqual(before, self.files())
        return said

    def test_cycles(self):
        self.write("company/base.yaml", "extends: ../guide/./deckle.yaml\n" + BASE)
        self.wrong("job.extends-cycle", "../company/base.yaml:1:10")

    def test_bases_that_are_not_there(self):
        self.wrong("io.not-found", "deckle.yaml:2:16", GUIDE.replace("../company/base.yaml", "[     ../gone.yaml, '${.}/x' ]"))
        self.wrong("io.is-folder", "deckle.yaml:2:10", GUIDE.replace("../company/base.yaml", "../company"))

    def test_a_file_of_an_option_that_is_not_there(self):
        (self.folder / "company/page.html").unlink()
        self.wrong("io.not-found", "../company/base.yaml:6:")

    def test_unknown_names(self):
        self.assertIn("the job has data", self.wrong("job.unknown-profile", "there is no", arguments=["-p", "dta"]))
        self.assertIn("did you mean 'web'?", self.wrong("job.unknown-output", "the job has no", arguments=["--output", "wbe"]))
        self.wrong("job.unknown-variable", "deckle.yaml:6:23", GUIDE + "metadata: { title: 'a ${ownr}' }\n")
        self.wrong("job.unknown-key", "--set:1:13", arguments=["--set", "outputs.web.optins=1"])
        self.wrong("job.wrong-type", "deckle.yaml:6:10", GUIDE + "plugins: ''\n")
        self.wrong("job.wrong-type", "deckle.yaml:6:14", GUIDE + "plugins: [., '']\n")
        self.wrong("job.no-item", "--set:1:12", arguments=["--set", "transforms.9.toc=1"])
        self.wrong("job.setting", "--set nothing", arguments=["--set", "nothing"])

    def test_profiles_that_contradict_each_other(self):
        job = GUIDE + "profiles:\n  a: { metadata: { lang: de } }\n  b: { metadata: { lang: fr } }\n"
        self.assertIn("deckle.yaml:7:26", self.wrong("job.profiles-contradict", "deckle.yaml:8:26", job, ["-p", "a,b"]))

    def test_paths_that_escape_by_a_variable(self):
        job = GUIDE.replace("toc: true }", "toc: true }, path: '{up}/{stem}'")
        for value in ("..", "a/../../b"):
            with self.subTest(value):
                self.wrong("job.output-path", "deckle.yaml:5:", job, ["--var", f"up={value}"])
        before = self.files()
        for value in ("/", "/x"):
            self.runs("run", "--var", f"up={value}", cwd="guide")
        self.assertEqual(self.files(), sorted([*before, "guide/b", "guide/x/b"]))

    def test_other_encodings(self):
        self.write("guide/deckle.yaml", ("\ufeff" + GUIDE).encode("utf-8"))
        self.runs("check", cwd="guide")
        for encoding in ("utf-16", "utf-32", "latin-1"):
            self.write("guide/deckle.yaml", (GUIDE + "metadata: { title: \u00e4 }\n").encode(encoding))
            self.fails(2, "yaml.encoding", "run", cwd="guide")

    def test_large_scalars_and_aliases(self):
        self.write("guide/deckle.yaml", GUIDE + f"metadata: {{ title: &t '{'x' * 1_000_000}', a: *t, b: *t }}\n")
        self.runs("check", cwd="guide")
        self.assertIn("xxx", self.runs("explain", cwd="guide"))
        self.wrong("yaml.alias-cycle", "deckle.yaml:6:", GUIDE + "metadata: &m { a: *m }\n")


if __name__ == "__main__":
    main()
