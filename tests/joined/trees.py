#!/usr/bin/env python3
"""Random folders of chapters that link to one another, as pages and as one joined page: every link and image of every
page leads where it should. A failure names its seed.

usage: trees.py DECKLE [FIRST SEED [SEEDS]]
"""
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "demo"))
from pages import pages_below, problems_of  # noqa: E402

DECKLE = Path(sys.argv[1]).resolve()
FIRST = int(sys.argv[2]) if len(sys.argv) > 2 else 1
SEEDS = int(sys.argv[3]) if len(sys.argv) > 3 else 12
JOB = """deckle: 1
inputs: [{ root: texts, files: ["**/*.md"], reader: markdown }]
assets: [{ root: texts, files: ["**/*.png"], to: web }]
transforms: [identifiers]
collected: [number-sections, toc]
outputs:
  web: { exporter: html, path: "web/{dir}/{stem}.html" }
  book: { exporter: html, path: web/all/book.html, collect: true, options: { standalone: true } }
"""
FOLDERS = ["", "a", "a/b", "c d", "über"]
STEMS = ["index", "intro", "one", "two words", "50% & more", "ä", "part.1", "note#2"]
WORDS = ["Intro", "Usage", "Notes", "Index", "One", "Two"]


class Chapter:
    def __init__(self, path, chance):
        self.path = path
        self.headings = [chance.choice(WORDS) for _ in range(chance.randint(0, 6))]
        self.ids, taken = [], set()
        for word in self.headings:
            wanted, number = word.lower(), 0
            while (f"{wanted}-{number}" if number else wanted) in taken:
                number += 1
            self.ids.append(f"{wanted}-{number}" if number else wanted)
            taken.add(self.ids[-1])

    def address(self, path):
        """Of a file among the texts, as it is written here."""
        ups = "../" * (len(self.path.parts) - 1)
        return quote(ups + str(path))

    def link(self, other, chance):
        fragment = f"#{chance.choice(other.ids)}" if other.ids and chance.random() < 0.7 else ""
        if other is self and fragment and chance.random() < 0.7:
            return fragment
        return self.address(other.path) + fragment

    def text(self, chapters, images, chance):
        lines = ["---", f"title: {chance.choice(WORDS)}", "---", ""] if chance.random() < 0.3 else []
        for word in self.headings or [None]:
            lines += [f"{'#' * chance.randint(1, 3)} {word}", ""] if word else []
            for _ in range(chance.randint(0, 4)):
                lines += [f"A [link]({self.link(chance.choice(chapters), chance)}) and a note[^{len(lines)}].", ""]
                lines += [f"[^{len(lines) - 2}]: With [another]({self.link(chance.choice(chapters), chance)}).", ""]
            if images and chance.random() < 0.5:
                lines += [f"![picture]({self.address(chance.choice(images))})", ""]
        return "\n".join(lines)


def grow(folder, seed):
    chance = random.Random(seed)
    names = [Path(f) / f"{s}.md" for f in FOLDERS for s in STEMS]
    chapters = [Chapter(path, chance) for path in chance.sample(names, chance.randint(2, 20))]
    images = [Path(f) / "x y.png" for f in chance.sample(FOLDERS, 2)]
    for path in [chapter.path for chapter in chapters] + images:
        (folder / "texts" / path).parent.mkdir(parents=True, exist_ok=True)
    for path in images:
        (folder / "texts" / path).write_bytes(b"PNG")
    for chapter in chapters:
        (folder / "texts" / chapter.path).write_text(chapter.text(chapters, images, chance), encoding="utf-8")
    (folder / "job.yaml").write_text(JOB)
    return len(chapters)


def try_seed(seed):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        count = grow(folder, seed)
        run = subprocess.run([DECKLE, "run", "job.yaml"], cwd=folder, capture_output=True, text=True, timeout=120)
        if run.returncode != 0 or "warning" in run.stderr:
            return [f"seed {seed}: exit {run.returncode}: {run.stderr}"], 0
        pages = pages_below(folder / "web")
        problems = [f"seed {seed}: {problem}" for path, page in pages.items() for problem in problems_of(path, page, pages)]
        if len(pages) != count + 1:
            problems.append(f"seed {seed}: {len(pages)} pages of {count} chapters")
        book = pages[folder / "web/all/book.html"]
        leaving = [address for address in book.addresses if ".html" in address or ".md" in address]
        problems += [f"seed {seed}: {address} leads out of the book" for address in leaving]
        return problems, sum(len(page.addresses) for page in pages.values())


def main():
    results = [try_seed(seed) for seed in range(FIRST, FIRST + SEEDS)]
    problems = [problem for found, _ in results for problem in found]
    followed = sum(count for _, count in results)
    print("\n".join(problems) or f"{SEEDS} trees, {followed} links and images, all lead somewhere")
    return 1 if problems or followed < 50 * SEEDS else 0


sys.exit(main())
