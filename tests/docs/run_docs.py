#!/usr/bin/env python3
"""Runs the commands that the documentation shows.

usage: run_docs.py ROOT BUILD

Every fenced block marked `sh` in the files below is run by bash, line after line, in the folder that stands beside the
file, in a copy of the project in which the program is on the PATH and `build/bin/deckle` exists. Lines that call ./dev are
not run again: the tests run inside one of them. A block that is followed by a block marked `console` or `text` directly
below "prints:" must print it.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT, BUILD = Path(sys.argv[1]), Path(sys.argv[2])
DOCUMENTS = {"README.md": ".", "configs/README.md": ".",
             **{f"examples/{name}/README.md": f"examples/{name}" for name in ("own-transform", "gemtext-reader", "redact-transform", "embed-in-c")},
             "plugins/transforms/highlight/README.md": "."}
SHOWN = ["examples/own-transform/links_to_notes.cpp", "configs/company/reports.yaml"]  # in the README, to the letter
GUIDE = [ROOT / "core/sdk/README.md", *ROOT.glob("core/sdk/guide/*.md")]  # tests/kit/guide.py follows it
BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\nprints:\n\n```(?:console|text)\n(.*?)^```)?", re.S | re.M)


def prepare(scratch):
    copy = scratch / "deckle"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("build", ".git", "node_modules"))
    (copy / "build").mkdir()
    for part in ("bin", "lib"):
        (copy / "build" / part).symlink_to(BUILD / part)
    subprocess.run(["cmake", "--install", str(BUILD), "--prefix", str(scratch / "installed")], check=True, capture_output=True)
    return copy


def run_block(block, folder, scratch):
    lines = [line for line in block.splitlines() if "./dev" not in line and not line.startswith("git clone")]
    script = "\n".join(lines).replace("/where/deckle/is/installed", str(scratch / "installed"))
    return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True, timeout=300,
                          env={"PATH": f"{scratch / 'installed' / 'bin'}:/usr/local/bin:/usr/bin:/bin", "HOME": str(scratch), "LANG": "C.UTF-8"})


def main():
    failures = ran = 0
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        copy = prepare(scratch)
        for document, folder in DOCUMENTS.items():
            for block, expected in BLOCK.findall((ROOT / document).read_text()):
                done = run_block(block, copy / folder, scratch)
                ran += 1
                wrong = done.returncode != 0 or (expected and done.stdout.strip() != expected.strip())
                if wrong:
                    failures += 1
                    print(f"{document}: this block failed with {done.returncode}:\n{block}\n{done.stdout}{done.stderr}")
                    if expected:
                        print(f"expected:\n{expected}")
    for path in {*ROOT.glob("*/**/README.md"), *ROOT.glob("core/**/*.md")} - {*GUIDE}:
        if "build" not in path.relative_to(ROOT).parts and BLOCK.search(path.read_text()) and str(path.relative_to(ROOT)) not in DOCUMENTS:
            failures += 1
            print(f"{path}: its commands are not run")
    for shown in SHOWN:
        if (ROOT / shown).read_text() not in (ROOT / "README.md").read_text():
            failures += 1
            print(f"README.md: what it shows is not {shown}")
    print(f"{ran} blocks ran, {failures} failed")
    return 1 if failures or ran == 0 else 0


sys.exit(main())
