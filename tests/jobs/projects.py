#!/usr/bin/env python3
"""Six projects as people have them: a job with comments, the documents around it, and whether the comments are true.

usage: projects.py DECKLE [PART OF A TEST'S NAME]
"""
import json
import re
import subprocess

from pages import pages_below, problems_of
from program import ProgramTest, main

PNG = b"\x89PNG\r\n\x1a\n"

DOCS_SITE = """# Pages for the documentation in a repository, each a single file that can be mailed.
deckle: 1
inputs:
  - README.md                       # {dir} is empty: site/README.html
  - files: "docs/**/*.md"           # {dir} counts from docs, the folder before the first wildcard
    respect-gitignore: true         # generated documentation is not ours to publish
transforms:
  - identifiers: { scheme: github } # anchors as on GitHub, where the same files are read
outputs:
  site:
    exporter: html
    path: "site/{dir}/{stem}.html"
    resources: embed                # images are inside of the pages
    options: { standalone: true, toc: true, toc-depth: 2 }
"""

BOOK = """# A book in every format that there is, from numbered chapters; the index in the end has no number in its name.
deckle: 1
metadata: { title: On Edges, author: [A. Binder, B. Printer], lang: en }
inputs: ["chapters/[0-9]*.md", chapters/sources.md]
transforms: [smart, identifiers]
collected: [number-sections, { toc: { depth: 1, title: Contents } }]
outputs:
  page:
    exporter: html
    path: "book/{edition}.html"       # a var of the job
    collect: true
    resources: { extract: "book/media/{name}" }   # all in one folder; equal names are numbered
    options: { standalone: true }
  data: { exporter: json, path: "book/{edition}.json", collect: true, resources: keep }
  text: { exporter: text, path: "book/{edition}.txt", collect: true, resources: keep, options: { standalone: true } }
vars: { edition: first }
profiles:
  proof:                              # for reading in between: text alone, and the same name each time
    vars: { edition: proof }
    outputs: { page: null, data: null }
"""

MIXED = """# Whatever lies in the archive becomes a page; what cannot be read is told, and never stops the night's run.
deckle: 1
inputs:
  - root: archive
    files: ["**/*"]                   # readers are found by content and name
    on-unknown: skip                  # pictures and programs are passed over and counted
readers:
  text: { paragraphs: line }          # for every text, wherever it is found
outputs:
  pages:
    exporter: html
    path: "pages/{dir}/{name}.html"   # {name} keeps the suffix: a.md and a.txt do not collide
  index:
    exporter: text
    path: index.txt
    collect: { on-failure: skip }     # written without the documents that failed
    resources: keep
run:
  on-error: continue                  # the default, said for whoever reads this
"""

NIGHTLY = """# The dump of the wiki as Markdown with its images, every night; `find` says which pages are new.
deckle: 1
inputs:
  - root: wiki
    list: "-"                         # names from standard input, as `find -print0` gives them
    reader: json
transforms:
  - metadata: { set: { source: wiki }, remove: [revision] }
outputs:
  markdown:
    exporter: gfm
    path: "markdown/{dir}/{stem}.md"
    resources: copy                   # images keep their places beside the pages; pages without theirs are told
"""

BASE = """# Shared by all teams.
deckle: 1
inputs: docs/*.md
transforms: [smart]
outputs:
  web: { exporter: html, path: "out/{stem}.html", options: { standalone: true, toc: true, toc-depth: 3 } }
  text: { exporter: text, path: "out/{stem}.txt", options: { columns: 72 } }
  data: { exporter: json, path: "out/{stem}.json" }
"""

TEAM = """# What our team wants otherwise: wider text, and no JSON. Pages are everybody's.
deckle: 1
extends: ../shared/base.yaml
outputs:
  text: { options: { columns: 100 } } # of this output, this option alone
  data: null                          # null drops it
"""

REPORT = """# The monthly report: deckle run report.yaml --var month=2026-03
deckle: 1
vars:
  month: "${env:REPORT_MONTH:-unknown}"   # the command line wins, then the environment
  office: Harbour office
inputs: "figures/${month}.md"
metadata:
  title: "Report for ${month}"            # a report may have a title of its own
  author: "${office}"
  price: "$$5"                            # $$ is a dollar
transforms: [identifiers]
outputs:
  page:
    exporter: html
    path: "reports/{month}/report.html"   # in paths, vars are placeholders like {stem}
    options: { standalone: true }
"""


