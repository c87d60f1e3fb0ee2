#!/usr/bin/env python3
"""Plugins in other languages keep every promise that plugins make; prints what their nodes cost, beside those of C++.

    languages.py DECKLE BUILD

That the commands in their READMEs work, and that the layout declared in Rust is that of the headers, is tried with the
documentation.
"""
import json
import sys
from pathlib import Path

from program import ProgramTest, main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BUILT_IN = Path(sys.argv[2]) / "lib/deckle/plugins"


class Languages(ProgramTest):
    def checked(self, library, *arguments):
        """What the budget says of a library that fails no check."""
        checks = json.loads(self.run_well(sys.argv[1], "plugin", "check", library, "--json", *arguments))["checks"]
        self.assertEqual([one for one in checks if one["verdict"] == "failed"], [])
        return next(one["text"] for one in checks if one["name"] == "budget")

    def test_a_reader_in_c(self):
        self.run_well("cmake", "-S", EXAMPLES / "gemtext-reader", "-B", "built", "-D", f"CMAKE_PREFIX_PATH={self.installed(sys.argv[2])}",
                      "-D", "CMAKE_C_FLAGS=-Wall -Wextra -Wshadow -Wconversion -Wcast-align -Wno-sign-conversion -Werror")
        self.run_well("cmake", "--build", "built")
        sample = (EXAMPLES / "gemtext-reader/sheet.gmi").read_text()
        self.write("large.gmi", sample * 3000)
        self.write("large.md", sample.replace("```text", "```") * 3000)
        cost = self.checked("built/gemtext.so", "--sample", EXAMPLES / "gemtext-reader/sheet.gmi")
        large = self.checked("built/gemtext.so", "--include", "budget", "--sample", "large.gmi")
        peer = self.checked(BUILT_IN / "markdown.so", "--include", "budget", "--sample", "large.md")
        print(f"C: {cost}; of 1 MB {large}; in C++ {peer.partition(',')[0]}")

    def test_a_transform_in_rust(self):
        self.run_well("cargo", "build", "--release", "--offline", "--locked", "--target-dir", "built", "--manifest-path",
                      EXAMPLES / "redact-transform/Cargo.toml")
        cost = self.checked("built/release/libredact.so")
        peer = self.checked(BUILT_IN / "shift-headings.so", "--include", "budget")
        print(f"Rust: {cost}; in C++ {peer}")


if __name__ == "__main__":
    main(3)
