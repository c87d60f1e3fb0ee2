#!/usr/bin/env python3
"""Every example of the specification of GitHub Flavored Markdown through `deckle convert`.

usage: gfm.py DECKLE [--update]

Examples of an extension are read in the dialect gfm, all others in commonmark: there GitHub's specification is that of
CommonMark 0.29, and where the two differ, the newer one counts. HTML is compared byte by byte behind NORMAL, which takes
out in what ways two writers of HTML may differ.
"""
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import specifications

DECKLE = sys.argv[1]
# What CommonMark 0.31 reads in another way: comments of HTML end at the first -->.
NEWER = {"foo <!-- not a comment -- two hyphens -->\n", "foo <!--> foo -->\n\nfoo <!-- foo--->\n"}
NORMAL = [
    (re.compile(r' align="(\w+)"'), r' style="text-align: \1"'),
    (re.compile(r'<input (checked="" )?disabled="" type="checkbox">'), r'<input type="checkbox" \1disabled="" />'),
]


def normal(html):
    for pattern, replacement in NORMAL:
        html = pattern.sub(replacement, html)
    return html


def converted(example):
    filtered = ["--exporter-option", "raw-html=filter"] if example[0] == "tagfilter" else []
    return specifications.convert(DECKLE, "gfm" if example[0] else "commonmark", example[1], *filtered)


found = [example for example in specifications.gfm() if example[1] not in NEWER]
with ThreadPoolExecutor(2) as pool:
    outputs = list(pool.map(converted, found))
failed = [(number, markdown, html, got) for number, ((_, markdown, html), got) in enumerate(zip(found, outputs), 1) if got != normal(html)]
sys.exit(specifications.report("gfm", "GitHub Flavored Markdown", found, failed))
