#!/usr/bin/env python3
"""What `deckle schema` says of a job is what `deckle check` says, by a validator that is not ours.

usage: schema.py DECKLE [PART OF A TEST'S NAME]

It runs in Debian's Python, which has its packages jsonschema and yaml.
"""
import json
import re
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from program import ProgramTest, main

ROOT = Path(__file__).resolve().parents[2]

HEAD = "deckle: 1\ninputs: '*.md'\n"
WEB = "outputs: { web: { exporter: html, path: '{stem}.html' } }\n"

# A job with one mistake, and the code by which it is told.
WRONG = [
    ("job.version", f"deckle: 2\ninputs: '*.md'\n{WEB}"),
    ("job.missing-key", f"inputs: '*.md'\n{WEB}"),
    ("job.missing-key", f"deckle: 1\n{WEB}"),
    ("job.missing-key", HEAD),
    ("job.unknown-key", f"{HEAD}{WEB}outptus: {{}}\n"),
    ("job.unknown-key", f"{HEAD}{WEB}profiles: {{ a: {{ extends: x.yaml }} }}\n"),
    ("job.unknown-key", f"{HEAD}{WEB}profiles:\n  a:\n    run: {{ on-eror: stop }}\n"),
    ("job.wrong-type", f"{HEAD}{WEB}profiles: [a]\n"),
    ("job.wrong-type", f"{HEAD}{WEB}vars: [a]\n"),
    ("job.wrong-type", f"{HEAD}{WEB}vars: {{ a: [b] }}\n"),
    ("job.variable-name", f"{HEAD}{WEB}vars: {{ good: x, stem: y }}\n"),
    ("job.wrong-type", f"{HEAD}{WEB}metadata: text\n"),
    ("job.wrong-type", f"{HEAD}{WEB}plugins: [[a]]\n"),
    ("job.missing-key", f"deckle: 1\ninputs: []\n{WEB}"),
    ("job.wrong-type", f"deckle: 1\ninputs: ['*.md', [b]]\n{WEB}"),
    ("job.unknown-key", f"deckle: 1\ninputs:\n- {{ files: '*.md', excludes: a }}\n{WEB}"),
    ("job.missing-key", f"deckle: 1\ninputs:\n- {{ root: . }}\n{WEB}"),
    ("job.wrong-type", f"deckle: 1\ninputs: {{ files: '*.md', root: [a] }}\n{WEB}"),
    ("job.unknown-reader", f"deckle: 1\ninputs: {{ files: '*.md', reader: markdwn }}\n{WEB}"),
    ("job.options-without-reader", f"deckle: 1\ninputs: {{ files: '*.md', options: {{}} }}\n{WEB}"),
    ("job.unknown-option", f"deckle: 1\ninputs: {{ files: '*.md', reader: gfm, options: {{ dialct: gfm }} }}\n{WEB}"),
    ("job.unknown-choice", f"deckle: 1\ninputs: {{ files: '*.md', on-unknown: ignore }}\n{WEB}"),
    ("job.unknown-reader", f"{HEAD}{WEB}readers: {{ markdwn: {{}} }}\n"),
    ("job.unknown-choice", f"{HEAD}{WEB}readers:\n  markdown:\n    dialect: original\n"),
    ("job.missing-key", f"{HEAD}{WEB}assets:\n  - to: site\n"),
    ("job.wrong-type", f"{HEAD}{WEB}transforms: {{ toc: {{}} }}\n"),
    ("job.unknown-transform", f"{HEAD}{WEB}transforms: [smart, tco]\n"),
    ("job.unknown-transform", f"{HEAD}{WEB}transforms:\n- smart\n- tco: {{ depth: 1 }}\n"),
    ("job.wrong-type", f"{HEAD}{WEB}transforms: [{{ smart: {{}}, toc: {{}} }}]\n"),
    ("job.out-of-range", f"{HEAD}{WEB}transforms: [{{ toc: {{ depth: 9000 }} }}]\n"),
    ("job.unknown-transform", f"{HEAD}{WEB}collected: [none]\n"),
    ("job.missing-key", f"{HEAD}outputs: {{}}\n"),
    ("job.wrong-type", f"{HEAD}outputs: html\n"),
    ("job.missing-key", f"{HEAD}outputs:\n  web: {{ exporter: html }}\n"),
    ("job.missing-key", f"{HEAD}outputs: [{{ path: x }}]\n"),
    ("job.unknown-exporter", f"{HEAD}outputs: {{ web: {{ exporter: htm, path: x, options: {{ a: b }} }} }}\n"),
    ("job.unknown-option", f"{HEAD}outputs:\n- {{ exporter: html, path: x, options: {{ standalne: true }} }}\n"),
    ("job.wrong-type", f"{HEAD}outputs: {{ web: {{ exporter: html, path: x, options: {{ toc: perhaps }} }} }}\n"),
    ("job.wrong-type", f"{HEAD}outputs: {{ web: {{ exporter: html, path: x, options: {{ css: {{ a: b }} }} }} }}\n"),
    ("job.wrong-type", f"{HEAD}outputs: {{ web: {{ exporter: html, path: x, options: {{ css: [[a]] }} }} }}\n"),
    ("job.unknown-choice", f"{HEAD}outputs: {{ d: {{ exporter: json, path: x, options: {{ api-version: 1.21 }} }} }}\n"),
    ("job.wrong-type", f"{HEAD}outputs: {{ web: {{ exporter: html, path: [x] }} }}\n"),
    ("job.wrong-type", f"{HEAD}outputs: {{ web: {{ exporter: html, path: x, collect: some }} }}\n"),
    ("job.unknown-choice", f"{HEAD}outputs: {{ web: {{ exporter: html, path: x, collect: {{ on-failure: stop }} }} }}\n"),
    ("job.unknown-choice", f"{HEAD}{WEB}run: {{ on-error: halt }}\n"),
    ("job.wrong-type", f"{HEAD}{WEB}run: [jobs]\n"),
    ("job.out-of-range", f"{HEAD}{WEB}run: {{ limits: {{ depth: 70000 }} }}\n"),
    ("job.wrong-type", f"{HEAD}{WEB}run: {{ limits: {{ output: 3 parsecs }} }}\n"),
]

