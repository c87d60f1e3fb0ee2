#!/usr/bin/env python3
"""Runs the demo's job and follows every link and image of its pages: each leads to a file, each fragment to an id.

usage: follow_links.py DECKLE ROOT FOLDER
"""
import json
import shutil
import subprocess
import sys
from pathlib import Path

from pages import pages_below, problems_of

DECKLE, ROOT, FOLDER = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    run = subprocess.run([DECKLE, "run", str(ROOT / "configs/quickstart.yaml"), "--output-dir", str(FOLDER)], capture_output=True, text=True)
    print(run.stderr.strip())
    if run.returncode != 0:
        return 1
    chapters = len(list((ROOT / "examples/handbook/chapters").rglob("*.md")))
    pages = pages_below(FOLDER)
    problems = [problem for path, page in pages.items() for problem in problems_of(path, page, pages)]
    for path in FOLDER.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    if not (len(pages) == len(list(FOLDER.rglob("*.md"))) == len(list(FOLDER.rglob("*.json"))) == chapters):
        problems.append(f"{chapters} chapters, but {len(pages)} pages")
    followed = sum(len(page.addresses) for page in pages.values())
    print("\n".join(problems) or f"{len(pages)} pages, {followed} links and images, all lead somewhere")
    return 1 if problems or followed < 50 else 0


sys.exit(main())
