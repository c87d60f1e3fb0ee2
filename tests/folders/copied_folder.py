#!/usr/bin/env python3
"""A format is a folder: a copied one is built, tested and listed without a change to any other file; a deleted one is gone.

usage: copied_folder.py DECKLE ROOT SCRATCH

The project's own plugins/CMakeLists.txt builds a tree of two plugins: `text` and a copy of it under another name.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

DECKLE, ROOT, SCRATCH = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(folders LANGUAGES C CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(GNUInstallDirs)
include({root}/core/sdk/cmake/deckle_add_plugin.cmake)
add_library(deckle_sdk INTERFACE)
add_library(deckle::sdk ALIAS deckle_sdk)
target_include_directories(deckle_sdk INTERFACE {root}/core/abi {root}/core/sdk)
add_custom_target(program)
add_subdirectory(plugins)
"""
TREE, BUILD = SCRATCH / "tree", SCRATCH / "build"
PLUGINS = BUILD / "lib/deckle/plugins"


def run(*command):
    environment = {**os.environ, "DECKLE_PLUGIN_PATH": str(PLUGINS), "XDG_CACHE_HOME": str(SCRATCH / "cache")}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def build():
    run("cmake", "-S", TREE, "-B", BUILD, "-G", "Ninja")
    run("cmake", "--build", BUILD, "-j", "2")


def copy_folder():
    copied = TREE / "plugins/formats/copied"
    shutil.copytree(ROOT / "plugins/formats/text", copied)
    for source in copied.glob("*.[ch]pp"):
        text = source.read_text().replace('"org.deckle.text"', '"org.example.copied"').replace('deckle::info("text"', 'deckle::info("copied"')
        source.write_text(text)
    return copied


def main():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    (TREE / "plugins/formats").mkdir(parents=True)
    (TREE / "CMakeLists.txt").write_text(PROJECT.format(root=ROOT))
    shutil.copy(ROOT / "plugins/CMakeLists.txt", TREE / "plugins")
    shutil.copytree(ROOT / "plugins/common", TREE / "plugins/common")
    shutil.copytree(ROOT / "plugins/formats/text", TREE / "plugins/formats/text")
    build()
    assert "org.example.copied" not in run(DECKLE, "plugins", "list")
    copied = copy_folder()
    build()
    listed = run(DECKLE, "plugins", "list")
    assert listed.count("org.example.copied") == 2, listed
    cases = run("python3", ROOT / "tests/cases/run_cases.py", DECKLE, TREE, "formats/copied")
    print(cases.strip().split("\n")[-1])
    shutil.rmtree(copied)
    build()
    assert (PLUGINS / "copied.so").exists(), "the stale library should still be there: that is what this test is about"
    assert "org.example.copied" not in run(DECKLE, "plugins", "list")
    print("the copied folder was built, listed and tested; the deleted one is gone")


main()
