"""What programs take: CPU and wall time, peak memory.

usage.py PROGRAM ARGUMENTS...   prints that of one run as JSON. The kernel counts the memory of whoever starts a program as
                                the program's own, so each is started from a process as small as this one.
"""
import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


class Usage:
    """Of one run of a program: CPU seconds of all its processes, also of those it does not wait for; wall seconds; peak
    memory in MiB of the program itself and what it waited for, whichever had most."""

    def __init__(self, command, folder=None):
        told = subprocess.run([sys.executable, os.path.abspath(__file__), *(str(word) for word in command)], cwd=folder, capture_output=True, text=True, check=True)
        self.__dict__.update(json.loads(told.stdout))


def measured(command):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # whoever loses its parent is ours
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = {"cpu": 0}
    while True:
        try:
            child, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return found
        found["cpu"] += usage.ru_utime + usage.ru_stime
        if child == process.pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            found.update(wall=time.perf_counter() - begin, peak=usage.ru_maxrss / 1024, ok=process.returncode == 0)


class Median:
    """The medians of several runs."""

    def __init__(self, runs):
        import statistics  # for which a small process has no room
        for field in ("cpu", "wall", "peak"):
            setattr(self, field, statistics.median(getattr(run, field) for run in runs))


def medians(commands, times, folder=None, before=lambda: None):
    """The commands in turn, so that a busy machine slows all of them; the medians of each, or None if one failed.
    `before`: what is done before each run, and not measured."""
    if not all(shutil.which(str(command[0])) and Usage(command, folder).ok for command in commands):  # warms up, too
        return None
    runs = [[] for _ in commands]
    for _ in range(times):
        for command, taken in zip(commands, runs):
            before()
            taken.append(Usage(command, folder))
    return [Median(taken) for taken in runs]


def descendants(process):
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/children", encoding="ascii") as children:
            for child in children.read().split():
                yield child
                yield from descendants(child)


def mapped_by(process):
    """Bytes that it has of its own, and its part of what it shares with others."""
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as sums:
        return int(re.search(r"^Pss:\s*(\d+)", sums.read(), re.MULTILINE)[1]) << 10


def memory_files_of(process):
    """The files in memory that it has open, which nobody has to map: bytes by inode."""
    folder = f"/proc/{process}/fd"
    files = [os.stat(f"{folder}/{number}") for number in os.listdir(folder) if os.readlink(f"{folder}/{number}").startswith("/memfd:")]
    return {file.st_ino: file.st_blocks * 512 for file in files}


def memory_of(processes):
    files = {}
    for process in processes:
        files.update(memory_files_of(process))
    return sum(map(mapped_by, processes)) + sum(files.values())


def peak_of_all(command):
    """Peak memory in bytes of all processes of one run together, in which what they share counts once: the kernel keeps no
    such figure, so it is looked at again and again."""
    peak = 0
    with subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            try:
                peak = max(peak, memory_of(list(descendants("self"))))
            except (OSError, TypeError):  # one of them has just ended, or is about to
                continue
    return peak


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1:])))