# Without a mistake, though YAML guesses other types than those declared, and parts come from elsewhere.
RIGHT = [
    f"{HEAD}{WEB}",
    "deckle: '1'\ninputs: { files: ['a.*'], reader: gfm, options: null }\n"
    "outputs: [{ exporter: html, path: 1.5 }, { exporter: html, path: 'b{stem}' }]\n",
    f"{HEAD}vars: {{ n: 2, yes: true, none: null }}\nmetadata: {{ a: [1, {{ b: null }}] }}\n"
    "transforms: [smart, toc, { toc: null }, { toc: { depth: '2', title: 1.10 } }, { shift-headings: { by: '${n}' } }]\n"
    "outputs:\n  web: { exporter: html, path: 'x{stem}', options: { toc: '${yes}', css: [], standalone: 'YES', toc-depth: 0x2 } }\n"
    "  data: { exporter: json, path: 'y{stem}', options: { api-version: 1.22 } }\n"
    "  again: { exporter: json, path: 'z{stem}', options: { api-version: '1.22' } }\n  gone: null\n",
    f"{HEAD}{WEB}transforms: smart\nreaders: {{ gfm: {{ footnotes: no }}, text: null }}\nassets: null\n"
    "run: { on-error: stop, isolation: none, limits: { nodes: 2k, depth: 5, output: 1.5 MB, expansion: 0.5K } }\n",
    f"{HEAD}{WEB}profiles:\n  a: null\n  b: {{ transforms+: toc, outputs: {{ web: null, x: {{ exporter: text, path: '{{stem}}.t' }} }} }}\n"
    "  c: { outputs: { web: { options: { toc: true, css+: [] } } }, inputs+: [b.md] }\n",
    "extends: base.yaml\ntransforms+: [toc]\noutputs: { web: { options: { toc: true } } }\n",
    "extends: [base.yaml]\ninputs: 'a.md'\noutputs: { web: { collect: true, path: all.html }, text: null }\n",
]


