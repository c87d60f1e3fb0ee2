"""Random documents of all kinds, as dumps. A dialect is what it can say: a set of kinds, and Rules for how they may meet.

A node is {kind: attributes, "children": [...]} or, with text, {kind: attributes, "value": text}, as dumps have it.
"""
import json
import random
from collections import Counter

WORDS = ("word", "a", "Paper", "12", "x1", "é", "中文", "naïve", "end.", "so,", "(sic)", "don't", "Straße")
# What means something in some dialect, somewhere.
MARKS = ("*", "**a", "_", "a_b", "_a_", "`", "~", "~~", "^", "$5", "$x$", "[", "]", "[x]", "[a](b)", "[^1]", "![", "!", "<b>", "<", "&amp;",
         "&", "\\", "\\*", "#", "# a", "1.", "2) a", "- a", "+", "-", "---", "===", "> a", "|", "| a |", ":", ": a", ":::", "{.a}", "}", "@key",
         "a@b.cd", "http://a.bc", "www.a.bc", "...", "--", "\"", "'", "%", "(a)", "a.", "i)", "#.", "Table: x", "\\begin{x}", "~ a", "```", "^[a]",
         "[@a]", "<!-- a -->", "a*b*c", "x__y__z", "&#65;", "<http://a>", "(@a)")
URLS = ("/a", "http://example.org/?a=1&b=2", "x(y)z", "#id", "", "../é.md", "a)b")
ODD_URLS = ("a b", "a\\b", "<x>")
# What pandoc takes for a task, and for raw text, whatever stands before it.
NOT_IN_PANDOC = ("[x]",)
RAISED = ("2", "nd", "i+1", "a*b", "x_1")
NAMES = ("one", "two-three", "x1", "über")


class Rules:
    def __init__(self, kinds, attributes=(), **rules):
        self.kinds, self.attributes = frozenset(kinds), frozenset(attributes)
        self.rules = rules

    def __getattr__(self, name):
        return self.rules.get(name, False)


def of(kind, attributes=None, children=None, value=None):
    node = {kind: attributes or {}}
    if children is not None:
        node["children"] = children
    if value is not None:
        node["value"] = value
    return node


def kind_of(node):
    return next(iter(node))


