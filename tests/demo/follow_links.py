#!/usr/bin/env python3
"""Runs the demo's job and follows every link and image of its pages: each leads to a file, each fragment to an id.

usage: follow_links.py DECKLE ROOT FOLDER
"""
import html.parser
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

DECKLE, ROOT, FOLDER = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.addresses, self.ids = [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src") and value is not None:
                self.addresses.append(value)


def problems_of(path, page, pages):
    for one in page.ids:
        if page.ids.count(one) > 1:
            yield f"{path}: the id {one} is given twice"
    for address in page.addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not target.is_file():
            yield f"{path}: {address} leads to no file"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield f"{path}: {address} leads to no place in {target.name}"


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    run = subprocess.run([DECKLE, "run", str(ROOT / "configs/quickstart.yaml"), "--output-dir", str(FOLDER)], capture_output=True, text=True)
    print(run.stderr.strip())
    if run.returncode != 0:
        return 1
    chapters = len(list((ROOT / "examples/handbook/chapters").rglob("*.md")))
    pages = {path.resolve(): Page(path) for path in sorted(FOLDER.rglob("*.html"))}
    problems = [problem for path, page in pages.items() for problem in problems_of(path, page, pages)]
    for path in FOLDER.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    if not (len(pages) == len(list(FOLDER.rglob("*.md"))) == len(list(FOLDER.rglob("*.json"))) == chapters):
        problems.append(f"{chapters} chapters, but {len(pages)} pages")
    followed = sum(len(page.addresses) for page in pages.values())
    print("\n".join(problems) or f"{len(pages)} pages, {followed} links and images, all lead somewhere")
    return 1 if problems or followed < 50 else 0


sys.exit(main())
