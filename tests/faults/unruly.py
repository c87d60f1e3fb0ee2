"""Jobs over documents of the plugin `unruly`, which does what a document's first words say: among the contract tests'
plugins, whose folder is the script's second argument."""
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "common"))
from program import DECKLE, ProgramTest, main  # noqa: E402, F401

PLUGINS = Path(sys.argv[2]).resolve()
SANITIZED = b"__asan_init" in DECKLE.read_bytes()  # without a limit of memory, and with reports of its own
JOB = """deckle: 1
inputs: ["in/*"]
transforms: [unruly]
outputs: {{ page: {{ exporter: unruly, path: "out/{{name}}.out" }} }}
run: {{ limits: {{ {limits} }} }}
"""
GOOD = {f"good{k}.unruly": f"good {k}" for k in range(6)}


class UnrulyTest(ProgramTest):
    def setUp(self):
        super().setUp()
        for name, text in GOOD.items():
            self.write(f"in/{name}", text)
        self.job()

    def environment(self, **more):
        # A process that plugins run in may not do what it takes to look for leaks.
        return super().environment(**{"ASAN_OPTIONS": "detect_leaks=0", **more} if SANITIZED else more)

    def job(self, limits="time: 60s"):
        self.write("job.yaml", JOB.format(limits=limits))

    def run_job(self, *arguments, **more):
        return self.deckle("run", "--no-state", "job.yaml", "--plugin-path", PLUGINS / "unruly", *arguments, **more)

    def wait_for(self, condition, what):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.005)

    def processes(self):
        """Those of this test that are still there."""
        mark, found = f"HOME={self.folder}\0".encode(), []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                pass
        return found

    def assert_clean(self):
        deadline = time.monotonic() + 5
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual([], self.processes(), "processes are left")
        self.assertEqual([], self.leftovers(), "staging files are left")
        self.assertFalse((self.folder / "written-by-a-plugin").exists())

    def assert_good_ones(self):
        for name, text in GOOD.items():
            self.assertEqual(self.read(f"out/{name}.out"), text + " 1.5\n")