class Generator:
    """Each call of document() makes another one; `count` tells how often each kind was made, `keys` each attribute."""

    def __init__(self, chance, rules):
        self.chance, self.rules = chance, rules
        self.count, self.keys = Counter(), Counter()

    def document(self):
        metadata = [self.meta(f"key{number}", 0) for number in range(self.chance.choice((0, 0, 0, 2)))]
        body = self.blocks(0, self.chance.randint(1, 5))
        metadata = [one for one in metadata if one]
        body[0]["label"] = 0  # what references refer to
        for value in metadata:
            self.number([value], 0)
        self.number(body, 0)
        self.tally(metadata + body)
        return "deckle-document: 1\n" + "".join(f"{name}: {json.dumps(nodes)}\n" for name, nodes in (("metadata", metadata), ("body", body)) if nodes)

    def tally(self, nodes):
        for node in nodes:
            kind = kind_of(node)
            self.count[kind] += 1
            if isinstance(node[kind], dict):
                self.keys.update("+" if key.startswith("+") else key for key in node[kind])
            self.tally(node.get("children", ()))

    def number(self, nodes, count, in_note=False):
        """Gives citations their numbers, those of notes: each is one, but for those that stand in a note. Behind the nodes it is `count`."""
        for node in nodes:
            kind, children = kind_of(node), node.get("children", ())
            count += kind in ("note", "citation") and not in_note
            if kind == "citation" and self.rules.pandoc:
                for item in children[:-1]:
                    item["citation-item"]["note-number"] = count
            elif kind in ("meta-list", "meta-map"):
                for value in children:
                    self.number([value], 0)
            elif kind == "figure":  # its image says what its caption says
                count = [self.number([child], count, in_note) for child in children][-1]
            else:
                count = self.number(children, count, in_note or kind == "note")
        return count

    def has(self, kind):
        return kind in self.rules.kinds

    def one_of(self, makers):
        """(kind, weight, maker): one whose kind the rules have."""
        fit = [(maker, weight) for kind, weight, maker in makers if self.has(kind)] or [(self.text, 1)]
        return self.chance.choices([maker for maker, _ in fit], [weight for _, weight in fit])[0]()

    def attributes(self, kind, given=None):
        made = {}
        if kind in self.rules.attributes and self.chance.random() < 0.4:
            if self.chance.random() < 0.5:
                made["id"] = self.chance.choice(NAMES) + str(self.chance.randint(0, 9999))
            if self.chance.random() < 0.6:
                made["classes"] = " ".join(self.chance.sample(NAMES, self.chance.randint(1, 2)))
            if self.chance.random() < 0.4:
                made["+" + self.chance.choice(("key", "data-x"))] = self.chance.choice(("v", "two words", 'q"t', "a\\b", "&amp;"))
        made = {**made, **(given or {})}
        return {**{key: made[key] for key in ("id", "classes") if key in made}, **made}

    # Metadata.

    def meta(self, key, depth):
        given = {"key": key} if key else {}
        makers = [("meta-string", 3, lambda: of("meta-string", given, value=self.chance.choice(("", "  ")) if self.rules.meta_strings else "")),
                  ("meta-bool", 1, lambda: of("meta-bool", {**given, "value": self.chance.random() < 0.5})),
                  ("meta-inlines", 3, lambda: of("meta-inlines", given, self.inlines(2, True, ("note",))))]
        if depth < 2:
            makers += [("meta-list", 1, lambda: of("meta-list", given, [self.meta(None, depth + 1) for _ in range(self.chance.randint(1, 3))])),
                       ("meta-map", 1, lambda: of("meta-map", given, [self.meta(f"k{i}", depth + 1) for i in range(self.chance.randint(1, 2))])),
                       ("meta-blocks", 1, lambda: of("meta-blocks", given, [self.noted(), self.noted()]))]
        return self.one_of(makers)

    # Blocks.

    def blocks(self, depth, count, tight=False):
        made = []
        for _ in range(count):
            block = self.block(depth, tight)
            if made and not self.may_follow(made[-1], block):
                continue
            made.append(block)
        return made or [self.paragraph()]

    def may_follow(self, before, block):
        first, second = kind_of(before), kind_of(block)
        lists = ("bullet-list", "ordered-list")
        if first in lists and first == second:
            return False
        return not (self.rules.apart and first == second and first in ("block-quote", "definition-list", "line-block", "table"))

    def block(self, depth, tight=False):
        deeper = depth + 1
        makers = [("paragraph", 6, self.paragraph), ("heading", 2, self.heading), ("code-block", 2, self.code_block),
                  ("raw-block", 1, self.raw_block), ("thematic-break", 1, lambda: of("thematic-break")),
                  ("page-break", 1, lambda: of("page-break")), ("section-break", 1, self.section_break),
                  ("line-block", 1, self.line_block), ("table", 2, self.table), ("figure", 1, self.figure)]
        if depth < 3:
            makers += [("block-quote", 2, lambda: of("block-quote", self.attributes("block-quote"), self.some(deeper))),
                       ("bullet-list", 2, lambda: self.list("bullet-list", deeper)), ("ordered-list", 2, lambda: self.list("ordered-list", deeper)),
                       ("definition-list", 1, lambda: self.definition_list(deeper)),
                       ("division", 1, lambda: of("division", self.attributes("division"), self.some(deeper))),
                       ("admonition", 1, lambda: self.admonition(deeper)), ("details", 1, lambda: self.details(deeper))]
            makers += [(kind, 0.5, lambda kind=kind: of(kind, self.attributes(kind), self.some(deeper)))
                       for kind in ("aside", "contents", "page-header", "page-footer")]
        return self.one_of(makers)

    def some(self, depth):
        return self.blocks(depth, self.chance.randint(1, 2))

    def paragraph(self, kind="paragraph"):
        return of(kind, self.attributes(kind), self.inlines(self.chance.randint(1, 5)))

    def heading(self):
        level = self.chance.randint(1, 6)
        return of("heading", self.attributes("heading", {"level": level}), self.inlines(self.chance.randint(1, 3), one_line=True))

    def code_block(self):
        text = "\n".join(self.chance.choice(("x = 1", "    indented", "```", "~~~~", "", "tab here" if self.rules.pandoc else "tab\there", "*a* &amp; \\")) for _ in range(self.chance.randint(0, 3)))
        given = {"classes": self.chance.choice(("c", "python"))} if self.chance.random() < 0.5 else {}
        return of("code-block", self.attributes("code-block", given), value=text)

    def raw_block(self):
        html = self.chance.choice(("<table>\nx\n</table>", "<!-- a -->", "<hr />")), "html"
        text, form = self.chance.choice((html, ("\\x{y}", "latex"))) if self.rules.raw_formats else html
        return of("raw-block", {"format": form}, value=text)

    def section_break(self):
        return of("section-break", {"orientation": "landscape", "columns": 2})

    def list(self, kind, depth, tight=None):
        tight = self.chance.random() < 0.5 if tight is None else tight
        given = {}
        if kind == "ordered-list":
            style = self.chance.choice(("decimal", "lower-alpha", "upper-roman")) if self.rules.fancy else "decimal"
            given = {"start": self.chance.choice((2, 3)), "style": style}
            given["delimiter"] = self.chance.choice(("period", "one-parenthesis") + (("two-parentheses",) if self.rules.fancy else ()))
        items = [self.item(depth, tight) for _ in range(self.chance.randint(2, 3))]
        return of(kind, self.attributes(kind, given), items)

    def item(self, depth, tight):
        first = self.paragraph("plain" if tight else "paragraph")
        more = []
        if depth < 3 and self.chance.random() < 0.3:
            more = [self.list("bullet-list", depth + 1, tight if self.rules.pandoc else None)]
        elif not tight and self.chance.random() < 0.3:
            more = [self.block(depth + 1)]
        given = {"checked": self.chance.random() < 0.5} if self.rules.tasks and self.chance.random() < 0.2 else {}
        return of("list-item", given, [first, *more])

    def definition_list(self, depth):
        parts, tight = [], self.chance.random() < 0.5
        for _ in range(self.chance.randint(1, 2)):
            parts.append(of("term", {}, self.inlines(2, one_line=True)))
            for _ in range(self.chance.randint(1, 2)):
                parts.append(of("description", {}, [self.paragraph("plain" if tight else "paragraph")]))
        return of("definition-list", {}, parts)

    def line_block(self):
        return of("line-block", {}, [of("line", {}, self.inlines(2, one_line=True)) for _ in range(self.chance.randint(1, 3))])

    def admonition(self, depth):
        words = ("note", "tip", "important", "warning", "caution")
        return of("admonition", {"admonition": self.chance.choice(words)}, [*self.titled("title"), *self.some(depth)])

    def details(self, depth):
        given = {"open": True} if self.chance.random() < 0.5 else {}
        return of("details", given, [*self.titled("summary"), *self.some(depth)])

    def titled(self, kind):
        return [of(kind, {}, self.inlines(1, one_line=True))] if self.has(kind) else []

    def figure(self):
        image = of("image", self.attributes("image", {"url": self.chance.choice(URLS[:3])}), [])
        text = self.inlines(2, one_line=True, within=("link", "note"))
        if self.rules.implicit_figures:
            image["children"] = text  # as it is read
            return of("figure", {}, [of("caption", {}, [of("plain", {}, text)]), of("plain", {}, [image])])
        return of("figure", self.attributes("figure"), [of("caption", {}, [of("paragraph", {}, text)]), self.paragraph(), self.block(3)])

    # Tables.

    def table(self):
        columns = self.chance.randint(2 if self.rules.grids else 1, 3)
        full = self.rules.full_tables
        widths = 1 / columns if self.rules.grids and self.chance.random() < 0.4 else None
        spans = widths and self.rules.spans
        parts = [of("column", self.column(full, widths)) for _ in range(columns)]
        if self.rules.grids and self.chance.random() < 0.5:
            parts.insert(0, of("caption", {}, [of("plain", {}, self.inlines(2, one_line=True))]))
        if full and self.chance.random() < 0.6:
            short = [of("short-caption", {}, self.inlines(1, one_line=True))] if self.chance.random() < 0.5 else []
            parts.insert(0, of("caption", {}, [*short, self.paragraph()]))
        parts.append(of("table-head", {}, [self.row(columns) for _ in range(2 if spans and self.chance.random() < 0.2 else 1)]))
        rows = [self.row(columns, full, bool(widths)) for _ in range(self.chance.randint(1, 2))]
        if spans and self.chance.random() < 0.4:
            self.span(rows)
        parts.append(of("table-body", {"head-columns": 1} if full and self.chance.random() < 0.3 else {}, rows))
        if (full or spans) and self.chance.random() < 0.3:
            parts.append(of("table-foot", {}, [self.row(columns)]))
        return of("table", self.attributes("table"), parts)

    def span(self, rows):
        """A cell over two columns, or over two rows."""
        first = rows[0]["children"]
        if len(rows) == 1 or self.chance.random() < 0.5:
            first[:2] = [of("cell", {"column-span": 2}, first[0]["children"])]
        else:
            first[-1]["cell"]["row-span"] = 2
            rows[1]["children"].pop()

    def column(self, full, widths=None):
        made = {}
        if self.chance.random() < 0.5:
            made["align"] = self.chance.choice(("left", "center", "right"))
        if full and self.chance.random() < 0.3 or widths:
            made["width"] = widths or 0.25
        return made

    def row(self, columns, full=False, blocks=False):
        cells = []
        for _ in range(columns):
            given = {"align": "right", "row-span": 1, "column-span": 1} if full and self.chance.random() < 0.2 else {}
            content = [self.paragraph(), self.code_block()] if (full or blocks) and self.chance.random() < 0.2 else [of("plain", {}, self.inlines(2, one_line=True))]
            cells.append(of("cell", given, content if cells == [] or self.chance.random() < 0.9 else []))
        return of("row", {"header": True} if full and self.chance.random() < 0.1 else {}, cells)

    # Inlines.

    def inlines(self, count, one_line=False, within=()):
        made = []
        for number in range(count):
            kinds = [("text", 1, self.text)] if not made or kind_of(made[-1]) != "text" else self.marked(within)
            if made and kind_of(made[-1]) == "text" and not one_line and number + 1 < count and self.chance.random() < 0.3:
                kinds = [("soft-break", 2, lambda: of("soft-break")), ("hard-break", 1, lambda: of("hard-break"))]
            if all(not self.has(kind) for kind, _, _ in kinds):
                break
            made.append(self.one_of(kinds))
        while made and kind_of(made[-1]).endswith("break"):
            made.pop()
        made = made or [self.text()]
        for number, node in enumerate(made):
            if "text" in node and not self.rules.spaces and (number + 1 == len(made) or kind_of(made[number + 1]).endswith("break")):
                node["text"] = node["text"].rstrip()
        return made

    def text(self):
        marks = [mark for mark in MARKS if not self.rules.pandoc or mark not in NOT_IN_PANDOC]
        words = [self.chance.choice(marks if self.chance.random() < 0.25 else WORDS) for _ in range(self.chance.randint(1, 4))]
        text = words[0]
        for word in words[1:]:
            text += self.chance.choice((" ", " ", " ", "")) + word
        if self.rules.spaces and self.chance.random() < 0.05:
            text = self.chance.choice((" " + text, text + " "))
        elif self.chance.random() < 0.5:
            text = self.chance.choice((text, text + " "))
        return {"text": text}

    def marked(self, within):
        def around(kind, **given):
            return lambda: of(kind, self.attributes(kind, given), self.inlines(self.chance.randint(1, 2), True, (*within, kind)))

        makers = [(kind, weight, around(kind)) for kind, weight in (
            ("emphasis", 3), ("strong", 3), ("strikeout", 1), ("underline", 1), ("small-caps", 1), ("span", 1), ("insertion", 0.5), ("deletion", 0.5))
            if kind not in within or self.rules.likes_within_likes]
        makers += [("quoted", 1, around("quoted", quote=self.chance.choice(("single", "double"))))] if "quoted" not in within else []
        makers += [(kind, 1, lambda kind=kind: of(kind, {}, [{"text": self.chance.choice(RAISED)}])) for kind in ("superscript", "subscript")]
        makers += [("code", 2, lambda: of("code", self.attributes("code"), value=self.chance.choice(("x", "a`b", "``", "*a*", "\\", *(() if self.rules.pandoc else ("a|b", " y ")))))),
                   ("math", 1, lambda: of("math", {"display": True} if self.chance.random() < 0.3 else {}, value=self.chance.choice(("x^2", "\\frac{a}{b}", "a_i*b")))),
                   ("raw-inline", 1, self.raw_inline), ("image", 1, lambda: of("image", self.attributes("image", self.address()), self.inlines(1, True, (*within, "link")))),
                   *([("citation", 1, self.citation)] if not {"link", "span", "underline", "small-caps"} & {*within} else []), ("anchor", 0.5, lambda: of("anchor", {"id": "a" + str(self.chance.randint(0, 999999))})),
                   ("ruby", 0.5, lambda: of("ruby", {}, [of("ruby-base", {}, [self.text()]), of("ruby-text", {}, [self.text()])])),
                   ("media", 0.5, lambda: of("media", {"url": "a.mp4", "media-type": "video/mp4"}, [self.text()])),
                   ("reference", 0.5, lambda: of("reference", {"target": 0}, [self.text()])),
                   ("index-entry", 0.5, lambda: of("index-entry", {}, value="x"))]
        if "link" not in within:
            makers.append(("link", 2, lambda: of("link", self.attributes("link", self.address()), self.inlines(self.chance.randint(1, 2), True, (*within, "link", "note")))))
        if "note" not in within:
            makers += [("note", 1, lambda: of("note", {}, [self.noted() for _ in range(self.chance.randint(1, 2))])),
                       ("comment", 0.5, lambda: of("comment", {"author": "A", "date": "2026-01-01"}, [self.noted()]))]
        return makers

    def noted(self):
        return of("paragraph", {}, self.inlines(2, within=("note",)))

    def address(self):
        made = {"url": self.chance.choice(URLS if self.rules.pandoc else URLS + ODD_URLS)}
        if self.chance.random() < 0.3:
            made["title"] = self.chance.choice(("A title", 'q"t', "it's", "a\\b"))
        return made

    def raw_inline(self):
        html = self.chance.choice(("<b>", "</b>", "<x-y z=\"1\">")), "html"
        text, form = self.chance.choice((html, ("\\x{y}", "latex"))) if self.rules.raw_formats else html
        return of("raw-inline", {"format": form}, value=text)

    def citation(self):
        mode = self.chance.choice(("normal", "suppress-author", "author-in-text"))
        items, written = [], []
        for number in range(1 if mode == "author-in-text" else self.chance.randint(1, 2)):
            before = "see" if mode == "normal" and self.chance.random() < 0.5 else ""
            behind = ("chapter 3" if mode == "author-in-text" else ", chapter 3") if self.chance.random() < 0.5 else ""
            parts = [of(kind, {}, [{"text": text}]) for kind, text in (("prefix", before), ("suffix", behind)) if text]
            given = {"key": self.chance.choice(("doe99", "a:b", "x_y")), **({} if mode == "normal" else {"mode": mode}), "note-number": 1}
            items.append(of("citation-item", given if self.rules.pandoc else {**given, "hash": 0}, parts))
            written.append(before + " " * bool(before) + "-" * (mode == "suppress-author") + "@" + given["key"] + (f" [{behind}]" if mode == "author-in-text" and behind else behind))
        text = written[0] if mode == "author-in-text" else "[" + "; ".join(written) + "]"
        return of("citation", {}, items + [{"text": text}] * self.rules.pandoc)


def write_random(folder, rules, count, seed):
    """So many documents, as dumps in a folder that is there; what each of their names stands for."""
    generator = Generator(random.Random(seed), rules)
    names = {f"made{number:04}": f"random document {number}, seed {seed}" for number in range(count)}
    for name in names:
        (folder / f"{name}.yaml").write_text(generator.document())
    return names
