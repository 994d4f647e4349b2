"""What happens to a document after its release: print runs, reviews, and taking a version back.

Each is one line in the record. Without the ledger of print runs nobody knows which stacks to
destroy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from brochure.approval.desk import Desk
from brochure.approval.entry import Entry
from brochure.approval.record import ApprovalRecord, add_entries
from brochure.approval.signatory import Signatory
from brochure.approval.state import find_release, find_withdrawal
from brochure.base.errors import BrochureError
from brochure.selection.select import select_wording


@dataclass(frozen=True)
class PrintRun:
    """How many copies of a version were printed, where they lie, and by which order."""

    quantity: int
    place: str
    job: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.quantity <= 10_000_000:
            raise BrochureError(
                f"{self.quantity} copies were not printed",
                hint="Write a number from 1 on after --quantity.",
            )
        for what, value in (("place", self.place), ("job", self.job)):
            if not value.isprintable() or len(value) > 200 or (what == "place" and not value):
                hint = "Write one line, such as --place 'Front desk'."
                raise BrochureError(f"the {what} of a print run is not named so", hint=hint)


def note_print_run(
    desk: Desk, document: str, version: str, run: PrintRun, signer: Signatory
) -> tuple[Entry, ...]:
    """Put a print run on record. Raises BrochureError (exit 1) for what was never released."""

    def judge(record: ApprovalRecord) -> Sequence[Entry]:
        released = _released(record, document, version)
        gone = find_withdrawal(document, released.version, record.entries)
        if gone:
            what = f"version {released.version} was withdrawn on {gone.when[:10]}: {gone.reason}"
            hint = "Do not hand these copies out; destroy them."
            raise BrochureError(what, document, hint, exit_code=1)
        entry = _entry(desk, "printed", document, released.version, signer)
        told = {"quantity": run.quantity, "place": run.place, "job": run.job}
        return (entry.model_copy(update=told),)

    return add_entries(desk.path, judge)


def withdraw(desk: Desk, document: str, version: str, reason: str, signer: Signatory) -> Entry:
    """Take a released version back, and return the line of the record that says so.

    Where it was withdrawn before, that is the line of then, and nothing is written. Raises
    BrochureError (exit 1) for what was never released.
    """
    _check_reason(reason)
    before: list[Entry] = []

    def judge(record: ApprovalRecord) -> Sequence[Entry]:
        released = _released(record, document, version)
        gone = find_withdrawal(document, released.version, record.entries)
        if gone:
            before.append(gone)
            return ()
        entry = _entry(desk, "withdrawn", document, released.version, signer)
        return (entry.model_copy(update={"reason": reason}),)

    (entry,) = (*add_entries(desk.path, judge), *before)
    return entry


def ask_for_review(
    desk: Desk, names: Sequence[str], reason: str, signer: Signatory
) -> tuple[Entry, ...]:
    """Put documents back to be reviewed: what was signed of them before counts no more."""
    _check_reason(reason)
    entries = tuple(
        _entry(desk, "review", name, desk.content.version_of(name), signer).model_copy(
            update={"reason": reason}
        )
        for name in names
    )
    return add_entries(desk.path, lambda _: entries)


def find_mentioning(desk: Desk, words: str) -> tuple[str, ...]:
    """Return the documents that say some words, or where a link of theirs leads there."""
    wanted = " ".join(words.split()).casefold()
    found: list[str] = []
    for edition in desk.content.placed_editions():
        selection = select_wording(desk.content, edition)
        said = [passage.text for passage in selection.passages]
        said += [address for address, _ in selection.inventory.links]
        if any(wanted in " ".join(text.split()).casefold() for text in said):
            found.append(edition.name)
    return tuple(found)


def list_stacks(record: ApprovalRecord, document: str, version: str) -> tuple[Entry, ...]:
    """Return the print runs of one version."""
    return tuple(
        e
        for e in record.entries
        if (e.event, e.document, e.version) == ("printed", document, version)
    )


def _released(record: ApprovalRecord, document: str, version: str) -> Entry:
    found = [e for e in record.entries if (e.event, e.document) == ("released", document)]
    if not found:
        hint = "Its status tells what it still needs."
        raise BrochureError("was never released", document, hint, exit_code=1)
    if not version:
        return found[-1]
    entry = find_release(document, version, record.entries)
    if entry is None:
        known = ", ".join(dict.fromkeys(e.version for e in found))
        what = f"version {version} was never released"
        raise BrochureError(what, document, f"Released were: {known}.", exit_code=1)
    return entry


def _entry(desk: Desk, event: str, document: str, version: str, signer: Signatory) -> Entry:
    return Entry.model_validate(
        {
            "when": desk.when,
            "event": event,
            "document": document,
            "version": version,
            "by": signer.by,
            "role": signer.role,
        }
    )


def _check_reason(reason: str) -> None:
    if not reason.strip() or not reason.isprintable() or len(reason) > 300:
        hint = "Write it after --reason, in one line of up to 300 letters."
        raise BrochureError("a reason is needed", hint=hint)
