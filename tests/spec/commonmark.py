#!/usr/bin/env python3
"""Every example of the CommonMark specification through `deckle convert`, compared byte by byte.

usage: commonmark.py DECKLE CACHE

The specification is the npm package commonmark-spec (CC-BY-SA-4.0), fetched into CACHE when it is not there; where npm
cannot fetch it the test is skipped, but not where CI is set. The reader
stands on cmark-gfm, which is older than the specification: what it passes we must pass, what it fails is listed.
"""
import os
import re
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DECKLE, CACHE = sys.argv[1], Path(sys.argv[2])
VERSION, EXPECTED = "0.31.2", 652
FENCE = "`" * 32


def specification():
    archive = CACHE / f"commonmark-spec-{VERSION}.tgz"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        fetched = subprocess.run(["npm", "pack", "--silent", f"commonmark-spec@{VERSION}"], cwd=CACHE, capture_output=True, text=True)
        if fetched.returncode != 0:
            print(f"skipped: npm could not fetch commonmark-spec@{VERSION}\n{fetched.stderr}")
            sys.exit(1 if os.environ.get("CI") else 77)
    with tarfile.open(archive) as tar:
        return tar.extractfile("package/spec.txt").read().decode()


def examples(text):
    pattern = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$", re.S | re.M)
    return [(markdown.replace("→", "\t"), html.replace("→", "\t")) for markdown, html in pattern.findall(text)]


def output(command, markdown):
    return subprocess.run(command, input=markdown.encode(), capture_output=True, timeout=30).stdout.decode(errors="replace")


def outcome(example):
    markdown, html = example
    ours = output([DECKLE, "convert", "-f", "commonmark", "-t", "html", "--quiet"], markdown)
    if ours == html:
        return "passed", ours
    theirs = output(["cmark-gfm", "--unsafe"], markdown)
    return ("failed" if theirs == html else "known"), ours


def main():
    found = examples(specification())
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome, found))
    known = [number for number, (result, _) in enumerate(outcomes, 1) if result == "known"]
    failed = [number for number, (result, _) in enumerate(outcomes, 1) if result == "failed"]
    for number in failed[:10]:
        markdown, html = found[number - 1]
        print(f"example {number}:\n{markdown}expected:\n{html}got:\n{outcomes[number - 1][1]}")
    print(f"CommonMark {VERSION}: {len(found) - len(known) - len(failed)} of {len(found)} examples pass; "
          f"{len(known)} fail in cmark-gfm too: {known}; {len(failed)} fail only here: {failed}")
    return 1 if failed or len(found) != EXPECTED else 0


sys.exit(main())
