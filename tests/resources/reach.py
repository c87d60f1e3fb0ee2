#!/usr/bin/env python3
"""What a document may not reach: hostile addresses, links, devices, and files that change while they are looked at.

usage: reach.py DECKLE [PART OF A TEST'S NAME]
"""
import base64
import json
import os
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "common"))
from program import ProgramTest, main  # noqa: E402

SECRET = b"what nobody may see"
JOB = """deckle: 1
inputs: [{{ files: "docs/*.md", reader: markdown }}]
outputs:
  page: {{ exporter: html, path: "out/{{stem}}.html", resources: {resources} }}
  text: {{ exporter: gfm, path: "out/{{stem}}.md", resources: {resources} }}
{more}"""
OUTSIDE = ["../../secret.png", "%2e%2e%2f%2e%2e%2fsecret.png", "..%2F..%2fsecret.png", "images/../../../secret.png", "%2e./%2E%2e/secret.png"]
NOTHING = ["%252e%252e%252fsecret.png", "a%00b.png", "images%5Ca.png", "images\\a.png", "none.png", "images/a.png/", "images/a.png/b",
           "%2Fetc%2Fpasswd"]
NOT_A_FILE = ["images", "images/", "pipe.png", "n" * 5000 + ".png"]
NEVER = {"resource.absolute": ["/etc/passwd", "//host/a.png", "\\\\\\\\host\\\\a.png"], "resource.file-url": ["file:///etc/passwd", "FILE:a.png"],
         "resource.remote": ["http://host/a.png", "gopher:x"]}


class Reach(ProgramTest):
    def setUp(self):
        super().setUp()
        self.around = self.folder
        self.folder = self.around / "job"
        self.write("docs/images/a.png", "A")
        (self.around / "secret.png").write_bytes(SECRET)
        os.mkfifo(self.folder / "docs/pipe.png")

    def run_job(self, *addresses, resources="copy", more="", kind="!"):
        """The codes and places of what is said about a document with these images; that nothing secret got out."""
        self.write("docs/a.md", "".join(f"{kind}[x](<{address}>)\n\n" for address in addresses))
        self.write("job.yaml", JOB.format(resources=resources, more=more))
        done = self.deckle("run", "--log-format", "json", "job.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)
        for path in (self.folder / "out").rglob("*"):
            for bytes_ in (SECRET, base64.b64encode(SECRET)):
                self.assertNotIn(bytes_, path.read_bytes() if path.is_file() else b"")
        self.assertEqual([], self.leftovers())
        said = [json.loads(line) for line in done.stderr.splitlines()]
        return [(one["code"], one["line"]) for one in said if "code" in one]

    def told_once_each(self, addresses, code, resources):
        said = self.run_job(*addresses, *addresses, resources=resources)
        self.assertEqual(said, [(code, 1 + 2 * k) for k in range(len(addresses))], resources)

    def test_addresses_that_lead_out(self):
        for resources in ("copy", "embed", '{ extract: "out/m/{name}" }'):
            for address in OUTSIDE:
                with self.subTest(address, resources=resources):
                    self.told_once_each([address], "resource.outside", resources)
            self.assertEqual(len(self.run_job(*OUTSIDE, resources=resources)), 1)  # one target in other letters

    def test_addresses_of_nothing(self):
        for resources in ("copy", "embed", "link"):
            for address in NOTHING:
                with self.subTest(address, resources=resources):
                    self.told_once_each([address], "resource.missing", resources)

    def test_what_is_no_file(self):
        for resources in ("copy", "embed", "link"):
            for address in NOT_A_FILE:
                with self.subTest(address[:20], resources=resources):
                    self.told_once_each([address], "resource.unreadable", resources)

    def test_addresses_that_are_never_followed(self):
        for code, addresses in NEVER.items():
            for resources in ("embed", '{ extract: "out/m/{name}" }'):
                self.told_once_each(addresses, code, resources)
            self.assertEqual(self.run_job(*addresses, resources="link"), [])

    def test_symbolic_links_count_where_they_lead(self):
        (self.folder / "docs/in.png").symlink_to("images/a.png")
        (self.folder / "docs/out.png").symlink_to("../../secret.png")
        (self.folder / "docs/etc").symlink_to("/etc")
        (self.folder / "docs/null.png").symlink_to("/dev/null")
        for resources in ("copy", "embed"):
            said = self.run_job("in.png", "out.png", "etc/passwd", "null.png", resources=resources)
            self.assertEqual(said, [("resource.outside", 3), ("resource.outside", 5), ("resource.outside", 7)])
        self.run_job("in.png")
        self.assertEqual((self.folder / "out/in.png").read_text(), "A")

    def test_further_folders(self):
        (self.around / "shared").mkdir()
        (self.around / "shared/b.png").write_text("B")
        self.assertEqual(self.run_job("../../shared/b.png"), [("resource.outside", 1)])
        more = "run: { resources: [../shared] }\n"
        self.assertEqual(self.run_job("../../shared/b.png", "b.png", more=more), [])
        self.assertEqual((self.folder / "out/b.png").read_text(), "B")
        self.assertEqual(self.run_job("../../shared/../secret.png", more=more), [("resource.outside", 1)])

    def test_links_are_checked_without_being_followed(self):
        said = self.run_job("none.md", "a.md#x", "#x", "none.md#y", "https://x", "/x", "mailto:x", "images/a.png", kind="")
        self.assertEqual(said, [("link.missing", 1)])
        self.write("docs/b.md", "x\n")
        self.write("job.yaml", 'deckle: 1\ninputs: ["docs/*.md"]\noutputs: [{ exporter: text, path: "out/{name}.txt" }]\n')
        done = self.deckle("run", "job.yaml", text=True)
        self.assertIn("docs/a.md:1:1", done.stderr)  # by an exporter that asks for no address
        self.assertEqual(done.stderr.count("link.missing"), 1)

    def test_data_urls(self):
        self.assertEqual(self.run_job("data:image/png;base64,UE5H", resources='{ extract: "out/m/{name}" }'), [])
        self.assertEqual((self.folder / "out/m/image.png").read_text(), "PNG")
        self.assertEqual(self.run_job("data:image/png;base64,*", resources='{ extract: "out/m/{name}" }'), [("resource.data-url", 1)])

    def test_a_file_that_changes_while_it_is_read(self):
        self.write("docs/big.png", b"0" * (8 << 20))
        stop = threading.Event()

        def change():
            path = self.folder / "docs/big.png"
            while not stop.is_set():
                os.truncate(path, 0)
                os.truncate(path, 8 << 20)
                path.unlink()
                path.write_bytes(b"1" * (8 << 20))

        changes = threading.Thread(target=change)
        changes.start()
        try:
            for resources in ("copy", "embed") * 5:
                for code, _ in self.run_job("big.png", resources=resources):
                    self.assertIn(code, ("resource.missing", "resource.unreadable"))
        finally:
            stop.set()
            changes.join()


if __name__ == "__main__":
    main()
