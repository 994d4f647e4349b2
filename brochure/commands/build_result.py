"""What a whole build has come to: its findings, its exit code, and the texts that close it."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.base.finding import Finding
from brochure.build.job import Built
from brochure.build.questions import open_text, questions_json
from brochure.build.report import build_json, summary_text
from brochure.commands.exit_codes import GOOD, exit_code_of_build
from brochure.commands.tidying import Tidied, closing_texts, tidied_values
from brochure.commands.waivers_text import waivers_text
from brochure.content.load import LoadedContent
from brochure.content.model.waivers import Waiver
from brochure.selection.questions import OpenQuestion, list_questions


@dataclass(frozen=True)
class BuildResult:
    """Content, the documents that were built of it, and what else lies in the output folder."""

    loaded: LoadedContent
    built: Sequence[Built]
    tidied: Tidied
    options: argparse.Namespace

    @property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """What the clinic has still to answer."""
        assert self.loaded.content is not None, "content with errors is never built"
        return list_questions(self.loaded.content)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """What content waives."""
        assert self.loaded.content is not None, "content with errors is never built"
        return self.loaded.content.waivers

    @property
    def open_text(self) -> str:
        """The line on what the clinic has still to answer, empty where that is nothing."""
        assert self.loaded.source is not None
        return open_text(self.questions, self.loaded.source) if self.questions else ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: of content, of each document, of what is not of today's content."""
        of_documents = (finding for document in self.built for finding in document.findings)
        refused = {document.file for document in self.built if not document.written}
        return (*self.loaded.findings, *of_documents, *self.tidied.findings(Path.cwd(), refused))

    @property
    def code(self) -> int:
        """The exit code."""
        return exit_code_of_build(self.built, self.findings, self.questions, self.options)

    def texts(self) -> Iterator[str]:
        """Give what is told at the end."""
        if self.options.json:
            yield self._json()
            return
        if not self.options.quiet:
            yield f"\n{summary_text(self.built, self.findings)}"
            if self.open_text:
                yield self.open_text
            if self.waivers:
                yield waivers_text(self.waivers)
        yield from closing_texts(self.built, self.tidied, Path.cwd())

    def _json(self) -> str:
        assert self.loaded.source is not None
        asked = questions_json(self.questions, self.loaded.source)
        more = {
            "questions": asked,
            "waivers": [waiver.model_dump() for waiver in self.waivers],
            **tidied_values(self.tidied),
        }
        return build_json(self.built, self.findings, self.code == GOOD, more)
