"""A job of two documents and two outputs, and what a run of it says that it makes."""
from program import ProgramTest

JOB = """deckle: 1
inputs: ["docs/*.md"]
outputs:
  web: { exporter: html, path: "site/{stem}.html" }
  data: { exporter: json, path: "data/{stem}.json", resources: link }
"""


class Incremental(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("job.yaml", JOB)
        self.write("docs/a.md", "# A\n\n[b](b.md) ![x](x.png)\n")
        self.write("docs/b.md", "# B\n\nText.\n")
        self.write("docs/x.png", "PNG")

    def run_job(self, *arguments, exit_code=0, **more):
        """What is made, with its reason; what the last line says."""
        done = self.deckle("run", "job.yaml", "--explain", *arguments, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        self.said = done.stderr.decode()
        return dict(line.split(": ", 1) for line in done.stdout.decode().splitlines() if ": " in line)

    def stamps(self, below="site"):
        return {name: (self.folder / below / name).stat().st_mtime_ns for name in self.files(below)}

    def state(self, *more):
        return self.folder.joinpath(".deckle/job", *more)
