#!/usr/bin/env python3
"""How a run counts, when it ends early, and what it says while it goes.

usage: summary.py DECKLE [PART OF A TEST'S NAME]
"""
import json
import os
import re

from program import ProgramTest, main

WEB = "outputs: { web: { exporter: html, path: 'out/{name}.html' } }\n"


class Summary(ProgramTest):
    def job(self, more="", outputs=WEB):
        self.write("docs/job.yaml", f"deckle: 1\ninputs: [{{ root: ., files: ['*'], exclude: ['job.yaml', '*.css'] }}]\n{outputs}{more}")

    def documents(self, good, bad=()):
        for number in good:
            self.write(f"docs/{number:02}.md", f"# {number}\n")
        for number in bad:
            self.write(f"docs/{number:02}.bad", b"\x00\x01nothing")

    def summary(self, *arguments, exit_code=0):
        done = self.deckle("run", "docs/job.yaml", "--log-format", "json", *arguments)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        return json.loads(done.stderr.splitlines()[-1])["summary"]

    def test_everything_is_counted(self):
        self.job(more="assets: [{ files: ['*.css'], to: out }]\n",
                 outputs="outputs: { web: { exporter: html, path: 'out/{name}.html' }, plain: { exporter: text, path: 'out/{name}.txt' } }\n")
        self.documents([1, 2], bad=[3])
        self.write("docs/04.md", "![image](data:image/png;base64,AAAA) and [gone](gone.md)\n")
        self.write("docs/05.css", "a {}\n")
        summary = self.summary(exit_code=1)
        seconds = summary.pop("seconds")
        self.assertGreater(seconds, 0)
        written = [path for path in (self.folder / "docs/out").rglob("*") if path.suffix in (".html", ".txt")]
        self.assertEqual(summary, {
            "planned": 4, "documents": 4, "outputs": 6, "copied": 1, "failed": 1, "failed-unchanged": 0, "skipped": 0, "fresh": 0,
            "warnings": summary["warnings"], "losses": summary["losses"],
            "input-bytes": sum(len((self.folder / f"docs/0{n}.md").read_bytes()) for n in (1, 2, 4)),
            "output-bytes": sum(path.stat().st_size for path in written)})
        self.assertEqual(len(written), summary["outputs"])
        self.assertGreaterEqual(summary["warnings"], 1)
        self.assertGreaterEqual(summary["losses"], 1)

    def test_the_line(self):
        self.job()
        self.documents([1, 2], bad=[3])
        said = self.fails(1, "input.unknown-format", "run", "docs/job.yaml")
        self.assertRegex(said.splitlines()[-1], r"^3 documents, 2 outputs, 1 failed in \d+\.\d s$")

    def test_warnings_and_losses_may_fail_a_run(self):
        self.job()
        self.documents([1])
        for wish in ("loss", "warning"):
            self.runs("run", "docs/job.yaml", "--fail-on", wish)
        self.write("docs/02.md", "[gone](gone.md)\n")
        self.runs("run", "docs/job.yaml", "--fail-on", "loss")
        self.assertIn("1 warning, which", self.fails(1, "run.refused", "run", "docs/job.yaml", "--fail-on", "warning"))
        self.job(outputs="outputs: { plain: { exporter: text, path: 'out/{name}.txt' } }\n")
        self.write("docs/02.md", "![image](data:image/png;base64,AAAA)\n")
        self.runs("run", "docs/job.yaml")
        for wish in ("loss", "warning"):
            self.assertIn("1 loss, which", self.fails(1, "run.refused", "run", "docs/job.yaml", "--fail-on", wish))
            self.fails(1, "run.refused", "convert", "docs/02.md", "-o", "x.txt", "-t", "text", "--fail-on", wish)

    def test_so_many_failures_end_the_run(self):
        self.documents([1, 3, 5, 7, 8, 9, 10], bad=[2, 4, 6])
        for wish, outputs in (("2", ["01", "03"]), ("20%", ["01", "03"]), ("21%", ["01", "03", "05"]), ("1", ["01"]), ("0.1%", ["01"]),
                              ("4", ["01", "03", "05", "07", "08", "09", "10"])):
            self.job(more=f"run: {{ max-failures: {wish} }}\n")
            summary = self.summary("-o", f"to{wish}", exit_code=1)
            self.assertEqual([name[4:6] for name in self.files(f"to{wish}")], outputs, wish)
            self.assertEqual(summary["outputs"], len(outputs))
            self.assertEqual(summary["planned"], 10)

    def long_run(self, documents=3, pause=150):
        """A command that takes so many milliseconds for each document."""
        self.job(more=f"transforms: [unruly: {{ pause: {pause} }}]\n")
        self.documents(range(documents))
        return ["run", "docs/job.yaml", "--plugin-path", f"{os.environ['CONTRACT_PLUGINS']}/unruly"]

    def test_one_line_on_a_terminal(self):
        run = self.long_run()
        code, shown = self.on_terminal(*run)
        first, *live, last = shown.split("\r\x1b[K")
        self.assertEqual((code, first), (0, ""))
        self.assertTrue(any(re.match(r"^\d/3 documents, \d+ s left, \S+/s, \S+ MB/s$", line) for line in live), live)
        self.assertRegex(last, r"^3 documents, 3 outputs in .* s\r\n$")
        self.assertNotIn("\n", "".join(live))
        for line in self.on_terminal(*run, "--force", columns=24)[1].split("\r\x1b[K")[:-1]:
            self.assertLess(len(line), 24)

    def test_no_line_where_it_is_of_no_use(self):
        run = [*self.long_run(), "--force"]
        for silent, variables in ((["--progress", "never"], {}), ([], {"TERM": "dumb"}), (["--log-format", "json"], {})):
            self.assertNotIn("\x1b[K", self.on_terminal(*run, *silent, **variables)[1])
        self.assertEqual(self.on_terminal(*run, "-q")[1], "")
        self.assertEqual(len(self.deckle(*run).stderr.splitlines()), 1)

    def test_a_line_every_second_where_no_terminal_is(self):
        run = self.long_run(documents=6, pause=500)
        first, *_, last = self.deckle(*run, "-j1", "--progress", "always").stderr.decode().splitlines()
        self.assertRegex(first, r"^\d+/6 documents, \d+ s left, ")
        self.assertRegex(last, "^6 documents, ")

    def test_a_line_while_one_document_takes_long(self):
        said = self.deckle(*self.long_run(documents=1, pause=2500), "--progress", "always").stderr.decode().splitlines()
        self.assertEqual(said[:-1], ["0/1 documents", "0/1 documents"])


if __name__ == "__main__":
    main()
