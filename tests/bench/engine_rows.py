"""The engine: whole folders against a loop as small as can be over the same plugins, and against listing the files."""
import os
import pathlib
import shutil
import subprocess
import tarfile
import time

from usage import Usage, medians

DOCUMENTS = 5_000
TINY = 100_000
JOB = """deckle: 1
inputs: [{ files: "in/**/*.md", reader: markdown }]
outputs: { html: { exporter: html, path: "out/{dir}/{stem}.html" } }
"""


def archived(folder):
    """The Markdown files of the archives in DECKLE_CORPORA, unpacked below the folder."""
    corpora = os.environ.get("DECKLE_CORPORA")
    for archive in sorted(pathlib.Path(corpora).glob("md-*.tar.xz")) if corpora else []:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, [member for member in packed if member.isreg() and member.name.endswith(".md")])
    return sorted(path for path in folder.rglob("*.md") if path.is_file())


def real_files(root, folder):
    """So many Markdown files in the folder: archived ones, else those of installed packages, else the handbook's, in
    numbered copies."""
    unpacked = folder / "unpacked"
    unpacked.mkdir(parents=True)
    base, sources = unpacked, archived(unpacked)
    if not sources:
        base = pathlib.Path("/usr/share")
        sources = sorted(path for path in base.rglob("*.md") if path.is_file())
    if len(sources) < 100:
        base = root / "examples/handbook/chapters"
        sources = sorted(base.rglob("*.md"))
    for number in range(DOCUMENTS):
        source = sources[number % len(sources)]
        target = folder / "in" / str(number // len(sources)) / source.relative_to(base)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.rmtree(unpacked)
    (folder / "job.yaml").write_text(JOB)


def folders_in(*tops):
    return [folder for top in tops for folder in (top, *(path for path in top.rglob("*") if path.is_dir()))]


def two_at_once(command, folder, clear):
    """Wall seconds until both of two copies have ended."""
    clear()
    begin = time.perf_counter()
    copies = [subprocess.Popen([*map(str, command), folder / f"copy{k}"], stdout=subprocess.DEVNULL) for k in (1, 2)]
    for copy in copies:
        copy.wait()
    return time.perf_counter() - begin


def folder_rows(table, build, root, folder):
    real_files(root, folder)
    bench, deckle = build / "bin/engine_bench", build / "bin/deckle"
    loop = [bench, "loop", folder / "in"]
    run = [deckle, "run", "-q", "--no-state", folder / "job.yaml"]
    one_processor = ["taskset", "-c", min(os.sched_getaffinity(0))]

    def clear():
        for made in ("loop", "out", "copy1", "copy2"):
            shutil.rmtree(folder / made, ignore_errors=True)

    measured = medians([[*loop, folder / "loop"], [*one_processor, *run, "-j1"], [*run, "-j1"], [*run, "-j2"]], 9, before=clear)
    table.heading(f"a folder of {DOCUMENTS:,} Markdown files to HTML, with no outputs yet", "deckle run", "goal", "minimal loop")
    if measured is None:
        return table.row("all", "does not run", "-", "-")
    least, alone, one, two = measured
    table.goal("CPU time, -j2", two.cpu, round(1.5 * least.cpu, 2), " s", f"{least.cpu:.2f} s")
    table.goal("wall time, -j2", two.wall, round(0.9 * least.wall, 2), " s", f"{least.wall:.2f} s")
    copies = speed_up_of_copies(loop, folder, clear)
    table.goal("speed-up by a second processor; of two loops at once", alone.wall / two.wall, round(0.85 * copies, 2), "x", f"{copies:.2f}x", least=True)
    table.row("by -j2 against -j1, which uses the second one too", f"{one.wall / two.wall:.2f}x", "-", "-")
    table.row("CPU time, -j2, of a first run with a state", f"{first_run(deckle, folder):.2f} s", "-", f"{two.cpu:.2f} s without")
    again_rows(table, build, folder)


def speed_up_of_copies(command, folder, clear):
    """Of two at once against one after the other. Each pair is measured side by side, as a machine's speed may change."""
    found = []
    for _ in range(5):
        clear()
        one = Usage([*command, folder / "loop"]).wall
        found.append(2 * one / two_at_once(command, folder, clear))
    return sorted(found)[2]


def first_run(deckle, folder):
    """CPU seconds of a run that nothing is known of, least of three."""
    taken = []
    for _ in range(3):
        for made in (".deckle", "out"):
            shutil.rmtree(folder / made, ignore_errors=True)
        taken.append(Usage([deckle, "run", "-q", "-j2", folder / "job.yaml"]).cpu)
    return min(taken)


def again_rows(table, build, folder):
    run = [build / "bin/deckle", "run", "-q", folder / "job.yaml"]
    Usage(run)
    if not Usage(run).ok:
        return table.row("again", "does not run", "-", "-")
    listing = [build / "bench/stat_bench", *folders_in(folder / "in", folder / "out")]
    again, listed = medians([run, listing], 9)
    changed = sorted((folder / "in").rglob("*.md"))[0]
    runs = []
    for number in range(5):
        changed.write_text(f"# Changed {number}\n")
        runs.append(Usage(run).cpu)
    goal = 2 * listed.cpu + 0.015
    listed = f"{listed.cpu * 1e3:.0f} ms to list them"
    table.goal("nothing changed, CPU time", again.cpu * 1e3, round(goal * 1e3), " ms", listed)
    table.goal("one file changed, CPU time", sorted(runs)[2] * 1e3, round((goal + 0.015) * 1e3), " ms", listed)


def one_document_rows(table, build, folder):
    """What a document costs beside its conversion, by who makes it."""
    tiny = folder / "tiny.md"
    tiny.write_text("# Deckle\n\nA *page*.\n")
    taken = {}
    for mode in ("none", "workers", "fork"):
        printed = subprocess.run([build / "bin/engine_bench", "crew", mode, tiny, "2000"], capture_output=True, text=True)
        if printed.returncode != 0:
            return table.row(mode, "does not run", "-", "-")
        taken[mode] = {name: float(value) for name, value in (line.split() for line in printed.stdout.splitlines())}
    table.heading("one document of 20 bytes, median", "Deckle", "goal", "in the same process")
    within = taken["none"]["median"]
    table.goal("by a warm worker, more", taken["workers"]["median"] - within, 25, " us", f"{within:.1f} us")
    table.goal("by a warm worker that has the next in hand, more", taken["workers"]["flow"] - taken["none"]["flow"], 25, " us",
               f"{taken['none']['flow']:.1f} us")
    table.goal("by a fresh fork, more", taken["fork"]["median"] - within, 600, " us", f"{within:.1f} us")
    table.goal("resident in the process that is forked", taken["fork"]["zygote"], 10, " MiB", "-")


def tiny_documents(folder, count):
    """A job with so many documents; the bytes of the paths of one."""
    for number in range(count):
        path = folder / f"in/{number // 1000:03}/{number % 1000:03}.md"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text(f"# {number}\n")
    (folder / "job.yaml").write_text(JOB)
    return len("in/000/000.md") + len("out/000/000.html")


def memory_row(table, build, folder):
    peaks = {}
    for count in (TINY // 5, TINY):
        of_paths = tiny_documents(folder / str(count), count)
        run = Usage([build / "bin/deckle", "run", "-q", "--no-state", "job.yaml"], folder / str(count))
        if not run.ok:
            return table.row("memory", "does not run", "-", "-")
        peaks[count] = run.peak
    each = (peaks[TINY] - peaks[TINY // 5]) * 2**20 / (TINY - TINY // 5) - of_paths
    table.heading(f"{TINY:,} tiny documents", "Deckle", "goal", "in all")
    table.goal("memory of the supervisor for each, beside its paths", each, 400, " B", f"{peaks[TINY]:.0f} MiB")


def engine_rows(table, build, root, folder):
    folder_rows(table, build, root, folder / "folder")
    one_document_rows(table, build, folder)
    memory_row(table, build, folder)
