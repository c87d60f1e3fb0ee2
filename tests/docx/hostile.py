#!/usr/bin/env python3
"""Word documents made to break programs: of each comes a document with diagnostics, or a refusal that says why.

    hostile.py DECKLE
"""
import io
import re
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from pathlib import Path

DECKLE = sys.argv[1]
SECONDS = 20
warnings.simplefilter("ignore")  # of zipfile, about entries that are there twice
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')


def relationships(*rows):
    made = "".join(f'<Relationship Id="r{i}" Type="{DOCUMENT_TYPES}{kind}" Target="{target}"'
                   f'{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>' for i, (kind, target, external) in enumerate(rows))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def part(root, content):
    return f'<w:{root} xmlns:w="{MAIN}" xmlns:r="{DOCUMENT_TYPES[:-1]}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{content}</w:{root}>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def archive(body="", more=(), rows=(), replaced=None, document=None):
    """The bytes of a document; `more` are further (name, content), `replaced` other contents of the usual parts."""
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": relationships(("officeDocument", "word/document.xml", False)),
             "word/_rels/document.xml.rels": relationships(*rows),
             "word/document.xml": document if document is not None else part("document", f"<w:body>{body}</w:body>"), **(replaced or {})}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in [*parts.items(), *more]:
            if content is not None:
                made.writestr(name, content)
    return held.getvalue()


def patched(document, name, offset, value):
    """One byte of an entry's record in the directory changed."""
    at = document.index(b"PK\1\2")
    while document[at + 46:at + 46 + len(name)] != name.encode():
        at = document.index(b"PK\1\2", at + 4)
    return document[:at + offset] + value + document[at + offset + len(value):]


def overlapping():
    """Every record of the directory means the first entry."""
    document = archive(more=[(f"filler{i}.xml", bytes(range(256)) * 4) for i in range(40)])
    first = document.index(b"filler0.xml") - 30
    for i in range(1, 40):
        document = patched(document, f"filler{i}.xml", 42, first.to_bytes(4, "little"))
        document = patched(document, f"filler{i}.xml", 20, (60_000).to_bytes(4, "little"))
    return document


def flipped(document):
    """One bit of the main part's data changed."""
    at = document.index(b"word/document.xml") + 60
    return document[:at] + bytes([document[at] ^ 16]) + document[at + 1:]


