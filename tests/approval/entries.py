"""Entries of a record, and what they are bound to, for tests that need no document."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf

from brochure.approval.binding import Binding
from brochure.approval.entry import FIRST, Entry
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


def by_earlier_engine(entry: Entry, files: Mapping[str, bytes] | None = None) -> Entry:
    """Return an entry as it would be if another PDFium had drawn its pages, with these files."""
    pages = {at: other(drawn) for at, drawn in entry.pages.items()}
    held = {name: sha256(content).hexdigest() for name, content in (files or {}).items()}
    told = {"pages": pages, "pdfium": "an earlier one", "files": {**entry.files, **held}}
    return entry.model_copy(update=told)


def put_record(content: Path, entries: Sequence[Entry]) -> None:
    """Write a record and its seal anew, as an earlier program would have, with these entries."""
    lines, before = b"", FIRST
    for number, entry in enumerate(entries, 1):
        line = entry.model_copy(update={"number": number, "before": before}).line()
        lines, before = lines + line, line[:64].decode()
    record = content.with_suffix(".record")
    record.write_bytes(lines)
    seal = f"{sha256(lines).hexdigest()}  {record.name}\n"
    record.with_name(f"{record.name}.sha256").write_text(seal, encoding="utf-8")


def drawn_otherwise(pdf: bytes) -> bytes:
    """Return a file whose last page has a small dot more."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[-1].contents_add(b"q 0 0 0 1 k 100 100 2 2 re f Q")
        document.save(written)
    return written.getvalue()
