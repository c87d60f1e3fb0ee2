#!/usr/bin/env python3
"""Damaged Markdown -> a document -> Markdown -> the document again: the dumps of both are equal.

    markdown.py DECKLE ROOT [--documents N] [--seed S] [--keep DIR]

The inputs of all Markdown cases and the examples are damaged at random, in both dialects: bytes are flipped, lines moved
and repeated, delimiters doubled, ends cut off. Nothing may differ but what Markdown cannot say, see UNSPEAKABLE. Two jobs
take all documents there and back.
"""
import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile

DELIMITERS = ["*", "_", "`", "~", "[", "]", "(", ")", "<", ">", "!", "\\", "#", "-", "+", "|", ":", "&", "\"", " ", "\n", "\t",
              "---\n", "```\n", "> ", "- ", "1. ", "    ", "\n\n", "[^1]", "<!--", "**", "://", "www."]
# What is written cannot be read back as it was; why:
UNSPEAKABLE = [
    # Whether stars inside of words open or close depends on both sides and on lengths that are divisible by three:
    # emphases that begin or end together cannot all be written there, nor one that begins with punctuation.
    re.compile(r"[^\s*(\[]\*+[^\s*.,:;!?)\]]"),
    # Alone in its paragraph, behind a definition that went away, a tag begins a block.
    re.compile(r"^[ >]*<[^<>]*>$", re.M),
    # And so does a comment in a line of a paragraph that was indented too far for one.
    re.compile(r"^[ >]*<!--", re.M),
    # Struck out text within such text, or beside it, is HTML, as is told.
    re.compile(r"<del>"),
]
THERE = """deckle: 1
inputs: {{ files: ["in/*.md"], reader: markdown, options: {{ dialect: {dialect} }} }}
outputs:
  document: {{ exporter: dump, path: "there/{{stem}}.yaml" }}
  markdown: {{ exporter: markdown, path: "out/{{stem}}.md", resources: keep, options: {{ dialect: {dialect} }} }}
"""
BACK = """deckle: 1
inputs: {{ files: ["out/*.md"], reader: markdown, options: {{ dialect: {dialect} }} }}
outputs: {{ document: {{ exporter: dump, path: "back/{{stem}}.yaml" }} }}
"""


def originals(root):
    cases = [*root.glob("plugins/*/*/cases/*/in.md"), *root.glob("examples/**/*.md"), root / "README.md"]
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(cases)}


def damage(text, chance):
    """One small change of the bytes."""
    what = chance.choice(["flip", "insert", "insert", "insert", "double", "move", "repeat", "remove", "join", "cut"])
    at = chance.randrange(len(text) + 1)
    lines = text.splitlines(keepends=True)
    if what == "flip":
        return text[:at] + bytes([text[at] ^ (1 << chance.randrange(8))]) + text[at + 1:] if at < len(text) else text
    if what == "insert":
        return text[:at] + chance.choice(DELIMITERS).encode() + text[at:]
    if what == "double":
        marks = [i for i, byte in enumerate(text) if chr(byte) in "*_`~[]()<>!\\#-+|:&\""]
        at = chance.choice(marks or [0])
        return text[:at] + text[at:at + 1] * chance.randint(1, 3) + text[at:]
    if what == "cut":
        return text[:at]
    if not lines:
        return text
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    if what == "move":
        lines.insert(second, lines.pop(first))
    elif what == "repeat":
        lines.insert(second, lines[first])
    elif what == "remove":
        del lines[first]
    else:
        lines[first] = lines[first].rstrip(b"\r\n")
    return b"".join(lines)


def write_inputs(folder, texts, count, seed):
    """As many of each text, by a chance of its own: another case does not change what becomes of the others."""
    folder.mkdir(parents=True)
    names = sorted(texts)
    for number in range(count):
        name = names[number % len(names)]
        chance = random.Random(f"{seed} {folder.parent.name} {name} {number // len(names)}")
        text = texts[name]
        # Most cases are short, and pages are long: a part of a page is as good.
        if len(text) > 2000:
            at = chance.randrange(len(text) - 1000)
            text = text[at:at + 1000]
        for _ in range(chance.randint(1, 8)):
            text = damage(text, chance)
        (folder / f"{number:04}.md").write_bytes(text)


def run(deckle, folder, job):
    (folder / "job.yaml").write_text(job)
    done = subprocess.run([deckle, "run", "--quiet", folder / "job.yaml"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"a job failed:\n{done.stderr}")


def trip(deckle, folder, dialect):
    """The numbers of the documents that came back different."""
    run(deckle, folder, THERE.format(dialect=dialect))
    run(deckle, folder, BACK.format(dialect=dialect))
    there = sorted((folder / "there").iterdir())
    different = [path.stem for path in there if path.read_bytes() != (folder / "back" / path.name).read_bytes()]
    return [stem for stem in different if not is_unspeakable((folder / "out" / f"{stem}.md").read_text())]


def is_unspeakable(markdown):
    return any(reason.search(markdown) for reason in UNSPEAKABLE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle")
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the files, which stay there")
    options = parser.parse_args()
    texts = originals(options.root)
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        for dialect in ("gfm", "commonmark"):
            folder = pathlib.Path(options.keep or temporary) / dialect
            write_inputs(folder / "in", texts, options.documents // 2, options.seed)
            different = trip(options.deckle, folder, dialect)
            failures += len(different)
            for name in different:
                print(f"{dialect}, seed {options.seed}: document {name} came back different")
    print(f"{failures} came back different" if failures else f"{options.documents} documents came back as they were")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
