"""What all comparisons with pandoc have in common: shares, the commonest differences, and the list of what is better."""
import re
from collections import Counter, defaultdict


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


def print_shares(what, found):
    """Of {name: differences, or None without a tree of pandoc's}, which are only looked at; gives those that pandoc reads."""
    read = {name: some for name, some in found.items() if some is not None}
    print(f"\n{what}: {equal_share(sum(not some for some in read.values()), len(read))} equal, "
          f"{len(found) - len(read)} without a tree of pandoc's; the commonest differences:")
    print_commonest(read)
    return read


def judge_cases(found, folder, least, share, show):
    """Of {path of a case: (differences, or None without a tree of pandoc's; what else is wrong)}: prints the tables, and gives
    what is wrong, in words. `least`: cases of a construct. `share(total)`: how many of them have to be equal."""
    problems, rows, unexpected = [], defaultdict(Counter), {}
    for path, (some, wrong) in found.items():
        name, better = path.relative_to(folder), path.with_suffix(".differs").exists()
        if wrong or some is None:
            problems.append(f"{name}: {wrong or 'pandoc gives no tree'}")
            some = some or []
        if better and not some:
            problems.append(f"{name}: the trees are equal: the file .differs is stale")
        elif some and not better:
            unexpected[name] = some
        rows[path.parent.name].update(all=1, better=int(better), equal=int(not some and not better))
    print("| construct | cases | equal | ours better | different |\n|---|---|---|---|---|")
    total = sum(rows.values(), Counter())
    for name, row in [*sorted(rows.items()), ("all", total)]:
        print(f"| {name} | {row['all']} | {row['equal']} | {row['better']} | {row['all'] - row['equal'] - row['better']} |")
    print(f"\ncases: {equal_share(total['equal'], total['all'])} equal, {total['better']} ours better; the commonest differences:")
    print_commonest(unexpected)
    for path, some in unexpected.items() if show else []:
        for kind, ours, pandocs in some:
            print(f"{path}: {kind}\n    ours    {ours}\n    pandoc  {pandocs}")
    few = [name for name, row in rows.items() if row["all"] < least]
    if few:
        problems.append(f"fewer than {least} cases: {', '.join(few)}")
    if total["equal"] < share(total) or total["all"] == 0:
        problems.append(f"only {equal_share(total['equal'], total['all'])} of the cases are equal")
    return problems


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
