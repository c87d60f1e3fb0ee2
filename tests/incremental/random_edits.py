#!/usr/bin/env python3
"""Random edits of a project. After each, what a run makes of what was there equals what a clean run makes elsewhere, and
the documents that it makes again are those that a naive model names.

usage: random_edits.py DECKLE [SEQUENCES [SEED]]     DECKLE_LONG=1: 300 sequences
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DECKLE = Path(sys.argv[1]).resolve()
SEQUENCES = int(sys.argv[2]) if len(sys.argv) > 2 else 300 if os.environ.get("DECKLE_LONG") else 25
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261122
EDITS = 8
NAMES = ["a", "b", "c", "d", "e"]
IMAGES = ["images/x.png", "images/y.png", "more/x.png", "more/y.png", "more/z.png"]  # of one name, for one place
PARTS = ["inc/p.txt", "inc/q.txt"]  # texts that documents include
INCLUDE = DECKLE.parent.parent / "tests/contract/made/parts/parts.so"
HTML = next((DECKLE.parent.parent / "lib/deckle").rglob("html.so"))


class Document:
    """A text, links to other documents, images, included texts: whatever they name may be there or not."""

    def __init__(self, dice):
        self.word = dice.randrange(1000)
        self.links = dice.sample(NAMES, dice.randrange(3))
        self.images = dice.sample(IMAGES, dice.randrange(3))
        self.parts = dice.sample(PARTS, dice.randrange(3))

    def text(self):
        lines = [f"# Heading {self.word:03}", ""] + [f"[{name}]({name}.md)" for name in self.links]
        lines += [f"![{name}]({name})" for name in self.images]
        return "\n".join(lines + [f"\n{{{name}}}" for name in self.parts]) + "\n"


class Project:
    def __init__(self, folder, dice):
        self.folder, self.dice = folder, dice
        self.documents = {name: Document(dice) for name in NAMES if dice.random() < 0.8} or {"a": Document(dice)}
        self.images = {name: dice.randrange(3) for name in IMAGES if dice.random() < 0.7}
        self.parts = {name: dice.randrange(3) for name in PARTS if dice.random() < 0.7}
        self.standalone, self.language, self.web_first, self.profile, self.plugin = False, "en", True, None, 0
        self.shares = dice.random() < 0.7  # one folder for all images
        self.rows = {}  # the model's record: what each output was made of
        self.edited = set()  # outputs that are somebody else's work by now: they stay where they are not wanted any more
        (folder / "plugins").mkdir()
        for name, document in self.documents.items():
            self.write(f"docs/{name}.md", document.text())
        for name, number in self.images.items():
            self.write(f"docs/{name}", f"image {number:03}")
        for name, number in self.parts.items():
            self.write(f"docs/{name}", f"part {number:03}")
        shutil.copy(INCLUDE, folder / "plugins")
        self.write_plugin()
        self.write_job()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def write_plugin(self):
        target = self.folder / "plugins/html.so"
        target.unlink(missing_ok=True)
        target.write_bytes(HTML.read_bytes() + b"note" * self.plugin)

    def write_job(self):
        resources, print_resources = [f'{{ extract: "{top}/media/{{name}}" }}' if self.shares else "copy" for top in ("site", "print")]
        outputs = [f'  web: {{ exporter: html, path: "site/{{stem}}.html", resources: {resources}, options: {{ standalone: {str(self.standalone).lower()} }} }}',
                   '  data: { exporter: json, path: "data/{stem}.json", resources: link }']
        outputs = outputs if self.web_first else outputs[::-1]
        self.write("job.yaml", "\n".join(["deckle: 1", "plugins: [plugins]", 'inputs: ["docs/*.md"]', f"metadata: {{ lang: {self.language} }}", "transforms: [parts]", "outputs:", *outputs,
                                          f'profiles: {{ print: {{ outputs: {{ data: null, web: {{ path: "print/{{stem}}.html", resources: {print_resources} }} }} }} }}', ""]))

    def outputs(self):
        return {"web": "print/{}.html"} if self.profile else {"web": "site/{}.html", "data": "data/{}.json"}

    # ---- edits ----

    def edit(self):
        edit = self.dice.choice([self.change_text, self.change_text_in_secret, self.swap, self.touch, self.change_image, self.image_comes_or_goes, self.document_comes_or_goes, self.change_part, self.part_comes_or_goes,
                                 self.change_option, self.change_places, self.change_metadata, self.rebuild_plugin, self.spoil_output, self.spoil_copy, self.reorder, self.switch_profile])
        edit()
        return edit.__name__

    def some(self):
        return self.dice.choice(sorted(self.documents))

    def change_text(self):
        name = self.some()
        self.documents[name] = Document(self.dice)
        self.write(f"docs/{name}.md", self.documents[name].text())

    def change_text_in_secret(self):
        """The same size, and the time restored."""
        name = self.some()
        path = self.folder / f"docs/{name}.md"
        status = path.stat()
        self.documents[name].word = (self.documents[name].word + 1) % 1000
        path.write_text(self.documents[name].text())
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def swap(self):
        one, other = self.some(), self.some()
        if one != other:
            paths = [self.folder / f"docs/{name}.md" for name in (one, other)]
            paths[0].rename(self.folder / "docs/swap")
            paths[1].rename(paths[0])
            (self.folder / "docs/swap").rename(paths[1])
            self.documents[one], self.documents[other] = self.documents[other], self.documents[one]

    def touch(self):
        os.utime(self.folder / f"docs/{self.some()}.md", (1, 1))

    def change_image(self):
        if self.images:
            name = self.dice.choice(sorted(self.images))
            self.images[name] = (self.images[name] + 1) % 3
            self.write(f"docs/{name}", f"image {self.images[name]:03}")

    def image_comes_or_goes(self):
        name = self.dice.choice(IMAGES)
        if name in self.images:
            del self.images[name]
            (self.folder / "docs" / name).unlink()
        else:
            self.images[name] = self.dice.randrange(3)
            self.write(f"docs/{name}", f"image {self.images[name]:03}")

    def change_part(self):
        if self.parts:
            name = self.dice.choice(sorted(self.parts))
            self.parts[name] = (self.parts[name] + 1) % 3
            self.write(f"docs/{name}", f"part {self.parts[name]:03}")

    def part_comes_or_goes(self):
        name = self.dice.choice(PARTS)
        if name in self.parts:
            del self.parts[name]
            (self.folder / "docs" / name).unlink()
        else:
            self.parts[name] = self.dice.randrange(3)
            self.write(f"docs/{name}", f"part {self.parts[name]:03}")

    def document_comes_or_goes(self):
        name = self.dice.choice(NAMES)
        if name not in self.documents:
            self.documents[name] = Document(self.dice)
            self.write(f"docs/{name}.md", self.documents[name].text())
        elif len(self.documents) > 1:
            del self.documents[name]
            (self.folder / f"docs/{name}.md").unlink()

    def change_option(self):
        self.standalone = not self.standalone
        self.write_job()

    def change_places(self):
        self.shares = not self.shares
        self.write_job()

    def change_metadata(self):
        self.language = "de" if self.language == "en" else "en"
        self.write_job()

    def rebuild_plugin(self):
        self.plugin += 1
        self.write_plugin()

    def spoil(self, paths):
        paths = sorted(path for path in paths if path.is_file())
        if paths:
            path = self.dice.choice(paths)
            if self.dice.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[:-1] + b"?")
                self.edited.add(str(path.relative_to(self.folder)))

    def spoil_output(self):
        self.spoil(self.folder / form.format(name) for form in self.outputs().values() for name in self.documents)

    def spoil_copy(self):
        self.spoil((self.folder / self.outputs()["web"]).parent.glob("*/*.png"))

    def reorder(self):
        self.web_first = not self.web_first
        self.write_job()

    def switch_profile(self):
        self.profile = None if self.profile else "print"

    # ---- the model ----

    def needs(self, name, made_together):
        """All that the outputs of a document that are made together depend on."""
        document = self.documents[name]
        links = tuple((link, link in self.documents) for link in document.links)
        images = tuple((image, (self.images.get(image) if "web" in made_together else None, image in self.images)) for image in document.images)
        return document.text(), self.language, links, images, tuple((part, self.parts.get(part)) for part in document.parts)

    def others(self, name, made_together):
        """The files that lay where its images were to lie, when it was made: they were compared."""
        return [(holder, self.images[holder]) for image, holder in self.holders()[name] if image != holder and "web" in made_together]

    def recipe(self, output):
        return (self.standalone, self.plugin, self.shares) if output == "web" else ()

    def places(self, name):
        """Of a document's images; those of one name get two within one document."""
        top = self.outputs()["web"].split("/")[0]
        places = {}
        for image in (image for image in self.documents[name].images if image in self.images):
            place = f"{top}/media/{image.split('/')[1]}" if self.shares else f"{top}/{image}"
            places[image] = place.replace(".png", "-2.png") if place in places.values() else place
        return places

    def holders(self):
        """Whose file lies at the place of each image of each document: as if they were made one after the other."""
        settled, told = {}, {}
        for name in sorted(self.documents):
            told[name] = [(image, settled.setdefault(place, image)) for image, place in self.places(name).items()]
        return told

    def copies(self, name, output):
        places = self.places(name)
        return [places[image] for image, holder in self.holders()[name] if image == holder] if output == "web" else []

    def is_fresh(self, name, output, path):
        row = self.rows.get((output, name, path))
        if row is None or row["needs"] != self.needs(name, row["with"]) or row["recipe"] != self.recipe(output):
            return False
        if any(self.images.get(holder) != number for holder, number in row["others"]):
            return False
        return all((self.folder / file).is_file() and (self.folder / file).read_bytes() == text for file, text in row["files"].items())

    def stale(self):
        wanted = {name: [output for output, form in self.outputs().items() if not self.is_fresh(name, output, form.format(name))] for name in self.documents}
        for name, told in self.holders().items():
            row = self.rows.get(("web", name, self.outputs()["web"].format(name)))
            if row is not None and "web" not in wanted[name] and row["told"] != told:
                wanted[name] = list(self.outputs())
        return {name: outputs for name, outputs in wanted.items() if outputs}

    def remember(self, stale):
        for name, outputs in stale.items():
            for output in outputs:
                path = self.outputs()[output].format(name)
                files = {file: (self.folder / file).read_bytes() for file in [path, *self.copies(name, output)]}
                self.rows[output, name, path] = {"with": outputs, "needs": self.needs(name, outputs), "others": self.others(name, outputs), "recipe": self.recipe(output), "files": files, "told": self.holders()[name]}
        self.rows = {key: row for key, row in self.rows.items() if key[1] in self.documents}


