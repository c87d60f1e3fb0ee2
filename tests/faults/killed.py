#!/usr/bin/env python3
"""Runs of which a process is killed, at moments drawn from a seed and at points that no clock could find. After each, all
outputs are whole, old or new, and the next run goes on; at the end all is as if nothing had happened.

usage: killed.py DECKLE PLUGINS     DECKLE_LONG=1: 200 kills; SEED
"""
import collections
import os
import random
import signal
import subprocess
import time
from pathlib import Path

from unruly import DECKLE, PLUGINS, SANITIZED, UnrulyTest, main

KILLS = 200 if os.environ.get("DECKLE_LONG") else 24
SEED = int(os.environ.get("SEED", 20261122))
DOCUMENTS = 40
VERSION = "v{:05d}x"
JOB = """deckle: 1
inputs: ["in/*.md"]
transforms: [unruly: { pause: PAUSE }]
outputs:
  page: { exporter: html, path: "out/{stem}.html", resources: copy }
  data: { exporter: json, path: "data/{stem}.json" }
  book: { exporter: html, path: book.html, collect: {}, resources: copy, transforms: [unruly: { pause: 30 }] }
""".replace("PAUSE", "16" if SANITIZED else "4")  # so that a run is mostly work
PLACES = ["staged", "named", "commit", "joining"]  # kill_at.c has all but the last
VICTIMS = ["run", "worker", "zygote", "all"]


def children_of(process):
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


