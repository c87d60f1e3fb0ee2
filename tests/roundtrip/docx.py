#!/usr/bin/env python3
"""Word documents -> documents -> Word documents -> the documents again: the dumps of both are equal.

    docx.py DECKLE ROOT [--documents N] [--seed S] [--show]

The documents are those of the cases, those that are compared with pandoc's reading, and what our exporter writes of
documents made at random over all kinds. One of which the exporter says that something is lost need not come back equal,
nor one with what DIFFERENT names, each with its reason. The chapters of the handbook go from Markdown to Word and back;
the lines that differ are those in handbook.diff beside this, which --accept writes.
"""
import argparse
import difflib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from documents import Rules, write_random
from generated import ALL

HERE = Path(__file__).resolve().parent
KINDS = Rules(ALL - {"raw-inline", "raw-block"}, frozenset(), spaces=True, tasks=True, fancy=True, full_tables=True)
TEMPLATE = HERE.parent / "pandoc/docx/template"
READER = "options: { track-changes: all, comments: true, headers-footers: true }"
THERE = f"""deckle: 1
inputs: {{ files: ["in/*.docx"], reader: docx, {READER} }}
outputs:
  document: {{ exporter: dump, path: "there/{{stem}}.yaml" }}
  word: {{ exporter: docx, path: "out/{{stem}}.docx", resources: embed }}
"""
BACK = f"""deckle: 1
inputs: {{ files: ["out/*.docx"], reader: docx, {READER} }}
outputs: {{ document: {{ exporter: dump, path: "back/{{stem}}.yaml" }} }}
"""
MADE = """deckle: 1
inputs: { files: ["made/*.yaml"], reader: dump }
outputs: { word: { exporter: docx, path: "in/{stem}.docx", resources: keep } }
"""
# What Word has no form for, or more than one, so that it changes once; by what stands in the first dump.
DIFFERENT = {
    r"custom-style: (Numbered|Outdented|Loop A|Boldish|Indented)": "styles of a document are in another only if it lends them (reference-doc)",
    r"- contents:": "the entries of contents are made anew",
    r"classes: paragraph-": "that the end of a paragraph was inserted or deleted is not written",
    r'"http://example.org/x y"': "addresses are written as addresses may be",
    r"media/(?!image\d+\.)": "images are named anew",
    r"\+dir: rtl": "text from left to right in a paragraph from right to left becomes one with what is around it",
    r"(ordered-list: \{start: \d+, style: [\w-]+\})": "numbers without anything behind them have a period",
}


# What stands below pages of which nothing is said.
FOOTER = """- page-footer: {+type: default}
  children:
  - paragraph:
    - text: "1"
"""


