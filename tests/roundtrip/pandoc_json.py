#!/usr/bin/env python3
"""Pandoc's JSON -> a document -> its dump -> the document again -> pandoc's JSON: equal as JSON values.

    pandoc_json.py DECKLE [--mutants N] [--seed S] [--keep DIR]

The fixtures hold every constructor of pandoc's AST, which is checked against the list below. Each fixture and N
mutants of it make the trip through the real program.
"""
import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

INLINES = set("""Str Emph Underline Strong Strikeout Superscript Subscript SmallCaps Quoted Cite Code Space SoftBreak
    LineBreak Math RawInline Link Image Note Span""".split())
BLOCKS = set("""Plain Para LineBlock CodeBlock RawBlock BlockQuote OrderedList BulletList DefinitionList Header
    HorizontalRule Table Div""".split())
OTHERS = set("""MetaMap MetaList MetaBool MetaString MetaInlines MetaBlocks SingleQuote DoubleQuote DisplayMath InlineMath
    DefaultStyle Example Decimal LowerRoman UpperRoman LowerAlpha UpperAlpha DefaultDelim Period OneParen TwoParens
    AlignLeft AlignRight AlignCenter AlignDefault ColWidth ColWidthDefault AuthorInText SuppressAuthor
    NormalCitation""".split())
# The versions of the AST differ in these.
BLOCKS_OF = {"1.22": {"Null"}, "1.23": {"Figure"}}

WORDS = ["word", "", " ", "two words", "tab\there", "new\nline", 'quote"\\back', "\u00a0", "\u05e9\u05dc\u05d5\u05dd", "\u4e2d\u6587",
         "\U0001f600", "e\u0301", "\ufeff", "\u2028", "- not a list", "#", "null", "true", "1.5", "a: b", "{x}", "+plus", "\x01",
         "trailing ", " leading", "all:\n\tcc x\n", "x" * 2000, "two\n\nlines\n", "\n", "|", "&amp;", "\r\n", "\x7f", "fig:"]
CLASSES = ["plain", "unnumbered", "#x", "null", "\u4e2d", "+a", "a:b", '"']


def constructors(value, found):
    """The names of all constructors in a JSON value."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if isinstance(one.get("t"), str):
                found.add(one["t"])
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
    return found


def is_attributes(value):
    return (isinstance(value, list) and len(value) == 3 and isinstance(value[0], str) and isinstance(value[1], list)
            and isinstance(value[2], list) and all(isinstance(c, str) for c in value[1]))


class Slots:
    """The places of a document that a mutation can change."""

    def __init__(self, document, names):
        self.inlines, self.blocks, self.strings, self.attributes, self.numbers = [], [], [], [], []
        inline_names, block_names = INLINES, BLOCKS | names
        stack = [document["blocks"], document["meta"]]
        self.blocks.append(document["blocks"])
        while stack:
            one = stack.pop()
            if isinstance(one, dict):
                if one.get("t") in ("Str", "MetaString"):
                    self.strings.append((one, "c"))
                if one.get("t") in ("Code", "CodeBlock", "Math", "RawInline", "RawBlock"):
                    self.strings.append((one["c"], 1))
                if one.get("t") in ("Link", "Image"):
                    self.strings += [(one["c"][2], 0), (one["c"][2], 1)]
                stack.extend(one.values())
            elif isinstance(one, list):
                names_here = {e.get("t") for e in one if isinstance(e, dict)}
                if one and all(isinstance(e, dict) for e in one):
                    if names_here <= inline_names:
                        self.inlines.append(one)
                    elif names_here <= block_names:
                        self.blocks.append(one)
                if is_attributes(one):
                    self.attributes.append(one)
                stack.extend(one)


def mutate(document, names, chance):
    """One small change that leaves a valid document of pandoc's AST."""
    slots = Slots(document, names)
    what = chance.choice(["string", "string", "attributes", "inlines", "inlines", "blocks", "metadata"])
    if what == "string":
        holder, key = chance.choice(slots.strings)
        holder[key] = chance.choice(WORDS)
    elif what == "attributes":
        attributes = chance.choice(slots.attributes)
        chance.choice([
            lambda: attributes.__setitem__(0, chance.choice(WORDS)),
            lambda: attributes[1].append(chance.choice(CLASSES)),
            lambda: attributes[2].append([chance.choice(WORDS) or "key", chance.choice(WORDS)]),
            lambda: attributes[2].extend([["twice", "1"], ["twice", "2"]]),
            lambda: attributes[1].clear(),
        ])()
    elif what == "metadata":
        document["meta"][chance.choice(WORDS)] = {"t": "MetaString", "c": chance.choice(WORDS)}
    else:
        lists = slots.inlines if what == "inlines" else slots.blocks
        change_list(chance.choice(lists), chance.choice(lists), what == "inlines", chance)


