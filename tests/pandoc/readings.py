"""The trees of many texts: by one process of pandoc for all of them, and by one of deckle for each.

Where pandoc takes more than its time or memory for one text, or calls it an error, that one has no tree, and a new
process goes on with the next.
"""
import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

READ = Path(__file__).resolve().parent / "read.lua"
SECONDS, MEMORY = 20, "-M2g"


def lines_as_pandoc_has_them(text):
    """What its command line does to a text before any reader sees it."""
    lines = text.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return "\n".join(line.expandtabs(4) for line in lines).encode()


def of_pandoc(texts, scratch):
    """The tree of each (format, text), or None."""
    scratch.mkdir(parents=True)
    outputs = [scratch / f"{number}.json" for number in range(len(texts))]
    for output, (_, text) in zip(outputs, texts):
        output.with_suffix(".md").write_bytes(lines_as_pandoc_has_them(text))
    begin = 0
    while begin < len(texts):
        rows = [f"{texts[i][0]}\t{outputs[i].with_suffix('.md')}\t{outputs[i]}\n" for i in range(begin, len(texts))]
        (scratch / "list").write_text("".join(rows))
        begin = read_from(begin, outputs, scratch)
    return [tree_of(output.read_bytes()) if output.exists() else None for output in outputs]


def read_from(begin, outputs, scratch):
    """Reads texts until one takes too long; returns which is to be read next."""
    command = ["pandoc", "+RTS", MEMORY, "-RTS", "--lua-filter", READ, "-f", "markdown", "-t", "json", "/dev/null"]
    with subprocess.Popen(command, env={**os.environ, "LIST": str(scratch / "list")}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        at, since = begin, time.monotonic()
        while process.poll() is None and time.monotonic() - since < SECONDS:
            time.sleep(0.05)
            while at < len(outputs) and outputs[at].exists():
                at, since = at + 1, time.monotonic()
        process.kill()
    while at < len(outputs) and outputs[at].exists():
        at += 1
    return at + 1


def of_deckle(deckle, texts):
    def read(said):
        command = [deckle, "convert", "--quiet", "-f", said[0], "-t", "json", "--exporter-option", "api-version=1.22"]
        try:
            return tree_of(subprocess.run(command, input=said[1], capture_output=True, timeout=SECONDS).stdout)
        except subprocess.TimeoutExpired:
            return None

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(read, texts))


def tree_of(printed):
    try:
        tree = json.loads(printed)
        return {"meta": tree["meta"], "blocks": tree["blocks"]}
    except (ValueError, RecursionError):
        return None
