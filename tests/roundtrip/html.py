#!/usr/bin/env python3
"""Pages -> documents -> pages -> the documents again: the dumps of both are equal.

    html.py DECKLE ROOT [--documents N] [--seed S] [--keep DIR]

The pages are those of the cases, those that are compared with pandoc's reading, those of Debian's packages (every
twentieth, all with DECKLE_LONG), and what our exporter writes of documents made at random over all kinds.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from documents import Rules, write_random
from generated import ALL, BRACES

# What is raw may be tags that end nothing; and quotation marks are what quotations are written as.
KINDS = Rules(ALL - {"raw-inline", "raw-block", "quoted"}, BRACES | {"paragraph", "emphasis", "table", "bullet-list"}, likes_within_likes=True,
              spaces=True, tasks=True, fancy=True, full_tables=True)
THERE = """deckle: 1
inputs: { files: ["in/*.html"], reader: html }
outputs:
  document: { exporter: dump, path: "there/{stem}.yaml" }
  page: { exporter: html, path: "out/{stem}.html", resources: keep }
"""
BACK = """deckle: 1
inputs: { files: ["out/*.html"], reader: html }
outputs: { document: { exporter: dump, path: "back/{stem}.yaml" } }
"""
MADE = """deckle: 1
inputs: { files: ["made/*.yaml"], reader: dump }
outputs: { page: { exporter: html, path: "in/{stem}.html", resources: keep } }
"""


def run(deckle, folder, job):
    (folder / "job.yaml").write_text(job)
    done = subprocess.run([deckle, "run", "--quiet", "--no-state", folder / "job.yaml"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"a job failed:\n{done.stderr[:2000]}")


def pages(root):
    debian = [path for path in sorted(pathlib.Path("/usr/share/doc").rglob("*.html")) if path.is_file() and path.stat().st_size < 300_000]
    own = [*root.glob("plugins/formats/*/cases/*/in.html"), *root.glob("plugins/formats/*/cases/*/out.html"), *root.glob("tests/pandoc/html/*/*.html")]
    return sorted(own) + debian[::1 if os.environ.get("DECKLE_LONG") else 20]


def write_inputs(options, folder):
    """The page that each number stands for."""
    for name in ("in", "made"):
        (folder / name).mkdir(parents=True)
    names = {}
    for number, path in enumerate(pages(options.root)):
        (folder / f"in/{number:04}.html").write_bytes(path.read_bytes())
        names[f"{number:04}"] = str(path)
    names |= write_random(folder / "made", KINDS, options.documents, options.seed)
    run(options.deckle, folder, MADE)
    return names


def body(dump):
    """What is written is no whole page, so that it has no metadata; and the style is always the last attribute."""
    lines = dump.read_text().splitlines()
    lines = lines[lines.index("body:"):] if "body:" in lines else []
    return [re.sub(r"(\+style: (?:\"(?:[^\"\\]|\\.)*\"|[^,{}]+)), (.*)\}$", r"\2, \1}", line) for line in lines]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle")
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the files, which stay there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        names = write_inputs(options, folder)
        run(options.deckle, folder, THERE)
        run(options.deckle, folder, BACK)
        failures = 0
        for stem, name in names.items():
            there, back = (body(folder / side / f"{stem}.yaml") for side in ("there", "back"))
            if there == back or any("quoted:" in line for line in there):
                continue
            failures += 1
            print(f"{name} came back different:")
            print("\n".join(list(difflib.unified_diff(there, back, "there", "back", lineterm="", n=2))[:12]))
    print(f"{len(names)} pages, {failures} came back different")
    return 1 if failures or not names else 0


if __name__ == "__main__":
    sys.exit(main())
