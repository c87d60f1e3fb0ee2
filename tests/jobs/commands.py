#!/usr/bin/env python3
"""Commands that stand beside jobs: init, and convert with several documents and folders.

usage: commands.py DECKLE [PART OF A TEST'S NAME]
"""
from program import DECKLE, ProgramTest, main


class Init(ProgramTest):
    def test_every_kind_passes_check_and_runs(self):
        for kind, made in (("site", "site/index.html"), ("book", "book.html"), ("convert", "converted/index.md.json")):
            self.runs("init", kind, kind)
            done = self.deckle("check", cwd=kind)
            self.assertEqual((done.returncode, b"warning" in done.stderr), (0, False), done.stderr.decode())
            self.runs("run", cwd=kind)
            self.assertIn(made, self.files(kind))
        self.runs("run", "-p", "draft", cwd="site")
        self.assertIn("draft/index.md", self.files("site"))

    def test_nothing_is_overwritten(self):
        self.write("docs/mine.md", "# Mine\n")
        self.runs("init")
        self.assertEqual(self.files(), ["deckle.yaml", "docs/mine.md"])
        self.write("deckle.yaml", "mine")
        self.fails(2, "init.exists", "init", "book")
        self.assertEqual(self.read("deckle.yaml"), "mine")
        self.fails(2, "none of site, book, convert", "init", "bok")


