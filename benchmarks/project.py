"""A copy of the default content to build and to edit, with the HTML that it was laid out from."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
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
    """Forms of a sentence of the content, as it stands first, and the documents that say it."""

    forms: tuple[str, ...]
    documents: tuple[str, ...]

    def apply(self, content: Path) -> None:
        """Turn the sentence into its next form, which no build remembers; after all, the first."""
        text = content.read_text(encoding="utf-8")
        now = next(number for number, form in enumerate(self.forms) if form in text)
        new = self.forms[(now + 1) % len(self.forms)]
        part = content.with_suffix(".part")
        part.write_text(text.replace(self.forms[now], new), encoding="utf-8")
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

    In each form two other words change places, so that it is as long as before.
    """
    content = project.content.read_text(encoding="utf-8")
    shown = {name: _text_of(html) for name, html in project.html.items()}
    for line in content.splitlines():
        for sentence in _SENTENCE.findall(line):
            words = sentence.removesuffix(".").split(" ")
            if len(words) < _LEAST_WORDS or content.count(sentence) != 1:
                continue
            names = tuple(name for name, text in shown.items() if sentence in text)
            if len(names) == documents:
                yield Edit((sentence, *_with_words_changed(words)), names)


def _with_words_changed(words: Sequence[str]) -> Iterator[str]:
    """Give a sentence once for each two neighbours that change places, but for the first word."""
    for at in range(1, len(words) - 1):
        a, b = words[at : at + 2]
        if a != b:
            yield " ".join((*words[:at], b, a, *words[at + 2 :])) + "."


def _text_of(html: Path) -> str:
    text = _TAGS.sub("", html.read_text(encoding="utf-8"))
    return " ".join(unescape(text).replace("\u00ad", "").split())