def change_list(target, other, is_inlines, chance):
    at = chance.randrange(len(target) + 1)
    donor = copy.deepcopy(chance.choice(other)) if other else {"t": "HorizontalRule"}
    change = chance.choice(["insert", "remove", "double", "swap", "wrap", "space"])
    if change == "remove":
        del target[at:at + 1]
    elif change == "double" and target:
        target.insert(at, copy.deepcopy(target[min(at, len(target) - 1)]))
    elif change == "swap" and target:
        target[:] = target[at:] + target[:at]
    elif change == "wrap":
        attributes = ["", chance.sample(CLASSES, 2), []]
        target.insert(at, {"t": "Span" if is_inlines else "Div", "c": [attributes, [donor]]})
    elif change == "space" and is_inlines:
        target.insert(at, {"t": chance.choice(["Space", "SoftBreak", "LineBreak"])})
    else:
        target.insert(at, donor)


def difference(left, right, path="$"):
    """Where two JSON values differ first, in words."""
    if type(left) is not type(right) and not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
        return f"{path}: {json.dumps(left)[:200]} became {json.dumps(right)[:200]}"
    if isinstance(left, dict):
        if left.keys() != right.keys():
            return f"{path}: keys {sorted(left)} became {sorted(right)}"
        pairs = [(f"{path}.{k}", left[k], right[k]) for k in left]
    elif isinstance(left, list):
        pairs = [(f"{path}[{i}]", a, b) for i, (a, b) in enumerate(zip(left, right))]
        if len(left) != len(right) and all(a == b for _, a, b in pairs):
            return f"{path}: {len(left)} elements became {len(right)}"
    else:
        return None if left == right else f"{path}: {left!r} became {right!r}"
    return next((found for p, a, b in pairs if (found := difference(a, b, p))), None)


def convert(deckle, source, target, from_format, to_format, *options):
    command = [deckle, "convert", str(source), "-f", from_format, "-t", to_format, "-o", str(target)]
    for option in options:
        command += ["--exporter-option", option]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return f"{' '.join(command)} gave {done.returncode}:\n{done.stderr}"
    return None


def trip(deckle, document, version, folder, name):
    """None, or what went wrong."""
    source, dump, back = (folder / f"{name}{suffix}" for suffix in (".json", ".deckle.yaml", ".back.json"))
    source.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    problem = (convert(deckle, source, dump, "json", "dump")
               or convert(deckle, dump, back, "dump", "json", f"api-version={version}"))
    if problem:
        return problem
    result = json.loads(back.read_text(encoding="utf-8"))
    return None if result == document else difference(document, result) or "different"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("deckle")
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the files, which stay there")
    options = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for version, names in BLOCKS_OF.items():
            document = json.loads((HERE / f"every-constructor-{version}.json").read_text(encoding="utf-8"))
            missing = (INLINES | BLOCKS | OTHERS | names) - constructors(document, set())
            if missing:
                failures += 1
                print(f"the fixture for api {version} lacks {sorted(missing)}")
            chance = random.Random(options.seed)
            for number in range(options.mutants // 2 + 1):
                mutant = copy.deepcopy(document)
                for _ in range(0 if number == 0 else chance.randint(1, 6)):
                    mutate(mutant, names, chance)
                problem = trip(options.deckle, mutant, version, folder, f"{version}-{number}")
                if problem:
                    failures += 1
                    print(f"api {version}, seed {options.seed}, mutant {number}: {problem}")
    print(f"{failures} failed" if failures else f"every fixture and {options.mutants} mutants came back equal")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
