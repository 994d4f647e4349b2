"""What lies on the table when somebody approves or releases: content, its record, and the time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from brochure.approval.calls import call_about
from brochure.approval.documents import Finished, Progress, make_documents
from brochure.approval.record import ApprovalRecord, read_record
from brochure.approval.state import DocumentState, judge_state
from brochure.base.errors import BrochureError
from brochure.base.status import Status
from brochure.base.suggest import did_you_mean
from brochure.base.worker import Workers
from brochure.build.build import Request
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source


@dataclass(frozen=True)
class Desk:
    """One content file without errors, where its documents go, and who makes them.

    `now` is the time of every signature that is made here, with its zone.
    """

    path: Path
    loaded: LoadedContent
    request: Request
    workers: Workers
    now: datetime
    progress: Progress

    @property
    def content(self) -> Content:
        """What the documents are made from."""
        assert self.loaded.content is not None, "content with errors is never approved"
        return self.loaded.content

    @property
    def source(self) -> Source:
        """Where each line of it stands."""
        assert self.loaded.source is not None, "content with errors is never approved"
        return self.loaded.source

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()

    @property
    def when(self) -> str:
        """The time of a signature: ``2026-11-30T14:05:09+01:00``."""
        return self.now.isoformat(timespec="seconds")

    def name_call(self, command: str, *more: str) -> str:
        """Return a command to type for this content file: ``./dev status guide``."""
        return call_about(self.path, self.request.output, command, *more)

    def record(self) -> ApprovalRecord:
        """Return the record as it is now. Raises BrochureError (exit 3) if it was changed."""
        record = read_record(self.path)
        record.refuse_changed()
        return record

    def check_names(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return names of documents, all where none is given. Raises BrochureError (exit 2)."""
        known = tuple(self.content.editions)
        for name in names:
            if name not in known:
                what = f'there is no document "{name}"{did_you_mean(name, known)}'
                raise BrochureError(what, hint=f"Known: {', '.join(known)}.")
        return tuple(dict.fromkeys(names)) or known

    def make(
        self, names: Sequence[str], statuses: Mapping[str, Status] | None = None
    ) -> tuple[Finished, ...]:
        """Make documents in all channels and looks, as drafts or with these statuses."""
        return tuple(
            make_documents(self.loaded, self.request, names, self.workers, self.progress, statuses)
        )

    def states(
        self, finished: Sequence[Finished], record: ApprovalRecord
    ) -> Iterator[DocumentState]:
        """Give where each document stands; one that could not be made is left out."""
        for one in finished:
            if one.binding:
                yield judge_state(self.content, one.binding, record.entries, self.today)
