#!/usr/bin/env python3
"""Random documents -> pandoc's Markdown -> what Debian's pandoc reads in it: the same trees as pandoc's JSON has of them.

    to_pandoc.py DECKLE [--documents N] [--seed S] [--keep DIR] [--show N]

An independent reader: pandoc knows nothing of how Deckle reads. Text is compared run by run.
"""
import argparse
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "pandoc"))

import readings
from documents import Generator, Rules
from generated import BRACES, PANDOC
from trees import differences, with_runs

# Emoji and example lists are no part of Deckle, so that it does not escape what would be some.
FORMAT = "markdown-example_lists-emoji-auto_identifiers"
RULES = Rules(PANDOC - {"meta-string"}, BRACES, pandoc=True, fancy=True, raw_formats=True, implicit_figures=True, grids=True, apart=True)
SHARE = 0.95  # pandoc has its own ideas of some texts
JOB = """deckle: 1
inputs: { files: ["made/*.yaml"], reader: dump }
outputs:
  tree: { exporter: json, path: "tree/{stem}.json", options: { api-version: "1.22" } }
  markdown: { exporter: pandoc, path: "there/{stem}.md", options: { table-attributes: false } }
"""


def write(deckle, folder, documents):
    (folder / "made").mkdir(parents=True)
    for number, text in enumerate(documents):
        (folder / "made" / f"{number:04}.yaml").write_text(text)
    (folder / "job.yaml").write_text(JOB)
    command = [deckle, "run", "--log-format", "json", folder / "job.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"the job failed:\n{done.stderr[-2000:]}")
    trees = [readings.tree_of(path.read_bytes()) for path in sorted((folder / "tree").iterdir())]
    losses = set(re.findall(r'"markdown\.loss".*?(\d{4})\.yaml"', done.stderr))
    return losses, trees, [path.read_bytes() for path in sorted((folder / "there").iterdir())]


# What pandoc makes of citations and ids by itself is no matter of how they are written.
MADE = {"citationHash": 0, "citationNoteNum": 0}


def plain(value):
    if isinstance(value, list):
        return [plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "Cite":
        value = {"t": "Cite", "c": [value["c"][0], []]}
    return {key: MADE.get(key, plain(inside)) for key, inside in value.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle")
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the files, which stay there")
    parser.add_argument("--show", type=int, default=3)
    asked = parser.parse_args()
    if shutil.which("pandoc") is None:
        print("skipped: pandoc is not installed")
        return 77
    generator = Generator(random.Random(asked.seed), RULES)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or pathlib.Path(temporary)
        losses, wanted, texts = write(asked.deckle, folder, [generator.document() for _ in range(asked.documents)])
        read = readings.of_pandoc([(FORMAT, text) for text in texts], folder / "pandoc")
    different = 0
    for number, (text, mine, pandocs) in enumerate(zip(texts, wanted, read)):
        if f"{number:04}" in losses:
            continue
        found = differences(with_runs(plain(mine)), with_runs(plain(pandocs))) if pandocs else [("pandoc gives no tree", "", "")]
        different += bool(found)
        if found and different <= asked.show:
            print(text.decode(), *(f"{kind}\n  written  {ours}\n  read     {pandocs}" for kind, ours, pandocs in found[:4]), sep="\n")
    told = len(texts) - len(losses)
    print(f"{len(texts)} documents, {told} without a loss; of these pandoc reads {told - different} as they were")
    return 0 if told - different >= SHARE * told > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
