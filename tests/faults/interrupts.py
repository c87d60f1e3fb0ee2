#!/usr/bin/env python3
"""Runs that are interrupted, and processes that are killed while documents are under way.

usage: interrupts.py DECKLE PLUGINS [PART OF A TEST'S NAME]
"""
import os
import signal
import subprocess
import time
from pathlib import Path

from unruly import DECKLE, GOOD, PLUGINS, UnrulyTest, main

ENDS = ((signal.SIGINT, 130), (signal.SIGTERM, 143))


def parent_of(process):
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


class Interrupts(UnrulyTest):
    def start(self, *arguments, **environment):
        return subprocess.Popen([DECKLE, "run", "--no-state", "job.yaml", "--plugin-path", PLUGINS / "unruly", *arguments], cwd=self.folder,
                                env=self.environment(**environment), stderr=subprocess.PIPE, start_new_session=True)

    def wait_for_outputs(self, count):
        self.wait_for(lambda: len(list(self.folder.glob("out/*.out"))) >= count, f"{count} outputs")

    def forget_outputs(self):
        for path in self.folder.glob("out/*"):
            path.unlink()

    def children_of(self, process):
        return [child for child in self.processes() if parent_of(child) == process]

    def zygote_of(self, process):
        self.wait_for(lambda: self.children_of(process), "a zygote")
        return self.children_of(process)[0]

    def ends(self, process, exit_code):
        """Soon, with all that is there whole; gives what was said."""
        sent = time.monotonic()
        said = process.communicate(timeout=30)[1].decode()
        self.assertLess(time.monotonic() - sent, 5, said)
        self.assertEqual(process.returncode, exit_code, said)
        self.assertRegex(said, r"\d documents?, \d outputs?.* in ")
        self.assertNotIn("error[", said)
        for name, text in GOOD.items():
            if (self.folder / f"out/{name}.out").exists():
                self.assertEqual(self.read(f"out/{name}.out"), text + " 1.5\n")
        self.assert_clean()
        return said

    def test_signals_while_documents_are_under_way(self):
        for number, exit_code in ENDS:
            for deed in ("read wait", "transform hold-on", "write large"):
                for isolation in ("workers", "fork"):
                    with self.subTest(number=number, deed=deed, isolation=isolation):
                        for k in range(4):
                            self.write(f"in/h{k}.unruly", deed)
                        process = self.start("-j2", "--isolation", isolation)
                        self.wait_for_outputs(len(GOOD))
                        process.send_signal(number)
                        self.ends(process, exit_code)
                        self.forget_outputs()

    def test_a_terminal_tells_all_processes(self):
        self.write("in/h.unruly", "read hold-on")
        process = self.start("-j2")
        self.wait_for_outputs(len(GOOD))
        os.killpg(process.pid, signal.SIGINT)
        self.ends(process, 130)

    def test_a_second_signal_changes_nothing(self):
        self.write("in/h.unruly", "read hold-on")
        for first, second, exit_code in ((signal.SIGINT, signal.SIGINT, 130), (signal.SIGTERM, signal.SIGINT, 143)):
            self.forget_outputs()
            process = self.start("-j2")
            self.wait_for_outputs(len(GOOD))
            process.send_signal(first)
            process.send_signal(second)
            self.ends(process, exit_code)

    def test_while_plugins_are_made_ready(self):
        self.assertEqual(self.run_job().returncode, 0)
        self.forget_outputs()
        process = self.start("-j2", UNRULY_INIT="sleep")
        status = Path(f"/proc/{self.zygote_of(process.pid)}/status")
        self.wait_for(lambda: "Seccomp:\t2" in status.read_text(), "a fence, behind which plugins are loaded")
        process.send_signal(signal.SIGINT)
        self.assertIn("0 documents", self.ends(process, 130))

    def test_a_third_signal_ends_it_at_once(self):
        self.write("in/h.unruly", "read loop")
        process = self.start("--isolation", "none")
        self.wait_for_outputs(len(GOOD))
        for _ in range(3):
            self.assertIsNone(process.poll())
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
        self.assertEqual(process.wait(timeout=5), -signal.SIGINT)
        process.stderr.close()

    # Killed processes

    def completes(self, process):
        said = process.communicate(timeout=60)[1].decode()
        self.assertEqual(process.returncode, 0, said)
        self.assertIn("8 documents, 8 outputs in ", said)
        self.assert_good_ones()
        self.assertEqual(self.read("out/wait0.unruly.out"), "read wait 1.5\n")
        self.assert_clean()

    def run_of_slow_ones(self, isolation):
        for k in range(2):
            self.write(f"in/wait{k}.unruly", "read wait")
        self.forget_outputs()
        process = self.start("-j2", "--isolation", isolation)
        self.wait_for_outputs(len(GOOD))
        return process, self.zygote_of(process.pid)

    def test_killed_workers_cost_nothing(self):
        for isolation in ("workers", "fork"):
            process, zygote = self.run_of_slow_ones(isolation)
            self.wait_for(lambda: len(self.children_of(zygote)) == 2, "two workers")
            for worker in self.children_of(zygote):
                os.kill(worker, signal.SIGKILL)
            self.completes(process)

    def test_a_killed_zygote_costs_nothing(self):
        for isolation in ("workers", "fork"):
            process, zygote = self.run_of_slow_ones(isolation)
            os.kill(zygote, signal.SIGKILL)
            self.completes(process)

    def test_workers_do_not_outlive_the_run(self):
        process, _ = self.run_of_slow_ones("workers")
        process.kill()
        process.communicate()
        self.wait_for(lambda: not self.processes(), "the end of all processes")


if __name__ == "__main__":
    main(arguments=2)
