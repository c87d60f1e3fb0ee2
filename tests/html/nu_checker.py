"""What the Nu HTML checker says of pages, but for what is no mistake of ours."""
import json
import os
import re
import shutil
import subprocess

JAR = os.environ.get("CHECKER_OF_PAGES", "")
IGNORED = [
    # What a document says; no exporter changes it.
    re.compile(r"^The heading .* follows the heading .*, skipping \d+ heading levels?\.$"),
    # Wrong where one row is a cell of 5 columns and the next has cells of 1, 2, 1 and 1: see table_model.py instead.
    re.compile(r"^Table columns? .* established by element .* no cells beginning in (it|them)\.$"),
]


def is_installed():
    return shutil.which("java") is not None and os.path.exists(JAR)


def errors(folder):
    """One line for each mistake in the pages of a folder."""
    done = subprocess.run(["java", "-Xss8m", "-jar", JAR, "--errors-only", "--format", "json", "--stdout", folder], capture_output=True, timeout=600)
    found = json.loads(done.stdout)["messages"]
    return [f"{one.get('url', '').rpartition('/')[2]}:{one.get('lastLine')}: {one['message']}\n    {one.get('extract', '')!r}"
            for one in found if not any(pattern.match(one["message"]) for pattern in IGNORED)]
