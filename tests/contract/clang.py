#!/usr/bin/env python3
"""Clang takes the C sources as GCC does, warnings as errors: their authors may have either. C++ is looked at by
`./dev lint`, which takes as long as a build.

usage: clang.py BUILD
"""
import json
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def problems_of(step):
    words = shlex.split(step["command"])[1:]
    output = words.index("-o")
    options = [word for word in words[:output] if word not in ("-c", "-MD")]
    done = subprocess.run(["clang", "-fsyntax-only", *options, step["file"]], cwd=step["directory"], capture_output=True, text=True)
    return done.stderr


def main():
    if not shutil.which("clang"):
        print("skipped: clang is not installed")
        return 77
    steps = json.loads((Path(sys.argv[1]) / "compile_commands.json").read_text())
    sources = [step for step in steps if step["file"].endswith(".c")]
    with ThreadPoolExecutor(2) as pool:
        problems = [said for said in pool.map(problems_of, sources) if said]
    print(f"{len(sources)} times a C source, {len(problems)} times Clang minds")
    print("\n".join(problems))
    return 1 if problems or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
