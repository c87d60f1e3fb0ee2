#!/usr/bin/env python3
"""What the program says of itself outside of --help: completion in three shells, and the manual.

usage: shells.py DECKLE [PART OF A TEST'S NAME]
"""
import os
import re
import shutil
import subprocess

from program import DECKLE, ProgramTest, main


class Shells(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("letter.md", "# A letter\n")
        self.write("deep/book.yaml", "")

    def shell(self, *command):
        """What a shell prints that finds deckle on its PATH."""
        environment = {**os.environ, "HOME": str(self.folder), "PATH": f"{DECKLE.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        return done.stdout.split("\n")[:-1]

    def needs(self, shell):
        if not shutil.which(shell):
            self.assertNotIn("CI", os.environ, f"{shell} is missing")
            self.skipTest(f"{shell} is not installed")

    def commands(self):
        listed = self.runs("--help").split("Commands:\n")[1].split("\n\n")[0]
        return [line.split()[0] for line in listed.splitlines()]

    def bash(self, *words):
        """What bash offers for the last word."""
        script = """source <(deckle completion bash); 
            [[ $(complete -p deckle) == *"-F _deckle"* ]] || exit 1
            compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _deckle; printf '%s\\n' "${COMPREPLY[@]}" """
        return [word for word in self.shell("bash", "-c", script, "bash", *words) if word]

    def test_bash(self):
        self.assertEqual(self.bash("deckle", ""), self.commands())
        self.assertEqual(self.bash("deckle", "che"), ["check"])
        self.assertEqual(self.bash("deckle", "run", "--dry"), ["--dry-run"])
        self.assertEqual(self.bash("deckle", "convert", "-f", "gf"), ["gfm"])
        self.assertEqual(self.bash("deckle", "convert", "--from", "=", "mark"), ["markdown"])
        self.assertEqual(self.bash("deckle", "convert", "--transform", "to"), ["toc"])
        self.assertEqual(self.bash("deckle", "run", "--output-dir", "d"), ["deep"])
        self.assertEqual(self.bash("deckle", "run", "--log-format", "="), ["text", "json"])
        self.assertEqual(self.bash("deckle", "plugins", "sho"), ["show"])
        self.assertEqual(self.bash("deckle", "convert", "let"), [], "bash offers its files")

    def test_zsh(self):
        self.needs("zsh")
        self.write("_deckle", self.runs("completion", "zsh"))
        self.shell("zsh", "-fn", "_deckle")
        script = """fpath=(. $fpath); autoload -U compinit; compinit -u -D; autoload -U +X _deckle
            _arguments() { print -rl -- "$@" }; _describe() { print -rl -- ${(P)4} }
            words=("$@"); CURRENT=$#; _deckle"""
        self.assertEqual([line.split(":")[0] for line in self.shell("zsh", "-fc", script, "zsh", "deckle", "")], self.commands())
        offered = self.shell("zsh", "-fc", script, "zsh", "deckle", "convert", "")
        self.assertIn("(-f --from)--from=[Format of the input, +ext-ext behind it (found by content and name)]:FORMAT: _deckle_words readers", offered)
        self.assertIn("*:FILE:_files", offered)

    def test_fish(self):
        self.needs("fish")
        self.write("deckle.fish", self.runs("completion", "fish"))

        def offered(line):
            return [one.split("\t")[0] for one in self.shell("fish", "--no-config", "-c", f"source deckle.fish; complete -C '{line}'")]
        self.assertEqual(sorted(offered("deckle ")), sorted(self.commands()))
        self.assertEqual(offered("deckle run --dry"), ["--dry-run"])
        self.assertEqual(offered("deckle convert -f gf"), ["gfm"])
        self.assertEqual(offered("deckle run --output-dir d"), ["deep/"])
        self.assertIn("letter.md", offered("deckle convert le"))

    def test_words(self):
        everything = self.runs("completion", "--words", "all").split()
        self.assertEqual(everything, sorted(set(everything)))
        self.assertTrue({"gfm", "toc", "html"} <= set(everything))
        self.assertNotIn("toc", self.runs("completion", "--words", "readers"))
        self.fails(2, "for which shell?", "completion")

    def test_every_page_of_the_manual(self):
        self.runs("man", "-o", "man")
        pages = self.files("man")
        self.assertEqual(pages, sorted(["man1/deckle.1", "man5/deckle-job.5", *(f"man1/deckle-{name}.1" for name in self.commands())]))
        self.needs("mandoc")
        # A page without a date is meant: the same program gives the same bytes.
        found = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *pages], cwd=self.folder / "man", capture_output=True, text=True).stdout
        self.assertEqual([line for line in found.splitlines() if "missing date" not in line], [])
        for page in pages:
            name = page.split("/")[1].rsplit(".")[0].removeprefix("deckle-")
            self.assertEqual(self.runs("man", name), self.read(f"man/{page}"))
        shown = re.sub(".\b", "", "\n".join(self.shell("mandoc", "-T", "utf8", "man/man1/deckle-run.1")))
        for part in ("-o, --output-dir DIR", "deckle run --profile print", "NAME=VALUE"):
            self.assertIn(part, shown)

    def test_help_and_manual_say_the_same(self):
        for name in self.commands():
            page = self.runs("man", name, "--markdown")
            for line in self.runs(name, "--help").splitlines():
                for option in line.split():
                    if option.startswith("--") and line.startswith("  -"):
                        self.assertIn(option.split(",")[0], page)


if __name__ == "__main__":
    main()
