#!/usr/bin/env python3
"""The same job gives the same bytes: with any number of workers, in any isolation, locale, time zone and order of inputs.

    determinism.py DECKLE [--documents N]     DECKLE_LONG=1: 1,000 documents

Documents of which the largest is a hundred times as long as the smallest, in an order that mixes them; some fail, some
name the same images, some carry images of their own; they are written one by one and joined. The images of one output go
to one folder, where those of a name compete for their place, and the first document of all is the slowest.
"""
import argparse
import base64
import hashlib
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

JOB = """deckle: 1
metadata: {{ title: All }}
inputs:
{inputs}
transforms: [identifiers]
outputs:
  page: {{ exporter: html, path: "page/{{dir}}/{{stem}}.html", resources: copy, options: {{ standalone: true }} }}
{more}
"""
# What the order of the inputs decides.
ORDERED = """  media: { exporter: markdown, path: "media/{dir}/{stem}.md", resources: { extract: "media/all/{name}" } }
  book: { exporter: html, path: book.html, collect: { on-failure: skip }, resources: copy }
  text: { exporter: text, path: book.txt, collect: { on-failure: skip } }
"""
VARIATIONS = [
    # name, arguments, environment
    ("-j1", ["-j1"], {}),
    ("-j2", ["-j2"], {}),
    ("-j8", ["-j8"], {}),
    ("-j8 again", ["-j8"], {}),
    ("fork", ["-j4", "--isolation", "fork"], {}),
    ("none", ["--isolation", "none"], {}),
    ("another locale and time zone", ["-j3"], {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8"}),
    ("no locale", ["-j3"], {"LC_ALL": "C", "TZ": "America/St_Johns"}),
]


def sentence(chance):
    return " ".join(chance.choice(["word", "*more*", "`code`", "[link](b.md)", "ein", "**two**"]) for _ in range(12)) + ".\n"


def write_documents(folder, count):
    chance = random.Random(7)
    for k in range(8):
        (folder / "in/images").mkdir(parents=True, exist_ok=True)
        (folder / f"in/images/{k}.png").write_bytes(b"\x89PNG" + bytes([k]) * 500)
        (folder / f"in/other{k % 2}").mkdir(exist_ok=True)
        (folder / f"in/other{k % 2}/{k // 2}.png").write_bytes(b"\x89PNG" + bytes([k // 3]) * 500)  # some are equal
    for k in range(count):
        part = folder / "in" / f"part{k % 7}"
        part.mkdir(exist_ok=True)
        own = base64.b64encode(b"\x89PNG" + str(k % 5).encode() * 50).decode()
        text = f"# Chapter {k}\n\n![same](../images/{k % 8}.png) ![own](data:image/png;base64,{own})\n"
        text += f"![other](../other{k % 2}/{k % 4}.png)\n\n"
        text += "".join(f"## Part {n}\n\n{sentence(chance)}\n" for n in range(1 if k % 3 else chance.randint(1, 400) if k else 400))
        (part / f"c{k:04d}.md").write_text(text)
        if k % 50 == 0:
            (part / f"broken{k}.json").write_text('{"pandoc-api-version": [1, 23], "blocks": [')


def hashes_of(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def run(deckle, folder, name, arguments, environment, inputs, more):
    out = folder / "out" / name.replace(" ", "-")
    job = folder / f"{name.replace(' ', '-')}.yaml"
    job.write_text(JOB.format(inputs="\n".join(f"  - {{ root: in, files: [\"{one}\"] }}" for one in inputs), more=more))
    done = subprocess.run([deckle, "run", "--quiet", *arguments, "-o", out, job], capture_output=True, text=True, check=False,
                          env={**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), **environment})
    if done.returncode != 1:
        sys.exit(f"{name}: exit {done.returncode}, but the broken documents have to fail:\n{done.stderr[:2000]}")
    return hashes_of(out), sorted(done.stderr.replace(str(job), "JOB").splitlines())


def differences(one, other):
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle", type=Path)
    parser.add_argument("--documents", type=int, default=1000 if os.environ.get("DECKLE_LONG") else 120)
    said = parser.parse_args()
    deckle = said.deckle.resolve()
    parts = [f"part{k}/**/*" for k in range(7)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_documents(folder, said.documents)
        first, first_said = run(deckle, folder, "first", ["-j2"], {}, parts, ORDERED)
        assert len(first) > 2 * said.documents and "book.html" in first, len(first)
        failed = []
        for name, arguments, environment in VARIATIONS:
            made, words = run(deckle, folder, name, arguments, environment, parts, ORDERED)
            failed += [f"{name}: {path}" for path in differences(first, made)]
            if words != first_said:
                failed.append(f"{name}: it says other things")
        alone, _ = run(deckle, folder, "alone", ["-j2"], {}, parts, "")
        backwards, _ = run(deckle, folder, "backwards", ["-j2"], {}, parts[::-1], "")
        failed += [f"inputs in another order: {path}" for path in differences(alone, backwards)]
        print(f"{len(first)} files, {len(VARIATIONS) + 1} ways to make them, {len(failed)} differences")
        sys.exit("\n".join(failed[:30]) if failed else 0)


main()
