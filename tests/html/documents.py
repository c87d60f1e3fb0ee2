"""Documents made at random over every kind of the vocabulary, as dumps: what may stand where comes from the kind table."""
import json
import pathlib
import re
from collections import Counter

KINDS_H = pathlib.Path(__file__).resolve().parents[2] / "core/abi/deckle/kinds.h"
ROW = re.compile(r'X\([A-Z_]+, \w+, 0x\w+, "([\w-]+)", ([A-Z_| ]+), DK_C_(\w+), \w+\)')
KINDS = {name: (flags.split(" | "), content) for name, flags, content in ROW.findall(KINDS_H.read_text())}
BLOCKS, INLINES, VALUES = ([name for name, (flags, _) in KINDS.items() if category in flags and name != "metadata"]
                           for category in ("DK_BLOCK", "DK_INLINE", "DK_META"))
DEEPEST = 9


class Strings:
    """What an author may write who means well."""
    WORDS = ["paper", "a < b & c", '"quoted"', "it's", "手工紙", "ورق", "e\u0301", "tab\there", "\x01\x7f\x85\ufffe", "&amp;", "]]>", "-->", "line\nbreak", " "]
    ADDRESSES = ["page.html", "#place", "https://example.org/a?b=c&d=e", "mailto:a@example.org", "../up/x.png", "a b.html", "ü.html", "", "javascript:alert(1)"]
    ATTRIBUTES = {"lang": ["de", "ar-EG", "no language"], "dir": ["rtl", "up"], "title": WORDS, "width": ["50%", "20px", "3", "wide"], "height": ["2em"],
                  "style": ["color: red"], "hidden": ["", "x"], "onclick": ["alert(1)"], "data-x": WORDS, "start": ["3"], "type": ["a"], "href": ["x"],
                  "src": ["x"], "id": WORDS, "class": WORDS, "cite": ["https://example.org/"], "reversed": [""], "download": ["x"], "خط": WORDS, "a b": WORDS,
                  "A:b": ["1"], "x/y": ["1"], "data-": ["1"], "colspan": ["2"], "open": [""], "checked": [""],
                  "data-cites": ["x"], "datetime": ["x"], "controls": [""], "value": ["1"], "loading": ["lazy"], "xml:lang": ["de"], "1": ["1"]}

    def __init__(self, chance):
        self.chance = chance

    def text(self):
        return " ".join(self.chance.choices(self.WORDS, k=self.chance.randint(0, 4)))

    def address(self):
        return self.chance.choice([address for address in self.ADDRESSES if address])

    def name(self):
        return self.chance.choice(["a", "b", "fn1", "fnref1", "footnotes", "TOC", "two words", "ü", f"id{self.chance.randint(0, 99)}"])

    def attributes(self):
        for name in self.chance.choices(list(self.ATTRIBUTES), k=self.chance.choice([0, 0, 0, 1, 2, 5])):
            yield name, self.chance.choice(self.ATTRIBUTES[name])


