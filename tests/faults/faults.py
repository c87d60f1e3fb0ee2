#!/usr/bin/env python3
"""The whole program when circumstances are bad: what it says, how it exits, and that it leaves earlier outputs alone.

usage: faults.py DECKLE PLUGINS [PART OF A TEST'S NAME]

PLUGINS is the folder of the contract tests' plugins, each in a folder of its own.
"""
import json
import os
import pty
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "common"))
from program import DECKLE, ProgramTest, main  # noqa: E402

PLUGINS = Path(sys.argv[2]).resolve()
NOBODY = 65534
JOB = """deckle: 1
inputs: ["in/*.md"]
outputs: { page: { exporter: html, path: "out/{stem}.html" } }
"""


def reachable_by_nobody():
    try:
        return subprocess.run([DECKLE, "--version"], user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True).returncode == 0
    except PermissionError:  # a folder above it is private
        return False


def needs_plain_user(test):
    """Root may do everything: then the program is run as nobody, which must be able to reach it."""
    def run(self):
        self.user = None
        if os.geteuid() == 0:
            if not reachable_by_nobody():
                self.skipTest("root, and another user cannot reach the program")
            self.user = NOBODY
            os.chown(self.folder, NOBODY, NOBODY)
        test(self)
    return run


class Faults(ProgramTest):
    def setUp(self):
        super().setUp()
        self.user = None
        (self.folder / "in").mkdir()
        self.write("in/a.md", "# A\n")
        self.write("in/b.md", "# B\n")
        self.write("job.yaml", JOB)

    def tearDown(self):
        for path in self.folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)

    def deckle(self, *arguments, **more):
        if self.user is not None:
            more.update(user=self.user, group=self.user, extra_groups=[])
        return super().deckle(*arguments, **more)

    # What is read

    def test_missing_input(self):
        self.assertIn("none.md", self.fails(1, "io.not-found", "convert", "none.md", "-t", "html"))

    def test_folder_as_input(self):
        self.fails(2, "is a folder", "convert", "in", "-t", "html")

    def test_pipe_as_input_does_not_hang(self):
        os.mkfifo(self.folder / "pipe.md")
        self.fails(1, "io.not-a-file", "convert", "pipe.md", "-t", "html")

    def test_device_as_input(self):
        self.fails(1, "io.not-a-file", "convert", "/dev/zero", "-t", "html")

    @needs_plain_user
    def test_unreadable_input_fails_alone(self):
        (self.folder / "in/a.md").chmod(0)
        self.fails(1, "io.permission", "run", "job.yaml")
        self.assertTrue((self.folder / "out/b.html").exists())
        self.assertFalse((self.folder / "out/a.html").exists())

    def test_unknown_format_is_a_failed_document(self):
        self.write("in/x.qqq", b"\x00\x01\x02")
        self.write("job.yaml", JOB.replace("*.md", "*"))
        said = self.fails(1, "input.unknown-format", "run", "job.yaml")
        self.assertIn("3 documents, 2 outputs, 1 failed", said)

    def test_broken_utf8_is_no_crash(self):
        self.write("in/a.md", b"# caf\xe9 \xff\xfe\n\nx\x00y\n")
        self.assertEqual(self.deckle("convert", "in/a.md", "-t", "html").returncode, 0)

    def test_empty_input(self):
        self.write("in/a.md", "")
        self.assertEqual(self.deckle("convert", "in/a.md", "-t", "html").returncode, 0)

    # What is written

    def test_output_is_a_folder(self):
        (self.folder / "out/a.html").mkdir(parents=True)
        self.fails(1, "io.is-folder", "run", "job.yaml")
        self.assertTrue((self.folder / "out/b.html").exists())
        self.fails(2, "which format is wanted in", "convert", "in/a.md", "-o", "out")

    def test_file_where_a_folder_is_needed(self):
        self.write("out", "a file")
        self.fails(1, "io.not-a-folder", "run", "job.yaml")
        self.assertEqual(self.read("out"), "a file")

    @needs_plain_user
    def test_output_folder_without_permission(self):
        self.write("out/a.html", "old")
        (self.folder / "out").chmod(0o555)
        self.fails(1, "io.permission", "run", "job.yaml")
        self.assertEqual(self.read("out/a.html"), "old")

    def test_full_device(self):
        self.fails(1, "io.no-space", "convert", "in/a.md", "-t", "html", "-o", "/dev/full")
        with open("/dev/full", "wb") as full:
            done = self.deckle("convert", "in/a.md", "-t", "html", stdout=full)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"io.no-space", done.stderr)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode))

    def test_full_disk_keeps_the_old_output(self):
        (self.folder / "out").mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", self.folder / "out"], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no permission to mount a small file system")
        try:
            self.write("out/a.html", "old")
            self.write("in/a.md", "word " * 100_000)
            self.fails(1, "io.no-space", "run", "job.yaml")
            self.assertEqual(self.read("out/a.html"), "old")
            self.assertTrue((self.folder / "out/b.html").exists())
        finally:
            subprocess.run(["umount", self.folder / "out"], check=True)

    def test_an_input_is_never_overwritten_by_a_job(self):
        self.write("job.yaml", JOB.replace("out/{stem}.html", "in/{stem}.md"))
        before = self.read("in/a.md")
        self.assertNotEqual(self.deckle("run", "job.yaml").returncode, 0)
        self.assertEqual(self.read("in/a.md"), before)

    def test_a_hard_link_to_an_input_is_not_overwritten(self):
        (self.folder / "out").mkdir()
        os.link(self.folder / "in/a.md", self.folder / "out/a.html")
        self.fails(1, "io.output-is-input", "run", "job.yaml")
        self.assertEqual(self.read("in/a.md"), "# A\n")

    def test_closed_stdout_ends_quietly(self):
        self.write("in/a.md", "word " * 500_000)
        done = subprocess.run(f"'{DECKLE}' convert in/a.md -t html | head -c 1", shell=True, cwd=self.folder, capture_output=True, timeout=60)
        self.assertEqual((done.stdout, done.stderr), (b"<", b""))
        done = subprocess.run(f"'{DECKLE}' convert in/b.md -t html >&-", shell=True, cwd=self.folder, capture_output=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(self.read("in/b.md"), "# B\n")

    # Jobs

    def test_missing_job(self):
        self.fails(2, "io.not-found", "run", "none.yaml")
        self.fails(2, "deckle.yaml", "run")

    def test_broken_yaml_has_a_position(self):
        self.write("job.yaml", "deckle: 1\ninputs: [\n")
        self.assertRegex(self.fails(2, "yaml.", "run", "job.yaml"), r"job\.yaml:\d+:\d+")

    def test_duplicate_keys(self):
        self.write("job.yaml", JOB + "deckle: 1\n")
        self.assertIn("job.yaml:4:1", self.fails(2, "yaml.duplicate-key", "check", "job.yaml"))

    def test_yaml_bomb(self):
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
        self.write("job.yaml", "\n".join(lines) + "\n")
        started = time.monotonic()
        self.fails(2, "yaml.expansion", "check", "job.yaml")
        self.assertLess(time.monotonic() - started, 10)

    def test_ten_thousand_problems(self):
        self.write("job.yaml", JOB + "".join(f"key-{i}: 1\n" for i in range(10_000)))
        started = time.monotonic()
        said = self.fails(2, "job.unknown-key", "check", "job.yaml")
        self.assertLess(time.monotonic() - started, 20)
        self.assertEqual(said.count("error[job.unknown-key]"), 100)
        self.assertIn("and 9900 more", said)
        lines = self.deckle("check", "--log-format", "json", "job.yaml").stderr.decode().splitlines()
        self.assertEqual(len([line for line in lines if json.loads(line)["code"] == "job.unknown-key"]), 10_000)

    def test_nothing_matches(self):
        self.write("job.yaml", JOB.replace("in/*.md", "none/*.md"))
        self.fails(2, "job.nothing-matched", "run", "job.yaml")

    def test_dry_run_writes_nothing(self):
        done = self.deckle("run", "--dry-run", "job.yaml")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"in/a.md -> out/a.html", done.stdout)
        self.assertFalse((self.folder / "out").exists())

    # The command line

    def test_usage(self):
        self.fails(2, "did you mean 'convert'", "convrt")
        self.fails(2, "--standalone", "convert", "--standalon", "in/a.md")
        self.fails(2, "job.unknown-exporter", "convert", "in/a.md", "-t", "htm")
        self.fails(2, "convert.no-format", "convert", "in/a.md")
        self.fails(2, "convert.no-format", "convert", "in/a.md", "-o", "x.unknown")
        self.fails(2, "none of", "run", "--log-format", "xml")
        self.assertEqual(self.deckle("--version").returncode, 0)
        self.assertEqual(self.deckle("convert", "--help").returncode, 0)

    def test_streams(self):
        done = self.deckle("convert", "-f", "markdown", "-t", "html", input=b"*x*\n")
        self.assertEqual((done.returncode, done.stdout), (0, b"<p><em>x</em></p>\n"))
        self.assertEqual(self.deckle("convert", "-", "-o", "-", "-f", "markdown", "-t", "html", input=b"x\n").stdout, b"<p>x</p>\n")

    def test_control_characters_do_not_reach_the_terminal(self):
        said = self.fails(1, "io.not-found", "convert", "a\x1b[31m.md", "-t", "html")
        self.assertNotIn("\x1b", said)

    def test_interrupt_while_waiting_for_input(self):
        for number, exit_code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = subprocess.Popen([DECKLE, "convert", "-f", "markdown", "-t", "html"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(1)
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=20), exit_code)  # before its input ends
            self.assertEqual(process.communicate()[1], b"")

    def test_no_colours_unless_a_terminal_looks(self):
        failing = ["convert", "none.md", "-t", "html"]
        self.assertNotIn("\x1b", self.fails(1, "io.not-found", *failing))
        self.assertIn("\x1b[1;31merror[io.not-found]\x1b[0m", self.on_terminal(*failing)[1])
        for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            code, shown = self.on_terminal(*failing, **plain)
            self.assertEqual((code, "error[io.not-found]" in shown, "\x1b" in shown), (1, True, False))

    def test_binary_bytes_do_not_reach_the_terminal(self):
        binary = ["convert", "in/a.md", "-t", "binary", "--plugin-path", PLUGINS / "binary"]
        code, shown = self.on_terminal(*binary, stdout=None)
        self.assertEqual((code, "convert.binary-to-terminal" in shown, "\0" in shown), (2, True, False))
        self.assertEqual(self.deckle(*binary).stdout, b"\0\x1b\xff")

    # Plugins

    def test_a_plugin_that_cannot_be_loaded(self):
        self.write("job.yaml", JOB + "transforms: [variant]\n")
        said = self.fails(3, "plugin.init-failed", "run", "--plugin-path", PLUGINS / "refuses", "job.yaml")
        self.assertEqual(said.count("plugin.init-failed"), 1)
        self.assertFalse((self.folder / "out").exists())
        self.fails(3, "plugin.init-failed", "convert", "in/a.md", "-t", "html", "--transform", "variant", "--plugin-path", PLUGINS / "refuses")


if __name__ == "__main__":
    main(arguments=2)
