#!/usr/bin/env python3
"""The packages for Debian: what is in them, and what they depend on. What they are good for, the guide tries.

    packages.py DECKLE BUILD
"""
import shutil
import sys
import unittest
from pathlib import Path

from machine import make_packages
from program import ProgramTest, main


@unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "dpkg-dev is not installed")
class Packages(ProgramTest):
    def setUp(self):
        super().setUp()
        self.packages = make_packages(sys.argv[2], self.folder / "made")

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

    def test_pkg_config_follows_them_where_they_lie(self):
        for package in self.packages.values():
            self.run_well("dpkg-deb", "-x", package, "root")
        flags = self.run_well("pkg-config --cflags deckle", env=self.environment(PKG_CONFIG_PATH=f"{self.folder}/root/usr/lib/pkgconfig"))
        self.assertTrue((Path(flags.strip().removeprefix("-I")) / "deckle/plugin.hpp").is_file(), flags)


if __name__ == "__main__":
    main(3)