DEEP = 100_000
STYLE_CYCLE = "".join(f'<w:style w:type="paragraph" w:styleId="s{i}"><w:name w:val="s{i}"/><w:basedOn w:val="s{(i + 1) % 5000}"/></w:style>' for i in range(5000))
NUMBERING_CYCLE = ('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum><w:abstractNum w:abstractNumId="1">'
                   '<w:styleLink w:val="a"/><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
NUMBERED = '<w:p><w:pPr><w:pStyle w:val="s1"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>numbered</w:t></w:r></w:p>'
NOTE = '<w:footnote w:id="1"><w:p><w:r><w:t>note</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>'
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + ']>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:9/"> %y;]>'
LIE = '<w:p><w:r><w:drawing><a:extent/><a:blip r:embed="r0"/></w:drawing></w:r></w:p>'

# name: (bytes, what has to be said, what has to be in the text)
CASES = {
    "much from little": (archive(replaced={"word/document.xml": part("document", "<w:body>" + " " * 400_000_000 + "</w:body>")}), "docx.no-document", None),
    "much, and nobody reads it": (archive(paragraph("text"), more=[("word/media/a.png", bytes(100_000_000))]), None, "text"),
    "overlapping entries": (overlapping(), "docx.archive", None),
    "names that lead outside": (archive(paragraph("text"), more=[("../../etc/a", b""), ("/b", b""), ("c:\\d", b"")]), "docx.part", "text"),
    "an entry twice": (archive(paragraph("first"), more=[("word/document.xml", part("document", "<w:body/>"))]), "docx.part", "first"),
    "an encrypted entry": (patched(archive(paragraph("text")), "word/document.xml", 8, b"\1\0"), "docx.no-document", None),
    "a compound file": (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(1000), "docx.encrypted", None),
    "half an archive": (archive(paragraph("text"))[:600], "docx.archive", None),
    "nothing": (b"PK\3\4", "docx.archive", None),
    "damaged data": (flipped(archive(paragraph("text"))), "docx.part", None),
    "no content types": (archive(paragraph("text"), replaced={"[Content_Types].xml": None}), "docx.part", "text"),
    "half of the content types": (archive(paragraph("text"), replaced={"[Content_Types].xml": TYPES[:150]}), "docx.part", "text"),
    "wrong content types": (archive(paragraph("text"), replaced={"[Content_Types].xml": TYPES.replace("application/xml", "image/png")}), None, "text"),
    "no relationships": (archive(paragraph("text"), replaced={"_rels/.rels": None}), "docx.part", "text"),
    "relationships in a circle": (archive(paragraph("text"), rows=[(kind, "document.xml", False) for kind in ("styles", "numbering", "footnotes", "document")]), None, "text"),
    "a relationship to nowhere": (archive(paragraph("text"), rows=[("styles", "nowhere.xml", False)]), "docx.part", "text"),
    "entities of entities": (archive(document=BOMB + part("document", f"<w:body>{paragraph('&j;')}</w:body>")), "docx.part", "&j;"),
    "entities outside": (archive(document=EXTERNAL + part("document", f"<w:body>{paragraph('&x;')}</w:body>")), "docx.part", "&x;"),
    **{f"deep: {name}": (archive(before * DEEP + paragraph("inside") + after * DEEP), "docx.depth", None) for name, before, after in (
        ("controls", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("tables", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("inserted", "<w:ins>", "</w:ins>"))},
    "deep: controls in a table": (archive("<w:tbl>" + "<w:sdt><w:sdtContent>" * DEEP + "<w:tr/>" + "</w:sdtContent></w:sdt>" * DEEP + "</w:tbl>"), "docx.depth", None),
    "deep: links": (archive("<w:p>" + "<w:hyperlink w:anchor='a'>" * DEEP + "<w:r><w:t>inside</w:t></w:r>"), "docx.depth", None),
    "deep: paragraphs": (archive("<w:p>" * DEEP), "docx.part", None),
    "deep: unknown": (archive(paragraph("text") + "<x>" * DEEP + "</x>" * DEEP), None, "text"),
    "deep: text boxes": (archive("<w:p><w:r><w:pict><w:txbxContent>" * 20_000), None, None),
    "a thousand fields in one another": (archive("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 1000 + "</w:p>" + paragraph("text")), None, None),
    "styles in a circle": (archive(NUMBERED, rows=[("styles", "styles.xml", False)], more=[("word/styles.xml", part("styles", STYLE_CYCLE))]), "docx.part", "numbered"),
    "numbering in a circle": (archive(NUMBERED, rows=[("numbering", "n.xml", False)], more=[("word/n.xml", part("numbering", NUMBERING_CYCLE))]), None, "numbered"),
    "a note in itself": (archive('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', rows=[("footnotes", "f.xml", False)], more=[("word/f.xml", part("footnotes", NOTE))]), "docx.depth", "note"),
    "a table of 100,000 rows": (archive("<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr>" * 100_000 + "</w:tbl>"), None, "cell"),
    "cells as wide as they like": (archive('<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>' + paragraph("cell") + "</w:tc></w:tr></w:tbl>"), None, None),
    "an image that is none": (archive(LIE.replace("<a:extent/>", '<wp:extent xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" cx="-1" cy="1e99"/>'), rows=[("image", "media/a.png", False)], more=[("word/media/a.png", b"no image")]), None, "media/a.png"),
    "an image outside": (archive(LIE, rows=[("image", "file:///etc/passwd", True)]), "docx.external", "file:///etc/passwd"),
    "a template outside": (archive(paragraph("text"), more=[("word/settings.xml", part("settings", "")), ("word/_rels/settings.xml.rels", relationships(("attachedTemplate", "http://127.0.0.1:9/a.dotm", True)))]), "docx.external", "text"),
    "macros": (archive(paragraph("text"), more=[("word/vbaProject.bin", b"macros")]), "docx.macro-loss", "text"),
    "half a pair of UTF-16": (archive(document=("\ufeff" + part("document", f"<w:body>{paragraph('text x')}</w:body>")).encode("utf-16-le").replace(b"x\0<\0", b"\0\xD8<\0")), None, "text"),
    "what is no UTF-8": (archive(document=part("document", f"<w:body>{paragraph('te~xt')}</w:body>").replace("~", "\0").encode().replace(b"\0", b"\xC3")), "docx.part", "te?xt"),
    "characters that are none": (archive(paragraph("a&#xD800;&#0;&#x110000;b")), "docx.part", "b"),
    "not XML": (archive(document="PK nothing of that kind"), "docx.part", None),
    "half a document": (archive(document=part("document", "<w:body>" + paragraph("text") * 100)[:3000]), "docx.part", "text"),
}


def check(name, document, code, text, folder):
    path = Path(folder) / "in.docx"
    path.write_bytes(document)
    began = time.monotonic()
    try:
        done = subprocess.run([DECKLE, "convert", path, "-t", "json"], capture_output=True, text=True, timeout=SECONDS, errors="replace")
    except subprocess.TimeoutExpired:
        return [f"{name}: takes more than {SECONDS} s"]
    print(f"{time.monotonic() - began:6.2f} s  {done.returncode}  {name}: {done.stderr.splitlines()[0][:110] if done.stderr else ''}")
    said = re.findall(r"^(error|warning|note)\[([\w.-]+)\]", done.stderr, re.M)
    problems = []
    if done.returncode not in (0, 1) or any(one.startswith(("plugin.", "host.", "worker.", "document.")) for _, one in said):
        problems.append(f"{name}: {done.returncode}, {done.stderr[-300:]}")
    if code and code not in {one for _, one in said}:
        problems.append(f"{name}: {code} is not told: {done.stderr[-300:]}")
    if done.returncode == 1 and not any(severity == "error" for severity, _ in said):
        problems.append(f"{name}: refused without a word")
    if text and text not in done.stdout:
        problems.append(f"{name}: {text!r} is not in {done.stdout[:300]!r}")
    return problems


def main():
    with tempfile.TemporaryDirectory() as folder:
        problems = [problem for name, (document, code, text) in CASES.items() for problem in check(name, document, code, text, folder)]
    print("\n".join(problems) or f"{len(CASES)} documents, none broke anything")
    return 1 if problems else 0


sys.exit(main())
