#!/usr/bin/env python3
"""Input that is bad or far too large: a document and diagnostics come of it, within the limits of time and memory.

usage: bad_input.py DECKLE     DECKLE_LONG=1: the large ones in their whole size
"""
import os
import resource
import subprocess
import sys
import unittest

DECKLE = sys.argv.pop(1)
LONG = os.environ.get("DECKLE_LONG") is not None
SECONDS, MEMORY = (300, 16 << 30) if LONG else (60, 4 << 30)


def read(text, dialect="pandoc"):
    """The dump, and what was reported."""
    command = [DECKLE, "convert", "-f", dialect, "-t", "dump"]
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, preexec_fn=limit)
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}: {done.stderr[-500:]}")
    return done.stdout.decode(), done.stderr.decode()


class BadInput(unittest.TestCase):
    def test_nul_bytes(self):
        dump, _ = read(b"a\0b `\0`\n\n    \0\n")
        self.assertNotIn("\0", dump)
        self.assertIn("a\N{REPLACEMENT CHARACTER}b", dump)

    def test_broken_utf8_is_told_once(self):
        dump, told = read(("caf\u00e9 \u0436\u4e2d " * 1000).encode() + b"\xff a \xc3( b\n" * 10)
        self.assertIn("\N{REPLACEMENT CHARACTER}", dump)
        self.assertEqual(told.count("markdown.encoding"), 1, told)

    def test_line_endings_of_all_kinds(self):
        dump, _ = read(b"# a\r\n\r\nb\rc\n\r> d\r\n> e\r\r```\rf\r\ng\n```\r")
        self.assertIn("code-block: |-\n    f\n    g\n", dump)
        self.assertEqual(dump.count("- paragraph"), 2)

    def test_byte_order_mark(self):
        dump, _ = read(b"\xef\xbb\xbf---\ntitle: a\n---\n\nb\n", "gfm")
        self.assertIn("key: title", dump)

    def test_front_matter_that_is_no_yaml(self):
        dump, told = read(b"---\na: [b\n\tc: {\n---\n\ntext\n", "gfm")
        self.assertIn("code-block", dump)
        self.assertIn("markdown.front-matter", told)

    def test_yaml_bombs(self):
        levels = [f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(9)]
        dump, told = read(("---\na: &a [x, x]\n" + "\n".join(levels) + "\n---\n\ntext\n").encode())
        self.assertIn("markdown.front-matter", told)
        self.assertIn("text: text", dump)
        dump, told = read(b"---\na: " + b"[" * 100_000 + b"\n---\n\ntext\n")
        self.assertIn("markdown.front-matter", told)
        self.assertIn("text: text", dump)

    def test_a_table_of_10_000_columns(self):
        row = "|" + "a|" * 10_000 + "\n"
        for dialect in ("gfm", "pandoc"):
            dump, _ = read((row + "|" + "-|" * 10_000 + "\n" + row * 3).encode(), dialect)
            self.assertEqual(dump.count("- column"), 10_000)

    def test_a_line_of_many_megabytes(self):
        size = 100_000_000 if LONG else 5_000_000
        words = b"many words of a line that has no end and an *em* here and there in all of its text "
        dump, _ = read(words * (size // len(words)))
        self.assertEqual(dump.count("- emphasis"), size // len(words))

    @unittest.skipUnless(LONG, "it takes gigabytes: DECKLE_LONG=1")
    def test_more_than_fits_into_the_limits_is_refused(self):
        with self.assertRaisesRegex(AssertionError, r"host\.out-of-memory|document\.limit"):
            read(b"word *em* " * 10_000_000)

    def test_a_million_headings(self):
        count = 1_000_000 if LONG else 50_000
        dump, _ = read(b"# a b\n\n" * count)
        self.assertEqual(dump.count("- heading"), count)
        self.assertIn(f"id: a-b-{count - 1}", dump)

    def test_a_long_target_is_not_repeated_without_bound(self):
        dump, _ = read(b"[a]: /" + b"x" * 50_000 + b"\n\n" + b"[a]\n\n" * 50_000)
        self.assertLess(dump.count("x" * 50_000), 20)


if __name__ == "__main__":
    unittest.main()
