"""A folder of its own for each test, and the program run in it as a user runs it."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import unittest
from pathlib import Path

DECKLE = Path(sys.argv[1]).resolve()


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = Path(self.temporary.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def files(self, below="."):
        """All files below a folder, by their paths in it; but for the cache, and what is kept of runs."""
        start = self.folder / below
        paths = [path.relative_to(start) for path in start.rglob("*") if path.is_file()]
        return sorted(str(path) for path in paths if not {"cache", ".deckle"} & set(path.parts))

    def environment(self, **more):
        return {**os.environ, "HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache"), **more}

    def deckle(self, *arguments, cwd=".", env=None, **more):
        """`env`: variables beside those of every run; `more`: as subprocess.run takes it."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, "env": self.environment(**(env or {}))}
        return subprocess.run([DECKLE, *arguments], cwd=self.folder / cwd, **{**options, **more})

    def on_terminal(self, *arguments, columns=200, stdout=subprocess.PIPE, **environment):
        """Exit code, and what a terminal at stderr shows; at stdout as well with stdout=None."""
        terminal, program = pty.openpty()
        fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = self.environment(**{"TERM": "xterm", "NO_COLOR": "", **environment})
        process = subprocess.Popen([DECKLE, *arguments], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=program if stdout is None else stdout, stderr=program)
        os.close(program)
        shown = b""
        try:
            while piece := os.read(terminal, 4096):
                shown += piece
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        process.communicate(timeout=60)
        return process.returncode, shown.decode()

    def leftovers(self):
        """What staging may leave behind, and never does."""
        return [str(path) for path in self.folder.rglob(".deckle-*")]

    def runs(self, *arguments, **more):
        """What the program says on standard output when all is well."""
        done = self.deckle(*arguments, **more)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def run_well(self, *command, **more):
        """What another program of the system, or a few lines of bash, print when all is well."""
        if len(command) == 1:
            command = ("bash", "-euo", "pipefail", "-c", *command)
        options = {"cwd": self.folder, "timeout": 300, "env": self.environment(PATH="/usr/local/bin:/usr/bin:/bin"), **more}
        done = subprocess.run(command, capture_output=True, text=True, **options)
        self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout}{done.stderr}")
        return done.stdout

    def installed(self, build):
        """The folder below which a build was installed, by cmake."""
        self.run_well("cmake", "--install", build, "--prefix", self.folder / "deckle is installed")
        return self.folder / "deckle is installed"

    def fails(self, exit_code, code, *arguments, **more):
        """What it says on standard error when it exits so; nothing half-written is left."""
        done = self.deckle(*arguments, **more)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, exit_code, said)
        self.assertIn(code, said)
        self.assertEqual([], self.leftovers(), "staging files are left")
        return said


def main(arguments=1):
    """Runs the tests of the script, or those named behind its own arguments."""
    pattern = ["-k", sys.argv[arguments + 1]] if len(sys.argv) > arguments + 1 else []
    unittest.main(argv=[sys.argv[0], *pattern])
