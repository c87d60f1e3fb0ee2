#!/usr/bin/env python3
"""Every diagnostic code in the host's sources is explained by `deckle explain`.

usage: codes.py DECKLE ROOT
"""
import re
import subprocess
import sys
from pathlib import Path

deckle, core = sys.argv[1], Path(sys.argv[2]) / "core"
FAMILIES = "convert|document|explain|host|init|input|io|job|join|limit|link|lock|output|plugin|report|resource|run|verify|yaml"
CODE = re.compile(rf'"((?:{FAMILIES})\.[a-z]+(?:-[a-z]+)*)"')
used = {}
for source in core.rglob("*.cpp"):
    if not source.name.endswith("_test.cpp") and source.name != "codes.cpp":
        for code in CODE.findall(source.read_text()):
            used.setdefault(code, source.relative_to(core))
listed = subprocess.run([deckle, "explain", "--codes"], capture_output=True, text=True, check=True).stdout
known = {line.split()[0] for line in listed.splitlines()}
missing = sorted(set(used) - known)
for code in missing:
    print(f"core/{used[code]}: {code} is not in core/diagnostics/codes.cpp")
assert len(used) > 50, "the sources were not found"
sys.exit(1 if missing else 0)
