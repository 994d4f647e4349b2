"""Approved documents -> releases: the files that patients get, and all that they rest on.

A release is never written over. What it says is what was approved, word for word and pixel for
pixel; else there is none.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from brochure.approval.desk import Desk
from brochure.approval.documents import Finished
from brochure.approval.entry import Entry
from brochure.approval.manifest import (
    APPROVALS,
    CHECKSUMS,
    MANIFEST,
    write_approvals,
    write_checksums,
    write_manifest,
)
from brochure.approval.obstacles import Obstacle, find_obstacles
from brochure.approval.placing import place_release
from brochure.approval.record import ApprovalRecord, add_entries
from brochure.approval.redraw import carry_over
from brochure.approval.releases import release_folder
from brochure.approval.shelf import hash_files, read_kept
from brochure.approval.signatory import Signatory
from brochure.approval.signing import files_of_document, status_of
from brochure.approval.state import DocumentState, find_release, judge_state
from brochure.base.errors import BrochureError
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_file import read_plain_file

RELEASED = "released"
# Finished documents -> files to go with each, by its name and theirs.
MakeSheets = Callable[[Sequence[Finished]], Mapping[str, Mapping[str, bytes]]]


@dataclass(frozen=True)
class Prepared:
    """A document that is about to be released, or what keeps it from that."""

    draft: Finished
    state: DocumentState | None
    obstacles: tuple[Obstacle, ...]


def prepare_release(
    desk: Desk, names: Sequence[str], in_spite: Collection[str] = ()
) -> tuple[Prepared, ...]:
    """Look at all that a release asks for; put on record which approved pages look the same."""
    drafts = desk.make(names)
    carry_over(desk, drafts)
    record = desk.record()
    prepared: list[Prepared] = []
    for draft in drafts:
        state = _state_of(desk, draft, record)
        found = tuple(find_obstacles(desk, draft, state, in_spite))
        prepared.append(Prepared(draft, state, found))
    return tuple(prepared)


def _state_of(desk: Desk, draft: Finished, record: ApprovalRecord) -> DocumentState | None:
    if draft.binding is None:
        return None
    return judge_state(desk.content, draft.binding, record.entries, desk.today)


def release(
    desk: Desk,
    owned: OwnedFiles,
    prepared: Sequence[Prepared],
    signer: Signatory,
    make_sheets: MakeSheets,
) -> tuple[Entry, ...]:
    """Write releases, and put them on record once all their files stand.

    `make_sheets` makes the change sheet that goes with each document. Raises BrochureError (exit 1)
    where what would be released is not what was approved, and (exit 3) where it cannot be written.
    """
    drafts = {one.draft.document: one.draft for one in prepared}
    states = {one.draft.document: one.state for one in prepared if one.state}
    statuses = {
        name: status_of(state.standing.approver)
        for name, state in states.items()
        if state.standing.approver
    }
    entries: list[Entry] = []
    finals = desk.make(tuple(statuses), statuses)
    sheets = make_sheets(finals)
    for final in finals:
        state = states[final.document]
        _refuse_other(final, drafts[final.document])
        entries.append(
            _again(desk, state, signer)
            or _write(desk, owned, final, state, signer, sheets.get(final.document, {}))
        )

    def judge(record: ApprovalRecord) -> Sequence[Entry]:
        for entry in entries:
            _refuse_taken_back(desk, drafts[entry.document], record)
        return entries

    return add_entries(desk.path, judge)


def _refuse_taken_back(desk: Desk, draft: Finished, record: ApprovalRecord) -> None:
    """Raise BrochureError (exit 1) if a document is not approved any more."""
    now = _state_of(desk, draft, record)
    if now is None or not now.standing.is_approved or now.kind == "withdrawn":
        what = "somebody took its approval back at this very moment; nothing was released"
        hint = f"See {desk.name_call('status')}."
        raise BrochureError(what, draft.document, hint, exit_code=1)


def _again(desk: Desk, state: DocumentState, signer: Signatory) -> Entry | None:
    """Return the entry of a version that is released already, after it was reviewed again.

    Its files stay as they are: they say the same.
    """
    before = find_release(state.document, state.version, desk.record().entries)
    if before is None:
        return None
    folder = release_folder(desk.request.output, state.document, state.version)
    _, wrong = read_kept(folder, before)
    if wrong:
        what = f"files of version {state.version} are gone or were changed: {', '.join(wrong)}"
        hint = (
            "Put them back from a copy, or give it a new version: "
            f"{desk.name_call('build', '--bump')}."
        )
        raise BrochureError(what, state.document, hint, exit_code=1)
    kept = {"by": signer.by, "role": signer.role, "when": desk.when, "number": 0, "before": ""}
    review_by = desk.content.editions[state.document].review_by
    return before.model_copy(update={**kept, "review_by": review_by})


def _write(
    desk: Desk,
    owned: OwnedFiles,
    final: Finished,
    state: DocumentState,
    signer: Signatory,
    sheets: Mapping[str, bytes],
) -> Entry:
    entry = _entry_of(desk, final, state, signer)
    signed = state.standing.signed
    files = {**files_of_document(desk, final), **tickets_of(final), **sheets}
    files[APPROVALS] = write_approvals(signed)
    content = read_plain_file(desk.path)
    files[MANIFEST] = write_manifest(final, content, signed, entry)
    files[CHECKSUMS] = write_checksums(files)
    folder = release_folder(desk.request.output, final.document, final.version)
    place_release(owned, folder, files)
    return entry.model_copy(update={"files": hash_files(files)})


def _refuse_other(final: Finished, draft: Finished) -> None:
    """Raise BrochureError (exit 1) unless the finished files say and show what the draft does."""
    one, other = final.binding, draft.binding
    if final.is_good and one and other and (one.words, one.pages) == (other.words, other.pages):
        return
    what = "with its approval on the page it is not what was approved"
    raise BrochureError(what, final.document, "Build it, and approve it again.", exit_code=1)


def tickets_of(final: Finished) -> dict[str, bytes]:
    """Return the job tickets of press files, by their names in the folder of a release."""
    return {
        f"{made.built.channel}/{file.name}": held
        for made in final.files
        for file, held in made.beside
    }


def _entry_of(desk: Desk, final: Finished, state: DocumentState, signer: Signatory) -> Entry:
    binding = final.binding
    assert binding
    return Entry(
        when=desk.when,
        event="released",
        document=final.document,
        version=final.version,
        by=signer.by,
        role=signer.role,
        meaning=RELEASED,
        words=binding.words,
        spoken=dict(binding.spoken),
        pages=dict(binding.pages),
        pdfium=binding.pdfium,
        review_by=state.review_by,
    )
