#!/usr/bin/env python3
"""The option tables in the plugins' READMEs and the page of the job language, made from the declarations that the
program itself reads.

usage: option_tables.py DECKLE ROOT [--update]

Between the lines `<!-- options -->` and `<!-- /options -->` of every plugins/*/*/README.md stands a table for each
component of the plugin; between `<!-- language -->` and `<!-- /language -->` of configs/README.md what `deckle man job`
says. Without --update, a page that differs is a failure.
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
        default = f"`{cell(option['default'])}`" if option.get("default") else ""
        rows.append(f"| `{option['name']}` | {allowed(option)} | {default} | {cell(option['doc'])} |")
    return heading + "\n".join(rows) + "\n"


def said(*arguments):
    return subprocess.run([DECKLE, *arguments], capture_output=True, text=True, check=True).stdout


def renew(page, name, made):
    """What is wrong with the part of a page that is made; --update writes it."""
    text = page.read_text()
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    wanted = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{made}{end}", text, flags=re.S)
    if begin not in text:
        return [f"{page}: no place for what is made"]
    if wanted != text and UPDATE:
        page.write_text(wanted)
    elif wanted != text:
        return [f"{page}: not what the program says (run option_tables.py with --update)"]
    return []


def main():
    stale = renew(ROOT / "configs/README.md", "language", said("man", "job", "--markdown"))
    plugins = {Path(entry["library"]).stem: entry for entry in json.loads(said("plugins", "list", "--json"))}
    for readme in sorted((ROOT / "plugins").glob("*/*/README.md")):
        plugin = plugins.get(readme.parent.name)
        if plugin:
            stale += renew(readme, "options", "\n".join(table(component) for component in plugin["components"]))
        else:
            stale.append(f"{readme}: no plugin of that name is installed")
    print("\n".join(stale) or f"{len(plugins)} plugins, every table is current")
    return 1 if stale else 0


sys.exit(main())
