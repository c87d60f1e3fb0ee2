"""Plugins: a call into one, what it takes to know many of them, and to try one."""
import pathlib
import subprocess
import time

from usage import medians

PLUGINS = 40


def library(root, source, made, *flags):
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-fvisibility=hidden", *flags, "-I", root / "core/abi", root / source, "-o", made], check=True)
    return made


def more_plugins(root, folder, count):
    """Libraries that differ in their ids alone."""
    folder.mkdir()
    for number in range(count):
        library(root, "tests/contract/plugins/good.c", folder / f"good-{number}.so", f'-DPLUGIN_ID="org.example.good-{number}"')
    return folder


def seconds_of_check(build, root, folder):
    """Of all checks of a small reader, one after the other."""
    reader = library(root, "examples/gemtext-reader/gemtext.c", folder / "gemtext.so")
    begun = time.monotonic()
    subprocess.run([build / "bin/deckle", "plugin", "check", reader, "--sample", root / "examples/gemtext-reader/sheet.gmi"], check=True,
                   capture_output=True)
    return time.monotonic() - begun


def plugin_rows(table, build, root, folder, numbers):
    """`numbers`: what document_bench printed of the flat document."""
    folder = pathlib.Path(folder)
    built_in = len(list((build / "lib/deckle/plugins").glob("*.so")))
    more = more_plugins(root, folder / "plugins", max(PLUGINS - built_in, 0))
    table.heading("plugins", "Deckle", "goal")
    table.goal("a call into one and back", numbers["call"], 5, " ns")
    measured = medians([[build / "bin/deckle", "plugins", "--plugin-path", more]], 30)
    table.goal(f"`deckle plugins` with {PLUGINS} of them, known before", measured[0].wall * 1e3, 15, " ms")
    table.goal("`deckle plugin check` of a reader of 260 lines", seconds_of_check(build, root, folder), 60, " s")
