#!/usr/bin/env python3
"""A plugin from nothing to its first conversion, as the program says it, with an installed Deckle alone.

    new_plugin.py DECKLE BUILD
"""
import subprocess
import sys
import time

from program import ProgramTest, main

ROLES = ("reader", "transform", "exporter")
COMMANDS = 3  # at most, from nothing to a conversion
SECONDS = 60


class NewPlugin(ProgramTest):
    def setUp(self):
        super().setUp()
        self.path = f"{self.installed(sys.argv[2]) / 'bin'}:/usr/local/bin:/usr/bin:/bin"

    def shell(self, command):
        return self.run_well(command, env=self.environment(PATH=self.path))

    def first_conversion(self, role, language):
        name = f"my-{role}-{language}"
        begun = time.monotonic()
        said = self.shell(f"deckle plugin new {name} --{role} --lang {language} 2>&1")
        commands = said.partition("Try:\n")[2].splitlines()
        self.assertLess(len(commands), COMMANDS, said)
        printed = [self.shell(command) for command in commands]
        seconds = time.monotonic() - begun
        self.assertLess(seconds, SECONDS)
        expected = next((self.folder / name / "cases").glob("sample.expected.*"))
        self.assertEqual(printed[-1], expected.read_text())
        print(f"{name}: {seconds:.1f} s from nothing to the first conversion")
        return name

    def test_every_kind_in_every_language(self):
        for language in ("cpp", "c"):
            for role in ROLES:
                with self.subTest(role=role, language=language):
                    name = self.first_conversion(role, language)
                    self.shell(f"ctest --test-dir {name}/build --no-tests=error")
                    sample = f"{name}/cases/sample.{'my-reader-' + language if role == 'reader' else 'md'}"
                    self.shell(f"deckle plugin check {name}/build/{name}.so --sample {sample}")
                    self.assertIn(f"org.example.{name}", self.shell(f"deckle plugins show {name} --plugin-path {name}/build"))

    def test_a_case_that_is_not_as_expected_fails(self):
        name = self.first_conversion("reader", "c")
        self.write(f"{name}/cases/sample.expected.md", "# Another\n")
        failed = subprocess.run(["ctest", "--test-dir", f"{name}/build", "--output-on-failure"], cwd=self.folder, capture_output=True)
        self.assertNotEqual(failed.returncode, 0)
        self.assertIn(b"+# my-reader-c", failed.stdout)

    def test_it_warns_and_refuses(self):
        new = ("plugin", "new", "mine", "--reader")
        self.write("mine/kept", "mine")
        self.assertIn("another name", self.fails(2, "plugin.exists", *new))
        self.assertEqual(self.files("mine"), ["kept"])
        for name in ("My-Format", "../out", "a b", "9th", "a-", "", "a" * 65):
            self.assertIn("my-format", self.fails(2, "plugin.name", "plugin", "new", name, "--reader"))
        self.fails(2, "by one of", "plugin", "new", "other")
        self.fails(2, "by one of", "plugin", "new", "other", "--reader", "--exporter")
        self.fails(2, "none of cpp|c", "plugin", "new", "other", "--reader", "--lang", "cobol")
        self.assertEqual([one for one in self.files() if not one.startswith("deckle is")], ["mine/kept"], "nothing was written")
        self.assertIn("apt install", self.fails(0, "plugin.no-compiler", "plugin", "new", "bare", "--reader", env={"PATH": "/none"}))


if __name__ == "__main__":
    main(3)
