"""Options of the command line -> a desk at which documents are approved, and time for it."""

import argparse
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, names_no_file
from brochure.base.output import Output
from brochure.base.plain_file import real_path
from brochure.build.build import Request
from brochure.build.claim import output_of
from brochure.build.warm_up import start_workers
from brochure.commands.checking import findings_outputs
from brochure.commands.exit_codes import FINDINGS, USAGE
from brochure.commands.progress import Progress
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.duties import load_checked_content

_FILES = 8  # that a document comes in, at most


class UnfitContentError(Exception):
    """Content has errors: they are told instead of what was asked for."""

    def __init__(self, findings: Sequence[Finding], code: int) -> None:
        super().__init__("content has errors")
        self.findings, self.code = tuple(findings), code

    def outputs(self, options: argparse.Namespace) -> Iterator[Output]:
        """Give the findings, and the exit code last."""
        yield from findings_outputs(self.findings, options)
        yield Output("", self.code)


def now() -> datetime:
    """Return date and time here, with the zone."""
    return datetime.now().astimezone()


@contextmanager
def open_desk(
    options: argparse.Namespace, progress: Progress, at: datetime | None = None
) -> Generator[Desk]:
    """Give a desk for the content file of a call. Raises UnfitContentError where it has errors."""
    content: Path = options.content
    _refuse_file_as_document(options)
    with start_workers() as workers:
        loaded = load_checked_content(content)
        editions = len(_content_of(loaded).editions)
        path = real_path(content)
        request = Request(path.parent, output_of(content, options.output))
        workers.give(request.limits.all_seconds(editions * _FILES))
        yield Desk(path, loaded, request, workers, at or now(), progress.count)


def _content_of(loaded: LoadedContent) -> Content:
    if loaded.content is None:
        code = USAGE if names_no_file(loaded.findings) else FINDINGS
        raise UnfitContentError(loaded.findings, code)
    return loaded.content


def _refuse_file_as_document(options: argparse.Namespace) -> None:
    named = getattr(options, "documents", None) or ()
    for name in (named,) if isinstance(named, str) else named:
        if name.endswith((".yaml", ".yml")):
            hint = f"Name the content file so: --content {name}"
            raise BrochureError(f"{name} is a file, and documents are named here", hint=hint)
