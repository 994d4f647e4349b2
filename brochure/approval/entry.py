"""One line of the record <-> what somebody did at the clinic, and what holds the lines together.

A line is the SHA-256 of what follows it, two spaces, and JSON that names the SHA-256 of the line
before: so no byte of any line can change unnoticed. The form is described in docs/record.md.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

# What an entry tells. `redrawn`: the program has compared an approved file with what it draws now,
# and they look the same. `mended`: the line before was cut off.
Event = Literal["signed", "redrawn", "released", "withdrawn", "review", "printed", "mended"]
LAYOUT = "layout looked at"  # signed where the words are the same and the pages are not
FACTS = "facts that are not clinical"  # signed where nothing else has changed
FIRST = "0" * 64  # what the first entry names as the hash before it
_GAP = "  "


class Entry(BaseModel):
    """What was done: when, by whom, to which version of which document.

    `when` is a time with its zone. `spoken` and `pages` are the fingerprints of the words and the
    pages of each file of the document, named by its folder (`office`, `screen/readable`); `words`
    of all words and what they rest on, `clinical` of all but facts that are no clinical matter.
    `files` are kept files with the SHA-256 of each. `pdfium` names what drew the pages, `review_by`
    is the month until which a release holds. `torn` is
    the SHA-256 of a line that was cut off. `signature` is that of the own `key` of who signed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    number: int = Field(default=0, ge=0)
    when: str
    event: Event
    document: str = ""
    version: str = ""
    by: str = ""
    role: str = ""
    meaning: str = ""
    reason: str = ""
    words: str = ""
    clinical: str = ""
    spoken: dict[str, str] = Field(default_factory=dict[str, str])
    pages: dict[str, str] = Field(default_factory=dict[str, str])
    files: dict[str, str] = Field(default_factory=dict[str, str])
    pdfium: str = ""
    review_by: str = ""
    quantity: int = 0
    place: str = ""
    job: str = ""
    torn: str = ""
    key: str = ""
    signature: str = ""
    before: str = ""

    def to_sign(self) -> bytes:
        """Return what a key signs: all but the place in the record and the signature itself."""
        bare = self.model_copy(update={"number": 0, "before": "", "signature": ""})
        return bare._json().encode()

    def line(self) -> bytes:
        """Return it as a line of the record, with its end."""
        told = self._json().encode()
        return f"{sha256(told).hexdigest()}{_GAP}".encode() + told + b"\n"

    def _json(self) -> str:
        told = {name: value for name, value in self.model_dump().items() if value}
        return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True)
class Chain:
    """What a record holds: its entries, and how far it can be trusted.

    `hashes` are those of all lines, `torn` the bytes of a line that was cut off at the end.
    `broken` is the number of the first line that is not as it was written, 0 where all are.
    """

    entries: tuple[Entry, ...] = ()
    last_hash: str = FIRST
    torn: bytes = b""
    broken: int = 0
    size: int = 0


def read_chain(raw: bytes) -> Chain:
    """Return what a record holds; nothing is taken from a line that is not as it was written."""
    *lines, torn = raw.split(b"\n")
    entries: list[Entry] = []
    last, waiting = FIRST, b""
    for number, line in enumerate(lines, 1):
        entry = parse_line(line)
        told_torn = sha256(waiting).hexdigest() if waiting else ""
        if waiting and not (entry and entry.event == "mended" and entry.torn == told_torn):
            return Chain(tuple(entries), last, b"", number - 1, len(raw))
        if entry is None:
            waiting = line or b"\n"
            continue
        waiting = b""
        if entry.before != last or entry.number != len(entries) + 1:
            return Chain(tuple(entries), last, b"", number, len(raw))
        entries.append(entry)
        last = line[:64].decode()
    if waiting:
        return Chain(tuple(entries), last, b"", len(lines), len(raw))
    return Chain(tuple(entries), last, torn, 0, len(raw))


def parse_line(line: bytes) -> Entry | None:
    """Return the entry of a line, None where it is not as it was written."""
    told, gap = line[64 + len(_GAP) :], line[64 : 64 + len(_GAP)]
    if gap != _GAP.encode() or sha256(told).hexdigest().encode() != line[:64]:
        return None
    try:
        return Entry.model_validate_json(told)
    except ValidationError:
        return None
