#!/usr/bin/env python3
"""Word documents as pandoc reads them and as deckle reads them: are the trees equal?

    docx.py DECKLE ROOT SCRATCH [WORD] [--update] [--show]

A case is a file `docx/<construct>/<name>.<suffix>`, and adding it is all there is to do. Of an .xml file everything is
put into the body of a document whose other parts lie in `docx/template`; a comment `<!-- option: value -->` in it is
given to both readers. Others are made by those who make such documents: from a .markdown file by our exporter, from what
else PRODUCERS names by pandoc, .xhtml for instance, and where LibreOffice is installed, by that from what OFFICE names: from
.html, .rtf, .txt, and from .fodt, which is put into the text of `docx/text.fodt`.
Text is compared run by run, all else as pandoc's JSON has it; formulas, which we keep as they are, are not compared.

Where pandoc is wrong, a file `<name>.differs` beside the case cites the clause of ECMA-376 that we follow and says why.
Such a case must differ. --update writes all of them into the README of the plugin. Of the cases in which pandoc is right
90 % have to be equal, and every construct has at least five cases.

Beside the cases all documents in DECKLE_CORPORA are compared, every tenth without DECKLE_LONG; what comes of that is
only printed, and that nothing of ours ends by a signal or hangs is checked.
"""
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from comparison import check_list, judge_cases, print_shares
from readings import tree_of
from trees import differences, with_runs

HERE = Path(__file__).resolve().parent / "docx"
DECKLE, ROOT, SCRATCH = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]), Path(sys.argv[3])
WORDS = [word for word in sys.argv[4:] if not word.startswith("--")]
UPDATE, SHOW = "--update" in sys.argv, "--show" in sys.argv
SHARE, CASES, SECONDS = 0.9, 5, 30
SOURCES = {
    ".md": "markdown", ".rst": "rst", ".org": "org", ".tex": "latex", ".wiki": "mediawiki", ".dokuwiki": "dokuwiki",
    ".textile": "textile", ".docbook": "docbook", ".xhtml": "html", ".ipynb": "ipynb", ".opml": "opml"}
PRODUCERS = {
    **{suffix: ["pandoc", "-f", source, "-t", "docx"] for suffix, source in SOURCES.items()},
    ".markdown": [DECKLE, "convert", "--quiet", "-f", "pandoc", "-t", "docx"]}
OFFICE = {".html": ["--infilter=HTML (StarWriter)"], ".fodt": [], ".rtf": [], ".txt": ["--infilter=Text (encoded):UTF8,LF,,,"]}
NAMESPACES = {
    "w": "wordprocessingml/2006/main", "r": "officeDocument/2006/relationships", "m": "officeDocument/2006/math",
    "wp": "drawingml/2006/wordprocessingDrawing", "a": "drawingml/2006/main", "pic": "drawingml/2006/picture",
    "mc": "markup-compatibility/2006"}
OTHERS = {"wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "v": "urn:schemas-microsoft-com:vml"}


def packed(body):
    """A document of the template with this body."""
    names = {**{k: f"http://schemas.openxmlformats.org/{v}" for k, v in NAMESPACES.items()}, **OTHERS}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in (HERE / "template").rglob("*") if path.is_file()):
            archive.writestr(str(path.relative_to(HERE / "template")), path.read_bytes())
        archive.writestr("word/document.xml", f"<w:document {declared}><w:body>{body}</w:body></w:document>")
    return held.getvalue()


def produced(paths):
    """The bytes of each case's document; without those that nobody here can make."""
    made = {path: packed(path.read_text()) for path in paths if path.suffix == ".xml"}
    for suffix, command in PRODUCERS.items():
        for path in paths:
            if path.suffix == suffix:
                made[path] = subprocess.run([*command, path.name], cwd=path.parent, capture_output=True, check=True).stdout
    written = [path for path in paths if path.suffix in OFFICE]
    if written and not shutil.which("soffice"):
        print(f"LibreOffice is not installed: {len(written)} cases are left out")
        return made
    for suffix, options in OFFICE.items():
        made |= by_office([path for path in written if path.suffix == suffix], options)
    return made


