"""What programs take: CPU and wall time, peak memory.

usage.py PROGRAM ARGUMENTS...   prints that of one run as JSON. The kernel counts the memory of whoever starts a program as
                                the program's own, so each is started from a process as small as this one.
"""
import ctypes
import json
import os
import shutil
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


class Usage:
    """Of one run of a program: CPU seconds of all its processes, also of those it does not wait for; wall seconds; peak
    memory of the program itself in MiB, and that of all its processes together, as if each had it at the same time."""

    def __init__(self, command, folder=None):
        told = subprocess.run([sys.executable, os.path.abspath(__file__), *(str(word) for word in command)], cwd=folder, capture_output=True, text=True, check=True)
        self.__dict__.update(json.loads(told.stdout))


def measured(command):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # whoever loses its parent is ours
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = {"cpu": 0, "peak_of_all": 0}
    while True:
        try:
            child, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return found
        found["cpu"] += usage.ru_utime + usage.ru_stime
        found["peak_of_all"] += usage.ru_maxrss / 1024
        if child == process.pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            found.update(wall=time.perf_counter() - begin, peak=usage.ru_maxrss / 1024, ok=process.returncode == 0)


class Median:
    """The medians of several runs."""

    def __init__(self, runs):
        import statistics  # for which a small process has no room
        for field in ("cpu", "wall", "peak", "peak_of_all"):
            setattr(self, field, statistics.median(getattr(run, field) for run in runs))


def medians(commands, times, folder=None):
    """The commands in turn, so that a busy machine slows all of them; the medians of each, or None if one failed."""
    if not all(shutil.which(str(command[0])) and Usage(command, folder).ok for command in commands):  # warms up, too
        return None
    runs = [[] for _ in commands]
    for _ in range(times):
        for command, taken in zip(commands, runs):
            taken.append(Usage(command, folder))
    return [Median(taken) for taken in runs]


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1:])))
