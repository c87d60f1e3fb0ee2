#!/usr/bin/env python3
"""Pages that are hard on readers: each becomes a document, or is refused, with the diagnostics that it should have.

    bad_pages.py DECKLE

Deep nesting of every sort, tables that reach over everything, formatting that is copied into all that follows, footnotes
that refer to each other, bytes that are no text. Each takes seconds at most, and memory in proportion.
"""
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

DECKLE = Path(sys.argv[1]).resolve()
MANY, SECONDS, MEMORY = 100_000, 20, 3 << 30


def deep(tag):
    return f"<{tag}>" * MANY + "x" + f"</{tag.split()[0]}>" * MANY


# (name, page, the codes that are told of reading it)
PAGES = [
    ("divisions", deep("div"), {"html.depth"}),
    ("divisions that never end", "<div>" * MANY, {"html.depth"}),
    ("bold", deep("b"), {"html.depth"}),
    ("spans with attributes", "".join(f"<span id={i}>" for i in range(MANY)) + "x", {"html.depth"}),
    ("lists", "<ul><li>" * MANY + "x", {"html.depth"}),
    ("quotations", deep("blockquote"), {"html.depth"}),
    ("definition lists", "<dl><dd>" * MANY + "x", {"html.depth"}),
    ("tables", "<table><tr><td>" * MANY + "x", {"html.depth"}),
    ("foreign content", "<svg>" + "<g>" * MANY + "</svg>", {"html.depth"}),
    ("unknown elements with slashes", "<x/>" * MANY + "x", {"html.depth"}),
    ("links", "<a href=u>" * MANY + "x", set()),
    ("paragraphs", "<p>" * MANY + "x", set()),
    ("headings", "<h1>x" * 1000, set()),
    ("misnested", "<b><i><p></b>x" * 20_000, {"html.depth"}),
    ("ends of others", "<b><div></b>" * MANY, {"html.depth"}),
    ("ends of what is outside", "<span><div>" + "<b>" * MANY + "</span>" * MANY, {"html.depth"}),
    ("stray ends", "</div></p></x></b>" * MANY + "x", set()),
    ("formatting in all paragraphs", "<p>" + "".join(f"<font a={i}>" for i in range(400)) + "</p>" + "<p>x</p>" * MANY, {"html.too-large"}),
    ("inlines around blocks", "".join(f"<span id={i}>" for i in range(300)) + "<div>x</div>" * 20_000, {"html.depth"}),
    ("rows", "<table>" + "<tr><td>a<td>b" * MANY + "</table>", set()),
    ("wide cells", "<table><tr>" + "<td colspan=1000 rowspan=65534>a" * 3000 + "<tr><td>b" * 20_000 + "</table>", set()),
    ("huge spans", "<table><col span=999999999><tr><td colspan=4294967296 rowspan=-1>a<td colspan=99999999999999999999>b</table>", set()),
    ("foster parents", "<table>" + "x<tr>" * 20_000, set()),
    ("notes with a link back", "".join(f'<p>a<a href="#n{i}" id=r{i}>1</a>' for i in range(20_000)) + "<ol>" + "".join(f'<li id=n{i}>x<a href="#r{i}">b</a>' for i in range(20_000)), set()),
    ("one note, many marks", "<p>" + '<a href="#n" id=r>1</a>' * 20_000 + "<ol><li id=n>" + "x" * 2000 + '<a href="#r">b</a>', {"html.footnote", "html.duplicate"}),
    ("notes within each other", '<p><a id=a href="#b">1</a><ol><li id=b><a id=c href="#d">2</a><a href="#a">^</a><li id=d><a href="#c">^</a><a id=a2 href="#b">3</a></ol>', None),
    ("options", "<select>" + "<option>a" * MANY, {"html.dropped"}),
    ("attributes", "<p " + " ".join(f"a{i}=b" for i in range(3000)) + ">x", None),
    ("one long attribute", "<p title='" + "x" * 5_000_000 + "'>y", None),
    ("one long text", "x " * 2_000_000, set()),
    ("one long comment", "<!--" + "-" * 2_000_000, set()),
    ("references", "&amp;&#65;&notit;&#x110000;" * 20_000, set()),
    ("a reference without an end", "&" * 100_000 + "#" * 100_000, set()),
    ("NUL and other controls", b"<p>a\0b<d\0iv>&#0;\x01\x0b</p>", None),
    ("malformed UTF-8", b"<meta charset=utf-8><p>a\xff\xc3b\xe2\x82", {"html.encoding"}),
    ("a charset that nobody knows", b"<meta charset=x-none><p>\xe9", {"html.encoding"}),
    ("half of UTF-16", b"\xff\xfe<\0p\0>\0a\0\xd8", {"html.encoding"}),
    ("unclosed everything", "<!DOCTYPE html><html><head><title>a<style>b", set()),
    ("an unclosed tag", "<p>a<b title='x", set()),
    ("only ends", "</html></body></table>", set()),
    ("nothing", "", set()),
]


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def problem(page, codes, folder):
    """What is wrong, in words; None when nothing is."""
    (folder / "page.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    command = [DECKLE, "convert", "page.html", "-f", "html", "-t", "dump", "-o", "out.yaml", "--resources", "keep"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=3 * SECONDS, preexec_fn=limits, check=False)
    except subprocess.TimeoutExpired:
        return "takes too long"
    told = set(re.findall(r"\[(html\.[\w-]+)\]", done.stderr))
    refused = "html.too-large" in told
    if done.returncode != (1 if refused else 0):
        return f"exit {done.returncode}: {done.stderr[-500:]}"
    if codes is not None and told != codes:
        return f"told {sorted(told)} instead of {sorted(codes)}"
    return None


def main():
    failed = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        for name, page, codes in PAGES:
            wrong = problem(page, codes, Path(folder))
            if wrong:
                failed += 1
                print(f"{name}: {wrong}")
    print(f"{len(PAGES)} pages, {failed} went wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
