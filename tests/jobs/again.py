#!/usr/bin/env python3
"""A job that is run again: compared, verified, in shares, and whenever something has changed.

usage: again.py DECKLE FOLDER_OF_CONTRACT_PLUGINS [PART OF A TEST'S NAME]
"""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from program import DECKLE, ProgramTest, main

PLUGINS = Path(sys.argv[2]).resolve()
JOB = """deckle: 1
inputs: "in/**/*.md"
assets: [{ root: in, files: "**/*.css", to: out }]
outputs:
  page: { exporter: html, path: "out/{dir}/{stem}.html", resources: copy }
"""


class Again(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("deckle.yaml", JOB)
        for k in range(12):
            self.write(f"in/d{k}.md", f"# Document {k}\n\n[next](d{(k + 1) % 12}.md)\n")
        self.write("in/style.css", "body {}")

    def test_compare(self):
        self.fails(1, "verify.missing", "run", "--compare")
        self.assertEqual([], [name for name in self.files() if name.startswith("out/")])
        self.runs("run")
        self.runs("run", "--compare")
        self.write("out/d3.html", "edited")
        said = self.fails(1, "verify.differs", "run", "--compare")
        self.assertIn("out/d3.html would have other bytes", said)
        self.assertIn("13 files compared, 1 not as they are", said)
        self.assertEqual("edited", self.read("out/d3.html"), "comparing writes nothing")

    def test_documents_that_were_begun_twice(self):
        """What needs a library that no worker has yet is begun again, and is as fresh as others afterwards."""
        self.write("deckle.yaml", JOB + "transforms: [identifiers]\n")
        for k in range(12):
            self.write(f"in/d{k}.md", b"# \xd8\xa7\xd9\x84\xd9\x88\xd8\xb1\xd9\x82 \xff\n")
        self.runs("run", "-j2")
        self.assertIn("0 documents", self.deckle("run").stderr.decode())
        said = self.deckle("convert", "-f", "markdown", "-t", "html", input=b"# \xff\n")
        self.assertIn("<h1>", said.stdout.decode(), "standard input is there the second time, too")

    def unsteady(self, way):
        self.write("deckle.yaml", f"""deckle: 1
plugins: "{PLUGINS}/unsteady"
inputs: "in/d1.md"
outputs: {{ one: {{ exporter: unsteady, path: "out/{{stem}}.txt", options: {{ way: {way} }} }} }}
""")

    def test_verify(self):
        self.runs("run", "--verify")
        self.unsteady("steady")
        self.runs("run", "--verify")
        for way in ("time", "address", "order"):
            with self.subTest(way):
                self.unsteady(way)
                self.fails(1, "verify.differs", "run", "--verify")

    def test_shards(self):
        self.runs("run", "-o", "whole")
        whole = {name: self.read(f"whole/{name}") for name in self.files("whole")}
        made = {}
        for k in (1, 2, 3):
            self.runs("run", "-o", f"share{k}", "--shard", f"{k}/3")
            share = {name: self.read(f"share{k}/{name}") for name in self.files(f"share{k}")}
            self.assertTrue(share, "a share has documents")
            self.assertFalse(set(made) & set(share), "no file is in two shares")
            made.update(share)
            again = self.deckle("run", "-o", f"share{k}", "--shard", f"{k}/3").stderr.decode()
            self.assertIn("0 documents", again)
        self.assertEqual(whole, made)
        self.assertTrue((self.folder / ".deckle/deckle/shard-2-of-3/report.json").exists())
        self.write("deckle.yaml", JOB + "  book: { exporter: html, path: book.html, collect: true }\n")
        self.fails(2, "run.shard", "run", "--shard", "1/3")
        self.runs("run", "--shard", "1/3", "--output", "page")
        for wrong in ("0/3", "4/3", "x", "1/"):
            self.assertEqual(2, self.deckle("run", "--shard", wrong).returncode)


class Watch(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("base.yaml", "metadata: { lang: en }\n")
        self.write("deckle.yaml", JOB.replace("deckle: 1", "deckle: 1\nextends: base.yaml").replace("resources: copy", "resources: copy, options: { standalone: true }"))
        self.write("in/a.md", "# A\n\n![x](x.png)\n")
        self.write("in/b.md", "# B\n")
        self.write("in/x.png", "PNG 1")
        self.log = open(self.folder.parent / f"{self.folder.name}.log", "w+b")
        self.addCleanup(lambda: (self.log.close(), os.unlink(self.log.name)))
        self.watcher = subprocess.Popen([DECKLE, "run", "--watch"], cwd=self.folder, stdout=self.log, stderr=self.log,
                                        env=self.environment(), start_new_session=True)
        self.addCleanup(lambda: self.watcher.poll() is None and self.watcher.kill())
        self.until(lambda: "<h1" in self.made("a") and "<h1" in self.made("b"))

    def made(self, name):
        path = self.folder / f"out/{name}.html"
        return path.read_text() if path.exists() else ""

    def said(self):
        self.log.flush()
        return Path(self.log.name).read_text()

    def until(self, condition):
        end = time.monotonic() + 30
        while not condition():
            if time.monotonic() > end or self.watcher.poll() is not None:
                self.fail(f"this has not come about; it said:\n{self.said()}")
            time.sleep(0.02)

    def stop(self):
        self.watcher.send_signal(signal.SIGINT)
        self.assertEqual(0, self.watcher.wait(timeout=30))

    def test_what_changes_is_made_again(self):
        self.write("in/b.md", "# Changed\n")
        self.until(lambda: "Changed" in self.made("b"))
        self.write("in/new/c.md", "# In a new folder\n")
        self.until(lambda: "In a new folder" in self.made("new/c"))
        self.write("in/.b.md.swp", "# By renaming\n")
        os.rename(self.folder / "in/.b.md.swp", self.folder / "in/b.md")
        self.until(lambda: "By renaming" in self.made("b"))
        self.write("in/x.png", "PNG 2")
        self.until(lambda: (self.folder / "out/x.png").read_text() == "PNG 2")
        self.write("base.yaml", "metadata: { lang: de }\n")
        self.until(lambda: 'lang="de"' in self.made("a"))
        self.stop()
        self.assertEqual([], self.leftovers())

    def test_a_broken_job_keeps_what_was_made(self):
        job = self.read("deckle.yaml")
        self.write("deckle.yaml", job + "nonsense: [\n")
        self.until(lambda: "yaml.syntax" in self.said())
        self.assertIn("<h1", self.made("a"))
        self.write("deckle.yaml", job)
        self.write("in/b.md", "# Mended\n")
        self.until(lambda: "Mended" in self.made("b"))
        self.stop()

    def test_nothing_is_said_when_nothing_was_done(self):
        self.until(lambda: "2 documents" in self.said())
        time.sleep(0.5)
        before = self.said()
        self.write("in/not-asked-for.txt", "x")
        time.sleep(0.7)
        self.assertEqual(before, self.said())
        self.write("in/b.md", "# Once\n")
        self.until(lambda: "Once" in self.made("b"))
        time.sleep(0.7)
        self.assertEqual(1, self.said().count("\n") - before.count("\n"), "one line for each time")
        self.stop()

    def test_a_book_that_lost_a_chapter_is_told_of(self):
        self.write("deckle.yaml", self.read("deckle.yaml") + "  book: { exporter: html, path: book.html, collect: true }\n")
        self.until(lambda: "2 documents, 1 output" in self.said())
        (self.folder / "in/b.md").unlink()
        self.until(lambda: "0 documents, 1 output, 1 fresh" in self.said())
        self.stop()


main(arguments=2)
