#!/usr/bin/env python3
"""The same documents as HTML by pandoc and by deckle: is the structure of the pages equal?

    as_pandoc.py DECKLE ROOT [--update]

The documents are the Markdown of tests/pandoc, of the plugins' cases and of the examples, and the JSON of
tests/roundtrip, read by pandoc; deckle gets pandoc's JSON. Both pages are read by html5lib. NORMAL says in which ways
they may differ and why, and DIFFERENT names the documents that differ besides; --update writes both into the README of
the plugin. Less than 95 % of equal pages is a failure.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import html5lib

DECKLE, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
README = ROOT / "plugins/formats/html/README.md"
BEGIN, END = "<!-- pandoc -->\n", "<!-- /pandoc -->\n"
SHARE = 0.95
NORMAL = """\
- Code is not highlighted: a transform does that, with other names of languages.
- What pandoc's readers write as a box in a task list is text here; from our own readers it is a checkbox.
- Rows have no classes `header`, `odd` and `even`, notes no role `doc-endnote`, which is no longer valid, and captions of
  figures are not hidden from screen readers.
- A name that HTML knows, but not for that element, gets the prefix `data-`, so that the page is valid.
- Widths are a style of columns, not of the table besides, and are not cut to whole percents; `20px` of a picture is a
  style as well.
- Addresses are percent-encoded, as CommonMark's reference does it.
- Decimal numbers of a list, the default, are not said.
- Headings beyond level 6 have a role.
"""
IDENTIFIERS = "an identifier is given once"
DIFFERENT = {
    "plugins/formats/markdown/cases/bytes/in.md": "characters that HTML may not have become U+FFFD",
    "plugins/formats/markdown/cases/edges/in.md": "an empty note has a link back, too",
    "tests/pandoc/markdown/auto_identifiers/same.md": IDENTIFIERS,
    "tests/pandoc/markdown/inline_notes/nested.md": "notes within notes have numbers of their own",
    "tests/pandoc/markdown/link_attributes/reference.md": IDENTIFIERS,
    "tests/pandoc/markdown/raw_tex/markup.md": "raw TeX is no formula, whatever command it is",
    "tests/roundtrip/every-constructor-1.22.json": IDENTIFIERS,
}
DROPPED = {"tr": ["class"], "li": ["role"], "figcaption": ["aria-hidden"], "section": ["id"], "table": ["style"], "img": ["style", "width", "height"],
           "p": ["role", "aria-level"], "th": ["scope"]}


def sources():
    found = [*ROOT.glob("tests/pandoc/markdown/*/*.md"), *ROOT.glob("plugins/*/*/cases/*/in.md"), *ROOT.glob("examples/**/*.md"),
             *ROOT.glob("tests/roundtrip/every-constructor-1.22.json")]
    for path in sorted(path for path in found if is_utf8(path.read_bytes())):
        extensions = path.parent.name if "tests/pandoc" in str(path) else ""
        yield ("json" if path.suffix == ".json" else f"markdown+{extensions}".rstrip("+")), path


def is_utf8(text):
    try:
        return text.decode() is not None
    except UnicodeDecodeError:
        return False  # pandoc ends there


def by_pandoc(listed, folder):
    """The documents as pandoc's JSON and HTML."""
    (folder / "list").write_text("".join(f"{format}\t{path}\t{folder / str(number)}\n" for number, (format, path) in enumerate(listed)))
    subprocess.run(["pandoc", "--lua-filter", Path(__file__).with_name("write.lua"), "-f", "markdown", "-t", "json", "/dev/null"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "LIST": str(folder / "list")})


def by_deckle(folder):
    (folder / "job.yaml").write_text("deckle: 1\ninputs: { files: ['*.json'], reader: json }\n"
                                     "outputs: { page: { exporter: html, path: 'ours/{stem}.html', resources: keep } }\n")
    subprocess.run([DECKLE, "run", "--quiet", "--no-state", folder / "job.yaml"], check=True, stderr=subprocess.DEVNULL)


def squeezed(text):
    return re.sub(r"\s+", "", text or "").replace("☐", "[ ]").replace("☒", "[x]")


def attributes(element):
    kept = {}
    for name, value in element.attrib.items():
        if name in DROPPED.get(element.tag, []) or (element.tag, name, value) in [("ol", "type", "1"), ("ul", "class", "task-list")]:
            continue
        if name == "class":
            value = " ".join(word for word in value.split() if word != "sourceCode")
        if name == "style":
            value = re.sub(r"\s|;", "", re.sub(r"\.\d+%", "%", value))
        if name in ("href", "src"):
            value = unquote(value)
        if value or name not in ("class", "style"):
            kept[name.removeprefix("data-").lower()] = value
    return kept


def normal(element):
    """[tag, attributes, text or child...] without white space."""
    if element.tag == "div" and "sourceCode" in element.get("class", ""):
        element = element[0]
    if element.tag in ("pre", "code"):
        return [element.tag, squeezed("".join(element.itertext()))]
    if element.tag == "input":
        return "[x]" if "checked" in element.attrib else "[ ]"
    made = [element.tag, attributes(element), squeezed(element.text)]
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "colgroup" and not any(attributes(column) for column in child):
            continue
        made += [normal(child), squeezed(child.tail)]
    joined = []
    for part in made:
        if isinstance(part, str) and joined and isinstance(joined[-1], str) and len(joined) > 1:
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return joined


def tree(html):
    return normal(html5lib.parseFragment(html.strip(), container="div", treebuilder="etree", namespaceHTMLElements=False))


def first_difference(mine, theirs, path="page"):
    if not isinstance(mine, list) or not isinstance(theirs, list) or mine[0] != theirs[0]:
        return f"{path}: {str(mine)[:200]}\n    pandoc: {str(theirs)[:200]}"
    for a, b in zip(mine[1:], theirs[1:]):
        if a != b:
            return first_difference(a, b, f"{path}/{mine[0]}")
    return f"{path}/{mine[0]}: {str(mine[len(theirs):])[:200]}\n    pandoc: {str(theirs[len(mine):])[:200]}"


def main():
    listed = list(sources())
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        by_pandoc(listed, folder)
        by_deckle(folder)
        found = compared(listed, folder)
    for name, difference in found.items():
        if difference and name not in DIFFERENT:
            print(f"{name}: {difference}")
    equal = sum(difference is None for difference in found.values())
    print(f"{equal} of {len(found)} pages have the structure of pandoc's")
    if "--update" in sys.argv:
        head, rest = README.read_text(encoding="utf-8").split(BEGIN)
        others = "".join(f"- {reason[0].upper()}{reason[1:]}.\n" for reason in dict.fromkeys(DIFFERENT.values()))
        README.write_text(head + BEGIN + NORMAL + others + END + rest.split(END)[1], encoding="utf-8")
    stale = [name for name in DIFFERENT if found.get(name) is None]
    if stale:
        print("named in DIFFERENT, and equal or gone:", *stale)
    return 1 if stale or equal < SHARE * len(found) else 0


def compared(listed, folder):
    """For each document that pandoc reads, what is different first, or None."""
    found = {}
    for number, (_, path) in enumerate(listed):
        ours, theirs = folder / f"ours/{number}.html", folder / f"{number}.html"
        if theirs.exists():
            mine, others = tree(ours.read_text(encoding="utf-8")), tree(theirs.read_text(encoding="utf-8"))
            found[str(path.relative_to(ROOT))] = None if mine == others else first_difference(mine, others)
    return found


if __name__ == "__main__":
    sys.exit(main())
