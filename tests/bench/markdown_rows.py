"""The rows about Markdown: whole processes that read one document and write it, beside what others take for that."""
import subprocess
from pathlib import Path

from usage import Usage, medians, peak_of_all

EXTENSIONS = [word for name in ("table", "strikethrough", "autolink", "tasklist") for word in ("-e", name)]


def milliseconds(usage):
    return "-" if usage is None else f"{usage.cpu * 1e3:.1f} ms"


def speed_of(build, document):
    """Megabytes a second that the reader alone makes."""
    command = [str(build / "bin/markdown_probe"), "speed", str(document)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-2])


def markdown_rows(table, build, folder, documents):
    """`documents` are the files of 1 and 10 MB, by their names."""
    out = folder / "out"
    deckle = lambda document, format: [build / "bin/deckle", "convert", document, "-t", format, "-o", out]
    cmark = lambda document: ["cmark-gfm", *EXTENSIONS, "--unsafe", document]
    md4c = lambda document: [build / "bench/md4c_bench", document, out]
    table.heading("Markdown, CPU time of whole processes", "Deckle", "goal", "others")
    for name, times in (("1 MB", 9), ("10 MB", 3)):
        document = documents[name]
        html, gfm, markdown = medians([deckle(document, "html"), cmark(document), deckle(document, "markdown")], times)
        fast = medians([md4c(document)], times) if Path(md4c(document)[0]).exists() else None
        table.goal(f"{name} to HTML", html.cpu * 1e3, round(gfm.cpu * 1e3, 1), " ms", f"cmark-gfm {milliseconds(gfm)}")
        if fast:
            table.goal(f"{name} to HTML, of md4c's time", html.cpu / fast[0].cpu, 1.2, "x", f"md4c {milliseconds(fast[0])}")
        if name == "1 MB":
            pandoc = Usage(["pandoc", "--no-highlight", "-f", "gfm", "-t", "html", document])
            table.goal(f"{name} to HTML, as fast as pandoc", pandoc.cpu / html.cpu, 100, "x", f"pandoc {milliseconds(pandoc)}", least=True)
        else:
            ours, theirs = (peak_of_all(one(document)) / document.stat().st_size for one in (lambda it: deckle(it, "html"), cmark))
            table.goal(f"{name} to HTML, peak memory of all processes", ours, 8, " times the input", f"cmark-gfm {theirs:.1f}")
        table.goal(f"{name} to Markdown, of the time to HTML", markdown.cpu / html.cpu, 1.5, "x", f"{milliseconds(markdown)}")
    table.goal("the reader alone, 1 MB", speed_of(build, documents["1 MB"]), 100, " MB/s", "-", least=True)


def growth_rows(table, build):
    """How the reader's time grows with texts that are dear to parsers: the families that grow fastest, each in the syntax
    in which it does."""
    printed = subprocess.run([str(build / "bin/markdown_probe"), "growth"], check=False, capture_output=True, text=True).stdout
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:6]] for line in printed.splitlines() if line.startswith("|")]
    fastest = {}
    for row in rows:
        fastest[row[0]] = max(row, fastest.get(row[0], row), key=lambda one: float(one[4]))
    table.heading(f"{head[0]}, the fastest of {len(fastest)}", *head[1:])
    for row in sorted(fastest.values(), key=lambda one: -float(one[4]))[:10]:
        table.row(*row)
