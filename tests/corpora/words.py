#!/usr/bin/env python3
"""Real Markdown files through one job to HTML, Markdown and JSON: does every word arrive, in its order?

usage: words.py DECKLE SCRATCH [--list N]

DECKLE_CORPORA names a folder with md-*.tar.xz archives; without it the test is skipped. For each file the words that
`cmark-gfm -t plaintext` prints (front matter cut off) are compared with those in our three outputs, as sequences: words
that are missing and words that were added are counted apart. Words inside raw HTML are markup to cmark-gfm, so tags are
taken out on both sides before words are compared.
"""
import difflib
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

DECKLE, SCRATCH = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
LIST = int(sys.argv[sys.argv.index("--list") + 1]) if "--list" in sys.argv else 0
EXTENSIONS = ["-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist", "-e", "footnotes"]
JOB = """deckle: 1
inputs: [{ root: in, files: ["**/*.md", "**/.github/**/*.md", "**/.github/**/.pwsh/**/*.md"], reader: markdown, options: { dialect: gfm } }]
outputs:
  html: { exporter: html, path: "out/html/{path}" }
  markdown: { exporter: markdown, path: "out/md/{path}", options: { dialect: gfm } }
  json: { exporter: json, path: "out/json/{path}" }
"""


def words(text):
    return re.findall(r"\w+", text)


class PageText(html.parser.HTMLParser):
    """The text of a page, without what is only markup."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.numbers = []  # of the lists that are open; None: bullets

    def handle_data(self, data):
        self.parts.append(data)

    def handle_endtag(self, tag):
        if tag in ("ol", "ul") and self.numbers:
            self.numbers.pop()

    def handle_starttag(self, tag, attrs):
        if tag in ("ol", "ul"):
            self.numbers.append(int(dict(attrs).get("start", 1)) if tag == "ol" else None)
        if tag == "li" and self.numbers and self.numbers[-1] is not None:
            self.parts.append(f"\n{self.numbers[-1]}. ")
            self.numbers[-1] += 1
        if tag in ("p", "br", "td", "th", "li", "tr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"):
            self.parts.append("\n")


def page_words(text):
    page = PageText()
    page.feed(text)
    page.close()
    return words("".join(page.parts))


def body_of(raw):
    """The file without its front matter, as bytes."""
    match = re.match(rb"\xef\xbb\xbf?---\r?\n.*?\r?\n(---|\.\.\.)\r?\n", raw, re.S) or re.match(rb"---\r?\n.*?\r?\n(---|\.\.\.)\r?\n", raw, re.S)
    return raw[match.end():] if match else raw


ALERT = re.compile(rb"^[> ]*> *\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\r?\n", re.M | re.I)


def plaintext_words(raw):
    raw = ALERT.sub(b"", raw)  # cmark-gfm knows no alerts
    printed = subprocess.run(["cmark-gfm", "-t", "plaintext", *EXTENSIONS], input=raw, capture_output=True, check=True).stdout
    return words(printed.decode(errors="replace"))


def json_words(text):
    """The words of pandoc's AST in reading order; notes are collected behind the text, as cmark-gfm prints them."""
    out, notes, stack = [], [], [json.loads(text)["blocks"]]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, str):
            out.append(node)
        elif isinstance(node, dict):
            kind, content = node.get("t"), node.get("c")
            if kind == "Str":
                out.append(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                out.append(" ")
            elif kind in ("Code", "CodeBlock"):
                out.append(content[1] if kind == "Code" else "\n" + content[1] + "\n")
            elif kind in ("RawInline", "RawBlock", "Note"):
                pass
            elif kind in ("Link", "Image", "Span", "Div"):
                stack.append(content[1])
            elif kind == "Header":
                out.append("\n")
                stack.append(content[2])
            elif kind == "OrderedList":
                for offset, item in reversed(list(enumerate(content[1]))):
                    stack += [item, {"t": "Str", "c": f"\n{content[0][0] + offset}. "}]
            elif kind == "Table":
                stack.append([content[3][1], [body[3] for body in content[4]]])
            elif kind in ("Para", "Plain"):
                out.append("\n")
                stack.append(content)
            elif content is not None:
                stack.append(content)
    return words("".join(out))


def difference(wanted, got):
    missing, added = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if tag != "equal":
            missing += wanted[a:b]
            added += got[c:d]
    return missing, added


def compare(name):
    raw = (SCRATCH / "in" / name).read_bytes()
    body = body_of(raw)
    wanted = plaintext_words(body)
    outputs = {}
    for kind, extract in (("html", page_words), ("json", json_words)):
        path = SCRATCH / "out" / kind / name
        outputs[kind] = extract(path.read_text()) if path.exists() else None
    markdown = SCRATCH / "out" / "md" / name
    outputs["md"] = plaintext_words(body_of(markdown.read_bytes())) if markdown.exists() else None
    return name, {kind: ("lost", None) if got is None else difference(wanted, got) for kind, got in outputs.items()}


def main():
    corpora = os.environ.get("DECKLE_CORPORA")
    if not corpora or not Path(corpora).is_dir():
        print("skipped: no corpora (DECKLE_CORPORA names no folder)")
        return 77
    shutil.rmtree(SCRATCH / "in", ignore_errors=True)
    shutil.rmtree(SCRATCH / "out", ignore_errors=True)
    for archive in sorted(Path(corpora).glob("md-*.tar.xz")):
        with tarfile.open(archive) as tar:
            tar.extractall(SCRATCH / "in" / archive.name.split(".")[0])
    (SCRATCH / "job.yaml").write_text(JOB)
    names = sorted(str(p.relative_to(SCRATCH / "in")) for p in (SCRATCH / "in").rglob("*.md"))
    run = subprocess.run([DECKLE, "run", "job.yaml"], cwd=SCRATCH, capture_output=True, text=True)
    print(run.stderr.strip().split("\n")[-1])
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(compare, names, chunksize=16))
    bad = run.returncode < 0
    for kind in ("html", "md", "json"):
        lost = [name for name, found in results if found[kind][0] == "lost"]
        missing = sum(len(found[kind][0]) for _, found in results if found[kind][0] != "lost")
        added = sum(len(found[kind][1]) for _, found in results if found[kind][0] != "lost")
        differing = [name for name, found in results if found[kind][0] != "lost" and (found[kind][0] or found[kind][1])]
        print(f"{kind}: {len(names)} files, {len(lost)} without output, {len(differing)} differ; {missing} words missing, {added} added")
        for name in (lost + differing)[:LIST]:
            print("  ", name, dict(results)[name][kind] if name not in lost else "no output")
        bad = bad or lost or (kind == "md" and missing > 0)  # compared by cmark-gfm itself, so no word may be missing
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
