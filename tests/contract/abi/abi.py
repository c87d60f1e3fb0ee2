#!/usr/bin/env python3
"""Whether the border is still that of its revision, as libabigail sees it, and libdeckle exports what its header says.

    abi.py ROOT LIBDECKLE [--update]

The offset table sees where fields lie; this sees also what they are, and what functions take. --update keeps the border
of a new revision.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT, LIBDECKLE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
HERE = ROOT / "tests/contract/abi"
REVISION = re.search(r"define DK_ABI_REVISION (\d+)u", (ROOT / "core/abi/deckle/base.h").read_text())[1]
KEPT = HERE / f"revision-{REVISION}.abi"


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


def border(folder, headers):
    library = folder / "border.so"
    made = run("cc", "-std=c11", "-g", "-O0", "-fPIC", "-shared", "-I", headers, HERE / "border.c", "-o", library)
    if made.returncode != 0:
        sys.exit(made.stderr)
    return library


def headers_in(folder, change=lambda name, text: text):
    """The headers of the border and of libdeckle in one folder, each as `change` gives it."""
    (folder / "deckle").mkdir(parents=True)
    for header in [*ROOT.glob("core/abi/deckle/*.h"), *ROOT.glob("core/embed/deckle/*.h")]:
        (folder / "deckle" / header.name).write_text(change(header.name, header.read_text()))
    return folder


def differences(library):
    compared = run("abidiff", "--no-added-syms", KEPT, library)
    return compared.stdout + compared.stderr if compared.returncode != 0 else ""


def without_result(name, text):
    """A change that moves no field: a function that says no more how it went."""
    return text.replace("DK_FN(dk_status, begin,", "DK_FN(void, begin,") if name == "plugin.h" else text


def exports():
    listed = {line.split()[-1].split("@")[0] for line in run("nm", "-D", "--defined-only", LIBDECKLE).stdout.splitlines()}
    declared = set(re.findall(r"(deckle_\w+)\(", (ROOT / "core/embed/deckle/embed.h").read_text()))
    return "" if listed == declared else f"libdeckle exports other functions than its header declares: {sorted(listed ^ declared)}"


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        library = border(folder, headers_in(folder / "now"))
        if "--update" in sys.argv:
            kept = run("abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--no-elf-needed", library)
            KEPT.write_text(re.sub(r" path='[^']*/deckle/", " path='deckle/", kept.stdout))
            return 0
        wrong = [differences(library), exports()]
        if wrong[0]:
            wrong[0] += "The border has changed: raise DK_ABI_REVISION, say so in core/abi/CHANGELOG.md, and keep it with abi.py --update"
        if f"## Revision {REVISION}\n" not in (ROOT / "core/abi/CHANGELOG.md").read_text():
            wrong.append(f"core/abi/CHANGELOG.md has no revision {REVISION}")
        if not differences(border(folder, headers_in(folder / "other", without_result))):
            wrong.append("a function that gives another result is not noticed")
    print("\n".join(filter(None, wrong)) or f"the border is that of revision {REVISION}")
    return 1 if any(wrong) else 0


sys.exit(main())
