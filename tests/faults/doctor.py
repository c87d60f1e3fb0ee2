#!/usr/bin/env python3
"""deckle doctor: on this machine, whose fence it prints, and where something is missing.

usage: doctor.py DECKLE PLUGINS

PLUGINS is the folder of the contract tests' plugins. Exits with 77, "skipped", when all is well but for parts of the
fence that this kernel does not have; they are named.
"""
import json
import os
import platform
import resource
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "common"))
from older_kernel import LANDLOCK_CREATE_RULESET, SECCOMP, answer_enosys  # noqa: E402
from program import DECKLE, ProgramTest  # noqa: E402

PLUGINS = Path(sys.argv[2]).resolve()


class Doctor(ProgramTest):
    def doctor(self, **more):
        """Its exit code, and what it found: by subject the level and the text."""
        done = self.deckle("doctor", "--json", **more)
        said = json.loads(done.stdout)
        self.assertEqual(said["ok"], done.returncode == 0)
        return done.returncode, said, {one["subject"]: (one["level"], one["text"]) for one in said["findings"]}

    def test_this_machine(self):
        code, said, found = self.doctor()
        self.assertEqual(code, 0, found)
        self.assertEqual(said["open_files"], resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        self.assertLessEqual(said["processors"], len(os.sched_getaffinity(0)))
        self.assertIn(platform.release(), found["kernel"][1])
        self.assertEqual(found["resource limits"], ("ok", "in force"))
        self.assertEqual(found["cache"], ("ok", str(self.folder / "cache/deckle")))
        self.assertFalse(self.files("cache/deckle") and "doctor" in self.files("cache/deckle"), "it leaves nothing")
        promises = [one for one in said["findings"] if one["area"] == "fence"]
        self.assertGreater(len(promises), 12)
        if said["fence_whole"]:
            self.assertEqual({one["level"] for one in promises}, {"ok"}, promises)

    def test_the_processors_of_this_process(self):
        one = min(os.sched_getaffinity(0))
        self.assertEqual(self.doctor(preexec_fn=lambda: os.sched_setaffinity(0, {one}))[2]["processors"], ("ok", "1"))

    def test_too_few_open_files(self):
        def allow(number):
            return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))
        code, _, found = self.doctor(preexec_fn=allow(128))
        self.assertEqual((code, found["open files"]), (0, ("warning", "128, at most 128")))
        code, _, found = self.doctor(preexec_fn=allow(40))
        self.assertEqual((code, found["open files"][0]), (1, "error"))

    def test_a_kernel_without_landlock(self):
        code, said, found = self.doctor(preexec_fn=lambda: answer_enosys(LANDLOCK_CREATE_RULESET))
        self.assertEqual((code, said["landlock_abi"], said["fence_whole"]), (0, 0, False))
        self.assertEqual(found["Landlock"], ("warning", "not in force: the kernel does not have it"))
        self.assertEqual(found["a plugin that is loaded reads no file of others"], ("warning", "not refused"))

    def test_a_kernel_without_seccomp(self):
        code, said, found = self.doctor(preexec_fn=lambda: answer_enosys(SECCOMP))
        self.assertEqual((code, said["fence_whole"]), (0, False))
        self.assertEqual(found["seccomp"], ("warning", "not in force: the kernel does not have it"))
        self.assertEqual(found["a worker opens no socket"], ("warning", "not refused"))
        self.assertEqual(found["a worker takes no more memory than it may"][0], "ok")

    def test_a_program_alone(self):
        (self.folder / "alone/bin").mkdir(parents=True)
        shutil.copy(DECKLE, self.folder / "alone/bin/deckle")
        done = self.deckle("doctor", executable=self.folder / "alone/bin/deckle")
        said = done.stdout.decode()
        self.assertEqual(done.returncode, 1, said)
        self.assertIn("error    formats: 0 readers, 0 transforms, 0 exporters", said)
        self.assertIn("deckle-text.so is missing", said)
        self.assertIn("A run would fail here", said)
        for isolation in ["workers", "none"]:
            plugins = Path(DECKLE).resolve().parent.parent / "lib/deckle/plugins"
            done = self.deckle("convert", "-f", "markdown", "-t", "markdown", "--plugin-path", plugins, "--isolation", isolation,
                               "--exporter-option", "wrap=auto", input="\u4e2d a\n".encode(), executable=self.folder / "alone/bin/deckle")
            self.assertEqual((done.returncode, done.stdout.decode()), (0, "\u4e2d a\n"))
            self.assertIn("warning: no deckle.text/1: ", done.stderr.decode())

    def test_a_plugin_that_is_refused_and_a_cache_that_cannot_be_written(self):
        self.write("cache", "a file")
        code, _, found = self.doctor(env={"DECKLE_PLUGIN_PATH": str(PLUGINS / "tiny")})
        self.assertEqual(code, 0)
        self.assertEqual(found["not used"][0], "warning")
        self.assertIn("plugin.revision", found["not used"][1])
        self.assertEqual(found["cache"], ("warning", f"{self.folder}/cache/deckle cannot be written"))


class Here(ProgramTest):
    def test_what_is_in_force(self):
        print(self.runs("doctor"), flush=True)


if __name__ == "__main__":
    if not unittest.main(argv=[sys.argv[0]], exit=False).result.wasSuccessful():
        sys.exit(1)
    case = Doctor()
    case.setUp()
    missing = [f"{subject}: {text}" for subject, (_, text) in case.doctor()[2].items() if text.startswith("not in force")]
    case.doCleanups()
    if missing:
        print("SKIPPED in part:", "; ".join(missing))
        sys.exit(77)
