#!/usr/bin/env python3
"""The jobs of configs/, run on a copy of the project: what their comments promise is so.

usage: configs.py DECKLE [PART OF A TEST'S NAME]
"""
import json
import re
import shutil
import zipfile
from pathlib import Path

from pages import pages_below, problems_of
from program import ProgramTest, main

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "examples/handbook/chapters"
CHAPTERS = sorted(str(path.relative_to(HANDBOOK))[:-len(".md")] for path in HANDBOOK.rglob("*.md"))


class Configs(ProgramTest):
    def setUp(self):
        super().setUp()
        for name in ("configs", "examples"):
            shutil.copytree(ROOT / name, self.folder / name)

    def run_config(self, name, *arguments, to="out", **more):
        """What is said on standard error when all is well."""
        done = self.deckle("run", f"configs/{name}.yaml", "-o", to, *arguments, **more)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stderr.decode()

    def follow(self, below):
        """Follows all that the pages of a folder link to and show, all of which lies within it."""
        pages = pages_below(self.folder / below)
        self.assertEqual([], [problem for path, page in pages.items() for problem in problems_of(path, page, pages)])
        return {str(path.relative_to((self.folder / below).resolve())): page for path, page in pages.items()}

    def same_bytes(self, left, right):
        self.assertEqual((self.folder / left).read_bytes(), (self.folder / right).read_bytes())

    def test_every_job_is_run_here_and_told_of(self):
        read = (ROOT / "configs/README.md").read_text()
        tests = Path(__file__).read_text()
        for path in (ROOT / "configs").rglob("*.yaml"):
            name = str(path.relative_to(ROOT / "configs"))
            self.assertIn(f"]({name})", read)
            if name not in ("quickstart.yaml", "company/base.yaml"):  # the demo has its own test; a base is no job
                self.assertRegex(tests, rf'["/]{re.escape(name[:-len(".yaml")])}(\.yaml)?"')

    # docs-site.yaml

    def test_docs_site(self):
        said = self.run_config("docs-site")
        self.assertNotRegex(said, "warning|note")
        pages = ["de/aufstellen.html", "de/index.html", "en/care.html", "en/index.html", "en/printing.html", "en/set-up.html", "ja/index.html"]
        self.assertEqual(self.files("out/site"), sorted([*pages, "index.html", "style.css", "images/press.svg", "files/parts.csv"]))
        for asset in ("index.html", "style.css"):
            self.same_bytes(f"out/site/{asset}", f"examples/press/site/{asset}")
        for resource in ("images/press.svg", "files/parts.csv"):
            self.same_bytes(f"out/site/{resource}", f"examples/press/{resource}")
        shutil.rmtree(self.folder / "examples")
        shutil.move(self.folder / "out/site", self.folder / "server")
        followed = self.follow("server")
        for page in pages:
            self.assertIn("../style.css", followed[page].addresses)
        self.assertIn("set-up.html#the-platen", followed["en/printing.html"].addresses)
        self.assertIn("../files/parts.csv", followed["ja/index.html"].addresses)
        self.assertIn("\u201eum ein Haar\u201c", self.read("server/de/aufstellen.html"))
        self.assertIn("\u201ca hair\u201d", self.read("server/en/set-up.html"))
        self.assertRegex(self.read("server/en/care.html"), r'(?s)<nav class="toc".*?href="#cleaning".*?</nav>')

    def test_a_site_shows_nothing_from_elsewhere(self):
        self.write("secret.png", "secret")
        self.write("examples/press/pages/en/thief.md", "![x](../../../../secret.png)\n")
        said = self.run_config("docs-site")
        self.assertIn("warning[", said)
        self.assertIn("thief.md:1:1", said)
        self.assertNotIn("secret.png", " ".join(self.files("out")))

    # book.yaml

    def book(self):
        page = self.read("out/book/index.html")
        return re.findall(r'<h1 id="[^"]*"><span class="header-section-number">(\d+)</span> (.*)</h1>', page), page

    def test_book(self):
        said = self.run_config("book")
        self.assertNotIn("warning", said)
        self.assertEqual([code for code in re.findall(r"note\[(.*?)\]", said) if code != "text.loss"], ["join.loss"])
        headings, page = self.book()
        self.assertEqual([int(number) for number, _ in headings], list(range(1, 14)))
        titles = [title for _, title in headings]
        self.assertEqual(titles[:9], ["What paper is", "Fibres and pulp", "Mould and deckle", "Sizes and weights", "Folding", "Sewing",
                                      "Typography", "Keeping paper", "Writing on paper"])
        self.assertEqual(titles[-1], "Glossary")
        self.assertEqual(page.count('class="toc"'), 1)
        for front in ('<h1 class="title">Field guide to paper</h1>', '<p class="author">The Deckle project</p>', '<p class="date">2026-03-01</p>'):
            self.assertIn(front, page)
        self.assertRegex(page, r'<div id="[^"]*" lang="ar" dir="rtl">')
        self.assertIn('<h2 id="along-the-grain"><span class="header-section-number">5.1</span> Along the grain</h2>', page)

    def test_a_book_is_whole(self):
        self.run_config("book")
        shutil.rmtree(self.folder / "examples")
        addresses = self.follow("out/book")["index.html"].addresses
        self.assertIn("#the-deckle", addresses)
        self.assertEqual([one for one in addresses if ".md" in one], [])
        self.assertEqual(len([name for name in self.files("out/book") if name.startswith("images/")]), 9)

    def test_a_book_in_other_formats(self):
        self.run_config("book")
        titles = [title for _, title in self.book()[0]]
        levels = re.findall(r'\{"t":"Header","c":\[(\d),', self.read("out/book/field-guide.json"))
        self.assertEqual(levels.count("1"), len(titles))
        text = self.read("out/book/field-guide.txt")
        self.assertTrue(text.startswith("Field guide to paper\n"))
        for number, title in enumerate(titles, 1):
            self.assertRegex(text, rf"(?m)^{number} {re.escape(title)}$")
        prose = [line for line in text.split("\n") if line.isascii() and line.startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
        self.assertLessEqual(max(map(len, prose)), 80)
        self.assertGreater(max(map(len, prose)), 72)

    def test_a_chapter_that_fails(self):
        self.run_config("book")
        self.write("broken.json", "{")
        before = {name: self.read(f"out/book/{name}") for name in ("index.html", "field-guide.txt", "field-guide.json")}
        self.write("examples/handbook/chapters/glossary.md", "# New\n")
        said = self.fails(1, "join.not-written", "run", "configs/book.yaml", "-o", "out", "--set", "inputs+=../broken.json")
        self.assertRegex(said, r"warning\[join\.without\].*field-guide\.json.*broken\.json")
        self.assertEqual([name for name, text in before.items() if self.read(f"out/book/{name}") != text], ["field-guide.json"])

    # company/

    def test_company_handbook(self):
        self.run_config("company/handbook")
        pages = self.follow("out/handbook/web")
        self.assertEqual(sorted(pages), sorted(f"{name}.html" for name in CHAPTERS))
        self.assertEqual([name for name in self.files("out/handbook/data") if name.endswith(".json")], sorted(f"{name}.json" for name in CHAPTERS))
        self.assertFalse((self.folder / "out/handbook/text").exists())
        page = self.read("out/handbook/web/craft/folding.html")
        self.assertIn("<footer>The Deckle project</footer>", page)
        self.assertRegex(page, r'(?s)<nav>.*href="#along-the-grain".*</nav>')

    def test_company_reports(self):
        self.run_config("company/reports", env={"COMPANY": "Bindery & Sons"})
        months = ["2026-01", "2026-02", "2026-03"]
        self.assertEqual(self.files("out/reports"), sorted([f"text/{month}.txt" for month in months] + [f"web/{month}.html" for month in months]))
        self.follow("out/reports/web")
        page = self.read("out/reports/web/2026-02.html")
        self.assertIn("<footer>Bindery &amp; Sons</footer>", page)
        self.assertNotIn("<nav>", page)
        self.assertIn("\u201eErst messen, dann \u00f6ffnen\u201c", page)
        self.assertLessEqual(max(map(len, self.read("out/reports/text/2026-03.txt").split("\n"))), 60)
        shown = self.runs("explain", "configs/company/reports.yaml")
        self.assertRegex(shown, r"columns: 60 +# configs/company/reports\.yaml:")
        self.assertRegex(shown, r"template: page\.html +# configs/company/base\.yaml:")
        self.assertRegex(shown, r"(?s)- smart .*- metadata:.*category: report")

    def test_company_profiles(self):
        suffixes = {("handbook", "repository"): {".md"}, ("handbook", "machines"): {".json", ".deckle.yaml"},
                    ("reports", "repository"): {".md"}, ("reports", "machines"): {".deckle.yaml"}}  # reports have no data
        for (project, profile), expected in suffixes.items():
            with self.subTest(project=project, profile=profile):
                shutil.rmtree(self.folder / "out", ignore_errors=True)
                self.assertNotIn("warning", self.run_config(f"company/{project}", "--profile", profile))
                documents = [name for name in self.files("out") if "/images/" not in name]
                self.assertEqual({"".join(Path(name).suffixes) for name in documents}, expected)
                self.assertEqual(len(documents), len(expected) * (len(CHAPTERS) if project == "handbook" else 3))

    def test_a_base_is_no_job(self):
        self.fails(2, "job.missing-key", "check", "configs/company/base.yaml")

    # format-in-place.yaml

    def bytes_of(self, below):
        return {name: (self.folder / below / name).read_bytes() for name in self.files(below)}

    def test_format_in_place(self):
        shutil.copytree(ROOT / "examples/handbook", self.folder / "work")
        shutil.copy(ROOT / "configs/format-in-place.yaml", self.folder / "work")
        messy = "---\ntitle: T\n---\nHeading\n=======\n* __a__\n* b\n\n![i](images/none.png)\n"
        for name in ("messy.md", "vendor/messy.md", "ignored/messy.md"):
            self.write(f"work/{name}", messy)
        self.write("work/.gitignore", "ignored/\n")
        before = self.bytes_of("work")
        documents = {name: self.runs("dump", f"work/{name}") for name in before if name.endswith(".md")}
        self.runs("run", "format-in-place.yaml", cwd="work")
        after = self.bytes_of("work")
        self.assertEqual(set(before), set(after))
        changed = {name for name in before if before[name] != after[name]}
        self.assertIn("chapters/craft/folding.md", changed)
        self.assertTrue(all(name.endswith(".md") and not name.startswith(("vendor/", "ignored/")) for name in changed))
        self.assertEqual(self.read("work/messy.md"), "---\ntitle: T\n---\n\n# Heading\n\n- **a**\n- b\n\n![i](images/none.png)\n")
        for name, document in documents.items():
            self.assertEqual(self.runs("dump", f"work/{name}"), document)
        self.runs("run", "format-in-place.yaml", cwd="work")
        self.assertEqual(self.bytes_of("work"), after)

    # to-json.yaml, from-json.yaml

    def test_json_and_back(self):
        self.assertNotRegex(self.run_config("to-json"), "warning|note")
        self.assertEqual(self.files("out"), sorted(f"{name}.md.json" for name in CHAPTERS))
        for chapter in CHAPTERS:
            self.assertEqual(set(json.loads(self.read(f"out/{chapter}.md.json"))), {"pandoc-api-version", "meta", "blocks"})
        self.assertNotRegex(self.run_config("from-json", "--var", "from=../out", to="far/back"), "warning|note")
        self.assertEqual(self.files("far/back"), sorted(f"{name}.md" for name in CHAPTERS))
        folding = self.read("far/back/craft/folding.md")
        self.assertIn("](../../images/fold-signatures.svg ", folding)
        self.assertIn("](../materials/what-paper-is.md#three-small-tests)", folding)
        self.run_config("to-json", "--var", "from=../far/back", to="again")
        for name in self.files("out"):
            self.same_bytes(f"out/{name}", f"again/{name}")

    # site-to-word.yaml, word-to-site.yaml

    PAGES = ["collection/beater", "collection/index", "courses", "index"]

    def test_site_to_word(self):
        said = self.run_config("site-to-word")
        self.assertEqual({code for code in re.findall(r"warning\[(.*?)\]", said)}, {"docx.loss"})
        self.assertEqual(self.files("out/word"), sorted([f"{name}.docx" for name in self.PAGES] + ["files/prices.csv"]))
        with zipfile.ZipFile(self.folder / "out/word/courses.docx") as courses:
            links = courses.read("word/_rels/document.xml.rels").decode()
        for address in ("index.docx#hours", "collection/beater.docx#hammers", "mailto:courses@museum.example"):
            self.assertIn(f'Target="{address}" TargetMode="External"', links)
        for name, picture in (("index", "wheel.svg"), ("collection/beater", "mould.png")):
            with zipfile.ZipFile(self.folder / f"out/word/{name}.docx") as document:
                media = [document.read(part) for part in document.namelist() if part.startswith("word/media/")]
            self.assertEqual(media, [(ROOT / "examples/museum/site/images" / picture).read_bytes()])

    def test_word_to_site(self):
        self.run_config("word-to-site")
        pages = ["index.html", "minutes/2026-03.html", "rules.html"]
        self.assertEqual([name for name in self.files("out/site") if name.endswith(".html")], pages)
        shutil.rmtree(self.folder / "examples")
        followed = self.follow("out/site")
        self.assertIn("rules.html#fees", followed["index.html"].addresses)
        self.assertIn("../index.html", followed["minutes/2026-03.html"].addresses)
        self.assertEqual(len([name for name in self.files("out/site") if name.endswith(".png")]), 2)
        rules = self.read("out/site/rules.html")
        for part in ("<title>Rules of the Friends</title>", '<html lang="en">', '<h1 id="fees">Fees</h1>', '<ol type="a">', '<li id="fn1">'):
            self.assertIn(part, rules)

    def test_a_site_to_word_and_back(self):
        self.run_config("site-to-word")
        said = self.run_config("word-to-site", "--var", "from=../out/word", to="back")
        self.assertNotRegex(said, "warning")
        shutil.rmtree(self.folder / "out")
        followed = self.follow("back/site")
        self.assertEqual(sorted(followed), [f"{name}.html" for name in self.PAGES])
        self.assertIn("index.html#hours", followed["courses.html"].addresses)
        self.assertIn("files/prices.csv", followed["index.html"].addresses)
        self.assertIn("rowspan=\"2\"", self.read("back/site/index.html"))


if __name__ == "__main__":
    main()
