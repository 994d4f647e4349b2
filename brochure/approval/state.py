"""The record and a document of today -> its state: draft, approved, released, and what is in use.

What is in use is the release that patients get; today's content may be another version already.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from brochure.approval.binding import Binding
from brochure.approval.entry import LAYOUT, Entry
from brochure.approval.standing import Lack, Standing, approved_words, judge_standing
from brochure.content.checks.review import days_until_end
from brochure.content.model.content import Content

# `changed`: its words differ from those that are approved or released under the same version.
StateKind = Literal[
    "draft", "to be reviewed", "changed", "approved", "released", "withdrawn", "expired"
]

_OTHER_WORDS = "version {version} is released already, with other words or sources"
_OTHER_PAGES = "version {version} is released already, with pages that look different"


@dataclass(frozen=True)
class InUse:
    """The newest release of a document: its entry, and why it may not be handed out, if so."""

    entry: Entry
    stopped: str = ""


@dataclass(frozen=True)
class DocumentState:
    """Where a document stands today. `since` is what an approval of this version was given for.

    `printed` are all its print runs, `withdrawn` the versions that were taken back.
    """

    document: str
    version: str
    kind: StateKind
    standing: Standing
    in_use: InUse | None = None
    why: str = ""
    since: Entry | None = None
    printed: tuple[Entry, ...] = ()
    review_by: str = ""
    withdrawn: tuple[str, ...] = ()

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is still to be signed."""
        return self.standing.lacks

    def why_out_of_date(self, printed: Entry) -> str:
        """Say why copies of a print run are not to be handed out, nothing where they may be."""
        if printed.version in self.withdrawn:
            return "withdrawn: destroy them"
        if self.in_use and self.in_use.entry.version != printed.version:
            return f"out of date: version {self.in_use.entry.version} has replaced them"
        return ""


def judge_state(
    content: Content, binding: Binding, entries: Sequence[Entry], today: date
) -> DocumentState:
    """Judge one document by all that is on record of it."""
    name, version = binding.document, binding.version
    requirement, lane = content.requirement_of(name), content.approval.not_clinical
    standing = judge_standing(binding, requirement, lane, entries)
    before = approved_words(name, version, requirement, entries)
    review_by = content.editions[name].review_by
    in_use = find_in_use(name, entries, review_by, today)
    kind, why = _kind_of(binding, standing, before, entries, review_by, today)
    printed = tuple(e for e in entries if e.event == "printed" and e.document == name)
    gone = tuple(e.version for e in entries if (e.event, e.document) == ("withdrawn", name))
    return DocumentState(
        name, version, kind, standing, in_use, why, before, printed, review_by, gone
    )


def _kind_of(
    binding: Binding,
    standing: Standing,
    before: Entry | None,
    entries: Sequence[Entry],
    review_by: str,
    today: date,
) -> tuple[StateKind, str]:
    name, version = binding.document, binding.version
    gone = find_withdrawal(name, version, entries)
    if gone:
        return "withdrawn", gone.reason
    released = find_release(name, version, entries)
    if released and released.words != binding.words:
        return "changed", _OTHER_WORDS.format(version=version)
    if standing.is_approved:
        if days_until_end(review_by, today) < 0:
            return "expired", f"it had to be reviewed by {review_by}"
        taken = why_version_taken(binding, entries)
        return "released" if released and not taken else "approved", taken
    if taken := why_version_taken(binding, entries):
        return "changed", taken
    if before and before.spoken != binding.spoken:
        return "changed", f"its words are not those that were approved as version {version}"
    asked = find_review(name, entries)
    if asked:
        return "to be reviewed", asked.reason
    return "draft", ""


def find_in_use(
    document: str, entries: Sequence[Entry], review_by: str, today: date
) -> InUse | None:
    """Return the newest release of a document, None where it was never released."""
    released = [e for e in entries if (e.event, e.document) == ("released", document)]
    if not released:
        return None
    newest = released[-1]
    return InUse(newest, why_stopped(newest, entries, review_by, today))


def why_stopped(released: Entry, entries: Sequence[Entry], review_by: str, today: date) -> str:
    """Say why a release may not be handed out, nothing where it may."""
    gone = find_withdrawal(released.document, released.version, entries)
    if gone:
        return f"was withdrawn on {gone.when[:10]}: {gone.reason}"
    asked = find_review(released.document, entries, released.number)
    if asked:
        return f"is to be reviewed since {asked.when[:10]}: {asked.reason}"
    until = released.review_by or review_by
    if days_until_end(until, today) < 0:
        return f"had to be reviewed by {until}"
    return ""


def find_release(document: str, version: str, entries: Iterable[Entry]) -> Entry | None:
    """Return the release of one version, None where there is none."""
    found = (e for e in entries if e.event == "released" and e.document == document)
    return next((e for e in found if e.version == version), None)


def why_version_taken(binding: Binding, entries: Sequence[Entry]) -> str:
    """Say why a document cannot be released under its version any more, nothing where it can."""
    version = binding.version
    gone = find_withdrawal(binding.document, version, entries)
    if gone:
        return f"version {version} was withdrawn on {gone.when[:10]}: {gone.reason}"
    released = find_release(binding.document, version, entries)
    if released and released.words != binding.words:
        return _OTHER_WORDS.format(version=version)
    if released and is_laid_out_anew(binding, released, entries):
        return _OTHER_PAGES.format(version=version)
    return ""


def is_laid_out_anew(binding: Binding, released: Entry, entries: Iterable[Entry]) -> bool:
    """Say whether pages look different from those in the files of a release.

    They do where the same PDFium draws other pixels, unless they were compared and found alike. By
    another PDFium that is known only once somebody has looked at them.
    """
    pages = dict(binding.pages)
    if pages == released.pages:
        return False
    later = [e for e in entries if e.number > released.number and e.document == released.document]
    own = [e for e in later if e.version == released.version]
    if any(e.event == "redrawn" and e.pages == pages for e in own):
        return False
    return binding.pdfium == released.pdfium or any(e.meaning == LAYOUT for e in own)


def find_withdrawal(document: str, version: str, entries: Iterable[Entry]) -> Entry | None:
    """Return what took one version back, None where nothing did."""
    found = (e for e in entries if e.event == "withdrawn" and e.document == document)
    return next((e for e in found if e.version == version), None)


def find_review(document: str, entries: Iterable[Entry], after: int = 0) -> Entry | None:
    """Return the last request to review a document, of those that came after an entry."""
    found = [e for e in entries if e.event == "review" and e.document == document]
    return next((e for e in reversed(found) if e.number > after), None)


def list_superseded(document: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Give the releases of a document that a newer one has replaced."""
    released = [e for e in entries if (e.event, e.document) == ("released", document)]
    yield from released[:-1]
