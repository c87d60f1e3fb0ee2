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
WORDS = {"int": "integer", "string": "text"}


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def allowed(option):
    if option.get("choices"):
        return " \\| ".join(f"`{choice['value']}`" for choice in option["choices"])
    word = WORDS.get(option["type"], option["type"])
    return word + (f", {option['min']} to {option['max']}" if "min" in option else "")


def table(component):
    heading = f"### {component['role'].capitalize()}\n\n"
    if not component.get("options"):
        return heading + "No options.\n"
    rows = ["| option | values | default | meaning |", "|---|---|---|---|"]
    for option in component["options"]:
        rows.append(f"| `{option['name']}` | {allowed(option)} | `{cell(option.get('default', ''))}` | {cell(option['doc'])} |")
    return heading + "\n".join(rows) + "\n"


def main():
    stale = []
    listed = json.loads(subprocess.run([DECKLE, "plugins", "list", "--json"], capture_output=True, text=True, check=True).stdout)
    plugins = {Path(entry["library"]).stem: entry for entry in listed}
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
