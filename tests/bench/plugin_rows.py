"""Plugins: a call into one, and what it takes to know many of them."""
import pathlib
import subprocess

from usage import medians

PLUGINS = 40


def more_plugins(root, folder, count):
    """Libraries that differ in their ids alone."""
    folder.mkdir()
    for number in range(count):
        subprocess.run(["cc", "-shared", "-fPIC", "-fvisibility=hidden", f'-DPLUGIN_ID="org.example.good-{number}"', "-I", root / "core/abi",
                        root / "tests/contract/plugins/good.c", "-o", folder / f"good-{number}.so"], check=True)
    return folder


def plugin_rows(table, build, root, folder, numbers):
    """`numbers`: what document_bench printed of the flat document."""
    built_in = len(list((build / "lib/deckle/plugins").glob("*.so")))
    more = more_plugins(root, pathlib.Path(folder) / "plugins", max(PLUGINS - built_in, 0))
    table.heading("plugins", "Deckle", "goal")
    table.goal("a call into one and back", numbers["call"], 5, " ns")
    measured = medians([[build / "bin/deckle", "plugins", "--plugin-path", more]], 30)
    table.goal(f"`deckle plugins` with {PLUGINS} of them, known before", measured[0].wall * 1e3, 15, " ms")
