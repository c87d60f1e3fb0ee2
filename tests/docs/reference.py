#!/usr/bin/env python3
"""The reference of the border and of the author's kit, made from their headers: what a comment says stands in one place.

usage: reference.py ROOT [--update]

core/abi/reference.md has every struct, constant and function of core/abi/deckle, core/sdk/reference.md every class and
function of core/sdk/deckle that is for authors. Without --update, a page that differs is a failure.
"""
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1])
ABI = ["base", "plugin", "options", "diagnostic", "host", "io", "document", "kinds", "builder", "edits", "text", "links", "yaml"]
SDK = ["plugin", "info", "options", "input", "builder", "document", "edits", "output", "call", "message", "kinds", "language",
       "content_model", "unique_names", "utf8", "str"]
COMMENT = re.compile(r"/\*(.*?)\*/", re.S)
ITEM = re.compile(r"(?:^/\*(?P<comment>(?:[^*]|\*(?!/))*)\*/\n)?^(?P<code>typedef struct \w+ \{.*?^\} \w+;|enum \{.*?\};|typedef [^;{]*;"
                  r"|extern [^;]*;|#define DK_\w+(?:\([\w, .]*\))?(?:[^\n]*\\\n)*[^\n]*)", re.S | re.M)
MEMBER = re.compile(r"\s*(?:/\*(?P<before>.*?)\*/)?\s*(?P<code>DK_FN\((?:[^()]|\([^()]*\))*\);|union \{.*?\} \w+;|[^;/]*;)[ \t]*(?:/\*(?P<behind>.*?)\*/)?", re.S)
VALUE = re.compile(r"(DK_\w+)(?: = ([^,/}]+))?[,\s]*(?:/\*(.*?)\*/)?", re.S)
ROW = re.compile(r'X\((\w+), \w+, (\w+), "([\w-]+)", ([^)]*)\)\s*(?:/\*(.*?)\*/)?')
DETAIL = re.compile(r"^namespace detail \{\n(?:[^\n{}]+\n)*\}\n|^namespace detail \{.*?^\}  // namespace detail$", re.S | re.M)
HIDDEN = {"DK_NOEXCEPT", "DK_BEGIN_C", "DK_END_C", "DK_X"}


def prose(comment):
    """The words of a comment, wrapped as Markdown wraps them; numbered rules become a list."""
    lines = [re.sub(r"^\s*(\*|//) ?", "", line).rstrip() for line in (comment or "").strip().splitlines()]
    text = re.sub(r"^ *([RE]\d+) +", r"- **\1** ", "\n".join(lines), flags=re.M)
    text = re.sub(r"(?<!\n)\n(?=- \*\*\w1\*\*)", "\n\n", text)
    return re.sub(r"[ \t]+", " ", re.sub(r"(?<!\n)\n(?!\n|- )", " ", text)).replace("THE RULES OF THE BORDER", "").strip()