def as_json(node):
    """By the core schema of YAML 1.2."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: as_json(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_json(item) for item in node.value]
    text = node.value
    if node.style:
        return text
    if re.fullmatch("|~|null|Null|NULL", text):
        return None
    if re.fullmatch("true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    if re.fullmatch("[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def find(node, path):
    """The key and the value at a path."""
    key = node
    for step in path:
        key, node = next((k, v) for k, v in node.value if k.value == step) if isinstance(node, yaml.MappingNode) else 2 * (node.value[step],)
    return key, node


def place_of(root, error):
    """Where the program tells such a mistake: an unknown key at the key, a missing one at the first."""
    path = list(error.absolute_path)
    shown = find(root, path)[1]
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        patterns = error.schema.get("patternProperties", {})
        unknown = next(k for k in error.instance if k not in known and not any(re.search(p, k) for p in patterns))
        shown = find(root, [*path, unknown])[0]
    elif error.validator == "dependentRequired":
        shown = find(root, [*path, next(iter(error.validator_value))])[1]
    elif error.validator == "required" and shown.value:
        shown = shown.value[0][0]
    return shown.start_mark.line + 1, shown.start_mark.column + 1


class Schema(ProgramTest):
    def setUp(self):
        super().setUp()
        self.text = self.runs("schema")
        self.validator = Draft202012Validator(json.loads(self.text))
        self.write("a.md", "# A\n")
        self.write("b.md", "# B\n")
        self.write("base.yaml", HEAD + "outputs: { web: { exporter: html, path: '{stem}' }, text: { exporter: text, path: '{stem}.t' } }\n")

    def errors(self, text):
        return list(self.validator.iter_errors(as_json(yaml.compose(text))))

    def test_it_is_a_schema(self):
        Draft202012Validator.check_schema(json.loads(self.text))
        Draft202012Validator.check_schema(json.loads(self.runs("schema", "--base")))

    def test_the_same_bytes_every_time(self):
        self.runs("schema", "-o", "deep/job.schema.json", env={"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"})
        self.assertEqual(self.read("deep/job.schema.json"), self.text)

    def test_what_is_shipped(self):
        base = Draft202012Validator(json.loads(self.runs("schema", "--base")))
        jobs = [path for folder in ("configs", "examples") for path in sorted((ROOT / folder).rglob("*.yaml"))]
        self.assertGreater(len(jobs), 1)
        for job in jobs:
            with self.subTest(job=job):
                validator = base if job.name == "base.yaml" else self.validator
                wrong = [error.instance for error in validator.iter_errors(as_json(yaml.compose(job.read_text())))]
                # The plugin of this example is not installed, and the schema knows only those that are.
                self.assertEqual(wrong, ["links-to-notes"] if job.parent.name == "own-transform" else [])

    def test_right_jobs(self):
        for job in RIGHT:
            with self.subTest(job=job):
                self.write("job.yaml", job)
                self.runs("check", "job.yaml")
                self.assertEqual([], self.errors(job))

    def test_wrong_jobs_are_told_at_one_place(self):
        for code, job in WRONG:
            with self.subTest(job=job):
                self.write("job.yaml", job)
                done = self.deckle("check", "--log-format", "json", "job.yaml")
                told = [one for one in map(json.loads, done.stderr.decode().splitlines()) if one["severity"] == "error"]
                self.assertEqual([one["code"] for one in told], [code], told)
                self.assertEqual(done.returncode, 2)
                errors = self.errors(job)
                self.assertTrue(errors, "the schema does not see the mistake")
                root = yaml.compose(job)
                places = {place_of(root, error) for error in [best_match(errors), *errors]}
                self.assertEqual(places, {(told[0]["line"], told[0]["column"])}, errors)

    def test_a_base_need_not_be_whole(self):
        base = Draft202012Validator(json.loads(self.runs("schema", "--base")))
        self.assertEqual([], list(base.iter_errors({"outputs": {"web": {"path": "x"}}})))
        self.assertTrue(list(base.iter_errors({"outputs": {"web": {"pth": "x"}}})))

    def test_every_component_and_option_is_in_it(self):
        schema = json.loads(self.text)
        for plugin in json.loads(self.runs("plugins", "list", "--json")):
            for component in plugin["components"]:
                options = schema["$defs"][f"{component['role']}-{component['name']}"]["properties"]
                for option in component.get("options", []):
                    self.assertEqual(options[option["name"]]["description"].split(" In ")[0], option["doc"].split(" In ")[0])
                names = [component["name"], *(alias["name"] for alias in component.get("aliases", []))]
                for name in names:
                    self.assertIn(f'"{name}"', self.text)
        self.assertEqual(schema["$defs"]["transform-toc"]["properties"]["depth"]["default"], 3)
        self.assertEqual(schema["$defs"]["exporter-html"]["properties"]["standalone"]["default"], False)

    def test_where_it_cannot_be_written(self):
        self.fails(1, "io.", "schema", "-o", "a.md/schema.json")


if __name__ == "__main__":
    main()