def run(deckle, folder, job):
    (folder / "job.yaml").write_text(job)
    done = subprocess.run([deckle, "run", "--no-state", "--log-format", "json", folder / "job.yaml"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"a job failed:\n{done.stderr[:2000]}")
    return done.stderr


def packed(body):
    names = {"w": "wordprocessingml/2006/main", "r": "officeDocument/2006/relationships", "m": "officeDocument/2006/math",
             "wp": "drawingml/2006/wordprocessingDrawing", "a": "drawingml/2006/main", "pic": "drawingml/2006/picture", "mc": "markup-compatibility/2006"}
    declared = " ".join(f'xmlns:{prefix}="http://schemas.openxmlformats.org/{uri}"' for prefix, uri in names.items())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
            archive.writestr(str(path.relative_to(TEMPLATE)), path.read_bytes())
        archive.writestr("word/document.xml", f"<w:document {declared}><w:body>{body}</w:body></w:document>")
    return held.getvalue()


def zipped(folder):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.writestr(str(path.relative_to(folder)), path.read_bytes())
    return held.getvalue()


def write_inputs(options, folder):
    """What each number stands for."""
    for name in ("in", "made"):
        (folder / name).mkdir(parents=True)
    names = {}
    own = sorted(options.root.glob("plugins/formats/docx/cases/*/in.docx")) + sorted(TEMPLATE.parent.glob("[!t]*/*.xml")) + sorted(TEMPLATE.parent.glob("tables/*.xml"))
    for number, path in enumerate(own):
        content = packed(path.read_text()) if path.suffix == ".xml" else zipped(path) if path.is_dir() else path.read_bytes()
        (folder / f"in/{number:04}.docx").write_bytes(content)
        names[f"{number:04}"] = str(path.relative_to(options.root))
    names |= write_random(folder / "made", KINDS, options.documents, options.seed)
    run(options.deckle, folder, MADE)
    return names


def lost(said):
    """The documents of which the exporter says that something is lost."""
    reports = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    told = [one["file"] for one in reports if one.get("code") in ("docx.loss", "docx.style")]
    return {re.search(r"(\w+)\.docx", file)[1] for file in told}


def back_and_forth(options, folder):
    names = write_inputs(options, folder)
    without = lost(run(options.deckle, folder, THERE))
    run(options.deckle, folder, BACK)
    equal, told, wrong = 0, 0, []
    for name, source in names.items():
        there, back = folder / f"there/{name}.yaml", folder / f"back/{name}.yaml"
        if not there.exists():
            continue
        first, second = there.read_text(), back.read_text() if back.exists() else ""
        if "page-footer" not in first:
            second = re.sub("body:\n$", "body: []\n", second.removesuffix(FOOTER))
        if first == second:
            equal += 1
        elif name in without or any(re.search(pattern, first) for pattern in DIFFERENT):
            told += 1
        else:
            wrong.append(source)
            if options.show:
                print(f"--- {source} ({name})", *list(difflib.unified_diff(first.splitlines(), second.splitlines(), "there", "back", lineterm="", n=2))[2:40], sep="\n")
    print(f"{equal} documents came back equal, of {told} a loss was told, {len(wrong)} differ")
    return wrong


def by_key(text):
    """Markdown whose metadata stand in the order of their keys: another one means nothing."""
    _, metadata, body = text.split("---\n", 2)
    return "".join(["---\n", *sorted(re.findall(r"^\S.*\n(?:[ \n].*\n|\n)*", metadata, re.M)), "---\n", body])


def chapter(deckle, path, book):
    """A chapter as Markdown in long lines: as it is, and by way of Word."""
    convert = [deckle, "convert", "--quiet", "--standalone", "--resource-path", book]
    markdown = ["-t", "gfm", "--resources", "keep", "--exporter-option", "wrap=none"]
    for command in ([*convert, *markdown, "-f", "gfm", path.name, "-o", "first.md"], [*convert, "-f", "gfm", "--resources", "embed", path.name, "-o", "there.docx"],
                    [*convert, *markdown, "--reader-option", "properties", "there.docx", "-o", "second.md"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)
        if done.returncode != 0:
            sys.exit(done.stderr)
    return (by_key((path.parent / f"{name}.md").read_text()).splitlines() for name in ("first", "second"))


def handbook(options, folder):
    """Lines that differ, by chapter."""
    said = []
    shutil.copytree(options.root / "examples/handbook", folder / "handbook")
    chapters = folder / "handbook/chapters"
    for path in sorted(chapters.rglob("*.md")):
        first, second = chapter(options.deckle, path, folder / "handbook")
        said += [f"=== {path.relative_to(chapters)}", *(line for line in difflib.unified_diff(first, second, lineterm="", n=0) if not re.match(r"---|\+\+\+|@@", line))]
    text = "\n".join(said) + "\n"
    listed = HERE / "handbook.diff"
    if options.accept:
        listed.write_text(text)
    if listed.read_text() == text:
        return []
    print(*difflib.unified_diff(listed.read_text().splitlines(), text.splitlines(), "listed", "found", lineterm="", n=0), sep="\n")
    return ["the handbook"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle", type=Path)
    parser.add_argument("root", type=Path)
    parser.add_argument("--documents", type=int, default=1000 if os.environ.get("DECKLE_LONG") else 150)
    parser.add_argument("--seed", type=int, default=1)
    for name in ("--show", "--accept"):
        parser.add_argument(name, action="store_true")
    options = parser.parse_args()
    options.deckle, options.root = options.deckle.resolve(), options.root.resolve()
    with tempfile.TemporaryDirectory() as temporary:
        wrong = [*back_and_forth(options, Path(temporary)), *handbook(options, Path(temporary))]
    print(*(f"differs: {one}" for one in wrong), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