def run(folder, profile, *arguments):
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder)}
    profiles = ["--profile", profile] if profile else []
    done = subprocess.run([DECKLE, "run", "job.yaml", *profiles, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def tree(folder, tops):
    return {str(path.relative_to(folder)): path.read_bytes() for top in tops for path in (folder / top).rglob("*") if path.is_file()}


def clean_run(project):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("docs", "plugins"):
            shutil.copytree(project.folder / name, folder / name)
        shutil.copy(project.folder / "job.yaml", folder)
        run(folder, project.profile, "--no-state")
        return tree(folder, tops(project))


def tops(project):
    return sorted({form.split("/")[0] for form in project.outputs().values()})


def check(project, what):
    stale = project.stale()
    explained = {line.split(": ")[0] for line in run(project.folder, project.profile, "--prune", "--explain").splitlines() if line.startswith("docs/") and ": " in line}
    expected = {f"docs/{name}.md" for name in stale}
    made, clean = tree(project.folder, tops(project)), clean_run(project)
    project.remember(stale)
    project.edited -= clean.keys()
    different = sorted(name for name in (made.keys() | clean.keys()) - project.edited if made.get(name) != clean.get(name))
    if explained != expected or different:
        raise AssertionError(f"after {what}: made again {sorted(explained)}, the model says {sorted(expected)}; other than a clean run: {different}")
    return len(explained)


def sequence(number):
    dice = random.Random(SEED * 1000 + number)
    with tempfile.TemporaryDirectory() as temporary:
        project, edits = Project(Path(temporary), dice), []
        made = check(project, "the beginning")
        for _ in range(EDITS):
            edits += [project.edit() for _ in range(dice.choice([1, 1, 2]))]
            made += check(project, edits[-3:])
    return made


def main():
    print(f"{SEQUENCES} sequences of {EDITS} edits, seed {SEED}")
    made = 0
    for number in range(SEQUENCES):
        try:
            made += sequence(number)
        except AssertionError as failed:
            sys.exit(f"sequence {number}: {failed}")
    print(f"{made} documents were made; 1 passed, 0 failed")


if __name__ == "__main__":
    main()
