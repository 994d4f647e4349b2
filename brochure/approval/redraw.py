"""Approved files and what is drawn today -> whether they look the same, by today's PDFium.

Another version of PDFium, or of the layout engine, may draw other pixels. So the file that was
looked at is drawn again beside the new one: where they are alike the approval holds, and the record
tells that they were compared; where they are not, somebody looks at the pages again.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.documents import Finished
from brochure.approval.entry import Entry
from brochure.approval.record import ApprovalRecord, add_entries
from brochure.approval.releases import release_folder
from brochure.approval.shelf import approved_folder, read_kept
from brochure.approval.signing import status_of
from brochure.approval.standing import Standing, judge_standing
from brochure.base.gate import Gate
from brochure.reading.changed_page import look_alike


def carry_over(desk: Desk, drafts: Sequence[Finished]) -> tuple[Entry, ...]:
    """Put on record which approved pages look the same today, though they are drawn anew.

    Looked at are documents whose words are approved and whose pages have other fingerprints.
    """
    record = desk.record()
    found = [(one, _standing_of(desk, one, record)) for one in drafts]
    waiting = {one.document: s for one, s in found if s.has_words and s.new_pages}
    statuses = {name: status_of(s.approver) for name, s in waiting.items() if s.approver}
    if not statuses:
        return ()
    with Gate() as gate:
        alike = tuple(
            _entry_of(desk, one, final)
            for final in desk.make(tuple(statuses), statuses)
            for one in drafts
            if one.document == final.document
            and _is_alike(desk, final, waiting[one.document], gate)
        )
    return add_entries(desk.path, lambda _: alike) if alike else ()


def _standing_of(desk: Desk, draft: Finished, record: ApprovalRecord) -> Standing:
    if not draft.binding:
        return Standing()
    requirement = desk.content.requirement_of(draft.document)
    lane = desk.content.approval.not_clinical
    return judge_standing(draft.binding, requirement, lane, record.entries)


def _is_alike(desk: Desk, final: Finished, standing: Standing, gate: Gate) -> bool:
    """Say whether all files look as those that somebody looked at; not if none of these is left."""
    for entry in standing.seen:
        kept = _find_kept(desk.request.output, entry)
        name = f"{final.document}.pdf"
        pairs = [(kept.get(f"{at}/{name}", b""), pdf) for at, pdf in final.pdfs.items()]
        if kept and all(gate.read(look_alike, pair) is True for pair in pairs):
            return True
    return False


def _find_kept(output: Path, entry: Entry) -> Mapping[str, bytes]:
    """Return the files that were looked at for a signature, none if any is not as it was."""
    for folder in (release_folder, approved_folder):
        kept, wrong = read_kept(folder(output, entry.document, entry.version), entry)
        if kept and not wrong:
            return kept
    return {}


def _entry_of(desk: Desk, draft: Finished, final: Finished) -> Entry:
    binding = draft.binding
    assert binding
    return Entry(
        when=desk.when,
        event="redrawn",
        document=final.document,
        version=binding.version,
        words=binding.words,
        pages=dict(binding.pages),
        pdfium=binding.pdfium,
    )
