"""What is different in two of pandoc's trees, as kinds: where in the tree, and what stands there."""
import difflib
import json
from collections import namedtuple

Difference = namedtuple("Difference", "kind ours pandocs")


def with_runs(value):
    """The tree with one `Str` for each run of text: which `Str` and `Space` a run is made of says nothing."""
    if isinstance(value, dict):
        return {key: with_runs(inside) for key, inside in value.items()}
    if not isinstance(value, list):
        return value
    made = []
    for one in value:
        if isinstance(one, dict) and one.get("t") == "Space":
            one = {"t": "Str", "c": " "}
        if is_text(one) and made and is_text(made[-1]):
            made[-1] = {"t": "Str", "c": made[-1]["c"] + one["c"]}
        else:
            made.append(with_runs(one))
    return made


def with_alignment(value):
    """The tree with the alignment of columns in their cells, which have it unless they have their own."""
    if isinstance(value, list):
        return [with_alignment(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") != "Table":
        return {key: with_alignment(inside) for key, inside in value.items()}
    attributes, caption, columns, head, bodies, foot = value["c"]
    aligns = [align for align, _ in columns]
    return {"t": "Table", "c": [attributes, with_alignment(caption), [[{"t": "AlignDefault"}, width] for _, width in columns],
                                [head[0], aligned(head[1], aligns)],
                                [[a, heads, aligned(first, aligns), aligned(rest, aligns)] for a, heads, first, rest in bodies],
                                [foot[0], aligned(foot[1], aligns)]]}


def aligned(rows, aligns):
    """Rows whose cells have their alignment; `reach` counts how many rows below the cell above each column reaches."""
    made, reach = [], [0] * len(aligns)
    for attributes, cells in rows:
        column, new = 0, []
        for cell_attributes, align, height, width, blocks in cells:
            while column < len(reach) and reach[column] > 0:
                column += 1
            if align == {"t": "AlignDefault"} and column < len(aligns):
                align = aligns[column]
            new.append([cell_attributes, align, height, width, with_alignment(blocks)])
            for at in range(column, min(column + width, len(reach))):
                reach[at] = height
            column += width
        reach = [max(rows_left - 1, 0) for rows_left in reach]
        made.append([attributes, new])
    return made


def is_text(value):
    return isinstance(value, dict) and value.get("t") == "Str"


def differences(ours, pandocs):
    found = []
    compare("", ours, pandocs, found)
    return found


def compare(place, ours, pandocs, found):
    if ours == pandocs:
        return
    if isinstance(ours, list) and isinstance(pandocs, list):
        compare_lists(place, ours, pandocs, found)
    elif isinstance(ours, dict) and isinstance(pandocs, dict) and ours.get("t") == pandocs.get("t") and "t" in ours:
        compare(ours["t"], ours.get("c"), pandocs.get("c"), found)
    elif isinstance(ours, dict) and isinstance(pandocs, dict) and "t" not in ours and "t" not in pandocs:
        for key in sorted(ours.keys() | pandocs.keys()):
            compare(key, ours.get(key), pandocs.get(key), found)
    else:
        kind = f"in {place}: {name(ours)} instead of {name(pandocs)}"
        found.append(Difference(kind, excerpt(ours), excerpt(pandocs)))


def compare_lists(place, ours, pandocs, found):
    if len(ours) == len(pandocs) and not all(isinstance(one, dict) for one in ours + pandocs):
        for one, other in zip(ours, pandocs):
            compare(place, one, other, found)
        return
    prints = [[json.dumps(one, sort_keys=True) for one in side] for side in (ours, pandocs)]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *prints, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = min(b - a, d - c)
        for one, other in zip(ours[a:a + pairs], pandocs[c:c + pairs]):
            compare(place, one, other, found)
        for one in ours[a + pairs:b]:
            found.append(Difference(f"in {place or 'document'}: {name(one)} more", excerpt(one), ""))
        for other in pandocs[c + pairs:d]:
            found.append(Difference(f"in {place or 'document'}: {name(other)} less", "", excerpt(other)))


def name(value):
    if isinstance(value, dict):
        return value.get("t", "map")
    return {str: "a text", list: "a list", type(None): "nothing"}.get(type(value), "a number")


def excerpt(value):
    printed = json.dumps(value, ensure_ascii=False)
    return printed if len(printed) <= 160 else printed[:157] + "..."
