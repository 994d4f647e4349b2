"""A signature, from what is shown of a document to the line in the record.

Nobody signs what they have not seen: the pages with their final status are drawn first, and a code
that stands for all of it is asked for when it is signed. With other words, other pages, another
person or another day it is another code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brochure.approval.desk import Desk
from brochure.approval.documents import Finished
from brochure.approval.entry import Entry
from brochure.approval.own_key import sign_entry
from brochure.approval.record import ApprovalRecord, add_entries
from brochure.approval.shelf import approved_folder, hash_files
from brochure.approval.signatory import Signatory, refuse_signature
from brochure.approval.snapshot import WORDS_FILE, snapshot_of, words_to_json
from brochure.approval.standing import find_clinical, judge_standing
from brochure.base.errors import BrochureError
from brochure.base.fingerprint import fingerprint
from brochure.base.owned_files import OwnedFiles
from brochure.base.status import Status

_CODE_DIGITS = 8


@dataclass(frozen=True)
class Proposal:
    """What somebody is about to sign of one document: the entry, and all files as they will be.

    `draft` is the document as it is without an approval, `final` as it will be, `files` are by
    their names in the folder that keeps them.
    """

    draft: Finished
    final: Finished
    entry: Entry
    files: Mapping[str, bytes]


def propose(desk: Desk, names: Sequence[str], signer: Signatory) -> tuple[Proposal, ...]:
    """Return what would be signed. Nothing is written, nothing is signed.

    Raises BrochureError (exit 1) where somebody may not sign it, or a document is not proven.
    """
    record, drafts = desk.record(), desk.make(names)
    for draft in drafts:
        refuse_unproven(draft)
        assert draft.binding
        refuse_signature(desk.content, draft.binding, signer, record.entries)
    entries = {one.document: _entry_of(desk, one, signer) for one in drafts}
    stated = ((one, status_after(desk, one, entries[one.document], record)) for one in drafts)
    statuses = {one.document: status for one, status in stated if status}
    finals = {one.document: one for one in desk.make(tuple(statuses), statuses)} if statuses else {}
    return tuple(
        _propose_one(desk, draft, finals.get(draft.document, draft), entries[draft.document])
        for draft in drafts
    )


def _propose_one(desk: Desk, draft: Finished, final: Finished, entry: Entry) -> Proposal:
    refuse_unproven(final)
    files = files_of_document(desk, final)
    return Proposal(draft, final, entry.model_copy(update={"files": hash_files(files)}), files)


def files_of_document(desk: Desk, final: Finished) -> dict[str, bytes]:
    """Return the files of a document by their names in a folder, and its words beside them."""
    edition = next(e for e in desk.content.placed_editions() if e.name == final.document)
    words = words_to_json(snapshot_of(desk.content, edition))
    pdfs = {f"{inner}/{final.document}.pdf": pdf for inner, pdf in final.pdfs.items()}
    return {**pdfs, WORDS_FILE: words}


def refuse_unproven(finished: Finished) -> None:
    """Raise BrochureError (exit 1) where a document is not proven."""
    if finished.is_good:
        return
    wrong = next(f for f in finished.findings if f.severity == "error")
    where = f"{wrong.place.file}:{wrong.place.line}: " if wrong.place.line else ""
    what = f"not every proof holds, so there is nothing to approve: {where}{wrong.what}"
    raise BrochureError(what, finished.document, wrong.remedy or "Build it first.", exit_code=1)


def _entry_of(desk: Desk, draft: Finished, signer: Signatory) -> Entry:
    binding = draft.binding
    assert binding
    return Entry(
        when=desk.when,
        event="signed",
        document=binding.document,
        version=binding.version,
        by=signer.by,
        role=signer.role,
        meaning=signer.meaning,
        words=binding.words,
        clinical=binding.clinical,
        spoken=dict(binding.spoken),
        pages=dict(binding.pages),
        pdfium=binding.pdfium,
    )


def status_after(
    desk: Desk, draft: Finished, entry: Entry, record: ApprovalRecord
) -> Status | None:
    """Return what the pages say once an entry is signed; None where nobody has reviewed them."""
    binding = draft.binding
    assert binding
    requirement = desk.content.requirement_of(entry.document)
    entries = (*record.entries, entry)
    lane = desk.content.approval.not_clinical
    standing = judge_standing(binding, requirement, lane, entries)
    approver = standing.approver
    if approver is None and (before := find_clinical(binding, requirement, entries)):
        approver = before.approver
    return status_of(approver) if approver else None


def status_of(approver: Entry) -> Status:
    """Return the status that names who approved. Raises BrochureError where it has no room."""
    try:
        return Status("approved", approver.by, approver.role, approver.when[:10])
    except ValueError as error:
        what, _, hint = str(error).partition(" | ")
        raise BrochureError(what, approver.document, hint, exit_code=1) from None


def code_of(proposals: Sequence[Proposal], sheet: bytes = b"") -> str:
    """Return the code that stands for all that is shown before it is signed."""
    shown = tuple(
        (one.entry.model_copy(update={"when": one.entry.when[:10]})).model_dump_json()
        for one in proposals
    )
    return fingerprint(shown, sheet)[:_CODE_DIGITS]


def sign(
    desk: Desk, owned: OwnedFiles, proposals: Sequence[Proposal], key: Path | None = None
) -> tuple[Entry, ...]:
    """Keep the approved files, and put the signatures on record: all of them, or none.

    Whatever was signed meanwhile by others is looked at again. Raises BrochureError (exit 1) where
    this may not be signed any more, and (exit 3) where it cannot be written.
    """
    entries = tuple(sign_entry(one.entry, key) if key else one.entry for one in proposals)
    for one in proposals:
        folder = approved_folder(desk.request.output, one.entry.document, one.entry.version)
        for name, content in one.files.items():
            owned.write(((folder / name, content),))

    def judge(record: ApprovalRecord) -> Sequence[Entry]:
        for one, entry in zip(proposals, entries, strict=True):
            assert one.draft.binding
            signer = Signatory(entry.by, entry.role, entry.meaning)
            refuse_signature(desk.content, one.draft.binding, signer, record.entries)
        return entries

    return add_entries(desk.path, judge)
