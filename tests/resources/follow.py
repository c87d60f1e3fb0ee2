#!/usr/bin/env python3
"""Every image and link of every output leads to the bytes that it led to in the source: names of all sorts, folders of
different depth, outputs that flatten them, and every way of treating resources.

usage: follow.py DECKLE HOLDS_IMAGES [PART OF A TEST'S NAME], the plugin of this folder
"""
import base64
import html.parser
import os
import re
import sys
import zipfile
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "common"))
from program import ProgramTest, main  # noqa: E402

HOLDS_IMAGES = Path(sys.argv[2]).resolve()
IMAGES = ["docs/images/a.png", "docs/images/two words.png", "docs/images/100%25.png", "docs/images/gr\u00fc\u00dfe.png",
          "docs/images/what?#.png", "docs/guide/deep/a.png", "shared/logo.png", "docs/images/(a).png"]
DOWNLOADS = ["docs/files/paper.pdf", "docs/files/no suffix", "docs/files/\u4e2d\u6587.zip"]
PAGES = ["docs/index.md", "docs/guide/README.md", "docs/guide/deep/one two.md", "docs/guide/deep/b%20c.md"]
JOB = """deckle: 1
inputs: [{{ files: "docs/**/*.md", reader: markdown }}]
outputs:
  page: {{ exporter: html, path: "{page}.html", resources: {resources} }}
  text: {{ exporter: gfm, path: "{text}.md", resources: {resources} }}
"""


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.addresses = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.addresses += [value for name, value in attributes if name in ("src", "href")]