class Killed(UnrulyTest):
    def setUp(self):
        super().setUp()
        self.dice, self.version, self.counts = random.Random(SEED), 0, collections.Counter()
        for name in self.files("in"):
            (self.folder / "in" / name).unlink()
        self.write("job.yaml", JOB)
        self.write_inputs(0)
        self.run_whole()
        self.reference = self.tree()  # of version 0, by a run that nobody interrupted

    def write_inputs(self, version):
        word = VERSION.format(version)
        for k in range(DOCUMENTS):
            self.write(f"in/{k:02}.md", f"# {word} {k}\n\n![image](images/{k % 5}.png) {word}\n")
        for k in range(5):
            self.write(f"in/images/{k}.png", f"{word} image {k}")

    def tree(self):
        paths = [path for path in self.files() if path.startswith(("out/", "data/", "book"))]
        return {path: (self.folder / path).read_bytes() for path in paths}

    def wanted(self):
        old, new = VERSION.format(0).encode(), VERSION.format(self.version).encode()
        return {path: text.replace(old, new) for path, text in self.reference.items()}

    def start(self, *arguments, **environment):
        return subprocess.Popen([DECKLE, "run", "-j2", "job.yaml", "--plugin-path", PLUGINS / "unruly", *arguments], cwd=self.folder,
                                env=self.environment(**environment), stderr=subprocess.PIPE, start_new_session=True)

    def run_whole(self):
        process = self.start()
        said = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, 0, said)
        return said

    def assert_whole(self, said=""):
        now, wanted = self.tree(), self.wanted()
        self.assertEqual(now.keys(), wanted.keys(), said)
        self.assertEqual([], [path for path in wanted if now[path] != wanted[path]], said)
        self.assertEqual([], self.leftovers())

    def time_of_a_run(self):
        self.version += 1
        self.write_inputs(self.version)
        begun = time.monotonic()
        self.run_whole()
        return time.monotonic() - begun

    # How a kill comes about

    def stamps(self):
        """Of all outputs, quickly, for others are at work."""
        status = {path: os.stat(self.folder / path) for path in self.reference}
        return {path: (one.st_ino, one.st_mtime_ns) for path, one in status.items()}

    def kill(self, process, victim):
        zygotes = children_of(process.pid)
        workers = [worker for zygote in zygotes for worker in children_of(zygote)]
        victims = {"run": [process.pid], "worker": workers[:1], "zygote": zygotes, "all": [process.pid, *zygotes, *workers]}[victim]
        for one in victims:
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def at_a_moment(self, victim):
        process, begun = self.start(), time.monotonic()
        time.sleep(max(0, begun + self.dice.random() * self.duration - time.monotonic()))
        self.kill(process, victim)
        return process

    def at_a_point(self, place):
        if place != "joining":
            # A commit has a few pages, a run writes about a hundred files.
            count = self.dice.randrange(1, 12) if place == "commit" else self.dice.randrange(1, max(2, len(self.stale)))
            process = self.start(LD_PRELOAD=str(PLUGINS / "kill_at.so"), KILL_AT=f"{place} {count}", ASAN_OPTIONS="detect_leaks=0:verify_asan_link_order=0")
            process.wait(timeout=60)
            return process
        process = self.start()
        last = self.folder / "data" / f"{DOCUMENTS - 1:02}.json"
        text = self.wanted()[f"data/{DOCUMENTS - 1:02}.json"]
        self.wait_for(lambda: last.read_bytes() == text or process.poll() is not None, "the last document")
        time.sleep(self.dice.random() * 0.03)
        self.kill(process, self.dice.choice(VICTIMS))
        return process

    # What is checked after it

    def check(self, process, before):
        changed = sum(1 for path, stamp in self.stamps().items() if before[path] != stamp)
        if process.returncode is None:
            said = process.communicate(timeout=60)[1].decode()
        else:
            said = process.stderr.read().decode()
            process.stderr.close()
        self.wait_for(lambda: not self.processes(), "processes are left")
        now, wanted = self.tree(), self.wanted()
        for path, text in now.items():
            if ".deckle-" not in path:
                self.assertTrue(text in (self.old[path], wanted[path]), f"{path} is neither old nor new: {text[:500]}")
        self.assertEqual(set(self.old) - set(now), set(), "outputs are gone")
        if process.returncode == 0:
            self.assert_whole(said)
        elif process.returncode == 3:  # while plugins were loaded
            self.assertIn("SIGKILL", said)
            self.assertEqual(now, self.old)
        else:
            self.assertEqual(process.returncode, -signal.SIGKILL, said)
        self.counts["between first and last output"] += 0 < changed < len(self.stale)
        self.counts["left staging files"] += bool(self.leftovers())

    def one(self, number):
        self.old = {path: text for path, text in self.tree().items() if ".deckle-" not in path}
        if self.old == self.wanted() or self.dice.random() < 0.5:
            self.version += 1
            self.write_inputs(self.version)
        wanted = self.wanted()
        self.stale = [path for path in wanted if self.old[path] != wanted[path]]
        before = self.stamps()
        if number % 4 == 3:
            place = PLACES[number // 4 % len(PLACES)]
            process = self.at_a_point(place)
        else:
            place = VICTIMS[number % len(VICTIMS) if number % 8 < 4 else (number + 1) % len(VICTIMS)]
            process = self.at_a_moment(place)
        self.check(process, before)
        self.counts[f"{place} killed" if process.returncode == -signal.SIGKILL else f"{place} whole"] += 1

    def test_kills(self):
        self.duration = min(self.time_of_a_run() for _ in range(3))
        for number in range(KILLS):
            with self.subTest(seed=SEED, kill=number):
                self.one(number)
        self.run_whole()
        self.assert_whole()
        self.assertEqual([], [path for path in self.folder.rglob("staging")])
        self.assertIn(f"0 documents, 0 outputs, {DOCUMENTS} fresh", self.run_whole())
        print(f"{KILLS} kills, seed {SEED}, run of {self.duration:.2f} s:", ", ".join(f"{what} {count}" for what, count in sorted(self.counts.items())))
        self.assertGreaterEqual(self.counts["between first and last output"], KILLS / 2)
        self.assertGreater(self.counts["left staging files"], 0)

    def test_a_process_that_waits_for_its_document(self):
        """Where each document has a process of its own, that of the next one is there before."""
        self.write("job.yaml", 'deckle: 1\ninputs: ["in/0[0-4].md"]\ntransforms: [unruly: { pause: 300 }]\noutputs: { page: { exporter: html, path: "out/{stem}.html" } }\n')
        process, killed = self.start("-j1", "--isolation", "fork", "--force"), set()
        while process.poll() is None:
            workers = [worker for zygote in children_of(process.pid) for worker in children_of(zygote)]
            if len(workers) == 2 and max(workers) not in killed:
                killed.add(max(workers))
                os.kill(max(workers), signal.SIGKILL)
                time.sleep(0.1)
        said = process.communicate()[1].decode()
        self.assertEqual(process.returncode, 0, said)
        self.assertIn("5 documents, 5 outputs in", said)
        self.assertGreater(len(killed), 4)


if __name__ == "__main__":
    main(arguments=2)
