#!/usr/bin/env python3
"""Runs every case folder of the plugins; the format of a case is told in tests/README.md.

    run_cases.py DECKLE ROOT [WORDS...] [--accept]
"""
import argparse
import difflib
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

KEYS = {"from", "to", "reader", "exporter", "dump", "transforms", "resources", "producer", "proves"}


def parse(text):
    """YAML's block maps and lists; scalars stay as they are written, comments on lines of their own are left out."""
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in text.splitlines()
             if line.strip() and not line.lstrip().startswith("#")]
    value, rest = block(lines, lines[0][0]) if lines else ({}, [])
    if rest:
        raise ValueError(f"unexpected: {rest[0][1]}")
    return value


def block(lines, indent):
    is_list = lines[0][1].startswith("- ")
    made = [] if is_list else {}
    while lines and lines[0][0] == indent and lines[0][1].startswith("- ") == is_list:
        words, lines = lines[0][1], lines[1:]
        key, colon, value = (words[2:] if is_list else words).partition(":")
        value = value.strip()
        if colon and not value:
            deeper = lines and (lines[0][0] > indent or (not is_list and lines[0][0] == indent and lines[0][1].startswith("- ")))
            value, lines = block(lines, lines[0][0]) if deeper else ("", lines)
        if is_list:
            made.append({key: value} if colon else key)
        else:
            made[key] = value
    return made, lines


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.plugin = folder.parent.parent
        self.inputs = sorted(folder.glob("in.*"))
        self.archive = None  # what a folder in.<ext> was packed to
        options_file = folder / "options.yaml"
        self.options = parse(options_file.read_text(encoding="utf-8")) if options_file.exists() else {}
        if self.is_transform() and not KEYS & self.options.keys():
            self.options = {"transforms": [{self.plugin.name: self.options}]}

    def is_transform(self):
        return self.plugin.parent.name == "transforms"

    def outputs(self):
        return sorted(self.folder.glob("out.*"))

    def command(self, deckle, target, arguments):
        resources = self.options.get("resources", "keep")  # the output lies anywhere
        command = [deckle, "convert", self.inputs[0].name, "-o", target, "--resources", resources, *arguments]
        reader = self.options.get("reader", {})
        if "from" in self.options or reader:
            command += ["-f", self.options.get("from", self.plugin.name)]
        for key, value in reader.items():
            command += ["--reader-option", f"{key}={value}"]
        for entry in self.options.get("transforms", []):
            name, options = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
            said = ",".join(f"{k}={v}".replace(",", "\\,") for k, v in (options or {}).items())
            command += ["--transform", f"{name}:{said}" if said else name]
        return command

    def dump_command(self, deckle, target):
        options = [f"--exporter-option={k}={v}" for k, v in self.options.get("dump", {}).items()]
        return self.command(deckle, target, ["-t", "dump", *options])

    def export_command(self, deckle, target):
        arguments = [f"--exporter-option={k}={v}" for k, v in self.options.get("exporter", {}).items()]
        if "to" in self.options:
            arguments += ["-t", self.options["to"]]
        elif (self.plugin / "exporter.cpp").exists():
            arguments += ["-t", self.plugin.name]
        return self.command(deckle, target, arguments)


def run(command, case):
    """What the program left in the output file, and what it said."""
    target = pathlib.Path(command[command.index("-o") + 1])
    environment = {**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=case.archive.parent if case.archive else case.folder, env=environment, capture_output=True, check=False, timeout=60)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0:
        said += f"exit {done.returncode}\n"
    return target.read_bytes() if target.exists() else None, said


def compare(expected, came, accept):
    """Nothing if the file holds what came, else the difference. With accept, the file is made to hold it."""
    old = expected.read_bytes() if expected.exists() else b""
    new = came or b""
    if old == new:
        return None
    if accept and (came is not None or expected.name == "diagnostics.txt"):
        if new:
            expected.write_bytes(new)
        else:
            expected.unlink()
        return f"{expected.name} accepted"
    lines = [text.decode("utf-8", "replace").splitlines() for text in (old, new)]
    return "\n".join([f"{expected.name} differs:", *list(difflib.unified_diff(*lines, "expected", "came out", lineterm=""))[:60]])


def pack(folder, where):
    """A folder as a zip archive of the same name, whose entries are in the order of their paths."""
    target = pathlib.Path(where) / folder.name
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.writestr(zipfile.ZipInfo(str(path.relative_to(folder))), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def parts_of(archive, names):
    """Parts of an archive as text: XML with a line for each tag."""
    if archive is None:
        return dict.fromkeys(names)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        there = set(opened.namelist())
        return {name: opened.read(name).replace(b"><", b">\n<") if name in there else None for name in names}


def compare_output(expected, came, accept):
    """The differences; of a folder, those of the parts in it from those of the archive that came."""
    if not expected.is_dir():
        return [compare(expected, came, accept)]
    names = [str(path.relative_to(expected)) for path in sorted(expected.rglob("*")) if path.is_file()]
    return [compare(expected / name, part, accept) for name, part in parts_of(came, names).items()]


def run_case(case, deckle, accept):
    """What is wrong with a case, in words."""
    if len(case.inputs) != 1:
        return ["a case has one input, in.<ext>"]
    outputs, document = case.outputs(), case.folder / "document.yaml"
    wants_document = document.exists() or (accept and not outputs)
    diagnostics = case.folder / "diagnostics.txt"
    if not outputs and not wants_document and not diagnostics.exists():
        return ["nothing is expected: run this with --accept, and read what it writes"]
    differences, said = [], None
    with tempfile.TemporaryDirectory() as temporary:
        if case.inputs[0].is_dir():
            case.archive = pack(case.inputs[0], temporary)
        if wants_document or not outputs:
            came, said = run(case.dump_command(deckle, f"{temporary}/document.yaml"), case)
            if wants_document:
                differences.append(compare(document, came, accept))
        for output in outputs:
            came, said = run(case.export_command(deckle, f"{temporary}/{output.name}"), case)
            differences += compare_output(output, came, accept)
        differences.append(compare(diagnostics, said.replace(temporary, "").encode(), accept))
    return [difference for difference in differences if difference]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle")
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--accept", action="store_true")
    options = parser.parse_args()
    deckle = str(pathlib.Path(options.deckle).resolve())
    folders = sorted(f for f in options.root.resolve().glob("plugins/*/*/cases/*") if f.is_dir())
    failed = count = 0
    for folder in folders:
        name = folder.relative_to(options.root.resolve())
        if options.words and not any(word in str(name) for word in options.words):
            continue
        count += 1
        try:
            problems = run_case(Case(folder), deckle, options.accept)
        except (ValueError, subprocess.TimeoutExpired) as error:
            problems = [str(error)]
        print(f"{'ok  ' if not problems else 'new ' if options.accept else 'FAIL'} {name}")
        for problem in problems:
            print("     " + problem.replace("\n", "\n     "))
        failed += bool(problems)
    print(f"{count} cases, {failed} {'accepted' if options.accept else 'failed'}")
    return 0 if options.accept or (count and not failed) else 1


if __name__ == "__main__":
    sys.exit(main())