def pandoc_json(*blocks, **metadata):
    meta = {key: {"t": "MetaString", "c": value} for key, value in metadata.items()}
    return json.dumps({"pandoc-api-version": [1, 23], "meta": meta, "blocks": list(blocks)})


def paragraph(*inlines):
    return {"t": "Para", "c": list(inlines)}


def string(text):
    return {"t": "Str", "c": text}


def image(address):
    return {"t": "Image", "c": [["", [], []], [string("figure")], [address, ""]]}


class Projects(ProgramTest):
    def follow(self, below):
        pages = pages_below(self.folder / below)
        self.assertEqual([], [problem for path, page in pages.items() for problem in problems_of(path, page, pages)])

    def runs_job(self, job, *arguments, exit_code=0, **more):
        done = self.deckle("run", job, *arguments, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return done.stderr.decode()

    def test_documentation_site(self):
        self.write("deckle.yaml", DOCS_SITE)
        self.write(".gitignore", "docs/api/\n")
        subprocess.run(["git", "init", "-q"], cwd=self.folder, check=True)
        self.write("logo.png", PNG)
        self.write("README.md", "# Tool\n\n![logo](logo.png)\n\nSee [how to install](docs/guide/install.md#from-source).\n")
        self.write("docs/guide/install.md", "# Install\n\n## From source\n\n[Back](../../README.md), ![logo](../../logo.png)\n")
        self.write("docs/api/generated.md", "# Generated\n")
        self.runs("run")
        self.assertEqual(self.files("site"), ["README.html", "guide/install.html"])
        self.follow("site")
        self.assertIn('href="guide/install.html#from-source"', self.read("site/README.html"))
        self.assertIn('href="../README.html"', self.read("site/guide/install.html"))
        for page in self.files("site"):
            self.assertIn('src="data:image/png;base64,', self.read(f"site/{page}"))

    def test_book(self):
        self.write("deckle.yaml", BOOK)
        for name, title in (("10-end", "The end"), ("02-middle", "The \"middle\""), ("01-start", "The start"), ("sources", "Sources")):
            self.write(f"chapters/{name}.md", f"# {title}\n\n## More\n\n[start](01-start.md)\n")
        for k in (1, 2):
            self.write(f"chapters/{k}/figure.png", PNG + bytes([k]))
        self.write("chapters/01-start.md", "# The start\n\n![one](1/figure.png)\n\n[sources](sources.md#more)\n")
        self.write("chapters/10-end.md", "# The end\n\n![two](2/figure.png)\n")
        self.runs("run")
        self.assertEqual(self.files("book"), ["first.html", "first.json", "first.txt", "media/figure-2.png", "media/figure.png"])
        self.follow("book")
        page = self.read("book/first.html")
        self.assertEqual(re.findall(r"<h1 id=.*?</span> (.*)</h1>", page), ["The start", "The \u201cmiddle\u201d", "The end", "Sources"])
        contents = page[page.index("<nav"):page.index("</nav>")]
        self.assertIn("Contents", contents)
        self.assertEqual(contents.count("<li>"), 4)
        self.assertEqual(page.count('class="author"'), 2)
        self.assertTrue(self.read("book/first.txt").startswith("On Edges\n"))
        self.assertEqual(json.loads(self.read("book/first.json"))["blocks"][0]["t"], "Div")
        self.runs("run", "--profile", "proof")
        self.assertEqual([name for name in self.files("book") if "first" not in name and "media" not in name], ["proof.txt"])

    def test_ten_thousand_mixed_files(self):
        kinds = {"md": "# Title {}\n\ntext\n", "txt": "one {}\ntwo\n", "json": None, "deckle.yaml": "deckle-document: 1\nbody:\n- paragraph:\n  children:\n  - text: dump{}\n", "bin": "\0\1{}"}
        self.write("deckle.yaml", MIXED)
        for k in range(10_000):
            suffix = list(kinds)[k % 5]
            good = kinds[suffix].format(k) if kinds[suffix] else pandoc_json(paragraph(string(f"json{k}")))
            self.write(f"archive/{k % 7}/{k // 7 % 11}/{k}.{suffix}", "{ broken" if suffix == "json" and k % 50 == 2 else good)
        *told, summary = self.runs_job("deckle.yaml", "--log-format", "json", exit_code=1, timeout=300).splitlines()
        summary = json.loads(summary)["summary"]
        self.assertEqual([summary[key] for key in ("documents", "outputs", "failed", "skipped")], [8000, 7801, 200, 2000])
        codes = [json.loads(line)["code"] for line in told]
        self.assertEqual({code: codes.count(code) for code in codes}, {"json.syntax": 200, "join.without": 1})
        self.assertEqual(len(self.files("pages")), 7800)
        index = self.read("index.txt")
        self.assertIn("Title 9995", index)
        self.assertIn("json9997", index)
        self.assertIn("dump9998", index)
        self.assertIn("one 9996\n\ntwo", index)

    def nightly(self, *names):
        return self.runs_job("deckle.yaml", input="\0".join(names).encode())

    def test_nightly_dump_to_markdown(self):
        self.write("deckle.yaml", NIGHTLY)
        self.write("wiki/a/img/x.png", PNG)
        self.write("wiki/a/page.json", pandoc_json(paragraph(image("img/x.png")), title="A page", revision="77"))
        self.write("wiki/b.json", pandoc_json(paragraph(string("see"), image("lost.png")), paragraph(
            {"t": "Link", "c": [["", [], []], [string("a")], ["a/page.json", ""]]})))
        self.write("wiki/old.json", pandoc_json(paragraph(string("old"))))
        said = self.nightly("a/page.json", "b.json")
        self.assertIn("warning[", said)
        self.assertIn("lost.png", said)
        self.assertEqual(self.files("markdown"), ["a/img/x.png", "a/page.md", "b.md"])
        page = self.read("markdown/a/page.md")
        self.assertIn("source: wiki", page)
        self.assertNotIn("77", page)
        self.assertIn("![figure](img/x.png)", page)
        self.assertIn("[a](a/page.md)", self.read("markdown/b.md"))
        before = {name: self.read(f"markdown/{name}") for name in ("a/page.md", "b.md")}
        self.nightly("a/page.json", "b.json", "old.json")
        self.assertEqual(before, {name: self.read(f"markdown/{name}") for name in before})
        self.assertEqual(self.read("markdown/old.md").split("---\n")[-1].strip(), "old")

    def test_project_on_a_shared_base(self):
        self.write("shared/base.yaml", BASE)
        self.write("team/deckle.yaml", TEAM)
        self.write("team/docs/a.md", "# A \"title\"\n\n" + "word " * 60 + "\n\n### Deep\n")
        self.runs("run", "team/deckle.yaml")
        self.assertEqual(self.files("team/out"), ["a.html", "a.txt"])
        widest = max(map(len, self.read("team/out/a.txt").split("\n")))
        self.assertTrue(72 < widest <= 100, widest)
        shown = self.runs("explain", "team/deckle.yaml")
        self.assertRegex(shown, r"columns: 100 +# team/deckle\.yaml:5")
        self.assertRegex(shown, r"toc-depth: 3 +# shared/base\.yaml:6|toc-depth: 3 +# team/\.\./shared/base\.yaml:6")
        self.assertNotIn("data:", shown)
        self.runs("run", "team/deckle.yaml", "--set", "outputs.web.options.toc-depth=1", "--output", "web")
        self.assertNotIn(">Deep</a>", self.read("team/out/a.html"))

    def test_monthly_report(self):
        self.write("report.yaml", REPORT)
        for month in ("2026-02", "2026-03"):
            self.write(f"figures/{month}.md", f"# Ships\n\n{month}: 12\n")
        self.write("figures/2026-02.md", "---\ntitle: A short month\n---\n")
        self.runs("run", "report.yaml", "--var", "month=2026-03", env={"REPORT_MONTH": "2026-02"})
        self.assertEqual(self.files("reports"), ["2026-03/report.html"])
        page = self.read("reports/2026-03/report.html")
        self.assertIn("<title>Report for 2026-03</title>", page)
        self.assertIn('<p class="author">Harbour office</p>', page)
        self.runs("run", "report.yaml", env={"REPORT_MONTH": "2026-02"})
        self.assertIn("<title>A short month</title>", self.read("reports/2026-02/report.html"))
        self.assertIn('price: "$5"', self.runs("explain", "report.yaml", "--var", "month=2026-03"))
        self.fails(2, "job.nothing-matched", "run", "report.yaml")
        self.fails(2, "job.", "run", "report.yaml", "--var", "month=../../etc")


if __name__ == "__main__":
    main()