def table(head, rows):
    rows = [[" ".join(str(cell).split()).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join([f"| {' | '.join(head)} |", "|" + "---|" * len(head), *(f"| {' | '.join(row)} |" for row in rows)]) + "\n\n"


def function(code):
    code = COMMENT.sub("", code)
    inside = re.match(r"DK_FN\((.*)\);", " ".join(code.split()))
    if not inside:
        return " ".join(code.rstrip(";").split())
    result, name, arguments = [part.strip() for part in inside[1].split(",", 2)]
    return f"{result}{'' if result.endswith('*') else ' '}{name}({arguments})"


def struct(name, code, comment):
    body = code[code.index("{") + 1:code.rindex("}")]
    rows = [(f"`{function(one['code'].strip())}`", prose(one["before"] or one["behind"])) for one in MEMBER.finditer(body) if one["code"].strip(" ;\n")]
    return f"### {name}\n\n{prose(comment)}\n\n" + table(["member", "meaning"], rows)


def values(code):
    """Of an enum, with the numbers that C gives those that have none."""
    rows, number = [], -1
    for name, said, comment in VALUE.findall(code):
        number = int(said, 0) if re.fullmatch(r"-?\w+", said.strip()) and said.strip()[-1].isalnum() and not said.strip().startswith("DK") else number + 1
        rows.append((f"`{name}`", said.strip() or number, prose(comment)))
    return rows


def abi_item(item):
    code, comment = item["code"], item["comment"]
    if code.startswith("#define"):
        name = re.match(r"#define (\w+(?:\([^)]*\))?)", code)[1]
        rows = ROW.findall(code)
        if rows:
            return f"### {name}\n\n{prose(comment)}\n\n" + table(["constant", "number", "name", "", "meaning"], [
                (f"`{'DK_KIND' if 'KIND' in name else 'DK_KEY'}_{symbol}`", number, word, f"`{rest}`", prose(said)) for symbol, number, word, rest, said in rows])
        return "" if name in HIDDEN or not comment else f"### {name}\n\n{prose(comment)}\n\n"
    if code.startswith("typedef struct") and "{" in code:
        return struct(re.match(r"typedef struct (\w+)", code)[1], code, comment)
    if code.startswith("enum"):
        return "" if "#define" in code else (prose(comment) + "\n\n" if comment else "") + table(["constant", "value", "meaning"], values(code))
    return f"`{' '.join(code.split())}`\n\n" + (prose(comment) + "\n\n" if comment else "")


def abi_page():
    page = ("# The border between host and plugin\n\nMade from the comments of the headers in [deckle/](deckle); the place of every field "
            "is fixed by [offsets.h](deckle/offsets.h). What is built on it for C++ is in\n[the reference of the kit](../sdk/reference.md).\n\n")
    for name in ABI:
        text = (ROOT / f"core/abi/deckle/{name}.h").read_text()
        opening = COMMENT.match(text)
        page += f"## {name}.h\n\n{prose(opening[1])}\n\n" + "".join(abi_item(item) for item in ITEM.finditer(text, opening.end()))
    return page


class Kit:
    """One pass over a header of the kit: its public declarations with the comments above them."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.at, self.out, self.rows = 0, [], []

    def declaration(self):
        """From here to the `;` or `{` that ends it; what is in braces is skipped."""
        code, depth = "", 0
        while self.at < len(self.lines):
            line = re.sub(r"//.*", "", self.lines[self.at])
            self.at += 1
            code += line.strip() + " "
            depth += len(re.findall(r"[{(\[]", line)) - len(re.findall(r"[})\]]", line))
            if depth <= 0 and re.search(r"[;}]\s*$", line):
                return code
        return code

    def flush(self, title="member"):
        if self.rows:
            self.out.append(table([title, "meaning"], self.rows))
        self.rows = []

    @staticmethod
    def signature(code):
        code = re.sub(r"template <[^>]*>\s*", "", code)
        depth, end = 0, len(code)
        for at, letter in enumerate(code):
            depth += (letter in "([") - (letter in ")]")
            if depth == 0 and (letter in "{;" or code.startswith(" : ", at)):
                end = at
                break
        code = code[:end]
        return re.sub(r"\[\[nodiscard\]\] |constexpr |inline |static |explicit |noexcept", "", code).strip()

    def members(self, ends):
        comment, public = [], not re.match(r"(template.*\n)?class", self.head)
        while self.at < len(self.lines) and not re.match(ends, self.lines[self.at]):
            line = self.lines[self.at].strip()
            if line in ("public:", "private:", "protected:"):
                public = line == "public:"
            if not line or line.endswith(":") or line.startswith(("#", "friend", "template <")) and line.endswith((":", ">")) or line.startswith("#"):
                self.at += 1
                comment = comment if line.startswith("template") else []
            elif line.startswith("//"):
                comment.append(line[2:])
                self.at += 1
            else:
                behind = re.search(r";\s*// (.*)", self.lines[self.at])
                code = self.signature(self.declaration())
                if public and code and "= delete" not in code and "operator=" not in code and not code.startswith(("friend", "~", "using", "m_", "class ", "struct ", "enum ")):
                    said = prose("\n".join(comment)) or (behind[1] if behind else "")
                    self.rows.append((f"`{code}`", said))
                comment = []
        self.at += 1

    def page(self):
        comment = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.head = line
            begun = re.match(r"(class|struct|enum class) (\w+)(?: final)?(?: : .*)? \{$", line)
            if line.startswith("enum class") and line.endswith("{"):
                while not self.lines[self.at + 1].startswith("};"):
                    del self.lines[self.at + 1]
            if begun:
                self.flush("function")
                self.at += 1
                self.members(r"^\};")
                members, self.rows = self.rows, []
                said = prose("\n".join(comment))
                if members or said:
                    self.out.append(f"### {begun[2]}\n\n" + (said + "\n\n" if said else ""))
                self.rows = members
                self.flush()
                comment = []
            elif line.startswith("//"):
                comment.append(line[2:])
                self.at += 1
            elif line.startswith("template") and re.match("class|struct", self.lines[self.at + 1]):
                self.at += 1
            elif re.match(r"(constexpr|inline|template|\[\[|#define DECKLE_|std::|void|bool|dk_)", line) and not line.startswith("template <>"):
                code = line if line.startswith("#define") else self.declaration()
                if line.startswith("#define"):
                    self.at += 1
                shown = self.signature(code).removeprefix("#define ").rstrip("\\ ")
                if "(" in shown and "::" not in shown.split("(")[0].split(" ")[-1]:
                    self.rows.append((f"`{shown}`", prose("\n".join(comment))))
                comment = []
            else:
                comment = [] if not line.strip() else comment
                self.at += 1
        self.flush("function")
        return "".join(self.out)


def sdk_page():
    page = ("# The author's kit for C++20\n\nMade from the comments of the headers in [deckle/](deckle). [Writing a plugin](README.md) begins "
            "at the beginning, and the\n[reference of the border](../abi/reference.md) is what lies below.\n\n")
    for name in SDK:
        text = (ROOT / f"core/sdk/deckle/{name}.hpp").read_text()
        opening = re.match(r"(?://.*\n)+", text)[0]
        words, _, example = opening.partition("//\n//   ")
        example, _, after = ("//   " + example).partition("//\n")
        lines = [line[2:].removeprefix("   ") for line in example.strip().splitlines()] if len(example) > 5 else []
        shown = "".join(f"    {line}\n" for line in lines)
        page += f"## {name}.hpp\n\n{prose(words)}\n\n" + (shown + "\n" if shown else "") + (prose(after) + "\n\n" if after.strip() else "")
        page += Kit(DETAIL.sub("", text[len(opening):])).page()
    return page


def left_out(page, folder, names):
    """What a header declares and the page does not have."""
    declared = {name for path in (ROOT / folder).glob("*.h*") if path.name != "offsets.h" for found in names.finditer(DETAIL.sub("", path.read_text())) for name in found.groups() if name}
    missing = sorted(name for name in declared if not re.search(rf"### {name}\n|\b{name}\(", page))
    if missing or len(declared) < 20:
        print(f"{folder}: left out of the reference: {missing}")
    return bool(missing) or len(declared) < 20


def main():
    stale = left_out(abi_page(), "core/abi/deckle", re.compile(r"DK_FN\((?:const )?\w+ ?\*?, (?!name)(\w+)|^\} (dk_\w+);", re.M))
    stale += left_out(sdk_page(), "core/sdk/deckle", re.compile(r"^(?:class|struct) (?!dk_)(\w+)(?= \{|;$)", re.M))
    for path, page in ((ROOT / "core/abi/reference.md", abi_page()), (ROOT / "core/sdk/reference.md", sdk_page())):
        page = re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"
        if "--update" in sys.argv[2:]:
            path.write_text(page)
        elif not path.exists() or path.read_text() != page:
            stale += 1
            print(f"{path}: not what the headers say (run reference.py with --update)")
    return 1 if stale else 0


sys.exit(main())