class Convert(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("docs/a.md", "# A\n\n[b](sub/b.md) ![i](i.png)\n")
        self.write("docs/sub/b.md", "# B\n\n[a](../a.md#x)\n")
        self.write("docs/sub/c.txt", "plain\n")
        self.write("docs/i.png", b"\x89PNG")

    def test_a_folder(self):
        done = self.deckle("convert", "docs", "-t", "html", "-o", "site/")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(self.files("site"), ["a.html", "i.png", "sub/b.html", "sub/c.html"])
        self.assertIn('href="sub/b.html"', self.read("site/a.html"))
        self.assertIn('href="../a.html#x"', self.read("site/sub/b.html"))
        self.assertIn(b"3 documents, 3 outputs", done.stderr)
        self.assertIn(b"1 skipped", done.stderr)
        (self.folder / "there").mkdir()
        self.runs("convert", "docs", "docs/sub/", "-t", "json", "-o", "there")

    def test_limits(self):
        self.write("long.md", "# x\n\n" * 1000 + ">" * 40 + " deep\n")
        for limit, said in (("nodes=100", "more than 100 nodes"), ("output=1KiB", "the output is larger than 1 KiB"), ("depth=20", "nested deeper than 20 levels")):
            for isolation in ("workers", "fork", "none"):
                done = self.deckle("convert", "long.md", "-t", "html", "--isolation", isolation, "--limit", "expansion=9", "--limit", limit)
                self.assertIn(said, done.stderr.decode(), (limit, isolation))
        self.write("huge.md", "*word* " * 3_000_000)
        self.fails(1, "took more than 1 ms", "convert", "huge.md", "-t", "html", "--limit", "time=1ms")
        if b"__asan_init" not in DECKLE.read_bytes():  # it has no limit of memory
            for memory in (10, 20, 40, 60, 80, 100, 130, 160):  # read, built, laid out: the plugin's or the host's
                self.fails(1, "error[host.out-of-memory] huge.md: ", "convert", "huge.md", "-t", "html", "--limit", f"memory={memory}MiB")
        self.runs("convert", "long.md", "-t", "html", "--limit", "time=10s", "--limit", "memory=100MiB", "--limit", "nodes=20k")
        for wrong, said in (("time", "NAME=VALUE is wanted"), ("speed=3", "there are nodes, depth, output"), ("time=soon", "'time' has to be a time such as 30s"), ("depth=0", "'depth' has to be a count"), ("=1", "NAME=VALUE")):
            self.assertIn(said, self.fails(2, "error[convert.limit]", "convert", "long.md", "-t", "html", "--limit", wrong))
        self.assertIn("--limit NAME=VALUE", " ".join(self.runs("convert", "--help").split()))

    def test_the_last_of_an_option_counts(self):
        """An alias says some, and who uses it says others."""
        self.write("a.md", "# A\n")
        done = self.deckle("convert", "-t", "json", "a.md", "-o", "x.json", "-t", "html", "--quiet", "--output=y.html", "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(self.read("y.html"), "<h1>A</h1>\n")
        self.assertFalse((self.folder / "x.json").exists())
        self.fails(2, '"nowhere" is none of', "convert", "a.md", "-t", "html", "--resources", "nowhere", "--resources", "keep")

    def test_options_that_a_plugin_refuses(self):
        self.write("job.yaml", 'deckle: 1\ninputs: [docs/**/*.md]\ntransforms:\n- metadata: {set: {lang: de, keywords: "[a, {b: c}]"}}\noutputs:\n  web: {exporter: html, path: "out/{stem}.html"}\n')
        for isolation in ("workers", "fork", "none"):
            said = self.fails(2, "error[metadata.list] job.yaml:4:", "run", "--no-state", "--isolation", isolation, "job.yaml")
            self.assertEqual(said.count("is no list of words"), 1)
        self.fails(2, 'error[highlight.language] --transform highlight: "ruhst" is no language', "convert", "docs/a.md", "-t", "html", "--transform", "highlight:default=ruhst")
        self.assertFalse((self.folder / "out").exists())

    def test_a_long_text_is_written_as_a_short_one(self):
        words = " ".join(f"word{k}" for k in range(99))
        piece = f"{words}\n\n> {words}\n>\n> - *{words}*\n\n```\n{words}\n```\n"
        self.write("short.md", piece)
        self.write("long.md", "\n".join([piece] * 200))
        once, often = (self.runs("convert", name, "-t", "markdown", "--exporter-option", "wrap=auto") for name in ("short.md", "long.md"))
        self.assertEqual(often, "\n".join([once] * 200))

    def test_several_files_into_a_folder(self):
        self.runs("convert", "docs/a.md", "docs/sub/b.md", "-t", "html", "-s", "-o", "out/")
        self.assertEqual(self.files("out"), ["a.html", "b.html", "i.png"])
        self.assertIn("<!DOCTYPE html>", self.read("out/a.html"))
        self.write("other/a.md", "x\n")
        self.fails(2, "job.output-collision", "convert", "docs/a.md", "other/a.md", "-t", "html", "-o", "none/")
        self.assertFalse((self.folder / "none").exists())

    def test_joined_in_the_order_given(self):
        self.runs("convert", "docs/sub/b.md", "docs/a.md", "-o", "book.html")
        book = self.read("book.html")
        self.assertLess(book.index(">B<"), book.index(">A<"))
        self.assertIn('href="#b"', book)
        joined = self.runs("convert", "docs/sub/b.md", "docs/a.md", "-t", "html", "-q")
        self.assertLess(joined.index(">B<"), joined.index(">A<"))
        self.assertIn("gone.md", self.fails(1, "io.not-found", "convert", "docs/a.md", "gone.md", "-o", "other.html"))
        self.assertFalse((self.folder / "other.html").exists())

    def test_in_place(self):
        self.write("docs/a.md", "A\n=\n")
        self.runs("convert", "docs/a.md", "-o", "docs/a.md")
        self.assertEqual(self.read("docs/a.md"), "# A\n")
        self.write("notes/n.md", "N\n=\n")
        self.runs("convert", "notes", "-t", "markdown", "-o", "notes")
        self.assertEqual((self.files("notes"), self.read("notes/n.md")), (["n.md"], "# N\n"))

    def test_outputs_that_are_there(self):
        self.write("site/a.html", "old")
        done = self.deckle("convert", "docs", "-t", "html", "-o", "site/", "--on-exists", "skip")
        self.assertEqual((done.returncode, self.read("site/a.html")), (0, "old"))
        self.assertIn("sub/b.html", self.files("site"))
        self.fails(1, "output.exists", "convert", "docs/a.md", "-o", "site/a.html", "--on-exists", "fail")
        self.runs("convert", "docs/a.md", "-o", "site/a.html", "--on-exists", "skip")
        self.assertEqual(self.read("site/a.html"), "old")
        self.runs("convert", "docs/a.md", "-o", "-", "-t", "html", "--on-exists", "fail")

    def test_names_and_places(self):
        self.write("odd/{x} y.md", "x\n")
        self.runs("convert", "odd/{x} y.md", "docs/a.md", "-o", "{out}.html")
        self.runs("convert", "odd", "-t", "html", "-o", f"{self.folder}/absolute/")
        self.assertEqual(self.files("absolute"), ["{x} y.html"])
        self.runs("convert", str(self.folder / "odd/{x} y.md"), "../" + self.folder.name + "/docs/a.md", "-t", "html", "-o", "both/")
        self.assertEqual(self.files("both"), ["a.html", "i.png", "sub/b.md", "{x} y.html"])  # b.md is no input: copied like other files

    def test_extensions(self):
        self.write("n.md", "a[^1]\n\n[^1]: b\n")
        self.assertNotIn("<sup>", self.runs("convert", "n.md", "-f", "markdown-footnotes", "-t", "html"))
        self.assertIn("<sup", self.runs("convert", "n.md", "-f", "gfm+footnotes", "-t", "html"))
        self.assertIn("<!DOCTYPE", self.runs("convert", "n.md", "-t", "html+standalone"))
        self.assertIn("did you mean 'footnotes'?", self.fails(2, "convert.unknown-extension", "convert", "n.md", "-f", "markdown+footnote", "-t", "html"))
        self.fails(2, "job.unknown-reader", "convert", "n.md", "-f", "markdwn+footnotes", "-t", "html")

    def test_places_that_contradict(self):
        for words, said in ((("docs", "-t", "html"), "-o OUT/"), (("docs", "-o", "x.html"), "-o x.html/"),
                            (("docs", "-o", "x/"), "name it with -t"), (("docs/a.md", "-", "-o", "x.html"), "standard input"),
                            (("-t", "html", "-o", "x/"), "standard input"), (("", "-t", "html"), "empty")):
            self.fails(2, said, "convert", *words)
        (self.folder / "empty").mkdir()
        self.fails(2, "convert.no-document", "convert", "empty", "-t", "html", "-o", "x/")
        self.assertFalse((self.folder / "x").exists())


if __name__ == "__main__":
    main()
