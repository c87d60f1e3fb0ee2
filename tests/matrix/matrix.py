#!/usr/bin/env python3
"""What each format can say, construct by construct, as the cases of its plugin prove it.

    matrix.py ROOT [--update]

A case says so in its options.yaml (see tests/README.md):

    producer: pandoc 2.17     # who made the input, when it is not written by hand
    proves:
    - read tables: full       # or partly, or loss
    - written footnotes: partly

What is read is `full` only from another producer, for what we write, by hand or by our exporters, is what we thought of. `full` needs to be without
a diagnostic of a loss, `loss` needs one.
Of several cases for a construct the worst counts. With --update the tables are written: between <!-- matrix --> and
<!-- /matrix --> in the README of each plugin that has cases of this kind, and all of them into plugins/formats/README.md.
"""
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
sys.path.insert(0, str(ROOT / "tests/cases"))
from run_cases import parse  # noqa: E402

FORMATS = ROOT / "plugins/formats"
GRADES = ("full", "partly", "loss")
DIRECTIONS = ("read", "written")
LOSS = re.compile(r"\[[\w.-]*(loss|dropped)\]")
BEGIN, END = "<!-- matrix -->", "<!-- /matrix -->"
PAGE_HEAD = """# Formats

What is read and written, by construct: in full, partly, or with a loss that is told. An empty field says that no case
proves anything. Made by `tests/matrix/matrix.py` from the cases of the plugins, which `tests/cases` runs.
"""


def proofs(plugin, problems):
    """{construct: {direction: [(grade, case)]}}"""
    found = defaultdict(lambda: defaultdict(list))
    for options in sorted(plugin.glob("cases/*/options.yaml")):
        said = parse(options.read_text())
        for entry in said.get("proves", []):
            (claim, grade), = entry.items()
            direction, _, construct = claim.partition(" ")
            where = options.parent.relative_to(ROOT)
            if direction not in DIRECTIONS or grade not in GRADES or not construct:
                problems.append(f"{where}: no claim: {claim}: {grade}")
                continue
            diagnostics = options.parent / "diagnostics.txt"
            has_loss = diagnostics.exists() and LOSS.search(diagnostics.read_text()) is not None
            by_us = direction == "read" and said.get("producer", "Deckle").startswith("Deckle")
            if grade == "full" and (by_us or has_loss):
                problems.append(f"{where}: {claim} is not full: {'a loss is told' if has_loss else 'no other producer is named'}")
            if grade == "loss" and not has_loss:
                problems.append(f"{where}: {claim}: no loss is told")
            found[construct][direction].append((grade, options.parent.name))
    return found


def cell(claims):
    if not claims:
        return ""
    worst = max(GRADES.index(grade) for grade, _ in claims)
    cases = sorted({case for grade, case in claims if GRADES.index(grade) == worst})
    return f"{GRADES[worst]} ({', '.join(f'`{case}`' for case in cases)})"


def table(found):
    rows = [f"| {construct} | {cell(by['read'])} | {cell(by['written'])} |" for construct, by in sorted(found.items())]
    return "\n".join(["| construct | read | written |", "|---|---|---|", *rows]) + "\n"


def main():
    problems, tables = [], {}
    for plugin in sorted(path.parent for path in FORMATS.glob("*/plugin.cpp")):
        found = proofs(plugin, problems)
        if found:
            tables[plugin] = table(found)
    pages = {FORMATS / "README.md": PAGE_HEAD + "".join(f"\n## {plugin.name}\n\n{made}" for plugin, made in tables.items())}
    for plugin, made in tables.items():
        text = (plugin / "README.md").read_text()
        if BEGIN not in text:
            problems.append(f"{plugin.name}/README.md: no place for the table, {BEGIN} and {END}")
        pages[plugin / "README.md"] = re.sub(f"{BEGIN}.*?{END}", lambda _, made=made: f"{BEGIN}\n{made}{END}", text, flags=re.S)
    for path, wanted in pages.items():
        if "--update" in sys.argv:
            path.write_text(wanted)
        elif not path.exists() or path.read_text() != wanted:
            problems.append(f"{path.relative_to(ROOT)}: not what the cases prove (run matrix.py with --update)")
    print("\n".join(problems) or f"{len(tables)} tables say what the cases prove")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
