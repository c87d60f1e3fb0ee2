#!/usr/bin/env python3
"""The spans of all nodes of all examples of CommonMark, with line endings \\n, \\r\\n and \\r, and within a quotation.

usage: spans.py MARKDOWN_PROBE CACHE
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import specifications

PROBE, CACHE = sys.argv[1], Path(sys.argv[2])


def variants(markdown):
    quoted = "".join("> " + line for line in markdown.splitlines(keepends=True))
    return [markdown, markdown.replace("\n", "\r\n"), markdown.replace("\n", "\r"), quoted]


with tempfile.TemporaryDirectory() as folder:
    names = []
    for number, (_, markdown, _) in enumerate(specifications.commonmark(CACHE), 1):
        for letter, text in zip("abcd", variants(markdown)):
            names.append(Path(folder) / f"{number}{letter}.md")
            names[-1].write_bytes(text.encode())
    sys.exit(subprocess.run([PROBE, "spans", *names], check=False).returncode)
