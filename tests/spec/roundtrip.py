#!/usr/bin/env python3
"""All examples of both specifications -> documents -> Markdown -> the documents again, in both dialects.

usage: roundtrip.py DECKLE CACHE

The documents are equal, and Markdown that is written again is as it was.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import specifications

DECKLE, CACHE = sys.argv[1], Path(sys.argv[2])
JOB = """deckle: 1
inputs: {{ files: ["{here}/*.md"], reader: {dialect} }}
outputs:
  document: {{ exporter: dump, path: "{there}/{{stem}}.yaml" }}
  markdown: {{ exporter: {dialect}, path: "{there}/{{stem}}.md" }}
"""


def go(folder, here, there, dialect):
    job = folder / f"{there}.job.yaml"
    job.write_text(JOB.format(here=here, there=there, dialect=dialect))
    subprocess.run([DECKLE, "run", "--quiet", job], check=True, stderr=subprocess.DEVNULL)


def trip(dialect, texts):
    """The numbers of those that came back different."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "made").mkdir()
        for number, text in enumerate(texts, 1):
            (folder / "made" / f"{number:04}.md").write_text(text)
        go(folder, "made", "there", dialect)
        go(folder, "there", "back", dialect)
        pairs = [(path, folder / "back" / path.name) for path in sorted((folder / "there").iterdir())]
        assert len(pairs) == 2 * len(texts)
        return [path.name for path, back in pairs if path.read_bytes() != back.read_bytes()]


commonmark = [markdown for _, markdown, _ in specifications.commonmark(CACHE)]
gfm = [markdown for _, markdown, _ in specifications.gfm()]
failures = 0
for dialect, name, texts in (("commonmark", "CommonMark", commonmark), ("gfm", "CommonMark", commonmark), ("gfm", "GFM", gfm)):
    different = trip(dialect, texts)
    failures += len(different)
    print(f"{dialect}: {len(texts)} examples of {name}, {len(different)} differences {' '.join(different[:10])}")
sys.exit(1 if failures else 0)
