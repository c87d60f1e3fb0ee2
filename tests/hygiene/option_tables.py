#!/usr/bin/env python3
"""The option tables in the plugins' READMEs, made from the declarations that the program itself reads.

usage: option_tables.py DECKLE ROOT [--update]

Between the lines `<!-- options -->` and `<!-- /options -->` of every plugins/*/*/README.md stands a table for each
component of the plugin. Without --update, a README whose table differs is a failure.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

DECKLE, ROOT = sys.argv[1], Path(sys.argv[2])
UPDATE = "--update" in sys.argv[3:]


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(component):
    if not component["options"]:
        return f"### {component['role']}\n\nNo options.\n"
    rows = [f"### {component['role']}", "", "| option | type | default | meaning |", "|---|---|---|---|"]
    for option in component["options"]:
        kind = " \\| ".join(f"`{c['value']}`" for c in option["choices"]) if option["choices"] else option["type"]
        if option.get("range"):
            kind += f", {option['range']}"
        rows.append(f"| `{option['name']}` | {kind} | `{cell(option['default'])}` | {cell(option['doc'])} |")
    return "\n".join(rows) + "\n"


def main():
    stale = []
    listed = json.loads(subprocess.run([DECKLE, "plugins", "list", "--json"], capture_output=True, text=True, check=True).stdout)
    plugins = {Path(entry["library"]).stem: entry for entry in listed["plugins"]}
    for readme in sorted((ROOT / "plugins").glob("*/*/README.md")):
        plugin = plugins.get(readme.parent.name)
        if not plugin:
            stale.append(f"{readme}: no plugin of that name is installed")
            continue
        tables = "\n".join(table(component) for component in plugin["components"])
        text = readme.read_text()
        wanted = re.sub(r"<!-- options -->.*?<!-- /options -->", lambda _: f"<!-- options -->\n{tables}<!-- /options -->", text, flags=re.S)
        if "<!-- options -->" not in text:
            stale.append(f"{readme}: no place for the option table")
        elif wanted != text and UPDATE:
            readme.write_text(wanted)
        elif wanted != text:
            stale.append(f"{readme}: the option table is not that of the plugin (run option_tables.py with --update)")
    print("\n".join(stale) or f"{len(plugins)} plugins, every table is current")
    return 1 if stale else 0


sys.exit(main())
