#!/usr/bin/env python3
"""A document that lends its look: its styles, theme, numbering, page, headers and footers are those of what is written, and
whatever is wrong with it never gets in there.

    reference.py DECKLE ROOT
"""
import io
import random
import re
import sys
import zipfile

from docx_check import check
from program import ProgramTest, main

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                      "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")
TEXT = """---
title: Quarterly report
lang: de
---
# Heading

::: {custom-style="Firmentext"}
Text
:::

> quotation

1. item

| a | b |
|---|---|
| 1 | 2 |
"""
# Of a German Word: the identifiers are other words, the names are the same; "Quote" is something else.
STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="30"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Something else"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Firma"><w:name w:val="Firmentext"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Firma"><w:name w:val="Twice"/></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>"""
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Lent"><a:themeElements/></a:theme>"""
PICTURE = """<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="9525" cy="9525"/>
<wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>
<a:blip r:embed="pic"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
BODY = """<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:footerReference w:type="default" r:id="f1"/></w:sectPr></w:pPr></w:p>
<w:p><w:r><w:t>Not a word of this</w:t></w:r></w:p>
<w:sectPr><w:headerReference w:type="first" r:id="h2"/><w:pgSz w:w="12240" w:h="15840"/>
<w:pgMar w:top="700" w:right="800" w:bottom="900" w:left="1000" w:header="300" w:footer="400" w:gutter="0"/><w:titlePg/><w:docGrid w:linePitch="312"/></w:sectPr>"""


def part(name, content):
    return f'<w:{name} xmlns:w="{MAIN}" xmlns:r="{OFFICE}">{content}</w:{name}>'


def relations(*rows):
    made = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{extra}/>' for id, kind, target, extra in rows)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def parts():
    overrides = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
                 "header1": "header", "header2": "header", "footer1": "footer"}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}{kind}+xml"/>' for name, kind in overrides.items())
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                               '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="png" ContentType="image/png"/>{types}</Types>',
        "_rels/.rels": relations(("r", "officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": relations(
            ("s", "styles", "styles.xml", ""), ("n", "numbering", "numbering.xml", ""), ("t", "theme", "theme.xml", ""), ("z", "settings", "settings.xml", ""),
            ("h1", "header", "header1.xml", ""), ("h2", "header", "header2.xml", ""), ("f1", "footer", "footer1.xml", "")),
        "word/_rels/header1.xml.rels": relations(("pic", "image", "media/Logo.PNG", ""), ("unused", "image", "../../../etc/passwd", "")),
        "word/_rels/footer1.xml.rels": relations(("to", "hyperlink", "http://example.org/", ' TargetMode="External"')),
        "word/document.xml": part("document", f"<w:body>{BODY}</w:body>"),
        "word/styles.xml": part("styles", STYLES), "word/numbering.xml": part("numbering", NUMBERING), "word/theme.xml": THEME,
        "word/settings.xml": part("settings", '<w:attachedTemplate r:id="x"/><w:mirrorMargins/><w:defaultTabStop w:val="708"/>'),
        "word/header1.xml": part("hdr", PICTURE), "word/header2.xml": part("hdr", "<w:p><w:r><w:t>On the first page</w:t></w:r></w:p>"),
        "word/footer1.xml": part("ftr", '<w:p><w:hyperlink r:id="to"><w:r><w:t>Footer</w:t></w:r></w:hyperlink></w:p>'),
        "word/media/Logo.PNG": PIXEL}


def archive(changed=None):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**parts(), **(changed or {})}.items():
            if content is not None:
                made.writestr(name, content)
    return held.getvalue()


class Reference(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("in.md", TEXT)

    def converted(self, reference, exit_code=0):
        self.write("reference.docx", reference)
        done = self.deckle("convert", "-f", "pandoc", "in.md", "-o", "out.docx", "--exporter-option", "reference-doc=reference.docx")
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        if exit_code == 0:
            self.assertEqual([], check(self.folder / "out.docx"))
            with zipfile.ZipFile(self.folder / "out.docx") as made:
                self.made = {name: made.read(name) for name in made.namelist()}
        return done.stderr.decode()

    def text(self, name):
        return self.made[name].decode()

    def part_of(self, word):
        """The only copied part with that word in it."""
        (found,) = [text for name, text in self.made.items() if name.startswith("word/reference/") and word in text]
        return found.decode("latin-1")

    def test_that_the_look_is_taken(self):
        self.assertEqual("", self.converted(archive()))
        document, styles = self.text("word/document.xml"), self.text("word/styles.xml")
        for style in ("berschrift1", "Titel", "Firma", "QuoteX"):
            self.assertIn(f'<w:pStyle w:val="{style}"/>', document)
        self.assertNotIn("Not a word of this", document)
        self.assertIn('<w:sz w:val="30"/><w:lang w:val="de"/>', styles)
        self.assertIn('w:styleId="QuoteX"><w:name w:val="Quote"/><w:basedOn w:val="Standard"/>', styles)
        self.assertNotIn("Twice", styles)
        self.assertNotIn("Admonition", styles)  # nobody needs it
        self.assertIn('<w:num w:numId="7">', self.text("word/numbering.xml"))
        self.assertIn('<w:numId w:val="8"/>', document)
        self.assertIn('name="Lent"', self.part_of(b"a:theme "))
        self.assertIn('<w:defaultTabStop w:val="708"/>', self.text("word/settings.xml"))
        self.assertIn("<w:mirrorMargins/>", self.text("word/settings.xml"))

    def test_that_every_section_has_page_headers_and_footers(self):
        self.write("in.md", TEXT + '\n::: {}\n\n:::\n')
        self.converted(archive())
        section = re.search("<w:sectPr>.*</w:sectPr>", self.text("word/document.xml")).group()
        self.assertIn('<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="700" w:right="800" w:bottom="900" w:left="1000" w:header="300" w:footer="400"', section)
        self.assertIn("<w:titlePg/>", section)
        self.assertIn('<w:docGrid w:linePitch="312"/>', section)
        self.assertEqual(["default", "default", "first"], sorted(re.findall('Reference w:type="(.*?)"', section)))
        self.assertIn('r:embed="pic"', self.part_of(b"w:drawing"))
        self.assertIn("On the first page", self.part_of(b"On the first"))
        self.assertIn("PNG", self.part_of(b"IHDR"))
        self.assertIn('TargetMode="External"', self.part_of(b"http://example.org/"))
        self.assertLess(int(re.search('<w:tblW w:w="([0-9]+)"', self.text("word/document.xml")).group(1)), 12240 - 1800)

    def test_that_what_is_broken_is_told_and_left_out(self):
        for name, content, gone in (
                ("word/styles.xml", part("styles", STYLES)[:-40], "Firmentext"), ("word/styles.xml", "<!DOCTYPE x>" + part("styles", STYLES), "Firmentext"),
                ("word/numbering.xml", part("numbering", NUMBERING + "<q:x/>"), 'w:numId="7"'), ("word/theme.xml", "\xff\xfe", "Lent"),
                ("word/header1.xml", part("hdr", PICTURE + "<w:p>" * 500 + "</w:p>" * 500), "a:blip"),
                ("word/header1.xml", part("hdr", PICTURE.replace("pic\"/>", "nowhere\"/>")), "a:blip"), ("word/media/Logo.PNG", None, "a:blip"),
                ("word/footer1.xml", None, "Footer</w:t>")):
            with self.subTest(name, content=str(content)[:40]):
                said = self.converted(archive({name: content}))
                self.assertIn("warning[docx.reference-part] in.md: reference.docx!/", said)
                self.assertNotIn(gone, "".join(text.decode("latin-1") for part_name, text in self.made.items() if part_name.endswith(".xml")))

    def test_that_what_is_no_document_is_refused(self):
        strict = archive({"word/document.xml": part("document", f"<w:body>{BODY}</w:body>").replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")})
        bomb = archive({"word/document.xml": part("document", "<w:body>" + " " * 300_000_000 + "</w:body>")})
        for reference in (b"PK", b"text", archive()[:700], archive({"word/document.xml": "<x/>"}), archive({"_rels/.rels": None}), strict, bomb):
            self.assertIn("error[docx.reference]", self.converted(reference, 1))
            self.assertFalse((self.folder / "out.docx").exists())

    def test_that_damage_never_gets_in(self):
        chance = random.Random(1)
        names = [name for name in parts() if name.endswith((".xml", ".rels"))]
        pieces = ("<w:p>", "</w:p>", '"', "<", "&x;", "&#0;", "\x01", "<q:y/>", 'r:id="gone"', "<!--", "]]>", ' xmlns:w="urn:x"', "<w:style>", "é", '<w:sectPr/>', "9" * 30)
        refused = 0
        for _ in range(150):
            name = chance.choice(names)
            text = parts()[name]
            for _ in range(chance.randint(1, 3)):
                at = chance.randrange(len(text))
                text = text[:at] + chance.choice(pieces) + text[at + chance.choice((0, 0, 5, 40)):]
            self.write("reference.docx", archive({name: text}))
            done = self.deckle("convert", "--quiet", "-f", "pandoc", "in.md", "-o", "out.docx", "--exporter-option", "reference-doc=reference.docx")
            self.assertIn(done.returncode, (0, 1), done.stderr.decode())
            refused += done.returncode
            if done.returncode == 0:
                with zipfile.ZipFile(self.folder / "out.docx") as made:
                    self.assertEqual([], [problem for problem in check(made.filename) if "is no XML" in problem or "is no relationship" in problem], (name, text))
        self.assertLess(refused, 100)

    def test_that_outputs_depend_on_it(self):
        self.write("reference.docx", archive())
        self.write("job.yaml", 'deckle: 1\ninputs: { files: ["in.md"], reader: pandoc }\n'
                               'outputs: { word: { exporter: docx, path: "{stem}.docx", options: { reference-doc: reference.docx } } }\n')
        self.runs("run", "--quiet", "job.yaml")
        first = (self.folder / "in.docx").read_bytes()
        self.runs("run", "--quiet", "job.yaml")
        self.assertEqual(first, (self.folder / "in.docx").read_bytes())
        self.write("reference.docx", archive({"word/header2.xml": part("hdr", "<w:p><w:r><w:t>Another</w:t></w:r></w:p>")}))
        self.runs("run", "--quiet", "job.yaml")
        self.assertNotEqual(first, (self.folder / "in.docx").read_bytes())


if __name__ == "__main__":
    main(2)
