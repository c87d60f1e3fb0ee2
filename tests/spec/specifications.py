"""The examples of the specifications of CommonMark and of GitHub Flavored Markdown.

CommonMark's is the npm package commonmark-spec (CC-BY-SA-4.0), fetched into a folder when it is not there; where npm cannot
fetch it the test is skipped, but not where CI is set. GitHub's comes with Debian's package cmark-gfm; where documentation
is not installed, the test is skipped.
"""
import gzip
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests/pandoc"))
from comparison import check_part

README = ROOT / "plugins/formats/markdown/README.md"
COMMONMARK, GFM = "0.31.2", Path("/usr/share/doc/cmark-gfm/spec.txt.gz")
FENCE = "`" * 32


def commonmark(cache):
    archive = cache / f"commonmark-spec-{COMMONMARK}.tgz"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        fetched = subprocess.run(["npm", "pack", "--silent", f"commonmark-spec@{COMMONMARK}"], cwd=cache, capture_output=True, text=True)
        if fetched.returncode != 0:
            print(f"skipped: npm could not fetch commonmark-spec@{COMMONMARK}\n{fetched.stderr}")
            sys.exit(1 if os.environ.get("CI") else 77)
    with tarfile.open(archive) as tar:
        return examples(tar.extractfile("package/spec.txt").read().decode())


def gfm():
    if not GFM.exists():
        print(f"skipped: {GFM} is not installed")
        sys.exit(77)
    return examples(gzip.decompress(GFM.read_bytes()).decode())


def examples(text):
    """(what stands behind the fence, Markdown, HTML) of each."""
    pattern = re.compile(rf"^{FENCE} example([^\n]*)\n(.*?)^\.\n(.*?)^{FENCE}$", re.S | re.M)
    return [(word.strip(), markdown.replace("→", "\t"), html.replace("→", "\t")) for word, markdown, html in pattern.findall(text)]


def convert(deckle, dialect, markdown, *options):
    command = [deckle, "convert", "-f", dialect, "-t", "html", "--quiet", *options]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, timeout=30).stdout.decode(errors="replace")


def report(part, name, found, failed):
    """Prints what failed, (number, markdown, expected, got) each, and how many passed, which stands in that part of the
    README of the plugin; returns the exit code."""
    for number, markdown, html, got in failed[:10]:
        print(f"example {number}:\n{markdown}expected:\n{html}got:\n{got}")
    share = f"{name}: {len(found) - len(failed)} of {len(found)} examples pass"
    problems = check_part(README, part, [f"- {share}\n"], "--update" in sys.argv)
    print("\n".join([share, *problems]))
    return 1 if failed or problems else 0
