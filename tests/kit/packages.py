#!/usr/bin/env python3
"""The packages for Debian: what is in them, what they depend on, and a plugin made with what they hold alone.

    packages.py DECKLE BUILD
"""
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from program import ProgramTest, main


@unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "dpkg-dev is not installed")
class Packages(ProgramTest):
    def setUp(self):
        super().setUp()
        self.run_well("cpack", "-B", self.folder / "made", cwd=sys.argv[2])
        self.packages = {path.name.split("_")[0]: path for path in (self.folder / "made").glob("*.deb")}
        self.root = self.folder / "root"
        for package in self.packages.values():
            self.run_well("dpkg-deb", "-x", package, self.root)

    def run_well(self, *command, **more):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, **{"cwd": self.folder, **more})
        self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}{done.stderr}")
        return done.stdout

    def field(self, package, name):
        return self.run_well("dpkg-deb", "-f", self.packages[package], name).strip()

    def test_there_are_two(self):
        self.assertEqual(set(self.packages), {"deckle", "libdeckle-dev"})
        self.assertEqual(self.field("libdeckle-dev", "Architecture"), "all")
        self.assertIn("deckle", self.field("libdeckle-dev", "Depends"))
        depends = [one.split()[0] for one in self.field("deckle", "Depends").split(",")]
        self.assertIn("libc6", depends)
        for package in depends:
            self.run_well("dpkg", "-s", package)  # building took them, so they are there
        held = self.run_well("dpkg-deb", "-c", self.packages["deckle"])
        for path in ("/usr/bin/deckle", "/usr/share/man/man1/deckle.1", "/usr/lib/deckle/plugins/markdown.so",
                     "/usr/share/bash-completion/completions/deckle"):
            self.assertIn(path, held)
        self.assertNotIn("/usr/include", held)

    def test_a_plugin_from_the_packages_alone(self):
        environment = self.environment(PATH=f"{self.root / 'usr/bin'}:/usr/bin:/bin")
        environment.pop("DECKLE_PLUGIN_PATH", None)
        said = subprocess.run(["deckle", "plugin", "new", "mine", "--exporter"], cwd=self.folder, env=environment,
                              capture_output=True, text=True, check=True).stderr
        for command in said.partition("Try:\n")[2].splitlines():
            printed = self.run_well("bash", "-euc", command, env=environment)
        self.assertEqual(printed, "mine\n  A second level\n")
        compiled = self.run_well("pkg-config", "--cflags", "deckle",
                                 env={**os.environ, "PKG_CONFIG_PATH": str(self.root / "usr/lib/pkgconfig")})
        include = Path(compiled.strip().removeprefix("-I"))
        self.assertTrue((include / "deckle/plugin.hpp").is_file(), compiled)


if __name__ == "__main__":
    main(3)
