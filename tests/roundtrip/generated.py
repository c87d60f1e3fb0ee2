#!/usr/bin/env python3
"""Random documents -> Markdown -> the documents again.

    generated.py DECKLE [--documents N] [--seed S] [--keep DIR] [--show N]

- What a dialect can say comes back equal, and nothing is told as lost. (In pandoc's, tables whose lines are too long and whose
  first row cannot align them lose that they have no widths.)
- Of documents of all kinds, in every dialect, those that come back different were told of (`markdown.loss`).
- Markdown that was written is written again as the same bytes.

How often each kind and attribute was made is printed; none is zero.
"""
import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter

from documents import Generator, Rules

META = {"meta-string", "meta-bool", "meta-inlines", "meta-list", "meta-map", "meta-blocks"}
COMMONMARK = META | {"paragraph", "plain", "heading", "block-quote", "code-block", "raw-block", "bullet-list", "ordered-list", "list-item",
                     "thematic-break", "text", "soft-break", "hard-break", "emphasis", "strong", "code", "raw-inline", "link", "image"}
GFM = COMMONMARK | {"strikeout", "table", "note", "admonition"}
PANDOC = (GFM - {"admonition"}) | {"definition-list", "line-block", "division", "figure", "underline", "small-caps", "span", "superscript",
                                   "subscript", "math", "citation", "quoted"}
ALL = PANDOC | {"admonition", "title", "summary", "page-break", "section-break", "details", "aside", "contents", "page-header", "page-footer",
                "insertion", "deletion", "comment", "media", "reference", "anchor", "ruby", "index-entry"}
BRACES = {"heading", "code-block", "code", "link", "image", "span", "division"}
DIALECTS = {
    "commonmark": Rules(COMMONMARK, spaces=True),
    "gfm": Rules(GFM, spaces=True, tasks=True),
    "pandoc": Rules(PANDOC, BRACES, pandoc=True, fancy=True, raw_formats=True, implicit_figures=True, grids=True,
                    spans=True, apart=True),
}
EVERYTHING = {
    dialect: Rules(ALL, BRACES | {"paragraph", "emphasis", "table", "bullet-list"}, likes_within_likes=True, spaces=True, tasks=True, fancy=True,
                   full_tables=True, raw_formats=True, pandoc=dialect == "pandoc") for dialect in DIALECTS}
# Ways to write the same: (name, options, what is demanded). Where lines are filled, their breaks are others.
STYLES = [
    ("other marks", ("heading-style: setext", "bullet: star", "reference-links: true", "reference-location: section"), "equal"),
    ("filled", ("wrap: auto", "columns: 40", "bullet: plus", "reference-location: block"), "stable"),
    ("in one line", ("wrap: none",), "stable"),
]
JOB = """deckle: 1
inputs: {{ files: ["{here}/*.{suffix}"], reader: {reader} }}
outputs:
  document: {{ exporter: dump, path: "{there}/{{stem}}.yaml" }}
  markdown: {{ exporter: markdown, path: "{there}/{{stem}}.md", options: {{ {options} }} }}
"""


class Trip:
    """Documents there and back, in one folder."""

    def __init__(self, deckle, folder, dialect, options):
        # The identifiers that pandoc gives to headings were not in the document.
        self.deckle, self.folder, self.reader = deckle, folder, f"markdown, options: {{ dialect: {dialect}, auto-identifiers: false }}"
        self.options = f"dialect: {dialect}" + "".join(f", {option}" for option in options)

    def go(self, documents):
        (self.folder / "made").mkdir(parents=True)
        for number, text in enumerate(documents):
            (self.folder / "made" / f"{number:04}.yaml").write_text(text)
        self.lost = self.run("made", "there", "yaml", "dump")
        self.run("there", "back", "md", self.reader)

    def run(self, here, there, suffix, reader):
        """The documents of which something is lost, and what."""
        job = self.folder / f"{there}.job.yaml"
        job.write_text(JOB.format(here=here, there=there, suffix=suffix, reader=reader, options=self.options))
        done = subprocess.run([self.deckle, "run", "--log-format", "json", job], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{job} failed:\n{done.stderr[-2000:]}")
        return Counter(re.findall(r'"markdown\.loss".*?(\d{4})\.(?:yaml|md)"', done.stderr))

    def read(self, place, number, suffix):
        return (self.folder / place / f"{number:04}.{suffix}").read_text()

    def differs(self, number, suffix):
        return self.read("there", number, suffix) != self.read("back", number, suffix)


def compare(trip, name, count, demand, show):
    problems = []
    for number in range(count):
        lost = trip.lost[f"{number:04}"]
        if trip.differs(number, "yaml") and (demand == "equal" or (demand == "told" and not lost)):
            problems.append((number, "comes back different"))
        elif lost and demand != "told":
            problems.append((number, "tells of a loss"))
        elif trip.differs(number, "md") and not lost:
            problems.append((number, "is written in another way when it is written again"))
    for number, problem in problems[:show]:
        print(f"{name}: document {number} {problem}\n{trip.read('there', number, 'md')}")
    different = sum(trip.differs(number, "yaml") for number in range(count))
    print(f"{name}: {count} documents, {count - different} came back equal, {sum(trip.lost[f'{n:04}'] > 0 for n in range(count))} with a loss told, "
          f"{len(problems)} problems")
    return len(problems)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle")
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the files, which stay there")
    parser.add_argument("--show", type=int, default=3)
    asked = parser.parse_args()
    problems, kinds, keys = 0, Counter(), Counter()
    trips = [(dialect, dialect, (), rules, "told" if dialect == "pandoc" else "equal") for dialect, rules in DIALECTS.items()]
    trips += [(f"gfm, {name}", "gfm", options, DIALECTS["gfm"], demand) for name, options, demand in STYLES]
    trips += [(f"{dialect}, all kinds", dialect, (), rules, "told") for dialect, rules in EVERYTHING.items()]
    with tempfile.TemporaryDirectory() as temporary:
        for name, dialect, options, rules, demand in trips:
            generator = Generator(random.Random(f"{asked.seed} {name}"), rules)
            trip = Trip(asked.deckle, pathlib.Path(asked.keep or temporary) / name.replace(" ", "-"), dialect, options)
            trip.go([generator.document() for _ in range(asked.documents)])
            problems += compare(trip, name, asked.documents, demand, asked.show)
            kinds, keys = kinds + generator.count, keys + generator.keys
    print("kinds:", ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds)))
    print("attributes:", ", ".join(f"{key} {keys[key]}" for key in sorted(keys)))
    missing = sorted(ALL - set(kinds))
    if missing:
        print("never made:", ", ".join(missing))
    return 1 if problems or missing else 0


if __name__ == "__main__":
    sys.exit(main())
