"""What all comparisons with pandoc have in common: shares, the commonest differences, and the list of what is better."""
import re
from collections import Counter


def equal_share(equal, all):
    return f"{equal} of {all}" + (f" ({100 * equal / all:.1f} %)" if all else "")


def print_commonest(found):
    """Of {name: differences}: each kind counts once in a text."""
    count, example = Counter(), {}
    for name, some in found.items():
        for difference in some:
            example.setdefault(difference.kind, (name, difference))
        count.update({difference.kind for difference in some})
    for kind, texts in count.most_common(10):
        name, (_, ours, pandocs) = example[kind]
        print(f"  {texts:5} {kind}\n        {name}\n        ours    {ours}\n        pandoc  {pandocs}")


def check_list(paths, clause, readme, update, place="pandoc"):
    """What is better is listed in the README of the plugin, from the files .differs: what is wrong with that, in words."""
    problems, lines = [], []
    for path in sorted(paths):
        first, _, reason = path.read_text().partition("\n")
        if not re.fullmatch(clause, first) or not reason.strip() or len(list(path.parent.glob(f"{path.stem}.*"))) < 2:
            problems.append(f"{path.parent.name}/{path.name}: needs a clause, a reason and a case")
        lines.append(f"- `{path.parent.name}/{path.stem}`: {' '.join(reason.split())} ({first})\n")
    return problems + check_part(readme, place, lines, update)


def check_part(readme, name, lines, update):
    """What stands in the README between the marks of that name: what is wrong with it, in words."""
    text = readme.read_text()
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    wanted = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{''.join(lines)}{end}", text, flags=re.S)
    if update:
        readme.write_text(wanted)
    elif wanted != text or begin not in text:
        return [f"{readme}: the part `{name}` is not what the files say (run this with --update)"]
    return []