class Maker:
    def __init__(self, chance, strings):
        self.chance, self.strings, self.made = chance, strings, Counter()

    def document(self):
        entries = [self.value(name, 1) for name in ("title", "subtitle", "author", "date", "abstract", "keywords", "lang", "dir", "css", "description")
                   if self.chance.random() < 0.4]
        return json.dumps({"deckle-document": 1, "metadata": entries, "body": self.several(BLOCKS, 0, 12)}, ensure_ascii=False)

    def value(self, key, depth):
        made = self.node(self.chance.choice(VALUES if depth < 3 else ["meta-string", "meta-bool", "meta-inlines"]), depth)
        if key is not None:
            kind = next(iter(made))
            made[kind]["key"] = key
        return made

    def several(self, kinds, depth, most=4, least=0):
        return [self.node(self.chance.choice(kinds), depth) for _ in range(self.chance.randint(least, most))] if depth < DEEPEST else []

    def flow(self, depth, kinds=INLINES):
        return self.several([*kinds, *["text"] * (2 * len(kinds) // 3)], depth, 5)

    def node(self, kind, depth):
        self.made[kind] += 1
        if self.chance.random() < 0.03 and kind in (*BLOCKS, *INLINES):
            return self.custom("block" if kind in BLOCKS else "inline", depth)
        content = KINDS[kind][1]
        made = {kind: self.attributes(kind)}
        if content == "TEXT":
            made["value"] = self.strings.text()
        elif children := self.children(content, depth + 1):
            made["children"] = children
        return made

    def custom(self, category, depth):
        pieces = [*BLOCKS, *INLINES, "cell", "row", "list-item", "term", "caption", "citation-item", "ruby-text", "summary"]
        return {f"+{self.chance.choice(['gauge', 'two words'])} {category}": {}, "category": category, "children": self.several(pieces, depth + 1)}

    def maybe(self, kind, depth):
        return [self.node(kind, depth)] if self.chance.random() < 0.6 else []

    def children(self, content, depth):
        several = lambda *kinds: self.several(kinds, depth)
        ways = {
            "BLOCKS": lambda: self.several(BLOCKS, depth, 3),
            "INLINES": lambda: self.flow(depth),
            "ITEMS": lambda: several("list-item"),
            "DEFINITIONS": lambda: [self.node("term", depth), *several("term", "description")],
            "LINES": lambda: several("line"),
            "TABLE": lambda: [*self.maybe("caption", depth), *several("column"), *self.maybe("table-head", depth), *several("table-body"),
                              *self.maybe("table-foot", depth)],
            "ROWS": lambda: several("row"),
            "CELLS": lambda: several("cell"),
            "CAPTION": lambda: [*self.maybe("short-caption", depth), *self.several(BLOCKS, depth, 2)],
            "FIGURE": lambda: [*self.maybe("caption", depth), *self.several(BLOCKS, depth, 2)],
            "TITLED": lambda: [*self.maybe("title", depth), *self.several(BLOCKS, depth, 2)],
            "DETAILS": lambda: [*self.maybe("summary", depth), *self.several(BLOCKS, depth, 2)],
            "CITATION": lambda: [*several("citation-item"), *self.flow(depth)],
            "CITED": lambda: [*self.maybe("prefix", depth), *self.maybe("suffix", depth)],
            "RUBY": lambda: [piece for _ in range(self.chance.randint(0, 2)) for piece in (self.node("ruby-base", depth), self.node("ruby-text", depth))],
            "ENTRIES": lambda: [self.value(f"key{i}", depth) for i in range(self.chance.randint(0, 3))],
            "VALUES": lambda: [self.value(None, depth) for _ in range(self.chance.randint(0, 3))],
        }
        return ways[content]() if content in ways and depth < DEEPEST else []

    def attributes(self, kind):
        """Those of the kind, and some of the author."""
        pick, text = self.chance.choice, self.strings.text
        own = {
            "heading": lambda: {"level": self.chance.randint(-1, 9)},
            "code-block": lambda: {"info": text()},
            "raw-block": lambda: {"format": pick(["html", "latex"])}, "raw-inline": lambda: {"format": pick(["html", "latex"])},
            "ordered-list": lambda: {"start": pick([-3, 1, 7]), "style": pick(["decimal", "lower-alpha", text()])},
            "list-item": lambda: pick([{}, {}, {"checked": True}]),
            "link": lambda: {"url": self.strings.address(), "title": text()}, "image": lambda: {"url": self.strings.address(), "title": text()},
            "media": lambda: {"url": self.strings.address(), "media-type": pick(["audio/ogg", "video/mp4", "text/html", ""])},
            "column": lambda: {"align": pick(["left", "right", text()]), "width": pick([0.0, 0.25, 3.0, -1.0])},
            "cell": lambda: {"align": text(), "row-span": pick([1, 1, 2, 5, 0, 10**12]), "column-span": pick([1, 1, 2, 3, 10**12])},
            "table-body": lambda: {"head-columns": pick([0, 1])}, "row": lambda: {"header": pick([True, False])},
            "quoted": lambda: {"quote": pick(["single", "double"])}, "math": lambda: {"display": pick([True, False])},
            "citation-item": lambda: {"key": text(), "mode": pick(["normal", "suppress-author"])},
            "meta-bool": lambda: {"value": pick([True, False])},
            "admonition": lambda: {"admonition": pick(["note", text()])}, "details": lambda: {"open": pick([True, False])},
            "comment": lambda: {"author": text(), "date": text()},
            "insertion": lambda: {"author": text(), "date": pick(["2026-01-31", text()])}, "deletion": lambda: {"date": "2026-01-31T12:00:00Z"},
            "section-break": lambda: {"orientation": text(), "columns": 2}, "contents": lambda: {"depth": 3},
        }
        made = own[kind]() if kind in own else {}
        if kind in VALUES:
            return made
        if self.chance.random() < 0.3:
            made["id"] = self.strings.name()
        if self.chance.random() < 0.3:
            made["classes"] = pick(["a b", "sourceCode cpp", "kbd", "mark x", text()])
        return {**made, **{f"+{name}": value for name, value in self.strings.attributes()}}
