"""`deckle plugin check`: every check has a culprit that it alone catches, an honest plugin and all of Deckle's own keep
every promise. Prints what each built-in plugin's nodes cost."""
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

DECKLE, ROOT, CULPRITS, BUILT_IN = (pathlib.Path(argument) for argument in sys.argv[1:5])
sys.path.insert(0, str(ROOT / "tests/cases"))
from run_cases import pack  # noqa: E402

NOTE = """deckle-document: 1
about:
  body:
    flags: [atomic]
body:
- definition-list:
  - term:
    - note
"""
UNKNOWN = """deckle-document: 1
body:
- paragraph:
  - +unheard-of-inline: {+unheard-of: kept}
    category: inline
"""
LARGEST = 16_384  # bytes of a sample


def check(library, *arguments):
    run = subprocess.run([DECKLE, "plugin", "check", library, "--json", *arguments], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"{library}: exit code {run.returncode}\n{run.stdout}{run.stderr}")
    return json.loads(run.stdout)["checks"], run.returncode


def check_of(folder):
    """What a culprit breaks; how, stands behind two underscores."""
    return folder.name.removeprefix("culprit_").partition("__")[0].replace("_", "-")


def failures(checks):
    return [one for one in checks if one["verdict"] == "failed"]


def told(failed):
    return "; ".join(f"{one['name']}: {one['text']}" for one in failed) or "nothing fails"


def culprit(folder, sample):
    """What is wrong, or nothing."""
    wanted = check_of(folder)
    checks, code = check(folder / f"{folder.name}.so", "--sample", sample)
    failed = failures(checks)
    if (code == 1) != bool(failed):
        return f"{wanted}: exit code {code}, but {told(failed)}"
    if [one["name"] for one in failed] != ([] if wanted == "honest" else [wanted]):
        return f"{wanted}: {told(failed)}"
    return None


def samples_of(plugin, scratch):
    """Inputs among the cases of a built-in plugin's folder; those that are kept as folders are packed."""
    found = []
    for path in sorted(next((ROOT / "plugins").glob(f"*/{plugin}/cases")).glob("*/in.*")):
        if path.is_dir():
            where = scratch / plugin / path.parent.name
            where.mkdir(parents=True)
            path = pack(path, where)
        if len(found) < 3 and path.stat().st_size < LARGEST:
            found.append(path)
    return [argument for path in found for argument in ("--sample", path)]


def reproducer(library, check_name, sample, scratch):
    """The file that is kept of the only failure."""
    kept = scratch / f"{library}-{check_name}"
    kept.mkdir()
    checks, _ = check(CULPRITS / library / f"{library}.so", "--sample", sample, "--save", kept, "--include", check_name)
    return [pathlib.Path(one["input"]) for one in failures(checks)][0]


def reproducers(sample, scratch):
    """What is wrong with what is kept of failures: bytes and documents that show them, as small as can be."""
    for name, least in (("any-input", b"\0" * 10), ("truncation", b"One lin"), ("round-trip", b"")):
        found = reproducer(f"culprit_{name.replace('-', '_')}", name, sample, scratch).read_bytes()
        if found != least:
            yield f"{name}: what shows it is {found}, not {least}"
    for library, name, least in (("crashes_on_notes", "unknown-survives", NOTE), ("crashes_on_notes", "losses", NOTE),
                                 ("culprit_unknown_survives", "unknown-survives", UNKNOWN)):
        dump = reproducer(library, name, sample, scratch)
        if dump.read_text() != least:
            yield f"{library}, {name}: what shows it is\n{dump.read_text()}"
        convert = [DECKLE, "convert", dump, "-t", "culprit", "--plugin-path", CULPRITS / library]
        if least == NOTE and "plugin.crashed" not in subprocess.run(convert, capture_output=True, text=True).stderr:
            yield f"{name}: what was saved does not crash it again"


def built_in(library, scratch):
    checks, _ = check(library, *samples_of(library.stem, scratch))
    failed = failures(checks)
    cost = next(one["text"] for one in checks if one["name"] == "budget")
    return f"{library.stem}: {told(failed)}" if failed else None, f"{library.stem}: {cost}"


def main():
    folders = sorted(CULPRITS.glob("culprit_*"))
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as both:
        sample = pathlib.Path(scratch) / "sample.culprit"
        sample.write_text("One line of a sample\n\nanother\n")
        names = {one["name"] for one in check(folders[0] / f"{folders[0].name}.so", "--sample", sample)[0]}
        named = {check_of(folder) for folder in folders} - {"honest"}
        wrong = [f"without a culprit: {sorted(names - named)}"] if names != named else []
        wrong += [found for found in both.map(lambda folder: culprit(folder, sample), folders) if found]
        wrong += reproducers(sample, pathlib.Path(scratch))
        for problem, cost in both.map(lambda library: built_in(library, pathlib.Path(scratch)), sorted(BUILT_IN.glob("*.so"))):
            print(cost)
            wrong += [problem] if problem else []
    print(f"{len(names)} checks, {len(folders) - 1} culprits")
    sys.exit("\n".join(wrong) or 0)


main()
