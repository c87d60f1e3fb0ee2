#!/usr/bin/env python3
"""Documents in which every string is an attack: in safe mode their pages run nothing.

    hostile.py DECKLE

The pages are read as browsers read them, by html5lib, and by Chromium where it is installed (./dev checkers).
"""
import os
import random
import re
import shutil
import subprocess
import sys

import html5lib
from documents import Maker, Strings
from program import ProgramTest, main

DOCUMENTS = 300 if os.environ.get("DECKLE_LONG") else 30
SCRIPT = "document.documentElement.dataset.owned=1"
ATTACKS = [
    f"<script>{SCRIPT}</script>", f"\"><script>{SCRIPT}</script>", f"'><img src=x onerror={SCRIPT}>", f"\" onload=\"{SCRIPT}", f"' onmouseover='{SCRIPT}",
    f" autofocus onfocus={SCRIPT} ", f"--><script>{SCRIPT}</script>", f"]]><script>{SCRIPT}</script>", f"</title><script>{SCRIPT}</script>",
    f"</style><svg onload={SCRIPT}>", f"</textarea><script>{SCRIPT}</script>", "<iframe srcdoc='<script>'>", "&lt;script&gt;", "&#60;script&#62;",
    "<a href=javascript:alert(1)>", "\0<scr\0ipt>", "\u2028", "${x}", "$body$", "`", "</code></pre><script>", "\\\"", "<!--", "\x85\ufffe", "x" * 300,
]
ADDRESSES = [
    f"javascript:{SCRIPT}", f"JaVaScRiPt:{SCRIPT}", f" javascript:{SCRIPT}", f"\x01javascript:{SCRIPT}", f"java\tscript:{SCRIPT}", f"java\nscript:{SCRIPT}",
    f"java\rscript:{SCRIPT}", f"javascript\t:{SCRIPT}", f"&#106;avascript:{SCRIPT}", f"javascript&colon;{SCRIPT}", f"vbscript:{SCRIPT}", f"VBSCRIPT:{SCRIPT}",
    f"data:text/html,<script>{SCRIPT}</script>", "data:text/html;base64,PHNjcmlwdD4=", f"data:image/svg+xml,<svg onload='{SCRIPT}'/>", "livescript:x", "mocha:x",
    "jar:javascript:x", "view-source:javascript:x", "blob:x", "filesystem:x", f"\ufeffjavascript:{SCRIPT}", f"feed:javascript:{SCRIPT}", "#\" onclick=\"x",
]
NAMES = ["onclick", "ONLOAD", "style", "srcdoc", "href", "src", "formaction", "xlink:href", "on click", "x\" onload=\"y", "x>", "data-x onload", "=", "/", "srcset",
         "background", "action", "http-equiv", "is", "autofocus", "contenteditable", "nonce", "slot", "poster", "xmlns", "title", "width", "lang", "cite", "rel"]
FORBIDDEN = {"script", "iframe", "object", "embed", "applet", "base", "meta", "link", "style", "form", "svg", "math", "template", "frame", "frameset", "noscript"}
ADDRESS_ATTRIBUTES = {"href", "src", "data", "action", "formaction", "poster", "background", "cite", "srcset", "srcdoc", "xlink:href", "ping", "manifest"}
OUR_STYLES = re.compile(r"(text-align: (left|right|center)|width: [\d.]+%|(width|height): [\d.]+[a-z%]+|; )+")
HARMLESS = re.compile(r"(https?|ftps?|mailto|tel|sms|xmpp|ircs?|news|nntp|gopher|geo):|data:,$|[^:]*$|[^:/?#]*[/?#]")


class Attacks(Strings):
    WORDS = ATTACKS

    def text(self):
        return self.chance.choice(ATTACKS)

    def address(self):
        return self.chance.choice(ADDRESSES)

    def name(self):
        return self.chance.choice(ATTACKS)

    def attributes(self):
        for name in self.chance.choices([*NAMES, *self.ATTRIBUTES], k=self.chance.choice([0, 1, 3])):
            yield name, self.chance.choice([*ATTACKS, *ADDRESSES, "20px;x:expression(1)", f"1px\" onload=\"{SCRIPT}"])


