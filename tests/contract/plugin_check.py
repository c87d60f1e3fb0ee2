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


def reproducers(sample, scratch):
    """What is wrong with the inputs that are kept of crashes: they are as small as can be."""
    for name, smallest in (("any_input", b"\0" * 10), ("truncation", b"One lin")):
        kept = pathlib.Path(scratch) / name
        kept.mkdir()
        checks, _ = check(CULPRITS / f"culprit_{name}/culprit_{name}.so", "--sample", sample, "--save", kept,
                          "--include", name.replace("_", "-"))
        found = [pathlib.Path(one["input"]).read_bytes() for one in failures(checks)]
        if found != [smallest]:
            yield f"{name}: what shows the crash is {found}, not {smallest}"


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
        wrong += reproducers(sample, scratch)
        for problem, cost in both.map(lambda library: built_in(library, pathlib.Path(scratch)), sorted(BUILT_IN.glob("*.so"))):
            print(cost)
            wrong += [problem] if problem else []
    print(f"{len(names)} checks, {len(folders) - 1} culprits")
    sys.exit("\n".join(wrong) or 0)


main()