def addresses_of(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return Page(text).addresses
    return [re.sub(r"\\(.)", r"\1", found) for found in re.findall(r"\]\(((?:\\.|[^\\)])*)\)", text)]


class Resources(ProgramTest):
    def setUp(self):
        super().setUp()
        for name in IMAGES + DOWNLOADS:
            self.write(name, f"the bytes of {name}")
        for name in PAGES:
            self.write(name, self.page(name))

    def page(self, name):
        """All images, then all downloads, then all pages: in this order they are found again."""
        to = lambda target: quote(os.path.relpath(target, os.path.dirname(name)))
        lines = [f"# {name.replace('%', '')}", *[f"![i]({to(image)})" for image in IMAGES], *[f"[d]({to(one)})" for one in DOWNLOADS],
                 *[f"[p]({to(page)}?q#f)" for page in PAGES]]
        return "\n\n".join(lines) + "\n"

    def run_job(self, job, *arguments):
        self.write("job.yaml", job)
        return self.deckle("run", "job.yaml", *arguments)

    def deckle(self, *arguments, **more):
        return super().deckle(*arguments, text=True, **more)

    def target(self, path, address):
        return Path(os.fsdecode(os.path.normpath(os.path.join(os.fsencode(path.parent), unquote_to_bytes(urlsplit(address).path)))))

    def follow(self, output, resources, page):
        """Where each address of one output leads."""
        addresses = addresses_of(output)
        self.assertEqual(len(addresses), len(IMAGES) + len(DOWNLOADS) + len(PAGES), output)
        for original, address in zip(IMAGES + DOWNLOADS, addresses):
            expected = (self.folder / original).read_bytes()
            if address.startswith("data:"):
                self.assertEqual(base64.b64decode(address.split(",")[1]), expected)
                continue
            target = self.target(output, address)
            self.assertEqual(target.read_bytes(), expected, f"{output}: {address}")
            if resources == "copy":
                self.assertTrue(target.is_relative_to(self.folder / "out"), target)
            if resources == "link":
                self.assertEqual(target, self.folder / original)
        for original, address in zip(PAGES, addresses[-len(PAGES):]):
            self.assertEqual(address.split("?")[1], "q#f")
            name = original[len("docs/"):-len(".md")]
            self.assertEqual(self.target(output, address), self.folder / "out" / (page(name) + output.suffix))

    def every_page_leads_home(self, resources, page, text, named):
        done = self.run_job(JOB.format(page=page, text=text, resources=resources))
        self.assertEqual((done.returncode, done.stderr.count("warning[")), (0, 0), done.stderr)
        outputs = [path for path in sorted((self.folder / "out").rglob("*")) if path.suffix in (".html", ".md")]
        self.assertEqual(len(outputs), 2 * len(PAGES))
        for output in outputs:
            self.follow(output, resources, named[output.suffix])
        return done

    def test_every_way_with_folders_kept(self):
        for resources in ("copy", "link", "embed", '{ extract: "out/media/{dir}/{stem}-{name}" }'):
            with self.subTest(resources):
                named = {".html": lambda name: f"page/{name}", ".md": lambda name: f"text/{name}"}
                self.every_page_leads_home(resources, "out/page/{dir}/{stem}", "out/text/{dir}/{stem}", named)

    def test_every_way_flattened(self):
        for resources in ("copy", "link", "embed"):
            with self.subTest(resources):
                flat = lambda name: "flat/" + os.path.basename(name)
                deep = lambda name: "a/b/c/" + os.path.basename(name)
                self.every_page_leads_home(resources, "out/flat/{stem}", "out/a/b/c/{stem}", {".html": flat, ".md": deep})

    def test_once_a_run_and_not_again(self):
        job = JOB.format(page="out/{dir}/{stem}", text="out/{dir}/{stem}", resources="copy")
        files = len(IMAGES) + len(DOWNLOADS)
        self.assertIn(f"{files} files copied", self.run_job(job).stderr)
        before = {path: path.stat().st_ino for path in (self.folder / "out").rglob("*.png")}
        self.assertNotIn("copied", self.run_job(job).stderr)
        self.assertEqual(before, {path: path.stat().st_ino for path in (self.folder / "out").rglob("*.png")})
        self.write("docs/images/a.png", "new")
        self.assertIn("1 file copied", self.run_job(job).stderr)
        self.assertEqual((self.folder / "out/images/a.png").read_text(), "new")

    def test_an_asset_may_be_the_same_file(self):
        job = JOB.format(page="out/{dir}/{stem}", text="out/{dir}/{stem}", resources="copy")
        done = self.run_job(job + 'assets: [{ root: docs, files: ["images/*"], to: out }]\n')
        self.assertEqual((done.returncode, done.stderr.count("warning[")), (0, 0), done.stderr)

    def test_embedded_leaves_no_reference(self):
        self.write("one.md", "![a](docs/images/a.png) ![b](<docs/images/two words.png>)\n")
        done = self.deckle("convert", "one.md", "-o", "one.html", "-s", "--resources", "embed")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        addresses = Page((self.folder / "one.html").read_text()).addresses
        self.assertEqual([address[:22] for address in addresses], ["data:image/png;base64,"] * 2)

    def test_convert_plants_nothing_unless_asked(self):
        self.assertIn('src="images/a.png"', self.deckle("convert", "docs/index.md", "-t", "html").stdout)
        before = sorted(self.folder.rglob("*"))
        self.assertEqual(self.deckle("convert", "docs/index.md", "-o", "x.html", "--resource-path", ".").stderr, "")
        self.assertEqual(sorted(self.folder.rglob("*")), sorted([*before, self.folder / "x.html"]))
        self.assertEqual(self.target(self.folder / "x.html", addresses_of(self.folder / "x.html")[0]), self.folder / IMAGES[0])
        self.deckle("convert", "docs/index.md", "-o", "y.html", "--extract-media", "media", "--resource-path", ".")
        self.assertEqual(len(list((self.folder / "media").iterdir())), len(IMAGES))
        self.assertEqual((self.folder / "media/a-2.png").read_bytes(), (self.folder / "docs/guide/deep/a.png").read_bytes())
        self.assertEqual(self.deckle("convert", "docs/index.md", "-t", "html", "--resources", "copy").returncode, 2)

    def test_a_container_takes_bytes_inside(self):
        self.write("one.md", "![a](docs/images/a.png) ![a](docs/images/a.png) ![d](data:image/gif,G) ![n](none.png)\n")
        plugin = ["--plugin-path", str(HOLDS_IMAGES)]
        done = self.deckle("convert", "one.md", "-o", "one.held", *plugin)
        held = "held docs/images/a.png image/png the bytes of docs/images/a.png\n"
        self.assertEqual((self.folder / "one.held").read_text(), 2 * held + "held data:image/gif,G image/gif G\nat none.png\n")
        self.assertEqual(done.stderr.count("resource.missing"), 1)
        self.deckle("convert", "one.md", "-o", "out/one.held", "--resources", "link", *plugin)
        self.assertIn("at ../docs/images/a.png\n", (self.folder / "out/one.held").read_text())
        self.write("job.yaml", 'deckle: 1\ninputs: one.md\noutputs: [{ exporter: holds-images, path: "job.held" }]\n')
        self.deckle("run", "job.yaml", *plugin)
        self.assertEqual((self.folder / "job.held").read_bytes(), (self.folder / "one.held").read_bytes())

    def test_more_large_images_than_a_process_has_descriptors(self):
        image = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x05\0\0\0\x05\x08\x02\0\0\0" + bytes(270_000)
        for k in range(300):
            self.write(f"many/{k}.png", image + b"%d" % k)
        self.write("many.md", "".join(f"![i](many/{k}.png)\n\n" for k in range(300)))
        self.assertEqual(self.deckle("convert", "many.md", "-o", "many.docx").stderr, "")
        with zipfile.ZipFile(self.folder / "many.docx") as made:
            self.assertEqual(300, sum(name.endswith(".png") for name in made.namelist()))

    def test_more_large_outputs_than_a_process_has_descriptors(self):
        self.write("job.yaml", "deckle: 1\ninputs: [in.md]\noutputs:\n" + "".join(
            f"  o{k}: {{ exporter: html, path: out/{k}.html }}\n" for k in range(400)))
        self.write("in.md", "Some words of a document.\n\n" * 4000)
        self.assertNotIn("error", self.deckle("run", "job.yaml").stderr)
        self.assertEqual({len((self.folder / f"out/{k}.html").read_bytes()) for k in range(400)}, {4000 * 33})

    def test_containers_hold_hostile_names(self):
        names = ["../../x.png", "/etc/x.png", "a/b\\\\..\\\\x.png", "", "..", ".hidden", "b\\u001b[31m.png", "x.png"]
        resources = "".join(f'- {{name: "{name}", media-type: image/png, base64: "{base64.b64encode(bytes([65 + k])).decode()}"}}\n'
                            for k, name in enumerate(names))
        images = "".join(f"    - image: {{url: \"\", resource: {k}}}\n" for k in range(len(names)))
        self.write("in.deckle.yaml", f"deckle-document: 1\nresources:\n{resources}body:\n- paragraph:\n{images}")
        done = self.deckle("convert", "in.deckle.yaml", "-o", "sub/page.html")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        contents = []
        for address in addresses_of(self.folder / "sub/page.html"):
            self.assertTrue(address.startswith("page.media/"))
            contents.append(self.target(self.folder / "sub/page.html", address).read_text())
        self.assertEqual(contents, [chr(65 + k) for k in range(len(names))])
        made = sorted(path.name for path in (self.folder / "sub/page.media").iterdir())
        self.assertEqual(made, sorted(["x.png", "x-2.png", "x-3.png", "resource.png", "resource-2.png", "hidden.png", "b[31m.png", "x-4.png"]))


if __name__ == "__main__":
    main(arguments=2)
