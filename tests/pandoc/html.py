#!/usr/bin/env python3
"""Pages as pandoc reads them and as deckle reads them: are the trees equal?

    html.py DECKLE ROOT SCRATCH [WORD] [--update] [--show]

A case is a file `html/<construct>/<name>.html`, and adding it is all there is to do. Text is compared run by run, the
alignment of tables cell by cell, all else as pandoc's JSON has it. Pandoc makes no identifiers of headings here.

Where pandoc is wrong, a file `<name>.differs` beside the case cites the clause that we follow, of the HTML standard or of
CSS, and says why. Such a case must differ. --update writes all of them into the README of the plugin. 90 % of all cases
have to be equal, and every construct has at least five.

Beside the cases pages of Debian's packages are compared, every twentieth without DECKLE_LONG; what comes of that is only
printed.
"""
import os
import shutil
import sys
from pathlib import Path

import readings
from comparison import check_list, judge_cases, print_shares
from trees import differences, with_alignment, with_runs

HERE = Path(__file__).resolve().parent / "html"
DECKLE, ROOT, SCRATCH = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
WORDS = [word for word in sys.argv[4:] if not word.startswith("--")]
UPDATE, SHOW = "--update" in sys.argv, "--show" in sys.argv
SHARE, CASES, LARGEST = 0.9, 5, 200_000


def comparable(tree):
    return with_runs(with_alignment(tree))


def found_by(pages, scratch):
    """For each page what is different; None where pandoc gives no tree."""
    pandocs = readings.of_pandoc([("html-auto_identifiers+task_lists", page) for page in pages], scratch)
    ours = readings.of_deckle(DECKLE, [("html", page) for page in pages])
    return [None if theirs is None else differences(comparable(mine), comparable(theirs)) for mine, theirs in zip(ours, pandocs)]


def compare_cases():
    paths = [path for path in sorted(HERE.glob("*/*.html")) if not WORDS or any(word in str(path.relative_to(HERE)) for word in WORDS)]
    found = found_by([path.read_bytes() for path in paths], SCRATCH / "cases")
    judged = {path: (some, None) for path, some in zip(paths, found)}
    return judge_cases(judged, HERE, 0 if WORDS else CASES, lambda total: SHARE * total["all"], SHOW)


def compare_corpora():
    paths = [path for path in sorted(Path("/usr/share/doc").rglob("*.html")) if path.is_file() and path.stat().st_size < LARGEST]
    paths = paths[::1 if os.environ.get("DECKLE_LONG") else 20]
    found = dict(zip(paths, found_by([path.read_bytes() for path in paths], SCRATCH / "corpora")))
    print_shares("pages of Debian's packages", found)


def main():
    if not shutil.which("pandoc"):
        print("skipped: pandoc is not installed")
        return 77
    shutil.rmtree(SCRATCH, ignore_errors=True)
    problems = compare_cases()
    problems += check_list(HERE.glob("*/*.differs"), r"(HTML|CSS) .*\S", ROOT / "plugins/formats/html/README.md", UPDATE, "pandoc reads")
    if not WORDS:
        compare_corpora()
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
