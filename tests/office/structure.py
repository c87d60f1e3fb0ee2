#!/usr/bin/env python3
"""Every document that is written is one that Word takes: of all cases, of the handbook, and of documents made at random
over every kind; many lists count from where each starts; and the same document gives the same bytes whoever makes it,
and where.

    structure.py DECKLE ROOT
"""
import os
import random
import re
import sys
from pathlib import Path

from docx_check import check
from documents import KINDS, Maker, Strings
from program import ProgramTest, main

ROOT = Path(sys.argv[2]).resolve()
LONG = os.environ.get("DECKLE_LONG") is not None
STARTS = r'"OrderedList", *"c": *\[\[(\d+)'
DOCUMENTS = 400 if LONG else 60
JOB = """deckle: 1
inputs: {{ files: ["in/*.{suffix}"], reader: {reader} }}
outputs:
  plain: {{ exporter: docx, path: "out/{{stem}}.docx" }}
  contents: {{ exporter: docx, path: "out/{{stem}}-contents.docx", options: {{ toc: true, toc-depth: 6 }} }}
"""


class Structure(ProgramTest):
    maxDiff = None

    def made(self, suffix, reader, *arguments, **environment):
        self.write("job.yaml", JOB.format(suffix=suffix, reader=reader))
        done = self.deckle("run", "--quiet", "--no-state", "job.yaml", *arguments, timeout=600, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr.decode()[-2000:])
        return {name: (self.folder / "out" / name).read_bytes() for name in self.files("out")}

    def are_sound(self, least):
        files = self.files("out")
        self.assertGreaterEqual(len(files), least)
        found = [f"{file}: {problem}" for file in files for problem in check(self.folder / "out" / file)]
        self.assertEqual([], found[:20], f"{len(found)} mistakes")

    def random_documents(self, count):
        made = {kind: 0 for kind in KINDS}
        for seed in range(count):
            chance = random.Random(seed)
            maker = Maker(chance, Strings(chance))
            self.write(f"in/{seed}.yaml", maker.document())
            made = {kind: number + maker.made[kind] for kind, number in made.items()}
        return made

    def test_of_random_documents(self):
        made = self.random_documents(DOCUMENTS)
        self.assertEqual([], [kind for kind, count in made.items() if count == 0 and kind not in ("document", "body", "metadata")])
        self.made("yaml", "dump")
        self.are_sound(2 * DOCUMENTS)

    def test_of_all_cases(self):
        sources = sorted(source for source in ROOT.glob("plugins/*/*/cases/*/in.*") if source.is_file())
        for number, source in enumerate(sources):
            output = self.folder / "out" / f"{number}-{source.parent.name}.docx"
            output.parent.mkdir(exist_ok=True)
            self.deckle("convert", "--quiet", source, "-o", output, "--resource-path", ROOT)
        self.are_sound(len(sources) // 2)

    def test_of_the_handbook(self):
        chapters = sorted((ROOT / "examples/handbook/chapters").rglob("*.md"))
        for chapter in chapters:
            output = self.folder / "out" / f"{chapter.stem}.docx"
            output.parent.mkdir(exist_ok=True)
            done = self.deckle("convert", "--quiet", chapter, "-o", output, "--resource-path", ROOT / "examples/handbook")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.are_sound(len(chapters))

    def test_of_many_lists(self):
        lists = [f"{start}. a\n{start + 1}. b" if start % 2 else f"- a\n\n    {start}) b" for start in range(1, 301)]
        self.write("many.md", "\n\ntext\n\n".join(lists) + "\n")
        (self.folder / "out").mkdir(exist_ok=True)
        self.deckle("convert", "--quiet", "many.md", "-o", "out/many.docx")
        self.deckle("convert", "--quiet", "out/many.docx", "-o", "came.json")
        self.assertEqual(list(range(1, 301)), [int(start) for start in re.findall(STARTS, self.read("came.json"))])
        self.are_sound(1)

    def test_that_bytes_are_the_same(self):
        self.random_documents(12)
        once = self.made("yaml", "dump", "-j", "1", TZ="Asia/Tokyo", LC_ALL="C")
        again = self.made("yaml", "dump", "-j", "4", TZ="America/New_York", LC_ALL="C.UTF-8")
        self.assertEqual(len(once), 24)
        self.assertEqual([], [name for name in once if once[name] != again[name]])


if __name__ == "__main__":
    main(2)
