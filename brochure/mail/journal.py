"""What was sent, so that no reader gets a version of a document twice; no address stands in it."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from brochure.base.errors import BrochureError
from brochure.content.text.mail_address import identify_address, spell_domain
from brochure.mail.growing_file import Disturbed, GrowingFile
from brochure.mail.message import Attachment
from brochure.mail.record import (
    CODE_LENGTH,
    Record,
    SendingCall,
    State,
    encode_record,
)

FOLDER = ".brochure-mail"
DISTURBED = "somebody removed, replaced or changed the journal or its lock; nothing more was sent"
ALONE = f"Let one call send at a time, and leave {FOLDER} alone; if it is gone, put it back."

Waiting = dict[str, tuple[str, ...]]  # the code of a reader -> those of the documents they lack


@dataclass
class Journal:
    """The records of one project: how each document fared with each reader, and how to add one.

    `begin` is written just before a message goes out, in one line for all documents in it. Where
    nothing follows it, nobody knows whether it arrived: the program was killed, or the connection
    lost. The same holds for whom a torn record may be about. Before its first message each call
    writes down whom it may send what (`waiting`, less what is settled), so it is about these alone.

    `in_doubt` are documents that a torn record left unknown. An earlier program wrote down no call:
    its torn records may be about any document of whoever's code begins as one of `torn`. `is_cut`
    says that a torn record was found by this call.
    """

    key: bytes = field(repr=False)
    file: GrowingFile | None = None
    states: dict[str, State] = field(default_factory=dict[str, State])
    contents: dict[str, str] = field(default_factory=dict[str, str])
    waiting: Waiting | None = None
    in_doubt: set[str] = field(default_factory=set[str])
    torn: tuple[str, ...] = ()
    is_cut: bool = False
    expected: Waiting = field(default_factory=Waiting)
    has_called: bool = False

    def identity(self, address: str, *attachments: Attachment) -> str:
        """Return the name of documents that a reader gets, each in its version and look, keyed.

        Whoever has the journal but not its key cannot try addresses on it.
        """
        return self._code("document", identify_address(address), *_names(attachments))

    def state(self, address: str, one: Attachment) -> State | None:
        """Return what became of a document for a reader, or None if it was never tried."""
        found = self._found(address, one)
        return "begin" if self._is_torn(address, found) else found

    def doubts(self, address: str, one: Attachment) -> bool:
        """Say whether it is a torn record for which nobody knows what became of a document."""
        torn = self._is_torn(address, self._found(address, one))
        return torn or self.identity(address, one) in self.in_doubt

    def has_changed(self, address: str, one: Attachment) -> bool:
        """Say whether a reader was sent other pages under this version."""
        kept = (self.contents[id] for id in self._ids(address, one) if id in self.contents)
        return next(kept, "") not in ("", hash_attachment(one))

    def expect(self, messages: Mapping[str, Iterable[Attachment]]) -> None:
        """Learn whom this call may send which documents; it is written before the first begins."""
        self.expected = {
            self._reader(address): tuple(self.identity(address, one) for one in attachments)
            for address, attachments in messages.items()
        }

    def add(
        self, address: str, attachments: Iterable[Attachment], state: State, now: datetime
    ) -> None:
        """Add one record of one message, and return when all of it is on the disk.

        Before a message begins, journal and lock must be what they were: else another call may be
        sending the same. Raises BrochureError (exit 3) if they are not, or it cannot be written.
        """
        assert self.file, "a journal that is only read"
        documents = {self.identity(address, one): hash_attachment(one) for one in attachments}
        at = now.isoformat(timespec="seconds")
        record = Record(self._reader(address), documents, state, at)
        try:
            if state == "begin":
                self.file.check()
                self._write_call(record)
            self.file.append(encode_record(record, self.key))
        except Disturbed:
            raise stopped_sending(DISTURBED, self.file.path, ALONE) from None
        except OSError as error:
            raise unusable_journal(Path(FOLDER), error) from error
        self.take(record)

    def take(self, record: Record | SendingCall) -> None:
        """Remember what a record tells."""
        if isinstance(record, SendingCall):
            self.waiting = {**record.messages}
            return
        if record.is_torn:
            self._doubt(record.to or "")
        self.states.update(dict.fromkeys(record.documents, record.state))
        self.contents.update(record.documents)
        self.in_doubt.difference_update(record.documents)
        if self.waiting and record.to and record.state in ("sent", "refused"):
            self.waiting.pop(record.to, None)

    def _doubt(self, beginning: str) -> None:
        """Take as unknown whatever a torn record may tell of, by the beginning of its reader."""
        if self.waiting is None:
            self.torn = (*self.torn, beginning)
            # what was put off before may be what was begun again in the torn record
            self.states = {id: state for id, state in self.states.items() if state != "later"}
            return
        for reader, documents in self.waiting.items():
            if reader.startswith(beginning):
                self.states.update(dict.fromkeys(documents, "begin"))
                self.in_doubt.update(documents)

    def _write_call(self, begun: Record) -> None:
        """See that this call stands in the journal, and that this message belongs to it."""
        assert self.file and begun.to is not None
        mine = {begun.to: tuple(begun.documents)}
        if self.has_called and _covers(self.waiting or {}, mine):
            return
        call = SendingCall(self.expected if _covers(self.expected, mine) else mine, begun.at)
        self.file.append(encode_record(call, self.key))
        self.take(call)
        self.has_called = True

    def _found(self, address: str, one: Attachment) -> State | None:
        each: Iterator[State | None] = (self.states.get(id) for id in self._ids(address, one))
        return next(filter(None, each), None)

    def _is_torn(self, address: str, found: State | None) -> bool:
        return found in (None, "refused") and self._reader(address).startswith(self.torn)

    def _reader(self, address: str) -> str:
        return self._code("reader", identify_address(address))

    def _ids(self, address: str, one: Attachment) -> Iterator[str]:
        """Give the codes under which a document may stand: our own, then an earlier program's.

        That one folded letters, so that ``ß`` was ``ss``, and took each spelling of a domain for
        another one.
        """
        yield self.identity(address, one)
        for spelled in dict.fromkeys((address, *spell_domain(address))):
            yield self._code(spelled.casefold(), *_names((one,)))

    def _code(self, *parts: str) -> str:
        whole = "\0".join(parts).encode()
        return hmac.new(self.key, whole, hashlib.sha256).hexdigest()[:CODE_LENGTH]


def _covers(waiting: Waiting, some: Waiting) -> bool:
    return all(set(some[reader]) <= set(waiting.get(reader, ())) for reader in some)


def _names(attachments: Iterable[Attachment]) -> list[str]:
    return sorted(f"{one.number} {one.version} {one.look}" for one in attachments)


def hash_attachment(one: Attachment) -> str:
    """Return a short hash of what is attached."""
    return hashlib.sha256(one.pdf).hexdigest()[:16]


def unusable_journal(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    """Return what is raised where the machine does not let the journal be kept."""
    why = getattr(error, "strerror", None) or error
    what = f"cannot keep the journal of what is sent in {path}: {why}; nothing more was sent"
    return BrochureError(what, hint="Make the folder yours to write in.", exit_code=3)


def stopped_sending(what: str, path: Path | None, hint: str) -> BrochureError:
    """Return what is raised where the journal keeps anything from being sent."""
    return BrochureError(what, where=str(path or ""), hint=hint, exit_code=3)
