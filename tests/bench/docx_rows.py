"""The rows about Word documents: one of 4.7 MB of XML, as Word writes it, to Markdown.

    docx_rows.py FILE   writes that document
"""
import random
import subprocess
import sys
import zipfile

from usage import medians, peak_of_all

SIZE = 4_700_000
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>')
WORDS = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna".split()


def relationships(*rows):
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    made = "".join(f'<Relationship Id="r{i}" Type="{kinds}{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(rows))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def run(chance):
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 12)))
    look = chance.choice(("", "<w:b/>", "<w:i/>", '<w:lang w:val="en-US"/>'))
    return f'<w:r w:rsidR="00A77427"><w:rPr><w:rFonts w:ascii="Arial"/>{look}</w:rPr><w:t xml:space="preserve">{words} </w:t></w:r>'


def paragraph(chance, runs, properties=""):
    content = "".join(run(chance) for _ in range(runs))
    return f'<w:p w:rsidR="00A77427" w:rsidRDefault="007F1D13"><w:pPr>{properties}</w:pPr>{content}</w:p>'


def block(chance):
    kind = chance.random()
    if kind < 0.08:
        return paragraph(chance, 1, '<w:pStyle w:val="Heading1"/>')
    if kind < 0.25:
        return paragraph(chance, 1, f'<w:numPr><w:ilvl w:val="{chance.randint(0, 2)}"/><w:numId w:val="1"/></w:numPr>')
    if kind < 0.3:
        row = lambda: "<w:tr>" + "".join(f"<w:tc>{paragraph(chance, 1)}</w:tc>" for _ in range(2)) + "</w:tr>"
        return '<w:tbl><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>' + "".join(row() for _ in range(4)) + "</w:tbl>"
    return paragraph(chance, chance.randint(2, 6))


def write_document(path):
    chance, blocks, size = random.Random(1), [], 0
    while size < SIZE:
        blocks.append(block(chance))
        size += len(blocks[-1])
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%{i + 1}."/></w:lvl>' for i in range(3))
    part = lambda root, content: f'<w:{root} xmlns:w="{MAIN}">{content}</w:{root}>'
    parts = {
        "[Content_Types].xml": TYPES, "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relationships(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/styles.xml": part("styles", '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'),
        "word/numbering.xml": part("numbering", f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'),
        "word/document.xml": part("document", f"<w:body>{''.join(blocks)}</w:body>")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def docx_rows(table, build, folder):
    document = folder / "bench.docx"
    subprocess.run([sys.executable, __file__, document], check=True)
    deckle = [build / "bin/deckle", "convert", document, "-t", "markdown", "-o", folder / "docx.md"]
    measured = medians([deckle, [build / "bench/docx_floor", document]], 9)
    mammoth = build / "peers/node_modules/.bin/mammoth"
    others = [medians([command], 1) for command in (["pandoc", document, "-t", "gfm", "-o", folder / "docx-pandoc.md"],
                                                    [mammoth, document, folder / "docx-mammoth.md", "--output-format=markdown"])]
    table.heading("a Word document of 4.7 MB of XML to Markdown", "deckle convert", "goal", "read, inflate, parse", "pandoc", "mammoth")
    if measured is None:
        return table.row("CPU time", "does not run", "-", "-", "-", "-")
    ours, floor = measured
    limit = min([floor.cpu * 4, *(other[0].cpu / 20 for other in others if other)])
    cells = lambda text: [text(other[0]) if other else "-" for other in others]
    table.goal("CPU time", ours.cpu * 1e3, round(limit * 1e3, 1), " ms", f"{floor.cpu * 1e3:.1f} ms", *cells(lambda other: f"{other.cpu * 1e3:.0f} ms"))
    table.goal("peak memory of all its processes", peak_of_all(deckle) / 2**20, round(SIZE * 12 / 2**20, 1), " MiB", f"{floor.peak:.1f} MiB",
               *cells(lambda other: f"{other.peak:.0f} MiB"))


if __name__ == "__main__":
    write_document(sys.argv[1])
