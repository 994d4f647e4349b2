"""A copy of the default content to build and to edit, with the HTML that it was laid out from."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from benchmarks.measure import (
    ROOT,
    Run,
    brochure,
    fresh_options,
    program_environment,
    run_command,
)
from benchmarks.peers import write_typst

_LEAST_WORDS = 6
_TAGS = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
_SENTENCE = re.compile(r"(?:(?<=[.!?:] )|(?<=  ))[A-Z][^.!?:*_{}\[\]\"']+\.")


@dataclass(frozen=True)
class Project:
    """A project that was built once: each document by its name, such as ``office/trifold``."""

    folder: Path
    html: Mapping[str, Path]
    pdf: Mapping[str, Path]
    typst: tuple[Path, ...]

    @property
    def content(self) -> Path:
        """The file to edit."""
        return self.folder / "content.yaml"

    def build(self, *options: str) -> Run:
        """Build into its own output folder."""
        return run_command(brochure("build", *options), self.folder, program_environment())

    def build_cold(self, output: Path, *options: str) -> Run:
        """Build into a folder that is not there, going by nothing that was built before."""
        shutil.rmtree(output, ignore_errors=True)
        return self.build("-q", "-o", str(output), *fresh_options(), *options)


@dataclass(frozen=True)
class Edit:
    """Two forms of a sentence of the content, and the documents that say it."""

    old: str
    new: str
    documents: tuple[str, ...]

    def apply(self, content: Path) -> None:
        """Turn one form into the other; again, and it is as before."""
        text = content.read_text(encoding="utf-8")
        to = (self.old, self.new) if self.old in text else (self.new, self.old)
        part = content.with_suffix(".part")
        part.write_text(text.replace(*to), encoding="utf-8")
        part.replace(content)


def make_project(folder: Path) -> Project:
    """Copy the default content, build all of it once, and set its HTML and its text apart."""
    project, kept, plain = folder / "project", folder / "html", folder / "typst"
    project.mkdir()
    plain.mkdir()
    shutil.copy(ROOT / "content.yaml", project)
    shutil.copytree(ROOT / "figures", project / "figures")
    run_command(brochure("build", "--keep-html"), project, program_environment())
    (project / "output/html").rename(kept)
    pages = sorted(p for p in kept.rglob("*.html") if not p.stem.endswith("-ticket"))
    names = [page.relative_to(kept).with_suffix("").as_posix() for page in pages]
    pdfs = {name: project / f"output/{name}.pdf" for name in names}
    by_edition = {Path(name).name: pdf for name, pdf in pdfs.items()}
    texts = tuple(write_typst(pdf, plain) for pdf in by_edition.values())
    return Project(project, dict(zip(names, pages, strict=True)), pdfs, texts)


def find_edits(project: Project, of: str) -> tuple[Edit, ...]:
    """Return edits of a sentence that one document says, those first that fewest others say too."""
    edits = (edit for count in range(1, len(project.html) + 1) for edit in edits_in(project, count))
    return tuple(edit for edit in edits if of in edit.documents)


def edits_in(project: Project, documents: int) -> Iterator[Edit]:
    """Give edits of a sentence that stands in so many documents.

    Two of its words change places, so that it is as long as before.
    """
    content = project.content.read_text(encoding="utf-8")
    shown = {name: _text_of(html) for name, html in project.html.items()}
    for line in content.splitlines():
        for sentence in _SENTENCE.findall(line):
            *first, a, b = sentence.removesuffix(".").split(" ")
            new = " ".join((*first, b, a)) + "."
            names = tuple(name for name, text in shown.items() if sentence in text)
            unlike = len(first) + 2 >= _LEAST_WORDS and content.count(sentence) == 1
            if unlike and a != b and len(names) == documents:
                yield Edit(sentence, new, names)


def _text_of(html: Path) -> str:
    text = _TAGS.sub("", html.read_text(encoding="utf-8"))
    return " ".join(unescape(text).replace("\u00ad", "").split())
