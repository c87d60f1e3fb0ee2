#!/usr/bin/env python3
"""`deckle report`: the last run of a job, read from its report.jsonl, whoever wrote it.

usage: command.py DECKLE [PART OF A TEST'S NAME]
"""
import json
import random

from program import ProgramTest, main
from sarif import problems_of_sarif

JOB = """deckle: 1
inputs: [{ root: in, files: ["*"] }]
outputs: { web: { exporter: html, path: "out/{name}.html" }, plain: { exporter: text, path: "out/{name}.txt" } }
"""
HEAD = '{"deckle":"0.1.0","report":1,"job":"job.yaml","started":"2026-01-02T03:04:05Z","planned":2}\n'


class Report(ProgramTest):
    def run_job(self):
        self.write("job.yaml", JOB)
        self.write("in/good.md", "# Good\n\n[gone](gone.md)\n")
        self.write("in/image.md", "text ![picture](data:image/png;base64,AAAA)\n")
        self.write("in/bad.json", '{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[{"t":"Nonsense"}]}')
        self.write("in/unknown.bin", b"\0\1")
        return self.deckle("run", "job.yaml", "--report", "reports").stderr.decode()

    def test_in_short(self):
        line = self.run_job().splitlines()[-1]
        said = self.runs("report", "job.yaml")
        self.assertEqual(said.splitlines()[1], line)
        self.assertRegex(said, r"^job\.yaml: begun \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, exit code 1\n")
        for wanted in ("  in/bad.json: [json.unexpected]", "  in/unknown.bin: [input.unknown-format]",
                       "         1  warning link.missing, in 1 document", "         2  note text.loss, in 2 documents"):
            self.assertIn(wanted, said)
        for other in ("reports", "reports/report.jsonl"):
            self.assertEqual(self.runs("report", other), said)

    def test_parts_of_it(self):
        printed = self.run_job()
        failed = self.runs("report", "job.yaml", "--failed")
        self.assertIn("in/bad.json\nerror[json.unexpected] in/bad.json:1:", failed)
        self.assertIn(failed.split("in/bad.json\n")[1].split("in/unknown.bin\n")[0], printed, "the same line, marked as it was")
        self.assertNotIn("loss", failed)
        losses = self.runs("report", "job.yaml", "--loss")
        self.assertEqual(losses.count("note[text.loss] in/"), 2)
        self.assertNotIn("error", losses)
        self.assertIn(losses.split("note[")[1], printed)
        slow = self.runs("report", "job.yaml", "--slow")
        self.assertRegex(slow, r"\n +\S+ .s +\d+ B  in/good\.md \((reader|exporter) \w+: \S+ .s\)\n")
        self.assertRegex(slow, r"\n +\S+ .s  reader markdown, 2 calls\n")

    def test_the_same_reports_as_those_of_the_run(self):
        self.run_job()
        self.assertEqual(self.runs("report", "job.yaml", "--json"), self.read("reports/report.json"))
        self.runs("report", "job.yaml", "--html", "again/page.html", "--sarif", "again/all.sarif")
        self.assertEqual(self.read("again/page.html"), self.read("reports/report.html"))
        self.assertEqual(json.loads(self.read("again/all.sarif")), json.loads(self.read("reports/report.sarif")))
        self.assertEqual(self.runs("report", "job.yaml", "--html", "-"), self.read("reports/report.html"))
        self.assertEqual(list(problems_of_sarif(json.loads(self.runs("report", "reports", "--sarif", "-")))), [])

    def test_nothing_to_report(self):
        self.write("job.yaml", JOB)
        self.assertIn("deckle run", self.fails(2, "report.none", "report", "job.yaml"))
        self.assertIn(".deckle/deckle/report.jsonl", self.fails(2, "report.none", "report"))
        self.write("other.jsonl", "{}\n")
        self.fails(2, "report.none", "report", "other.jsonl")
        self.write("empty.jsonl", "")
        self.fails(2, "report.none", "report", "empty.jsonl")
        self.fails(2, "ask for one", "report", "--slow", "--loss")

    def test_no_file_is_lost(self):
        self.run_job()
        self.write("mine.html", "<p>mine</p>")
        self.fails(2, "report.place", "report", "job.yaml", "--html", "mine.html")
        self.fails(2, "report.place", "report", "job.yaml", "--sarif", "in/good.md")
        self.assertEqual(self.read("mine.html"), "<p>mine</p>")

    def test_a_run_that_was_killed(self):
        done = '{"document":"a.md","status":"done","warnings":2,"losses":1,"outputs":[{"path":"a.html","bytes":5}]}\n'
        self.write("report.jsonl", HEAD + done + done[:40])
        said = self.runs("report", "report.jsonl")
        self.assertIn("2026-01-02 03:04:05 UTC, ended before its end\n1 document, 1 output, 2 warnings, 1 loss in", said)
        report = json.loads(self.runs("report", "report.jsonl", "--json"))
        self.assertEqual((report["complete"], report["summary"]["planned"], report["summary"]["documents"]), (False, 2, 1))
        sarif = json.loads(self.runs("report", "report.jsonl", "--sarif", "-"))
        self.assertEqual(sarif["runs"][0]["invocations"], [{"executionSuccessful": False}])

    def test_what_is_no_report_is_passed_over(self):
        lines = ["[]", "null", "{}", "not JSON", "\x00", '{"a":' * 100 + "1" + "}" * 100, '{"document":"x","status":7,"outputs":{},"stages":[1,"a",[]]}',
                 '{"document":' + "[" * 100000 + "]" * 100000 + "}", '{"said":{"file":"f","line":99999999999999999999,"column":-1}}',
                 '{"said":{"file":"f","line":1,"column":4000000000,"length":4000000000,"excerpt":"x","code":"\\u001b[2J","message":"\\u001b[2J"}}',
                 '{"summary":[],"exit-code":-1}', '{"summary":{"documents":18446744073709551615,"seconds":1e300},"exit-code":99999}',
                 '{"document":"x","stages":' + json.dumps([{"role": "reader"}] * 20000) + "}"]
        self.write("report.jsonl", HEAD.encode() + b"\xff\xfe\n" + "\n".join(lines).encode() + b"\n")
        done = self.deckle("report", "report.jsonl")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"warning[report.damaged] report.jsonl: 9 lines are no report", done.stderr)
        self.assertNotIn(b"\x1b", done.stdout)
        for more in ("--failed", "--slow", "--loss", "--json"):
            self.assertNotIn("\x1b[2J", self.runs("report", "report.jsonl", more))
        self.runs("report", "report.jsonl", "--html", "x.html", "--sarif", "x.sarif")
        self.assertEqual(list(problems_of_sarif(json.loads(self.read("x.sarif")))), [])

    def test_damage_never_harms(self):
        self.run_job()
        report = bytearray((self.folder / "reports/report.jsonl").read_bytes())
        chance = random.Random(7)
        for _ in range(60):
            damaged = bytearray(report)
            for _ in range(chance.randrange(1, 30)):
                damaged[chance.randrange(100, len(damaged))] = chance.choice(b'{}[]",:0-9e\\\n\xff')
            self.write("damaged.jsonl", bytes(damaged))
            done = self.deckle("report", "damaged.jsonl", "--html", "damaged.html", "--sarif", "damaged.sarif")
            self.assertIn(done.returncode, (0, 2), done.stderr)
            if done.returncode == 0:
                json.loads(self.read("damaged.sarif"))


if __name__ == "__main__":
    main()