def by_office(paths, options):
    """What LibreOffice writes, of all of them at once."""
    folder, text = SCRATCH / "office", (HERE / "text.fodt").read_text()
    folder.mkdir(exist_ok=True)
    copies = {path: folder / f"{path.parent.name}-{path.name}" for path in paths}
    for path, copy in copies.items():
        said = path.read_text()
        copy.write_text(text.replace("<!-- text -->", said) if path.suffix == ".fodt" else said)
    if paths:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{SCRATCH}/profile", "--headless", *options, "--convert-to",
                        "docx:MS Word 2007 XML", "--outdir", folder, *copies.values()],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return {path: copy.with_suffix(".docx").read_bytes() for path, copy in copies.items()}


def run(command, document):
    try:
        return subprocess.run(command, input=document, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None


def found_in(document, options=()):
    """What is different, and what is wrong with our end; nothing different where pandoc gives no tree."""
    said = [f"--{name}={value}" for name, value in options]
    theirs = run(["pandoc", "+RTS", "-M2g", "-RTS", "-f", "docx", "-t", "json", *said], document)
    said = [word for name, value in options for word in ("--reader-option", f"{name}={value}")]
    ours = run([DECKLE, "convert", "--quiet", "-f", "docx", "-t", "json", "--exporter-option", "api-version=1.22", *said], document)
    wrong = "it takes too long" if ours is None else f"it ended with {ours.returncode}" if ours.returncode not in (0, 1) else None
    tree = theirs and theirs.returncode == 0 and tree_of(theirs.stdout)
    if not tree:
        return None, wrong
    return differences(with_runs(tree_of(ours.stdout) if ours else None), with_runs(tree)), wrong


def compare_all(documents):
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(documents, pool.map(lambda one: found_in(*one), documents.values())))


def compare_cases():
    paths = [path for path in sorted(HERE.glob("*/*.*")) if path.suffix in {".xml", *PRODUCERS, *OFFICE} and path.parent.name != "template"]
    paths = [path for path in paths if not WORDS or any(word in str(path.relative_to(HERE)) for word in WORDS)]
    made = produced(paths)
    options = lambda path: re.findall(r"<!-- ([\w-]+): (\w+) -->", path.read_text()) if path.suffix == ".xml" else []
    found = compare_all({path: (document, options(path)) for path, document in made.items()})
    least = CASES if not WORDS and shutil.which("soffice") else 0
    return judge_cases(found, HERE, least, lambda total: SHARE * (total["all"] - total["better"]), SHOW)


def compare_corpora(folder):
    documents = {}
    for archive in sorted(Path(folder).glob("docx-*.tar.xz")):
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and member.name.endswith(".docx"):
                    documents[f"{archive.name.split('.')[0]}/{member.name}"] = (tar.extractfile(member).read(),)
    names = sorted(documents)[::1 if os.environ.get("DECKLE_LONG") else 10]
    found = compare_all({name: documents[name] for name in names})
    read = print_shares("corpora", {name: some for name, (some, _) in found.items()})
    if SHOW:
        for name, some in read.items():
            print(f"{name}: {len(some)} differences: {', '.join(sorted({difference.kind for difference in some}))}")
    return [f"{name}: {wrong}" for name, (_, wrong) in found.items() if wrong]


def main():
    if not shutil.which("pandoc"):
        print("skipped: pandoc is not installed")
        return 77
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    problems = compare_cases()
    problems += check_list(HERE.glob("*/*.differs"), r"ECMA-376-\d, .*\S", ROOT / "plugins/formats/docx/README.md", UPDATE)
    corpora = os.environ.get("DECKLE_CORPORA")
    if not WORDS and corpora and Path(corpora).is_dir():
        problems += compare_corpora(corpora)
    elif not WORDS:
        print("\nno corpora: DECKLE_CORPORA names no folder")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
