"""The record and what it names -> all that is not as it was written, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brochure.approval.entry import Entry, parse_line
from brochure.approval.manifest import APPROVALS
from brochure.approval.own_key import is_signature_good
from brochure.approval.record import ApprovalRecord, read_record
from brochure.approval.releases import RELEASES, release_folder
from brochure.approval.shelf import read_kept
from brochure.base.plain_file import read_plain_file


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was written, and what to do about it."""

    what: str
    remedy: str


_FROM_COPY = "Put it back from a copy, and ask who changed it."


def verify(content: Path, output: Path) -> tuple[ApprovalRecord, tuple[Fault, ...]]:
    """Return the record of a content file, and all that is wrong with it or with what it names."""
    record = read_record(content)
    both = f"Put {record.path.name} and {record.path.name}.sha256 back from a copy"
    found = [Fault(what, f"{both}, and ask who changed them.") for what in record.faults]
    found += _signatures(record)
    found += _releases(record, output)
    if not record.faults:  # else it only follows that lines are missing
        found += _copies(record, output)
    return record, tuple(found)


def _signatures(record: ApprovalRecord) -> Iterator[Fault]:
    for entry in record.chain.entries:
        if entry.signature and not is_signature_good(entry):
            what = f"line {entry.number}: the signature is not of the key of {entry.by}"
            yield Fault(what, "Ask whoever signed to sign it again.")


def _releases(record: ApprovalRecord, output: Path) -> Iterator[Fault]:
    """Look at the files of each release; those of a version that was released again once."""
    seen: set[tuple[str, str]] = set()
    for entry in record.chain.entries:
        name = (entry.document, entry.version)
        if entry.event != "released" or name in seen:
            continue
        seen.add(name)
        folder = release_folder(output, *name)
        _, wrong = read_kept(folder, entry)
        for file in wrong:
            what = f"{RELEASES}/{entry.document}/{entry.version}/{file} is gone or was changed"
            yield Fault(what, _FROM_COPY)


def _copies(record: ApprovalRecord, output: Path) -> Iterator[Fault]:
    """Compare the record with the lines that releases keep of it: a record may have been cut."""
    known = {entry.line() for entry in record.chain.entries}
    for file in sorted((output / RELEASES).glob(f"*/*/{APPROVALS}")):
        try:
            lines = read_plain_file(file).splitlines(keepends=True)
        except OSError:
            continue
        for line in lines:
            entry = parse_line(line.rstrip(b"\n"))
            if entry and line not in known:
                where = "/".join(file.parts[-3:-1])
                what = f"the release {where} rests on line {entry.number}, which is not on record"
                yield Fault(what, f"{record.path.name} was cut or replaced. {_FROM_COPY}")


def count_events(record: ApprovalRecord) -> dict[str, int]:
    """Return how many entries of each kind there are."""
    counts: dict[str, int] = {}
    for entry in record.chain.entries:
        counts[entry.event] = counts.get(entry.event, 0) + 1
    return counts


def name_entry(entry: Entry) -> str:
    """Return an entry in one line: when, who, and what."""
    what = entry.meaning or entry.event
    who = f"{entry.by}, {entry.role}" if entry.by else "this program"
    return f"{entry.when[:16]}  {entry.document} {entry.version}  {what}  {who}"
