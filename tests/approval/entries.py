"""Entries of a record, and what they are bound to, for tests that need no document."""

from brochure.approval.binding import Binding
from brochure.approval.entry import Entry
from brochure.base.fingerprint import fingerprint

WHEN = "2026-11-30T10:00:00+01:00"


def binding(
    words: str = "one", pages: str = "drawn", version: str = "1.0", clinical: str = ""
) -> Binding:
    spoken = {"office": words, "screen": words}
    drawn = {"office": pages, "screen": pages}
    return Binding("guide", version, spoken, drawn, "behind", clinical, "pdfium 1")


def signed(
    by: str,
    meaning: str,
    to: Binding | None = None,
    role: str = "MD",
    event: str = "signed",
    **more: object,
) -> Entry:
    bound = to or binding()
    told = {
        "when": WHEN,
        "event": event,
        "document": bound.document,
        "version": bound.version,
        "by": by,
        "role": role,
        "meaning": meaning,
        "words": bound.words,
        "clinical": bound.clinical,
        "spoken": dict(bound.spoken),
        "pages": dict(bound.pages),
        **more,
    }
    return Entry.model_validate(told)


def numbered(*entries: Entry) -> tuple[Entry, ...]:
    """Return entries with the numbers that they would have on record."""
    return tuple(e.model_copy(update={"number": n}) for n, e in enumerate(entries, 1))


def other(words: str) -> str:
    """Return a hash that no other test has."""
    return fingerprint(words)
