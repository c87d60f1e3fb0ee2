#!/usr/bin/env python3
"""Every kind of the vocabulary and its element, found by writing one of each; the table in the plugin's README is current.

    kinds.py DECKLE ROOT [--update]

Each node has an attribute `x`, by which its element is found. A kind that has no element loses it, and is told of.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

from documents import KINDS

DECKLE, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
README = ROOT / "plugins/formats/html/README.md"
BEGIN, END = "<!-- kinds -->\n", "<!-- /kinds -->\n"
OWN = {"heading": {"level": 2}, "link": {"url": "a"}, "image": {"url": "a"}, "media": {"url": "a.ogg"}, "column": {"width": 0.5}, "reference": {"target": 0},
       "raw-block": {"format": "html"}, "raw-inline": {"format": "html"}, "admonition": {"admonition": "tip"}, "citation-item": {"key": "k"}}
WITHOUT = {
    "raw-block": "as it is", "raw-inline": "as it is", "soft-break": "a line ending", "quoted": "quotation marks",
    "note": "a mark, and `<li>` at the end", "comment": "a mark, and `<li class=\"comment\">` at the end", "line": "`<br />` between two", "short-caption": "left out",
    "citation-item": "in `data-cites`", "prefix": "text", "suffix": "text", "ruby-base": "its content",
}
# What else it may be.
BESIDES = {
    "heading": "`<h1>` to `<h6>`", "code-block": "`<code>` in it", "line-block": "`<pre>` for highlighted code", "code": "`<span>` in highlighted code",
    "span": "`<kbd>`, `<samp>`, `<var>`, `<abbr>`, `<mark>` or `<dfn>` by its first class", "media": "`<video>` or `<object>`", "caption": "`<caption>` in a table",
    "cell": "`<th>`", "plain": "its content alone if it has no attributes",
    "text": "text alone if it has no attributes", "list-item": "`<input>` in it for a task", "ruby": "`<span>` if it explains nothing",
}


def of(kind, *children, **attributes):
    made = {kind: attributes}
    return {**made, "children": list(children)} if children else made


TEXT = {"text": {}, "value": "t"}
PLAIN = of("plain", TEXT)
CELLS = of("table-body", of("row", of("cell", PLAIN)))
OWNERS = {
    "list-item": lambda node: of("bullet-list", node), "term": lambda node: of("definition-list", node),
    "description": lambda node: of("definition-list", of("term", TEXT), node), "line": lambda node: of("line-block", node, of("line")),
    "caption": lambda node: of("figure", node, PLAIN), "short-caption": lambda node: of("figure", of("caption", node), PLAIN),
    "column": lambda node: of("table", node, CELLS), "table-head": lambda node: of("table", node), "table-body": lambda node: of("table", node),
    "table-foot": lambda node: of("table", node), "row": lambda node: of("table", of("table-body", node)),
    "cell": lambda node: of("table", of("table-body", of("row", node))), "title": lambda node: of("admonition", node), "summary": lambda node: of("details", node),
    "citation-item": lambda node: of("paragraph", of("citation", node)), "prefix": lambda node: of("paragraph", of("citation", of("citation-item", node))),
    "suffix": lambda node: of("paragraph", of("citation", of("citation-item", node))),
    "ruby-base": lambda node: of("paragraph", of("ruby", node, of("ruby-text", TEXT))), "ruby-text": lambda node: of("paragraph", of("ruby", of("ruby-base", TEXT), node)),
}
CONTENT = {"BLOCKS": [PLAIN], "INLINES": [TEXT], "CAPTION": [PLAIN], "FIGURE": [PLAIN], "TITLED": [PLAIN], "DETAILS": [PLAIN], "ITEMS": [of("list-item", PLAIN)],
           "CELLS": [of("cell", PLAIN)], "ROWS": [of("row", of("cell", PLAIN))], "TABLE": [CELLS], "RUBY": [of("ruby-base", TEXT), of("ruby-text", TEXT)]}


def element_of(kind):
    flags, content = KINDS[kind]
    node = of(kind, *CONTENT.get(content, []), **OWN.get(kind, {}), **{"+x": "1"})
    if content == "TEXT":
        node["value"] = "t"
    place = OWNERS.get(kind, lambda node: node if "DK_BLOCK" in flags else of("paragraph", node))
    body = [{**of("heading", id="there", level=1), "label": 0}, place(node)]
    done = subprocess.run([DECKLE, "convert", "-f", "dump", "-t", "html", "--resources", "keep"], capture_output=True, text=True, check=True,
                          input=json.dumps({"deckle-document": 1, "body": body}))
    found = re.search(r'<(\w+)((?: (?!data-x)[\w-]+="[^"]*")*) data-x="1"', done.stdout)
    if found is None and kind not in WITHOUT:
        sys.exit(f"{kind} has no element, and what it has is not known:\n{done.stdout}{done.stderr}")
    if found and kind in WITHOUT:
        sys.exit(f"{kind} has an element:\n{done.stdout}")
    if found is None and "html.loss" not in done.stderr and not kind.startswith("raw-"):
        sys.exit(f"{kind}: nobody was told that its attribute is lost:\n{done.stdout}")
    element = WITHOUT[kind] if found is None else "`<{}{}>`".format(found[1], re.sub(r' (href|src|alt|data-cites|controls)="[^"]*"', "", found[2]))
    return "; ".join([element, BESIDES[kind]] if kind in BESIDES else [element])


def main():
    kinds = [kind for kind, (flags, _) in KINDS.items() if "DK_META" not in flags and kind not in ("document", "body")]
    rows = "".join(f"| `{kind}` | {element_of(kind)} |\n" for kind in kinds)
    head, rest = README.read_text(encoding="utf-8").split(BEGIN)
    current = head + BEGIN + "| kind | is written as |\n|---|---|\n" + rows + END + rest.split(END)[1]
    if "--update" in sys.argv:
        README.write_text(current, encoding="utf-8")
    elif README.read_text(encoding="utf-8") != current:
        sys.exit("the table of kinds in the README of html is not current: kinds.py DECKLE ROOT --update")
    print(f"{len(kinds)} kinds have a form")


if __name__ == "__main__":
    main()
