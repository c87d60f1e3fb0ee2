#!/usr/bin/env python3
"""Whether files are documents that Word takes without a word: names of parts, content types, relationships, unique
identifiers, references that lead somewhere, and the children of elements against ECMA-376.

    docx_check.py FILE...
"""
import posixpath
import re
import sys
import zipfile
from collections import Counter
from xml.etree import ElementTree

from schema import A, R, W, WP, local, problems_of

CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# What a relationship of that type leads to.
TYPES = {"officeDocument": WORD + "document.main+xml", "styles": WORD + "styles+xml", "numbering": WORD + "numbering+xml",
         "settings": WORD + "settings+xml", "footnotes": WORD + "footnotes+xml", "comments": WORD + "comments+xml", "header": WORD + "header+xml",
         "footer": WORD + "footer+xml", "fontTable": WORD + "fontTable+xml", "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
         "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
         "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml"}
MEDIA = {"png": b"\x89PNG", "jpg": b"\xff\xd8", "gif": b"GIF8", "svg": b"<", "webp": b"RIFF", "bmp": b"BM", "tiff": b""}
STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


class Package:
    def __init__(self, path):
        self.problems = []
        with zipfile.ZipFile(path) as archive:
            self.times = {entry.date_time for entry in archive.infolist()}
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.trees = {}
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = ElementTree.fromstring(data)
                except ElementTree.ParseError as error:
                    self.say(name, f"is no XML: {error}")
        self.relationships = {name: self.read_relationships(name) for name in self.names if not name.endswith(".rels")}

    def say(self, part, problem):
        self.problems.append(f"{part}: {problem}")

    def read_relationships(self, name):
        folder, base = posixpath.split(name)
        tree = self.trees.get(posixpath.join(folder, "_rels", base + ".rels"))
        return {} if tree is None else {row.get("Id"): row for row in tree}

    def target(self, part, row):
        return posixpath.normpath(posixpath.join(posixpath.dirname(part), row.get("Target")))

    # The package.
    def check_names(self):
        for name, count in Counter(name.lower() for name in self.names).items():
            if count > 1:
                self.say(name, "stands in the archive more than once")
        for name in self.names:
            if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                self.say(name, "is no name of a part")
        if self.names[0] != "[Content_Types].xml":
            self.say(self.names[0], "stands before the content types")
        if len(self.times) != 1:
            self.say("archive", f"has several times: {self.times}")

    def check_content_types(self):
        tree = self.trees["[Content_Types].xml"]
        self.defaults = {row.get("Extension"): row.get("ContentType") for row in tree if row.tag == CONTENT_TYPES + "Default"}
        self.overrides = {row.get("PartName")[1:]: row.get("ContentType") for row in tree if row.tag == CONTENT_TYPES + "Override"}
        for name in self.overrides:
            if name not in self.parts:
                self.say("[Content_Types].xml", f"{name} is not there")
        for name in self.names[1:]:
            if self.content_type(name) is None or (name.endswith(".xml") and name not in self.overrides):
                self.say(name, "has no content type")

    def content_type(self, name):
        return self.overrides.get(name, self.defaults.get(name.rpartition(".")[2]))

    def check_relationships(self):
        reached = {"[Content_Types].xml", "_rels/.rels"}
        self.relationships[""] = {row.get("Id"): row for row in self.trees["_rels/.rels"]}
        for part, rows in self.relationships.items():
            folder, base = posixpath.split(part)
            reached.add(posixpath.join(folder, "_rels", base + ".rels"))
            for row in rows.values():
                if row.get("TargetMode") == "External":
                    if not re.fullmatch(r"[!#-;=?-Z_a-z~\x80-\U0010ffff]*", row.get("Target")) or re.search(r"%(?![0-9A-Fa-f]{2})", row.get("Target")):
                        self.say(part, f"leads to what is no address: {row.get('Target')!r}")
                    continue
                target = self.target(part, row)
                reached.add(target)
                wanted = TYPES.get(row.get("Type").rpartition("/")[2])
                if target not in self.parts:
                    self.say(part, f"{row.get('Id')} leads to {target}, which is not there")
                elif wanted and self.content_type(target) != wanted:
                    self.say(part, f"{target} is {self.content_type(target)}, not {wanted}")
            tree = self.trees.get(part)
            used = {value for element in (tree.iter() if tree is not None else []) for key, value in element.attrib.items() if key.startswith(R)}
            implied = {"document", "styles", "settings", "theme", "fontTable", "numbering", "footnotes", "comments"}
            for name in sorted(used - set(rows)):
                self.say(part, f"uses {name}, which is no relationship")
            for name in sorted(set(rows) - used):
                if part and rows[name].get("Type").rpartition("/")[2] not in implied:
                    self.say(part, f"does not use {name}")
        for name in sorted(set(self.names) - reached):
            self.say(name, "nothing leads to it")

    def check_media(self):
        for name, data in self.parts.items():
            suffix = name.rpartition(".")[2]
            if name.startswith("word/media/") and MEDIA.get(suffix) is not None and not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(MEDIA[suffix]):
                self.say(name, "is no such image")

    # The parts.
    def stories(self):
        for name, tree in self.trees.items():
            if tree.tag in (W + "document", W + "footnotes", W + "comments", W + "hdr", W + "ftr"):
                yield name, tree

    def check_schema(self):
        for name, tree in self.trees.items():
            if name.startswith("word/") and name.endswith(".xml"):
                for element in tree.iter():
                    for problem in problems_of(element):
                        self.say(name, problem)

    def check_identifiers(self):
        pictures, changes, bookmarks, names = Counter(), Counter(), Counter(), Counter()
        for name, tree in self.stories():
            for element in tree.iter():
                number = element.get(W + "id")
                if element.tag == WP + "docPr":
                    pictures[element.get("id")] += 1
                elif element.tag in (W + "ins", W + "del"):
                    changes[number] += 1
                elif element.tag == W + "bookmarkStart":
                    bookmarks[number] += 1
                    names[element.get(W + "name").lower()] += 1
                    if not 1 <= len(element.get(W + "name")) <= 40 or re.search(r"\s", element.get(W + "name")):
                        self.say(name, f"{element.get(W + 'name')!r} is no name of a bookmark")
            begun = [element.get(W + "id") for element in tree.iter(W + "bookmarkStart")]
            ended = [element.get(W + "id") for element in tree.iter(W + "bookmarkEnd")]
            if sorted(begun) != sorted(ended):
                self.say(name, "has bookmarks that do not end, or do not begin")
        for what, counted in (("picture", pictures), ("change", changes), ("bookmark", bookmarks), ("name of a bookmark", names)):
            for value, count in counted.items():
                if count > 1:
                    self.say("word", f"{what} {value} is there {count} times")

    def ids(self, part, tag, key="id"):
        tree = self.trees.get(part)
        found = [] if tree is None else [element.get(W + key) for element in tree.iter(W + tag)]
        for value, count in Counter(found).items():
            if count > 1:
                self.say(part, f"{tag} {value} is there {count} times")
        return set(found)

    def check_references(self):
        numbers = self.ids("word/numbering.xml", "num", "numId") | {"0"}
        looks = self.ids("word/numbering.xml", "abstractNum", "abstractNumId")
        notes, comments = self.ids("word/footnotes.xml", "footnote"), self.ids("word/comments.xml", "comment")
        styles = {(row.get(W + "styleId"), row.get(W + "type")) for row in self.trees["word/styles.xml"].iter(W + "style")}
        self.ids("word/styles.xml", "style", "styleId")
        for name, tree in self.trees.items():
            for element in tree.iter():
                tag, value = local(element.tag), element.get(W + "val")
                wrong = (tag == "numId" and value not in numbers or tag == "abstractNumId" and value not in looks or
                         tag in STYLES and (value, STYLES[tag]) not in styles or
                         tag in ("basedOn", "next", "link") and value not in {style for style, _ in styles} or
                         tag == "footnoteReference" and element.get(W + "id") not in notes or
                         tag == "commentReference" and element.get(W + "id") not in comments)
                if wrong:
                    self.say(name, f"<{tag}> names {value or element.get(W + 'id')}, which is not there")

    def check_tables(self):
        for name, tree in self.stories():
            for cell in tree.iter(W + "tc"):
                if len(cell) == 0 or cell[-1].tag != W + "p":
                    self.say(name, "a cell does not end with a paragraph")
            for table in tree.iter(W + "tbl"):
                width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
                for row in table.findall(W + "tr"):
                    cells = row.findall(W + "tc")
                    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in cells]
                    if sum(1 if span is None else int(span.get(W + "val")) for span in spans) != width:
                        self.say(name, f"a row has not the {width} columns of its table")
            for parent in tree.iter():
                for one, next_one in zip(parent, list(parent)[1:]):
                    if one.tag == next_one.tag == W + "tbl":
                        self.say(name, "two tables become one")

    def check_fields(self):
        for name, tree in self.stories():
            depth = 0
            for mark in tree.iter(W + "fldChar"):
                depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType"), 0)
                if depth < 0:
                    self.say(name, "a field ends that did not begin")
            if depth > 0:
                self.say(name, "a field does not end")
            for paragraph in tree.iter(W + "del"):
                if any(paragraph.iter(W + "t")):
                    self.say(name, "deleted text is <w:t>")

    def check_drawings(self):
        for name, tree in self.stories():
            for extent in [*tree.iter(WP + "extent"), *(ext for frame in tree.iter(A + "xfrm") for ext in frame.iter(A + "ext"))]:
                if not all(0 < int(extent.get(side)) <= 27273042316900 for side in ("cx", "cy")):
                    self.say(name, f"a picture is {extent.get('cx')} by {extent.get('cy')}")


def check(path):
    """What is wrong with a document, in words."""
    package = Package(path)
    if package.problems or not {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"} <= set(package.trees):
        return package.problems or ["parts are missing that every document has"]
    for step in (package.check_names, package.check_content_types, package.check_relationships, package.check_media, package.check_schema,
                 package.check_identifiers, package.check_references, package.check_tables, package.check_fields, package.check_drawings):
        step()
    return package.problems


if __name__ == "__main__":
    failed = 0
    for file in sys.argv[1:]:
        for found in check(file):
            print(f"{file}: {found}")
            failed = 1
    sys.exit(failed)
