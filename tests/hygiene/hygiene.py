#!/usr/bin/env python3
"""Checks the tree itself: layout, size budgets, complete plugin folders, and the borders between parts.

usage: hygiene.py ROOT
"""
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "dev", "core", "plugins", "configs", "tests", "examples"}
FILE_LIMIT = 400
LINE_LIMIT = 120  # columns, as in .clang-format
RAW_STRING = re.compile(r'R"(\w*)\(.*?\)\1"', re.S)
FUNCTION_LIMIT, FUNCTION_STOP = 40, 80
CALLS_THE_SYSTEM = tuple(f"core/{folder}/" for folder in ("check", "io", "engine", "fence", "host", "process"))
SYSTEM_HEADERS = re.compile(r'#include <(unistd\.h|fcntl\.h|sys/[\w/]+\.h|dlfcn\.h|link\.h|poll\.h|signal\.h)>')
problems = []


def tracked(*suffixes):
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file()]
    return [n for n in names if n and not n.startswith("build/") and (ROOT / n).is_file() and (not suffixes or n.endswith(suffixes))]


def check(condition, problem):
    if not condition:
        problems.append(problem)


def check_layout():
    visible = {n.split("/")[0] for n in tracked()}
    extra = {n for n in visible if not n.startswith(".")} - TOP_LEVEL
    check(not extra, f"unexpected at the top level: {sorted(extra)}")
    folders = {p.name for p in (ROOT / "core").iterdir() if p.is_dir()}
    named = set(re.findall(r"^\| `([\w]+)/`", (ROOT / "core/README.md").read_text(), re.M))
    check(folders == named, f"core/README.md and core/ differ: {sorted(folders ^ named)}")


def check_file_sizes():
    for name in tracked(".cpp", ".hpp", ".h", ".c", ".py", ".cmake"):
        lines = (ROOT / name).read_text(errors="replace").count("\n")
        generated_table = name == "core/abi/deckle/offsets.h"
        check(lines <= FILE_LIMIT or generated_table, f"{name}: {lines} lines, the limit is {FILE_LIMIT}")


def check_line_lengths():
    """What a raw string holds is data: a line of a page or of a program's answer is as long as it is."""
    for name in tracked(".cpp", ".hpp", ".h", ".c"):
        text = RAW_STRING.sub(lambda raw: "\n" * raw.group().count("\n"), (ROOT / name).read_text())
        for number, line in enumerate(text.split("\n"), 1):
            check(len(line) <= LINE_LIMIT, f"{name}:{number}: {len(line)} columns, the limit is {LINE_LIMIT}")


def check_function_sizes():
    """By ctags, which knows where a function ends. A flat switch or a test may go to the hard stop if a comment says so."""
    names = [n for n in tracked(".cpp", ".hpp", ".c") if not n.endswith("_test.cpp") and not n.startswith("tests/")]
    run = subprocess.run(["ctags", "--output-format=json", "--fields=+ne", "--c++-kinds=f", "--c-kinds=f", "-f", "-", *names],
                         cwd=ROOT, capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        tag = json.loads(line)
        length = tag.get("end", tag["line"]) - tag["line"] + 1
        where = f"{tag['path']}:{tag['line']}: {tag['name']} has {length} lines"
        check(length <= FUNCTION_STOP, f"{where}, the hard stop is {FUNCTION_STOP}")
        if FUNCTION_LIMIT < length <= FUNCTION_STOP:
            source = (ROOT / tag["path"]).read_text().split("\n")
            check("long:" in "\n".join(source[max(0, tag["line"] - 6):tag["line"] + 1]),
                  f"{where}, the limit is {FUNCTION_LIMIT} (a comment `long: why` above it allows {FUNCTION_STOP})")


def check_openings():
    for name in tracked(".cpp", ".hpp"):
        first = (ROOT / name).read_text().lstrip().split("\n")[0]
        is_implementation = name.endswith(".cpp") and (ROOT / name).with_suffix(".hpp").exists()
        is_entry = name.endswith(("/plugin.cpp", "_test.cpp"))
        check(first.startswith(("//", "/*")) or is_implementation or is_entry, f"{name}: does not open with what it is for")


def check_plugin_folders():
    for plugin in sorted((ROOT / "plugins").glob("*/*/plugin.cpp")):
        folder = plugin.parent
        role = "transform.cpp" if folder.parent.name == "transforms" else ("reader.cpp", "exporter.cpp")
        has_role = (folder / role).exists() if isinstance(role, str) else any((folder / r).exists() for r in role)
        where = folder.relative_to(ROOT)
        check(has_role, f"{where}: no {role}")
        check((folder / "README.md").exists(), f"{where}: no README.md")
        check(any((folder / "cases").glob("*/*")), f"{where}: no cases")


def check_borders():
    core_folders = "check|document|job|host|fence|process|engine|pipeline|io|text|diagnostics|cli"
    for name in tracked(".cpp", ".hpp", ".h", ".c"):
        text = (ROOT / name).read_text(errors="replace")
        if name.startswith("plugins/"):
            check(not re.search(rf'#include "({core_folders})/', text), f"{name}: a plugin includes a header of the core")
        if name.startswith("core/sdk/"):
            check(not re.search(r'#include <(fmt|boost|yaml|unicode|spdlog)', text), f"{name}: the SDK depends on the standard library alone")
        allowed = name.startswith((*CALLS_THE_SYSTEM, "tests/", "examples/embed-in-c/")) or name.endswith("_test.cpp")
        check(allowed or not SYSTEM_HEADERS.search(text), f"{name}: system calls belong to {', '.join(CALLS_THE_SYSTEM)}")


def check_packages_are_named_once():
    for name in tracked(".md", ".yml", ".yaml", ".sh", "run"):
        check("apt-get install" not in (ROOT / name).read_text(errors="replace"), f"{name}: packages are listed in ./dev alone")


for step in (check_layout, check_file_sizes, check_line_lengths, check_function_sizes, check_openings, check_plugin_folders, check_borders, check_packages_are_named_once):
    step()
print("\n".join(problems) or "the tree is as it should be")
sys.exit(1 if problems else 0)
