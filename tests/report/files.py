#!/usr/bin/env python3
"""The reports of a run: all say the same, each in its form, whatever there is to tell.

usage: files.py DECKLE [PART OF A TEST'S NAME]

A browser, and the Nu HTML checker, look at the page where they are installed.
"""
import html.parser
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time
from urllib.parse import unquote, urlsplit

from jsonschema import Draft202012Validator

from program import DECKLE, ProgramTest, main
from sarif import problems_of_sarif

JOB = """deckle: 1
inputs: [{ root: in, files: ["**/*"], exclude: ["skipped/**"] }, { root: in, files: ["skipped/*"], on-unknown: skip }]
assets: [{ root: ., files: ["*.css"], to: out }]
transforms: [identifiers]
outputs:
  web: { exporter: html, path: "out/{path}.html" }
  plain: { exporter: text, path: "out/{path}.txt" }
  all: { exporter: markdown, path: out/all.md, collect: { on-failure: skip } }
"""
EVIL = "<script>alert(1)</script>&\"'\u202e"


class Page(html.parser.HTMLParser):
    """The numbers of the page's head, the documents under its headings, and what it would load or run."""
    def __init__(self, text):
        super().__init__()
        self.numbers, self.failures, self.loads, self.path = {}, [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in ("meta", "br"):
            self.path.append((tag, attributes.get("class", "")))
        if "data-value" in attributes:
            self.numbers[attributes["id"]] = int(attributes["data-value"])
        self.loads += [tag] if tag in ("script", "link", "img", "iframe", "object") else []
        self.loads += [name for name in attributes if name in ("src", "href", "srcset") or name.startswith("on")]

    def handle_endtag(self, tag):
        assert self.path.pop()[0] == tag, tag

    def handle_data(self, text):
        if [tag for tag, _ in self.path[-2:]] == ["article", "h3"]:
            self.failures.append(text)


class Reports(ProgramTest):
    def project(self):
        self.write("job.yaml", JOB)
        self.write("style.css", "a {}\n")
        self.write("in/good.md", "# Good\n")
        self.write("in/links.md", "# Links\n\n[gone](gone.md)\n\nsecond [gone](gone.md)\n")
        self.write("in/image.md", "![picture](data:image/png;base64,AAAA)\n")
        self.write("in/bad.json", '{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[{"t":"Nonsense"}]}')
        self.write(f"in/{EVIL.replace('/', '_')}.bin", b"\0\1")
        self.write("in/skipped/unknown.bin", b"\0\1")
        with open(os.path.join(os.fsencode(self.folder), b"in/\xff.bin"), "wb") as file:
            file.write(b"\0\1")

    def reported(self, *arguments, exit_code=1, **more):
        """The summary that the program prints, and every report of that run."""
        done = self.deckle("run", "job.yaml", "--report", "reports", "--log-format", "json", *arguments, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        summary = json.loads(done.stderr.splitlines()[-1])["summary"]
        return summary, self.lines("reports/report.jsonl"), json.loads(self.read("reports/report.json"))

    def lines(self, name):
        return [json.loads(line) for line in self.read(name).splitlines()]

    def test_all_say_the_same(self):
        self.project()
        summary, lines, report = self.reported()
        first, *documents, last = lines
        self.assertEqual((first["job"], first["planned"]), ("job.yaml", 7))
        self.assertEqual(last["summary"], summary)
        self.assertEqual(report["summary"], summary)
        self.assertEqual((last["exit-code"], report["exit-code"], report["complete"]), (1, 1, True))
        documents = [line for line in documents if "document" in line]
        own = [line for line in documents if "joined" not in line]
        status = [line["status"] for line in documents]
        self.assertEqual(summary["planned"], len(own))
        self.assertEqual(summary["failed"], status.count("failed"))
        self.assertEqual(summary["skipped"], status.count("skipped"))
        self.assertEqual(summary["documents"], len(own) - status.count("skipped"))
        self.assertEqual(summary["outputs"], sum(len(line["outputs"]) for line in documents))
        self.assertEqual(summary["copied"], 1)
        for count in ("losses", "input-bytes"):
            self.assertEqual(summary[count], sum(line[count] for line in documents), count)
        self.assertEqual(summary["warnings"], sum(line["warnings"] for line in documents) + 1, "and join.without")
        self.assertEqual(summary["losses"], sum(code["count"] for code in report["codes"] if code["code"].endswith(".loss")))
        self.assertGreaterEqual(summary["losses"], 1)
        for output in [output for line in documents for output in line["outputs"]]:
            self.assertEqual((self.folder / output["path"]).stat().st_size, output["bytes"])
        failed = sorted(line["document"] for line in documents if line["status"] == "failed")
        self.assertEqual(failed, ["in/%FF.bin", f"in/{EVIL.replace('/', '_')}.bin", "in/bad.json"])
        self.assertEqual(sorted(one["document"] for one in report["failures"]), failed)
        page = Page(self.read("reports/report.html"))
        self.assertEqual({**page.numbers, "seconds": summary["seconds"]}, summary)
        self.assertEqual(sorted(page.failures), [name.replace("\u202e", "\\u{202E}") for name in failed])

    def test_times(self):
        self.project()
        _, lines, report = self.reported()
        made = next(line for line in lines if line.get("document") == "in/good.md")
        self.assertEqual([(stage["role"], stage["component"]) for stage in made["stages"]],
                         [("reader", "markdown"), ("transform", "identifiers"), ("exporter", "html"), ("exporter", "text")])
        self.assertLessEqual(sum(stage["microseconds"] for stage in made["stages"]), made["microseconds"])
        self.assertEqual(report["slowest"], sorted(report["slowest"], key=lambda one: -one["microseconds"]))
        calls = {one["component"]: one["calls"] for one in report["components"]}
        self.assertEqual(calls["html"], 3)

    def test_the_reports_lie_with_the_state(self):
        self.project()
        self.reported()
        self.assertEqual(self.files(".deckle"), [f"job/{name}" for name in (".gitignore", "blocks", "lock", "report.html", "report.json", "report.jsonl", "state.sqlite")])
        self.assertEqual(self.read(".deckle/job/.gitignore"), "*\n")
        for name in ("report.html", "report.json", "report.jsonl"):
            self.assertEqual(self.read(f".deckle/job/{name}"), self.read(f"reports/{name}"))
        self.assertEqual(self.deckle("run", "job.yaml").returncode, 1, "what lies there is no input")

    def test_schema(self):
        self.project()
        schema = json.loads(self.runs("schema", "--report"))
        Draft202012Validator.check_schema(schema)
        report = self.reported()[2]
        Draft202012Validator(schema).validate(report)
        required = set(schema["required"])
        self.assertEqual(required, set(report))
        for key in required:
            self.assertFalse(Draft202012Validator(schema).is_valid({name: value for name, value in report.items() if name != key}))
        for damage in ({"exit-code": -1}, {"summary": {}}, {"failures": [{}]}, {"codes": [{"code": 1}]}, {"report": 2}):
            self.assertFalse(Draft202012Validator(schema).is_valid({**report, **damage}), damage)

    def test_sarif(self):
        self.project()
        _, lines, report = self.reported()
        sarif = json.loads(self.read("reports/report.sarif"))
        self.assertEqual(list(problems_of_sarif(sarif)), [])
        run = sarif["runs"][0]
        said = [one for line in lines for one in line.get("diagnostics", []) + [line[key] for key in ("said",) if key in line]]
        self.assertEqual([result["ruleId"] for result in run["results"]], [one["code"] for one in said])
        self.assertEqual([result["level"] for result in run["results"]], [one["severity"] for one in said])
        rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
        self.assertEqual(set(rules), {one["code"] for one in said})
        self.assertIn("leads to no input", rules["link.missing"]["help"]["text"])
        self.assertTrue(rules["text.loss"]["help"]["text"], "codes of plugins have their help too")
        missing = next(result for result in run["results"] if result["ruleId"] == "link.missing")["locations"][0]["physicalLocation"]
        self.assertEqual(missing["region"], {"startLine": 3, "startColumn": 1, "endColumn": 16, "snippet": {"text": "[gone](gone.md)"}})
        self.assertEqual(missing["artifactLocation"]["uri"], "in/links.md")
        self.assertEqual(run["invocations"], [{"executionSuccessful": False, "exitCode": 1}])
        self.reported("--output", "web", cwd=".", exit_code=1)
        inputs = {os.fsencode(path) for path in (self.folder / "in").rglob("*")}
        job = self.folder / "job.yaml"
        self.deckle("run", job, "--report", "absolute.sarif")
        for result in json.loads(self.read("absolute.sarif"))["runs"][0]["results"]:
            for place in result.get("locations", []):
                uri = place["physicalLocation"]["artifactLocation"]["uri"]
                self.assertFalse(urlsplit(uri).scheme or uri.startswith("/"), uri)
                name = os.fsencode(self.folder) + b"/" + unquote(uri, errors="surrogateescape").encode(errors="surrogateescape")
                self.assertIn(name, inputs)

    def test_a_page_of_its_own(self):
        self.project()
        self.reported()
        text = self.read("reports/report.html")
        self.assertEqual(Page(text).loads, [])
        self.assertNotIn("<script", text)
        self.assertNotIn("\u202e", text)

    def test_the_page_is_bounded(self):
        self.write("job.yaml", "deckle: 1\ninputs: ['in/*']\noutputs: { web: { exporter: html, path: 'out/{name}.html' } }\n")
        link = "[" + "&<>\"" * 200 + "](" + "&'\"<" * 500 + ")\n\n"
        for number in range(250):
            self.write(f"in/{number:03}{'&' * 200}.md", link * 12)
            self.write(f"in/{number:03}{'&' * 200}.bin", b"\0")
        summary, _, report = self.reported()
        self.assertLess((self.folder / "reports/report.html").stat().st_size, 5e6)
        page = Page(self.read("reports/report.html"))
        self.assertEqual({**page.numbers, "seconds": summary["seconds"]}, summary)
        self.assertEqual(summary["failed"], 250)
        self.assertEqual(len(report["failures"]), 200)

    def test_where_to(self):
        self.project()
        self.deckle("run", "job.yaml", "--report", "a.html", "--report", "b/c.sarif", "--report", "d/", "--report", "e.jsonl", "--report", "f.json")
        self.assertEqual(self.files("d"), ["report.html", "report.json", "report.jsonl", "report.sarif"])
        self.assertEqual(self.read("a.html"), self.read("d/report.html"))
        self.assertEqual(self.read("b/c.sarif"), self.read("d/report.sarif"))
        self.assertEqual(self.read("e.jsonl"), self.read("d/report.jsonl"))
        self.assertEqual(self.read("f.json"), self.read("d/report.json"))
        self.write("sub/job.yaml", JOB.replace("root: in", "root: ../in").replace("root: .,", "root: ..,") + "run: { report: [x.html, y/] }\n")
        self.deckle("run", "sub/job.yaml")
        self.assertEqual(self.files("sub/y"), self.files("d"))
        self.assertTrue((self.folder / "sub/x.html").exists())

    def test_no_document_is_lost_by_a_report(self):
        self.project()
        self.write("in/page.html", "<p>mine</p>")
        for place, code in (("in/page.html", "report.place"), ("in/good.md", "report.kind"), ("out/good.md.html", "report.place"),
                            ("report.xml", "report.kind"), ("", "report.kind")):
            self.fails(2, code, "run", "job.yaml", "--report", place)
        self.assertEqual(self.read("in/page.html"), "<p>mine</p>")
        self.assertFalse((self.folder / "out").exists())
        self.deckle("run", "job.yaml", "--report", "mine.html")
        self.assertEqual(self.deckle("run", "job.yaml", "--report", "mine.html").returncode, 1, "a report is replaced by the next")

    def test_what_cannot_be_written_is_a_warning(self):
        self.write("job.yaml", "deckle: 1\ninputs: ['in/*.md']\noutputs: { web: { exporter: html, path: 'out/{name}.html' } }\n")
        self.write("in/a.md", "# A\n")
        self.write(".deckle", "in the way")
        done = self.deckle("run", "job.yaml")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr.count(b"warning[report.not-written]"), 1)
        self.assertEqual(self.files("out"), ["a.md.html"])

    def test_a_full_disk(self):
        """As far as a limit on the size of files is one: the report grows beyond it, no output does."""
        self.write("job.yaml", "deckle: 1\ninputs: ['in/*.md']\noutputs: { web: { exporter: html, path: 'out/{name}.html' } }\n")
        for number in range(300):
            self.write(f"in/{number}.md", "[gone](gone.md)\n\n" * 10)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        done = self.deckle("run", "job.yaml", preexec_fn=limit)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"warning[report.not-written]", done.stderr)
        self.assertEqual(len(self.files("out")), 300)
        for line in self.lines(".deckle/job/report.jsonl"):
            self.assertIsInstance(line, dict)

    def stopped_by(self, sent):
        """The lines of a run of 300 documents that a signal meets half-way, and how it ended."""
        self.write("job.yaml", "deckle: 1\ninputs: ['in/*.md']\ntransforms: [unruly: { pause: 10 }]\n"
                   "outputs: { web: { exporter: html, path: 'out/{name}.html' } }\n")
        for number in range(300):
            self.write(f"in/{number:04}.md", "Some *words* of [them](#x).\n\n" * 20)
        slow = f"{os.environ['CONTRACT_PLUGINS']}/unruly"
        process = subprocess.Popen([DECKLE, "run", "job.yaml", "--plugin-path", slow], cwd=self.folder, stderr=subprocess.DEVNULL, env=self.environment())
        report = self.folder / ".deckle/job/report.jsonl"
        while process.poll() is None and (not report.exists() or report.stat().st_size < 2000):
            time.sleep(0.01)
        process.send_signal(sent)
        return process.wait(timeout=60), self.lines(".deckle/job/report.jsonl")

    def test_a_run_that_is_killed_leaves_whole_lines(self):
        ended, (first, *documents) = self.stopped_by(signal.SIGKILL)
        self.assertEqual(ended, -signal.SIGKILL, "it was quicker")
        self.assertEqual(first["planned"], 300)
        self.assertGreater(len(documents), 1)
        self.assertEqual({line["status"] for line in documents}, {"done"})

    def test_a_run_that_is_interrupted_is_reported(self):
        ended, (_, *documents, last) = self.stopped_by(signal.SIGINT)
        self.assertEqual((ended, last["exit-code"]), (130, 130))
        self.assertEqual(last["summary"]["outputs"], len(documents))
        self.assertEqual(len(documents), len(self.files("out")))
        self.assertIn("Interrupted", self.read(".deckle/job/report.html"))

    def test_a_browser_reads_the_same_numbers(self):
        browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if browser is None:
            self.skipTest("no Chromium is installed: ./dev checkers")
        self.project()
        summary = self.reported()[0]
        page = self.folder / "reports/report.html"
        done = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder / 'cache/browser'}",
                               "--dump-dom", page.as_uri()], capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        seen = Page(done.stdout.decode())
        self.assertEqual({**seen.numbers, "seconds": summary["seconds"]}, summary)
        self.assertEqual(len(seen.failures), summary["failed"])

    def test_the_page_is_valid(self):
        checker = os.environ["CHECKER_OF_PAGES"]
        if shutil.which("java") is None or not os.path.exists(checker):
            self.skipTest("the Nu HTML checker is not installed: ./dev checkers")
        self.project()
        self.reported()
        done = subprocess.run(["java", "-jar", checker, "--stdout", self.folder / "reports/report.html"], capture_output=True, timeout=120)
        self.assertEqual((done.returncode, done.stdout.decode()), (0, ""))


if __name__ == "__main__":
    main()
