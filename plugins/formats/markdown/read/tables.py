#!/usr/bin/env python3
"""Writes the tables that the Markdown reader looks characters up in, from what Python's library knows of HTML and Unicode.

    tables.py           writes entity_table.cpp and unicode_tables.cpp beside this file
    tables.py --check   exits with 1 when they are not as this would write them; 77 when Python knows another Unicode
"""
import html.entities
import pathlib
import re
import sys
import unicodedata

FOLDER = pathlib.Path(__file__).parent
HEADER = "// {what} Made by tables.py.\n"


def wrapped(words, separator, indent=""):
    lines, line = [], indent
    for word in words:
        if len(line) + len(word) + len(separator) > 118:
            lines.append(line.rstrip())
            line = indent
        line += word + separator
    return "\n".join([*lines, line.rstrip()])


def entities():
    names = {name[:-1]: text for name, text in html.entities.html5.items() if name.endswith(";")}
    words = [f"{name}={'+'.join(f'{ord(c):X}' for c in text)}" for name, text in sorted(names.items())]
    return (HEADER.format(what="The named characters of HTML in the order of their names: name=code point[+code point].")
            + '#include "entity_table.hpp"\n\nnamespace markdown {\n\nconstinit const char entity_text[] = R"('
            + wrapped(words, " ") + ')";\n\n'
            + "const std::size_t entity_text_size = sizeof entity_text - 1;\n\n"
            + "}  // namespace markdown\n")


def ranges(matches):
    found = []
    for point in range(0x80, 0x110000):
        if not matches(chr(point)):
            continue
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def folds():
    """Runs of simple folds (first, last, step, what is added), and folds to several code points."""
    simple, several = [], []
    for point in range(0x80, 0x110000):
        folded = chr(point).casefold()
        if len(folded) > 1:
            several.append((point, [*map(ord, folded)] + [0] * (3 - len(folded))))
        elif ord(folded) != point:
            added = ord(folded) - point
            last = simple[-1] if simple else None
            if last and last[3] == added and point - last[1] in (1, 2) and last[2] in (0, point - last[1]):
                last[1], last[2] = point, point - last[1]
            else:
                simple.append([point, point, 0, added])
    return [(first, last, step or 1, added) for first, last, step, added in simple], several


def unicode_tables():
    punctuation = ranges(lambda c: unicodedata.category(c)[0] in "PS")
    spaces = ranges(lambda c: unicodedata.category(c) == "Zs")
    wide = ranges(lambda c: unicodedata.east_asian_width(c) in "WF")
    drawn_over = ranges(lambda c: unicodedata.category(c) in ("Mn", "Me", "Cf") and c != "\u00ad")
    simple, several = folds()
    tables = [
        ("CodeRange", "punctuation_ranges", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in punctuation]),
        ("CodeRange", "space_ranges", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in spaces]),
        ("CodeRange", "wide_ranges", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in wide]),
        ("CodeRange", "no_width_ranges", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in drawn_over]),
        ("FoldRange", "fold_ranges", [f"{{0x{a:X}, 0x{b:X}, {step}, {added}}}" for a, b, step, added in simple]),
        ("LongFold", "long_folds", [f"{{0x{p:X}, {{{', '.join(f'0x{c:X}' for c in to)}}}}}" for p, to in several]),
    ]
    text = HEADER.format(what=f"Unicode {unicodedata.unidata_version}: punctuation and symbols, spaces, widths, full case folding.")
    text += '#include "unicode_tables.hpp"\n\nnamespace markdown {\n\n// clang-format off\n'
    for kind, name, words in tables:
        text += f"constinit const {kind} {name}[] = {{\n{wrapped(words, ', ', '    ')}\n}};\n"
        text += f"const std::size_t {name}_count = {len(words)};\n\n"
    return text + "// clang-format on\n\n}  // namespace markdown\n"


def main():
    made = {"entity_table.cpp": entities(), "unicode_tables.cpp": unicode_tables()}
    if "--check" not in sys.argv:
        for name, text in made.items():
            (FOLDER / name).write_text(text)
        return 0
    version = re.search(r"Unicode ([\d.]+)", (FOLDER / "unicode_tables.cpp").read_text()).group(1)
    if version != unicodedata.unidata_version:
        print(f"skipped: the tables are of Unicode {version}, this Python knows {unicodedata.unidata_version}")
        return 77
    old = [name for name, text in made.items() if (FOLDER / name).read_text() != text]
    print(f"made by hand or of old: {old}" if old else "the tables are as tables.py writes them")
    return 1 if old else 0


sys.exit(main())
