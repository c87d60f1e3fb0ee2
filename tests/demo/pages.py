"""Pages of HTML as a reader follows them: what is wrong with their links, images and identifiers."""
import html.parser
from urllib.parse import unquote, urlsplit


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.addresses, self.ids = [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src") and value is not None:
                self.addresses.append(value)


def pages_below(folder):
    """The pages of a folder by their absolute paths."""
    return {path.resolve(): Page(path) for path in sorted(folder.rglob("*.html"))}


def problems_of(path, page, pages):
    for one in sorted({one for one in page.ids if page.ids.count(one) > 1}):
        yield f"{path}: the id {one} is given twice"
    for address in page.addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not target.is_file():
            yield f"{path}: {address} leads to no file"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield f"{path}: {address} leads to no place in {target.name}"
