"""The mistakes of tables by HTML's own algorithm (HTML standard, 4.9.12.1), as far as tags are written in full."""
from html.parser import HTMLParser


class Tables(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.mistakes, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self.open.append({"rows": [], "group": 0, "columns": 0})
        elif tag == "col":
            self.open[-1]["columns"] += 1
        elif tag in ("thead", "tbody", "tfoot"):
            self.open[-1]["group"] += 1
        elif tag == "tr":
            self.open[-1]["rows"].append((self.open[-1]["group"], []))
        elif tag in ("td", "th"):
            self.open[-1]["rows"][-1][1].append((int(given.get("colspan", 1)), int(given.get("rowspan", 1))))

    def handle_endtag(self, tag):
        if tag == "table":
            self.check(self.open.pop())

    def check(self, table):
        taken, begun, width = set(), set(), table["columns"]
        for row, (group, cells) in enumerate(table["rows"]):
            column = 0
            if not cells:
                self.mistakes.append(f"{self.getpos()}: no cell begins in row {row}")
            for columns, rows in cells:
                while (row, column) in taken:
                    column += 1
                begun.add(column)
                if [other for other, _ in table["rows"][row:row + rows]] != [group] * rows:
                    self.mistakes.append(f"{self.getpos()}: a cell reaches over the end of its group")
                places = {(row + down, column + right) for down in range(rows) for right in range(columns)}
                if places & taken:
                    self.mistakes.append(f"{self.getpos()}: cells overlap in row {row}")
                taken |= places
                column += columns
                width = max(width, column)
        if missing := set(range(width)) - begun:
            self.mistakes.append(f"{self.getpos()}: no cell begins in columns {sorted(missing)}")
