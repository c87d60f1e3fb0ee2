#!/usr/bin/env python3
"""Every page is valid: those of all cases, of documents made at random, and of Markdown that people wrote.

    pages.py DECKLE ROOT

HTML that stands in a document is left out, for its mistakes are the author's. With DECKLE_LONG there are 300 documents
instead of 40, and every tenth file of DECKLE_CORPORA.
"""
import os
import random
import sys
import tarfile
import unittest
from pathlib import Path

import nu_checker
from documents import KINDS, Maker, Strings
from program import ProgramTest, main
from table_model import Tables

ROOT = Path(sys.argv[2]).resolve()
LONG = os.environ.get("DECKLE_LONG") is not None
DOCUMENTS = 300 if LONG else 40
JOB = """deckle: 1
inputs: {{ files: ["in/*.{suffix}"], reader: {reader} }}
outputs:
  plain: {{ exporter: html, path: "out/{{stem}}.html", options: {{ standalone: true, toc: true, raw-html: drop }}, resources: keep }}
  sections: {{ exporter: html, path: "out/{{stem}}-sections.html", resources: keep,
    options: {{ standalone: true, section-divs: true, reference-location: section, math: katex, math-url: katex.js, raw-html: escape }} }}
  safe: {{ exporter: html, path: "out/{{stem}}-safe.html", options: {{ standalone: true, reference-location: block, safe: true }}, resources: keep }}
"""


@unittest.skipUnless(nu_checker.is_installed(), "the Nu HTML checker is not installed: ./dev checkers")
class Pages(ProgramTest):
    def pages_are_valid(self, least):
        self.assertGreaterEqual(len(self.files("out")), least)
        found = nu_checker.errors(self.folder / "out")
        self.assertEqual([], found[:20], f"{len(found)} mistakes")
        for page in self.files("out"):
            self.assertEqual([], Tables(self.read(f"out/{page}")).mistakes, page)

    def all_of(self, suffix, reader):
        self.write("job.yaml", JOB.format(suffix=suffix, reader=reader))
        return self.deckle("run", "--quiet", "--no-state", "job.yaml", timeout=600)

    def test_of_random_documents(self):
        made = {kind: 0 for kind in KINDS}
        for seed in range(DOCUMENTS):
            chance = random.Random(seed)
            maker = Maker(chance, Strings(chance))
            self.write(f"in/{seed}.yaml", maker.document())
            made = {kind: count + maker.made[kind] for kind, count in made.items()}
        done = self.all_of("yaml", "dump")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        print("how often each kind was made:", ", ".join(f"{kind} {count}" for kind, count in made.items()))
        self.assertEqual([], [kind for kind, count in made.items() if count == 0 and kind not in ("document", "body", "metadata")])
        self.pages_are_valid(3 * DOCUMENTS)

    def test_of_all_cases(self):
        for source in sorted(ROOT.glob("plugins/*/*/cases/*/in.*")):
            page = self.folder / "out" / f"{source.parents[2].name}-{source.parent.name}.html"
            page.parent.mkdir(exist_ok=True)
            self.deckle("convert", "--quiet", "-s", "--resources", "keep", "--exporter-option", "raw-html=drop", source, "-o", page)
        self.pages_are_valid(50)

    def test_of_what_people_wrote(self):
        archives = sorted(Path(os.environ.get("DECKLE_CORPORA", "/nowhere")).glob("md-*.tar.xz"))
        if not LONG or not archives:
            self.skipTest("only with DECKLE_LONG and DECKLE_CORPORA")
        for archive in archives:
            with tarfile.open(archive) as tar:
                members = [member for member in tar.getmembers() if member.isfile() and member.name.endswith(".md")]
                for member in members[::10]:
                    self.write(f"in/{member.name.replace('/', '-')}", tar.extractfile(member).read())
        self.all_of("md", "markdown")
        self.pages_are_valid(100)


if __name__ == "__main__":
    main(2)
