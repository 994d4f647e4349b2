"""The record -> the snapshot of a document that was approved or released last, as it was kept."""

from collections.abc import Sequence

from brochure.approval.compare import DocumentChanges, compare
from brochure.approval.desk import Desk
from brochure.approval.documents import Finished
from brochure.approval.entry import Entry, Event
from brochure.approval.releases import release_folder
from brochure.approval.shelf import approved_folder, read_kept
from brochure.approval.snapshot import WORDS_FILE, Snapshot, snapshot_of, words_from_json
from brochure.content.model.approval import AUTHOR


def compare_with_kept(
    desk: Desk, final: Finished, entries: Sequence[Entry], events: Sequence[Event]
) -> DocumentChanges:
    """Return what changed since a document was approved or released last, by these events.

    One of which nothing was kept is new. `final` is the document as it is to be signed.
    """
    edition = next(e for e in desk.content.placed_editions() if e.name == final.document)
    after = snapshot_of(desk.content, edition, pages=final.pdfs)
    return compare(_find_kept(desk, final.document, entries, events), after)


def compare_words(desk: Desk, document: str, entries: Sequence[Entry]) -> DocumentChanges | None:
    """Return which words changed since a document was approved or released last, and no pages.

    None where nothing was kept.
    """
    before = _find_kept(desk, document, entries, ("signed", "released"))
    edition = next(e for e in desk.content.placed_editions() if e.name == document)
    return compare(before, snapshot_of(desk.content, edition)) if before else None


def _find_kept(
    desk: Desk, document: str, entries: Sequence[Entry], events: Sequence[Event]
) -> Snapshot | None:
    for entry in reversed(entries):
        if entry.document != document or entry.event not in events or entry.meaning == AUTHOR:
            continue
        for folder in (release_folder, approved_folder):
            kept, _ = read_kept(folder(desk.request.output, document, entry.version), entry)
            if WORDS_FILE in kept:
                ending = f"/{document}.pdf"
                pages = {
                    name.removesuffix(ending): held
                    for name, held in kept.items()
                    if name.endswith(ending)
                }
                return words_from_json(kept[WORDS_FILE], pages)
    return None
