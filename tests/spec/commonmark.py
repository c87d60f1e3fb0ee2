#!/usr/bin/env python3
"""Every example of the CommonMark specification through `deckle convert`, compared byte by byte.

usage: commonmark.py DECKLE CACHE [--update]
"""
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import specifications

DECKLE, CACHE = sys.argv[1], Path(sys.argv[2])
EXPECTED = 652

found = specifications.commonmark(CACHE)
with ThreadPoolExecutor(2) as pool:
    outputs = list(pool.map(lambda example: specifications.convert(DECKLE, "commonmark", example[1]), found))
failed = [(number, markdown, html, got) for number, ((_, markdown, html), got) in enumerate(zip(found, outputs), 1) if got != html]
code = specifications.report("commonmark", f"CommonMark {specifications.COMMONMARK}", found, failed)
sys.exit(code or (0 if len(found) == EXPECTED else 1))
