#!/usr/bin/env python3
"""Markdown as pandoc reads it and as deckle reads it: are the trees equal?

    differential.py DECKLE ROOT SCRATCH [WORD] [--update] [--show]

A case is a file `<format>/<extensions>/<name>.md` below this folder, and adding the file is all there is to do. It is
read by pandoc as `<format>+<extensions>`: the folder `smart-footnotes` means `markdown+smart-footnotes`, in which an
extension that pandoc has on anyway does no harm. Deckle reads it in its format of that name, see OURS. Text is compared
run by run, and all else as pandoc's JSON has it; `differential.py ... WORD --show` prints what is different in the
cases whose path has WORD in it.

Where pandoc is wrong, a file `<name>.differs` stands beside the case. Its first line is the clause that we follow, of
pandoc's manual, CommonMark or GFM; the lines behind it say what is different and why. Such a case must differ.
--update writes all of them into the README of the plugin. Less than 90 % of equal cases is a failure, and every
extension has at least five cases.

Beside the cases all Markdown in DECKLE_CORPORA is compared, every twentieth file without DECKLE_LONG; what comes of
that is only printed.
"""
import functools
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from pathlib import Path

import readings
from comparison import check_list, check_part, equal_share, print_commonest, print_shares
from trees import differences, with_runs

HERE = Path(__file__).resolve().parent
DECKLE, ROOT, SCRATCH = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
WORDS = [word for word in sys.argv[4:] if not word.startswith("--")]
UPDATE, SHOW = "--update" in sys.argv, "--show" in sys.argv
OURS = {"gfm": "gfm", "markdown": "pandoc"}
SHARE, CASES = 0.9, 5
CLAUSE = r"(Pandoc's manual|CommonMark|GFM)\b.*\S"
README = ROOT / "plugins/formats/markdown/README.md"


def found_by(texts, scratch):
    """For each (format, text) what is different; None where pandoc gives no tree."""
    pandocs = readings.of_pandoc([(pandocs_format(format), text) for format, text in texts], scratch)
    ours = readings.of_deckle(DECKLE, [(our_format(format), text) for format, text in texts])
    return [None if theirs is None else differences(with_runs(mine), with_runs(theirs)) for mine, theirs in zip(ours, pandocs)]


def our_format(format):
    return re.sub(r"^\w+", lambda name: OURS[name[0]], known_part(format, our_extensions()))


def pandocs_format(format):
    return known_part(format, pandocs_extensions())


def known_part(format, extensions):
    """What pandoc or we have no name for, and may have all the same, is not switched."""
    return re.sub(r"[+-](\w+)", lambda switch: switch[0] if switch[1] in extensions else "", format)


@functools.cache
def our_extensions():
    shown = subprocess.run([DECKLE, "plugins", "show", "markdown", "--json"], capture_output=True, text=True, check=True)
    return {name.replace("-", "_") for name in re.findall(r'"name": "([\w-]+)"', shown.stdout)}


@functools.cache
def pandocs_extensions():
    listed = subprocess.run(["pandoc", "--list-extensions=markdown"], capture_output=True, text=True, check=True)
    return set(re.findall(r"^[+-](\w+)$", listed.stdout, re.M))


class Cases:
    def __init__(self):
        paths = sorted(path for format in OURS for path in HERE.glob(f"{format}/*/*.md"))
        self.paths = [path for path in paths if not WORDS or any(word in str(path.relative_to(HERE)) for word in WORDS)]
        self.texts = [(f"{path.parts[-3]}+{path.parts[-2]}", path.read_bytes()) for path in self.paths]
        self.problems = []

    def compare(self):
        found = dict(zip(self.paths, found_by(self.texts, SCRATCH / "cases")))
        rows, unexpected = defaultdict(Counter), {}
        for path, some in found.items():
            better = path.with_suffix(".differs").exists()
            if some is None:
                some = []
                better or self.problem(path, "pandoc gives no tree")
            elif better and not some:
                self.problem(path, "the trees are equal: the file .differs is stale")
            elif some and not better:
                unexpected[path.relative_to(HERE)] = some
            row = rows[str(path.parent.relative_to(HERE))]
            row.update(all=1, better=int(better), equal=int(not some and not better))
        self.report(rows, unexpected)

    def report(self, rows, unexpected):
        total = sum(rows.values(), Counter())
        table = ["| extension | cases | equal | ours better | different |\n", "|---|---|---|---|---|\n"]
        for name, row in [*sorted(rows.items()), ("all", total)]:
            table.append(f"| {name} | {row['all']} | {row['equal']} | {row['better']} | {row['all'] - row['equal'] - row['better']} |\n")
        print("".join(table))
        if not WORDS:
            self.problems += check_part(README, "differential", table, UPDATE)
        print(f"\ncases: {equal_share(total['equal'], total['all'])} equal; the commonest differences:")
        print_commonest(unexpected)
        if SHOW:
            for path, some in unexpected.items():
                for kind, ours, pandocs in some:
                    print(f"{path}: {kind}\n    ours    {ours}\n    pandoc  {pandocs}")
        known = our_extensions() | pandocs_extensions()
        strange = {name for row in rows for name in re.findall(r"\w+", row.partition("/")[2]) if name not in known}
        if strange:
            self.problems.append(f"neither pandoc nor we have these extensions: {', '.join(sorted(strange))}")
        few = [name for name, row in rows.items() if row["all"] < CASES]
        if not WORDS and few:
            self.problems.append(f"fewer than {CASES} cases: {', '.join(few)}")
        if total["equal"] < SHARE * total["all"] or total["all"] == 0:
            self.problems.append(f"less than {SHARE:.0%} of the cases are equal")

    def problem(self, path, text):
        self.problems.append(f"{path.relative_to(HERE)}: {text}")


def check_unknown():
    """Which of pandoc's extensions we do not have, and why, is listed in the README as well, from unknown.txt."""
    reasons = dict(line.split(": ", 1) for line in (HERE / "unknown.txt").read_text().splitlines())
    strange = (pandocs_extensions() - our_extensions()) ^ reasons.keys()
    problems = [f"unknown.txt: not what pandoc has and we have not: {', '.join(sorted(strange))}"] if strange else []
    return problems + check_part(README, "unknown", [f"- `{name}`: {reason}\n" for name, reason in sorted(reasons.items())], UPDATE)


def compare_corpora(folder):
    texts = {}
    for archive in sorted(Path(folder).glob("md-*.tar.xz")):
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and member.name.endswith(".md"):
                    texts[f"{archive.name.split('.')[0]}/{member.name}"] = tar.extractfile(member).read()
    names = sorted(texts)[::1 if os.environ.get("DECKLE_LONG") else 20]
    found = dict(zip(names, found_by([("markdown", texts[name]) for name in names], SCRATCH / "corpora")))
    print_shares("corpora", found)


def main():
    if not shutil.which("pandoc"):
        print("skipped: pandoc is not installed")
        return 77
    shutil.rmtree(SCRATCH, ignore_errors=True)
    cases = Cases()
    cases.compare()
    cases.problems += check_list(HERE.glob("markdown/*/*.differs"), CLAUSE, README, UPDATE)
    cases.problems += check_unknown()
    corpora = os.environ.get("DECKLE_CORPORA")
    if not WORDS and corpora and Path(corpora).is_dir():
        compare_corpora(corpora)
    elif not WORDS:
        print("\nno corpora: DECKLE_CORPORA names no folder")
    print("\n".join(cases.problems))
    return 1 if cases.problems else 0


if __name__ == "__main__":
    sys.exit(main())
