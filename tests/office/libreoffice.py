#!/usr/bin/env python3
"""LibreOffice reads what is written, and writes it again: the headings, numbers of lists, cells, notes, images and links
are those of the document, counted; and as a Word document again it has the same lists.

    libreoffice.py DECKLE ROOT
"""
import json
import re
import shutil
import subprocess
import sys
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from program import ProgramTest, main

ROOT = Path(sys.argv[2]).resolve()
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
LABEL = re.compile(r"^\s*(\(?(?:\d+|[a-z]|[ivxl]+|[A-Z])[.)])\s")


def convert(folder, suffix, names):
    """LibreOffice with a profile of its own, so that another one may run meanwhile."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", suffix, "--outdir", folder / suffix,
                    *(folder / name for name in names)], capture_output=True, check=True, timeout=300)


def nodes(value):
    """All nodes of pandoc's JSON, a node before what is in it."""
    if isinstance(value, dict):
        if "t" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


def label(number, style, delimiter):
    if style == "LowerAlpha":
        shown = chr(ord("a") + number - 1)
    elif style == "UpperAlpha":
        shown = chr(ord("A") + number - 1)
    elif style == "LowerRoman":
        shown = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][number]
    else:
        shown = str(number)
    return {"OneParen": f"{shown})", "TwoParens": f"({shown})"}.get(delimiter, f"{shown}.")


def labels(value):
    """The numbers of all items of lists, in the order in which they are read."""
    if isinstance(value, dict) and value.get("t") == "OrderedList":
        (start, style, delimiter), items = value["c"]
        for number, item in enumerate(items, start):
            yield label(number, style["t"], delimiter["t"])
            yield from labels(item)
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from labels(each)


def expected(document):
    """What the document has, from pandoc's JSON of it."""
    made = {"headings": [], "labels": list(labels(document["blocks"])), "cells": 0, "notes": 0, "images": 0, "links": set()}
    for node in nodes(document["blocks"]):
        kind, content = node["t"], node.get("c")
        if kind == "Header":
            made["headings"].append((content[0], words(content[2])))
        elif kind == "Table":
            head, bodies, foot = content[3], content[4], content[5]
            rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
            made["cells"] += sum(len(row[1]) for row in rows)
        elif kind == "Note":
            made["notes"] += 1 - sum(1 for inner in nodes(content) if inner["t"] == "Note")  # those are text in brackets
        elif kind == "Image":
            made["images"] += 1
        elif kind == "Link" and content[2][0].startswith("http"):
            made["links"].add(content[2][0])
    return made


def lists(document):
    """What they are and how many items they have, in the order in which they are read."""
    items = {"BulletList": lambda content: content, "OrderedList": lambda content: content[1]}
    return [(node["t"], len(items[node["t"]](node["c"]))) for node in nodes(document["blocks"]) if node["t"] in items]


def words(inlines):
    text = "".join(node["c"] if node["t"] == "Str" else node["c"][1] if node["t"] == "Code" else " " if node["t"] in ("Space", "SoftBreak") else ""
                   for node in nodes(inlines))
    return re.sub(r"\W", "", text)


def found(odt, txt):
    with zipfile.ZipFile(odt) as archive:
        tree = ElementTree.fromstring(archive.read("content.xml"))
    headings = []
    for heading in tree.iter(TEXT + "h"):
        headings.append((int(heading.get(TEXT + "outline-level")), re.sub(r"\W", "", "".join(heading.itertext()))))
    labels = [match.group(1) for match in map(LABEL.match, txt.read_text(encoding="utf-8-sig").splitlines()) if match]
    return {"headings": headings, "labels": labels, "cells": sum(1 for _ in tree.iter(TABLE + "table-cell")),
            "notes": sum(1 for _ in tree.iter(TEXT + "note")), "images": sum(1 for frame in tree.iter(DRAW + "frame") if frame.find(DRAW + "image") is not None),
            "links": {link.get(XLINK + "href") for link in tree.iter(TEXT + "a") if link.get(XLINK + "href").startswith("http")}}


@unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed: ./dev checkers")
class LibreOffice(ProgramTest):
    maxDiff = None

    def test_that_nothing_is_lost(self):
        sources = [*sorted((ROOT / "examples/handbook/chapters").rglob("*.md")), *sorted((ROOT / "tests/office/documents").glob("*.md"))]
        names = [source.stem for source in sources]
        for source in sources:
            for suffix in ("docx", "json"):
                done = self.deckle("convert", "--quiet", "-f", "pandoc" if source.parent.name == "documents" else "gfm", source, "-o", f"{source.stem}.{suffix}",
                                   "--resource-path", ROOT / "examples/handbook")
                self.assertEqual(done.returncode, 0, done.stderr.decode())
        for suffix in ("odt", "txt"):
            convert(self.folder, suffix, [f"{name}.docx" for name in names])
        counted = dict.fromkeys(("headings", "labels", "cells", "notes", "images", "links"), 0)
        for name in names:
            wanted = expected(json.loads(self.read(f"{name}.json")))
            self.assertEqual(wanted, found(self.folder / "odt" / f"{name}.odt", self.folder / "txt" / f"{name}.txt"), name)
            counted = {key: count + (wanted[key] if isinstance(wanted[key], int) else len(wanted[key])) for key, count in counted.items()}
        print(f"{len(names)} documents, and in them", ", ".join(f"{count} {what}" for what, count in counted.items()))
        self.assertGreaterEqual(min(counted.values()), 5)

    def test_that_lists_stay_whole(self):
        sources = sorted((ROOT / "tests/office/documents").glob("*.md"))
        for source in sources:
            for suffix in ("docx", "json"):
                self.deckle("convert", "--quiet", "-f", "pandoc", source, "-o", f"{source.stem}.{suffix}")
        convert(self.folder, "docx", [f"{source.stem}.docx" for source in sources])
        for source in sources:
            self.deckle("convert", "--quiet", f"docx/{source.stem}.docx", "-o", "again.json")
            written, again = (lists(json.loads(self.read(name))) for name in (f"{source.stem}.json", "again.json"))
            self.assertEqual(written, again, source.stem)


if __name__ == "__main__":
    main(2)