def dangers(html):
    """What could run something in a fragment."""
    root = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield "a comment"
        elif element.tag.rpartition("}")[2] in FORBIDDEN:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            name = str(name).lower()
            is_media = element.tag in ("img", "audio", "video")
            if name.startswith("on"):
                yield f"{name} of <{element.tag}>"
            elif name == "style" and not OUR_STYLES.fullmatch(value):
                yield f"style {value!r}"
            elif name in ADDRESS_ATTRIBUTES:
                read = re.sub(r"[\0-\x20\x7f]", "", value).lower()
                if not HARMLESS.match(read) and not (is_media and re.match(r"data:(image|audio|video)/", read)):
                    yield f"{name} {value!r} of <{element.tag}>"


class Hostile(ProgramTest):
    def documents(self, option):
        """Every document as a fragment."""
        for seed in range(DOCUMENTS):
            chance = random.Random(seed)
            self.write(f"in/{seed}.yaml", Maker(chance, Attacks(chance)).document())
        self.write("job.yaml", "deckle: 1\ninputs: { files: ['in/*.yaml'], reader: dump }\n"
                   f"outputs: {{ page: {{ exporter: html, path: 'out/{{stem}}.html', resources: keep, options: {{ {option} }} }} }}\n")
        done = self.deckle("run", "--quiet", "--no-state", "job.yaml", timeout=600)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return [self.read(f"out/{seed}.html") for seed in range(DOCUMENTS)]

    def test_nothing_runs_in_safe_mode(self):
        for raw in ("keep", "escape"):
            for seed, html in enumerate(self.documents(f"safe: true, raw-html: {raw}")):
                self.assertEqual([], list(dangers(html)), f"document {seed}, raw-html: {raw}")

    def test_without_it_something_would(self):
        found = {danger.split("'")[0] for html in self.documents("safe: false") for danger in dangers(html)}
        for known in ("<script>", "onerror of <img>", "style ", "href ", "<object>"):
            self.assertIn(known, found)

    def test_text_comes_back_as_it_was(self):
        for attack in [*ATTACKS, *ADDRESSES]:
            text = attack.replace("\r", "\n")
            self.write("one.yaml", '{"deckle-document": 1, "body": [{"paragraph": {"+title": %s}, "children": [{"text": {}, "value": %s}]}]}' % ((quoted(text),) * 2))
            html = self.runs("convert", "--quiet", "-f", "dump", "-t", "html", "one.yaml")
            paragraph = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)[0]
            shown = re.sub(r"[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe]", "\ufffd", text)
            self.assertEqual((paragraph.text or "", paragraph.attrib, len(paragraph)), (shown, {"title": shown}, 0), attack)

    def test_a_browser_runs_nothing(self):
        browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if browser is None:
            self.skipTest("no Chromium is installed: ./dev checkers")
        watch = "<script>for (const a of document.querySelectorAll('[href]')) if (/script|data/.test(a.protocol)) document.documentElement.dataset.owned = a.href</script>"
        for option, is_owned in (("safe: true, standalone: true", False), ("safe: false, standalone: true", True)):
            pages = "\n".join(self.documents(option)[:20])
            self.write("page.html", f"<!DOCTYPE html><html><body>{pages}{watch}</body></html>")
            done = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder / 'cache/browser'}", "--dump-dom",
                                   (self.folder / "page.html").as_uri()], capture_output=True, timeout=120)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertEqual("data-owned=" in done.stdout.decode(errors="replace").split("<head", 1)[0], is_owned, option)


def quoted(text):
    return '"' + "".join(f"\\x{ord(c):02x}" if ord(c) < 0x20 else "\\" + c if c in "\"\\" else c for c in text) + '"'


if __name__ == "__main__":
    main()
