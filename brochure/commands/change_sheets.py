"""What is about to be signed or released -> change sheets: what readers get now, and got before."""

from collections.abc import Sequence
from pathlib import Path

from brochure.approval.change_sheet import ChangeSheet, make_change_sheet
from brochure.approval.desk import Desk
from brochure.approval.documents import Finished
from brochure.approval.entry import Event
from brochure.approval.kept import compare_with_kept
from brochure.base.owned_files import OwnedFiles
from brochure.wording.report import judge_loaded

HTML, PDF = "changes.html", "changes.pdf"
_APPROVED: tuple[Event, ...] = ("signed", "released")
_RELEASED: tuple[Event, ...] = ("released",)


def make_sheet_to_sign(desk: Desk, finals: Sequence[Finished], seen: str) -> ChangeSheet:
    """Return the sheet of what changed since each document was approved last."""
    return _make(desk, finals, _APPROVED, seen, "what was approved last")


def make_sheets_of_release(desk: Desk, finals: Sequence[Finished]) -> dict[str, dict[str, bytes]]:
    """Return for each document the sheet of what changed since its last release."""
    sheets: dict[str, dict[str, bytes]] = {}
    for final in finals:
        sheet = _make(desk, (final,), _RELEASED, "", "the release before")
        sheets[final.document] = {HTML: sheet.html, PDF: sheet.pdf}
    return sheets


def _make(
    desk: Desk, finals: Sequence[Finished], events: Sequence[Event], seen: str, against: str
) -> ChangeSheet:
    entries = desk.record().entries
    changes = tuple(compare_with_kept(desk, one, entries, events) for one in finals)
    names = {one.document for one in finals}
    words = judge_loaded(desk.loaded)
    of_words = (
        found.finding
        for found in (*words.must, *words.should)
        if not found.documents or names & {*found.documents}
    )
    lapsed = (one.finding for one in words.lapsed)
    of_files = (finding for one in finals for finding in one.findings)
    findings = tuple(dict.fromkeys((*desk.loaded.findings, *of_words, *lapsed, *of_files)))
    return make_change_sheet(
        changes, findings, desk.content.waivers, seen, against, desk.content.paper
    )


def write_sheet(owned: OwnedFiles, sheet: ChangeSheet, folder: Path) -> tuple[Path, ...]:
    """Write a sheet as HTML and PDF, and return the files."""
    files = (folder / HTML, sheet.html), (folder / PDF, sheet.pdf)
    for each in files:
        owned.write((each,))
    return tuple(file for file, _ in files)
