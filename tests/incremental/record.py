#!/usr/bin/env python3
"""Where the record of earlier runs lies, and what becomes of one that is damaged, held by another run, or not to be had.

usage: record.py DECKLE
"""
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

from incremental import JOB, Incremental
from program import DECKLE, main


class Record(Incremental):
    def test_a_dry_run_writes_nothing(self):
        self.assertEqual(self.runs("run", "-n", "job.yaml").splitlines()[0], "docs/a.md -> site/a.html (html)")
        self.assertFalse((self.folder / ".deckle").exists())
        self.run_job()
        self.write("docs/b.md", "changed\n")
        before = self.state("state.sqlite").read_bytes()
        self.assertEqual(self.runs("run", "-n", "job.yaml").splitlines(),
                         ["docs/a.md -> site/a.html (html: fresh)", "docs/a.md -> data/a.json (json: fresh)",
                          "docs/b.md -> site/b.html (html: docs/b.md changed)", "docs/b.md -> data/b.json (json: docs/b.md changed)"])
        self.assertEqual(before, self.state("state.sqlite").read_bytes())

    def test_where_it_lies(self):
        self.run_job("--state", "here")
        self.assertIn("state.sqlite", os.listdir(self.folder / "here"))
        self.run_job(env={"DECKLE_STATE": str(self.folder / "shared")})
        self.assertRegex(os.listdir(self.folder / "shared")[0], "^job-[0-9a-f]{8}$")
        self.write("job.yaml", JOB + "run: { state: known }\n")
        self.run_job()
        self.assertIn("state.sqlite", os.listdir(self.folder / "known"))
        self.run_job("--no-state")
        self.assertFalse(self.state("state.sqlite").exists())
        self.runs("convert", "docs", "-t", "html", "-o", "out/")
        self.assertFalse((self.folder / "out/.deckle").exists())

    def damage(self, change, code):
        shutil.rmtree(self.state(), ignore_errors=True)
        self.run_job()
        file = self.state("state.sqlite")
        change(file)
        self.assertEqual(set(self.run_job()), {"docs/a.md", "docs/b.md"}, change)
        self.assertIn(f"warning[{code}]", self.said)
        self.assertEqual(self.run_job(), {})
        self.assertEqual(self.said.count("warning["), 0)

    def test_damage(self):
        def change_a_row(file):
            with closing(sqlite3.connect(file)) as database, database:
                database.execute("UPDATE rows SET row = CAST(substr(row, 1, length(row) - 1) || x'7f' AS BLOB) WHERE input = CAST('docs/b.md' AS BLOB)")

        def swap_rows(file):
            with closing(sqlite3.connect(file)) as database, database:
                rows = database.execute("SELECT row FROM rows ORDER BY input").fetchall()
                database.execute("UPDATE rows SET row = ?", rows[0])

        def drop_a_table(file):
            with closing(sqlite3.connect(file)) as database, database:
                database.execute("DROP TABLE rows")

        def overwrite_pages(file):
            size = file.stat().st_size
            with file.open("r+b") as damaged:
                damaged.seek(16384)
                damaged.write(b"\xa5" * (size - 16384))

        def make_newer(file):
            with closing(sqlite3.connect(file)) as database, database:
                database.execute("PRAGMA user_version = 99")

        def make_folder(file):
            file.unlink()
            file.mkdir()

        for change in (change_a_row, swap_rows, drop_a_table, overwrite_pages, make_folder, lambda file: file.write_bytes(b"no database " * 4096),
                       lambda file: file.write_bytes(file.read_bytes()[:20000])):
            self.damage(change, "state.damaged")
        self.damage(make_newer, "state.newer")
        self.assertIn("state.sqlite.newer-1", os.listdir(self.state()))

    def test_all_of_many_are_kept(self):
        def junk(file):
            file.write_bytes(b"junk" * 9999)
        self.run_job()
        for number in (1, 2, 3):
            junk(self.state("state.sqlite"))
            self.run_job()
            self.assertIn(f"state.sqlite.damaged-{number}", os.listdir(self.state()))

    def test_every_byte_matters(self):
        """Whatever is changed in the rows, nothing that is stale is taken for fresh."""
        self.run_job()
        self.write("docs/b.md", "other\n")
        whole = self.state("state.sqlite").read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 60)):
            self.state("state.sqlite").write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:])
            self.write("site/b.html", "stale")
            done = self.deckle("run", "job.yaml")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertIn("other", self.read("site/b.html"))

    def test_a_folder_that_cannot_be_had(self):
        self.write(".deckle", "a file")
        self.assertEqual(self.run_job(), {})
        self.assertIn("warning[state.unavailable]", self.said)
        self.assertIn("2 documents, 4 outputs", self.said)

    def test_two_runs_at_once(self):
        self.run_job()
        with self.state("lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.truncate(0)
            lock.write("process 1 on elsewhere, since noon")
            lock.flush()
            said = self.fails(2, "state.busy", "run", "job.yaml", "--no-wait")
            self.assertIn("process 1 on elsewhere, since noon", said)
            waiting = subprocess.Popen([DECKLE, "run", "job.yaml"], cwd=self.folder, env=self.environment(), stderr=subprocess.PIPE)
            line = waiting.stderr.readline()
            self.assertIn(b"since noon", line)
            self.assertIsNone(waiting.poll())
            fcntl.flock(lock, fcntl.LOCK_UN)
            rest = waiting.stderr.read()
            waiting.stderr.close()
            self.assertEqual(waiting.wait(20), 0)
            self.assertIn(b"2 fresh", rest)

    def test_waiting_can_be_interrupted(self):
        self.run_job()
        with self.state("lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            waiting = subprocess.Popen([DECKLE, "run", "job.yaml"], cwd=self.folder, env=self.environment(), stderr=subprocess.PIPE)
            waiting.stderr.readline()
            time.sleep(0.1)
            waiting.send_signal(signal.SIGINT)
            waiting.communicate(timeout=20)
            self.assertEqual(waiting.returncode, 130)

    def test_a_clock_that_was_put_back(self):
        """What is stamped later than now, or was looked at later than now, is read, not believed."""
        self.run_job()
        future = time.time() + 1000
        for name in ("docs/a.md", "site/a.html"):
            os.utime(self.folder / name, (future, future))
        self.assertEqual(self.run_job(), {})
        status = (self.folder / "docs/a.md").stat()
        self.write("docs/a.md", "# A\n\n[b](b.md) ![y](x.png)\n")
        os.utime(self.folder / "docs/a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
        self.assertEqual(self.run_job(), {"docs/a.md": "docs/a.md changed"})

    def test_power_safe(self):
        self.write("job.yaml", JOB + "run: { durability: power-safe }\n")
        self.assertEqual(len(self.run_job()), 2)
        self.assertEqual(self.run_job(), {})

    def test_on_exists(self):
        self.run_job()
        self.write("job.yaml", JOB.replace('.html"', '.html", on-exists: fail', 1))
        self.assertEqual(self.run_job(), {})
        self.write("docs/b.md", "changed\n")
        self.assertEqual(self.run_job(), {"docs/b.md": "docs/b.md changed"})  # its own output is not in the way
        self.write("site/b.html", "edited")
        self.run_job(exit_code=1)
        self.assertIn("output.exists", self.said)
        self.assertEqual(self.read("site/b.html"), "edited")


if __name__ == "__main__":
    main()
