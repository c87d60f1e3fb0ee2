#!/usr/bin/env python3
"""Inputs that are no plain files, or do not stay as they are while they are read; and places that take no output.

usage: inputs.py DECKLE PLUGINS [PART OF A TEST'S NAME]
"""
import os
import resource
import subprocess
import time

from unruly import DECKLE, GOOD, PLUGINS, UnrulyTest, main

MAPPED = 2 << 20  # bytes of an input that is mapped and not copied


class Inputs(UnrulyTest):
    def fails_alone(self, line, *arguments, **more):
        """One of seven documents, with a line that says why."""
        done = self.run_job("-j2", *arguments, **more)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, 1, said)
        self.assertIn(line, said)
        self.assertIn("7 documents, 6 outputs, 1 failed", said)
        self.assert_good_ones()
        self.assert_clean()

    # What is no plain file

    def test_what_is_no_file_is_passed_over_and_named(self):
        os.mkfifo(self.folder / "in/pipe.unruly")
        for name, target in (("loop", "loop.unruly"), ("device", "/dev/zero"), ("nothing", "gone")):
            (self.folder / f"in/{name}.unruly").symlink_to(target)
        done = self.run_job("-j2")
        said = done.stderr.decode()
        self.assertEqual(done.returncode, 0, said)
        for name in ("pipe", "loop", "device", "nothing"):
            self.assertIn(f"warning[job.no-file] in/{name}.unruly matches, but is a pipe, a device, or a link to nothing", said)
        self.assert_good_ones()

    def test_a_sparse_file_of_5_gigabytes(self):
        with open(self.folder / "in/large.unruly", "wb") as large:
            large.truncate(5 << 30)
        self.fails_alone("error[io.too-large] cannot read in/large.unruly: it has 4 GiB or more")

    def test_an_empty_file(self):
        self.write("in/empty.unruly", "")
        self.assertEqual(self.run_job().returncode, 0)
        self.assertEqual(self.read("out/empty.unruly.out"), " 1.5\n")

    def test_odd_names(self):
        names = [b"new\nline.unruly", b"not-utf8-\xff.unruly", b"-dash.unruly", b"n" * 248 + b".unruly", b"two  spaces.unruly"]
        folder = os.fsencode(self.folder)
        for name in names:
            with open(folder + b"/in/" + name, "w", encoding="utf-8") as file:
                file.write("odd")
        done = self.run_job("-j2")
        said = done.stderr.decode()
        self.assertIn("error[io.name-too-long]", said)  # with its suffix
        self.assertIn("11 documents, 10 outputs, 1 failed", said)
        written = os.listdir(folder + b"/out")
        for name in names:
            self.assertEqual(name + b".out" in written, len(name) < 250)
        self.assert_clean()

    # What changes meanwhile

    def while_it_is_read(self, text, change, isolation):
        """What is said of a run of the good ones and, last, of one that takes its time, when that is changed meanwhile."""
        path = self.folder / "in/slow.unruly"
        path.write_bytes(text)
        process = subprocess.Popen([DECKLE, "run", "--no-state", "job.yaml", "--plugin-path", PLUGINS / "unruly", "--isolation", isolation],
                                   cwd=self.folder, env=self.environment(), stderr=subprocess.PIPE)
        self.wait_for(lambda: len(list(self.folder.glob("out/*.out"))) == len(GOOD), "the good ones")
        change(path)
        said = process.communicate(timeout=60)[1].decode()
        self.assert_good_ones()
        self.assert_clean()
        return process.returncode, said

    def in_each_isolation(self, text, change, check):
        for isolation in ("workers", "fork", "none"):
            with self.subTest(isolation=isolation):
                check(*self.while_it_is_read(text, change, isolation))
                for path in self.folder.glob("out/*.out"):
                    path.unlink()

    def fails_when(self, change):
        def check(code, said):
            self.assertEqual(code, 1, said)
            self.assertIn("error[io.changed] in/slow.unruly: in/slow.unruly was changed while it was read", said)
            self.assertIn("7 documents, 6 outputs, 1 failed", said)
            self.assertFalse((self.folder / "out/slow.unruly.out").exists())
        self.in_each_isolation(b"read sum-until-changed ".ljust(MAPPED, b"x"), change, check)

    def is_done_when(self, change, size=MAPPED):
        def check(code, said):
            self.assertEqual((code, self.read("out/slow.unruly.out")), (0, f"{sum(text)} 1.5\n"), said)
        text = b"read sum ".ljust(size, b"x")
        self.in_each_isolation(text, change, check)

    def test_cut_short(self):
        self.fails_when(lambda path: os.truncate(path, 5000))

    def test_emptied(self):
        self.fails_when(lambda path: os.truncate(path, 0))

    def test_written_over(self):
        def change(path):
            with open(path, "r+b") as file:
                file.seek(MAPPED // 2)
                file.write(b"y" * 5000)
        self.fails_when(change)

    def test_deleted(self):
        self.is_done_when(os.unlink)

    def test_replaced(self):
        def change(path):
            other = path.with_name("other")
            other.write_text("read crash")
            other.rename(path)
        self.is_done_when(change)

    def test_a_small_one_is_a_copy(self):
        self.is_done_when(lambda path: os.truncate(path, 0), size=9)

    def test_a_clock_that_goes_backwards(self):
        """Files of tomorrow are made again when they change, and not otherwise."""
        tomorrow = time.time() + 86400
        run = ("run", "job.yaml", "--plugin-path", PLUGINS / "unruly")
        for name in GOOD:
            os.utime(self.folder / "in" / name, (tomorrow, tomorrow))
        self.assertEqual(self.deckle(*run).returncode, 0)
        self.assertIn(b"6 fresh", self.deckle(*run).stderr)
        self.write("in/good0.unruly", "new  0")  # of today, and of the same size
        self.assertIn(b"1 output, 5 fresh", self.deckle(*run).stderr)
        self.assertEqual(self.read("out/good0.unruly.out"), "new  0 1.5\n")

    # Where it goes

    def test_two_outputs_on_one_path_through_a_link(self):
        (self.folder / "out").mkdir()
        (self.folder / "same").symlink_to("out")
        job = self.read("job.yaml").replace("}.out\" } }", "}.out\" }, second: { exporter: unruly, path: \"same/{name}.out\" } }")
        self.write("job.yaml", job)
        self.fails(2, "job.output-collision", "run", "job.yaml", "--plugin-path", PLUGINS / "unruly")
        self.assertEqual([], self.files("out"))

    def test_those_that_wait_for_a_slow_one_hold_nothing_open(self):
        self.write("in/a.unruly", "read wait")
        for k in range(150):
            self.write(f"in/large{k}.unruly", f"good {k}" + "x" * 300_000)
        for more in ([], ["--set", "run.max-failures=1"]):
            done = self.run_job("-j2", *more, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100)))
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assert_good_ones()
            self.assert_clean()

    def test_a_limit_of_the_system(self):
        """On the size of files, as a full disk: the old output stays."""
        self.write("in/large.unruly", "write large")
        self.write("out/large.unruly.out", "old")
        self.fails_alone("error[io.too-large] in/large.unruly: cannot write the output: the file would be too large",
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
        self.assertEqual(self.read("out/large.unruly.out"), "old")


if __name__ == "__main__":
    main(arguments=2)
