"""What was sent, so that no reader gets a version of a document twice; no address stands in it."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from brochure.base.errors import BrochureError
from brochure.base.plain_file import (
    open_plain_file,
    read_plain_file,
    read_up_to,
    real_path,
    sync_folder,
)
from brochure.base.storage import write_atomically
from brochure.content.text.mail_address import identify_address, spell_domain
from brochure.mail.growing_file import Disturbed, GrowingFile, Taken, open_growing
from brochure.mail.message import Attachment
from brochure.mail.record import (
    CODE_LENGTH,
    EarlierJournal,
    Record,
    State,
    decode_record,
    encode_record,
    salvage_record,
)

FOLDER = ".brochure-mail"
_RECORDS, _KEY, _LOCK = "journal.jsonl", "key", "lock"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_MOST_OF_A_KEY = 1000
_OLD = "the journal is of an earlier program, which counted messages, not documents"
_OLD_HINT = f"Rename {FOLDER}. Leave out by hand who has a document: nothing remembers them."
_WHOLE = f"Put {FOLDER} back from a copy. If you delete it, everyone gets a message again."
_LOST = "the journal of what was sent is gone, but its key is there; nothing was sent"
_DISTURBED = "somebody removed, replaced or changed the journal or its lock; nothing more was sent"
_ALONE = f"Let one call send at a time, and leave {FOLDER} alone; if it is gone, put it back."
_BUSY = "another call is sending"
_WAIT = "Wait until it has ended, then run this again: nobody gets a message twice."


@dataclass
class Journal:
    """The records of one project: how each document fared with each reader, and how to add one.

    `begin` is written just before a message goes out, in one line for all documents in it. Where
    nothing follows it, nobody knows whether it arrived: the program was killed, or the connection
    lost. The same holds for whom a torn record may be about: `torn` has how their codes begin, and
    `is_cut` says that this call found one.
    """

    key: bytes = field(repr=False)
    file: GrowingFile | None = None
    states: dict[str, State] = field(default_factory=dict[str, State])
    contents: dict[str, str] = field(default_factory=dict[str, str])
    torn: tuple[str, ...] = ()
    is_cut: bool = False

    def identity(self, address: str, *attachments: Attachment) -> str:
        """Return the name of documents that a reader gets, each in its version and look, keyed.

        Whoever has the journal but not its key cannot try addresses on it.
        """
        return self._code("document", identify_address(address), *_names(attachments))

    def state(self, address: str, one: Attachment) -> State | None:
        """Return what became of a document for a reader, or None if it was never tried."""
        each: Iterator[State | None] = (self.states.get(id) for id in self._ids(address, one))
        found = next(filter(None, each), None)
        if found in (None, "refused") and self._reader(address).startswith(self.torn):
            return "begin"
        return found

    def has_changed(self, address: str, one: Attachment) -> bool:
        """Say whether a reader was sent other pages under this version."""
        kept = (self.contents[id] for id in self._ids(address, one) if id in self.contents)
        return next(kept, "") not in ("", hash_attachment(one))

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
            self.file.append(encode_record(record, self.key))
        except Disturbed:
            raise _stopped(_DISTURBED, self.file.path, _ALONE) from None
        except OSError as error:
            raise _unusable(Path(FOLDER), error) from error
        self.take(record)

    def take(self, record: Record) -> None:
        """Remember what a record tells."""
        if record.is_torn:
            self.torn = (*self.torn, record.to or "")
            # what was put off before may be what was begun again in the torn record
            self.states = {id: state for id, state in self.states.items() if state != "later"}
        self.states.update(dict.fromkeys(record.documents, record.state))
        self.contents.update(record.documents)

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


def _names(attachments: Iterable[Attachment]) -> list[str]:
    return sorted(f"{one.number} {one.version} {one.look}" for one in attachments)


def hash_attachment(one: Attachment) -> str:
    """Return a short hash of what is attached."""
    return hashlib.sha256(one.pdf).hexdigest()[:16]


@contextmanager
def open_journal(project: Path) -> Generator[Journal]:
    """Open the journal of a project, which is made if there is none, and keep others out.

    Raises BrochureError (exit 3) if another call is sending, or if it is damaged, has lost its key,
    or cannot be written: then nothing may be sent.
    """
    folder = project / FOLDER
    with _lock(folder):
        try:
            journal = _open(folder)
        except Taken:
            raise _stopped(_BUSY, None, _WAIT) from None
        except Disturbed:
            raise _stopped(_DISTURBED, folder, _ALONE) from None
        except OSError as error:
            raise _unusable(folder, error) from error
        assert journal.file
        try:
            yield journal
        finally:
            journal.file.close()


@contextmanager
def _lock(folder: Path) -> Generator[None]:
    """Keep other calls out, also those of an earlier program, which lock nothing else."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        # filelock 4.3 takes a file that cannot be made for one in use, and a pipe for a file
        os.close(open_plain_file(folder / _LOCK, os.O_WRONLY | os.O_CREAT, _PRIVATE_FILE))
        lock.acquire()
    except Timeout:
        raise _stopped(_BUSY, None, _WAIT) from None
    except (OSError, NotImplementedError) as error:
        raise _unusable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _open(folder: Path) -> Journal:
    """Open the records and their key, made if this is the first call."""
    path, is_first = real_path(folder / _RECORDS), not os.path.lexists(folder / _KEY)
    write_atomically(folder / ".gitignore", b"*\n")
    try:
        file = open_growing(path, (folder / _LOCK,), _PRIVATE_FILE, make=is_first)
    except FileNotFoundError:
        raise _stopped(_LOST, path, _WHOLE) from None
    try:
        raw = file.read()
        journal, whole = _read(raw, path, _key(folder, fresh=is_first and not raw))
        if whole is not None:
            file.replace(whole)
        sync_folder(folder)
        sync_folder(folder.parent)
    except BaseException:
        file.close()
        raise
    journal.file = file
    return journal


def read_journal(project: Path) -> Journal:
    """Return what the journal of a project says, without making or changing anything.

    Raises BrochureError (exit 3) if it is damaged, or cannot be read.
    """
    folder = project / FOLDER
    try:
        if not _is_kept(folder):
            return Journal(secrets.token_bytes(32))
        raw = read_plain_file(folder / _RECORDS)
        key = _key(folder, fresh=False) if raw else b""
    except OSError as error:
        raise _unusable(folder, error) from error
    return _read(raw, folder / _RECORDS, key)[0]


def _is_kept(folder: Path) -> bool:
    """Say whether there are records; the first call makes them before their key."""
    kept = (folder / _RECORDS).exists()
    if not kept and os.path.lexists(folder / _KEY):
        raise _stopped(_LOST, folder / _RECORDS, _WHOLE)
    return kept


def _read(raw: bytes, path: Path, key: bytes) -> tuple[Journal, bytes | None]:
    """Read all records; where the last one is torn, say what is to stand in the file instead.

    A torn one is a line without an end: a power cut or a full disk took the rest of it. What is
    left of it becomes a whole record, so that nobody can add to it and it is not forgotten.
    """
    *lines, last = raw.split(b"\n")
    journal = Journal(key)
    for number, line in enumerate(lines, 1):
        try:
            journal.take(decode_record(line, key))
        except EarlierJournal:
            raise _stopped(_OLD, path, _OLD_HINT) from None
        except ValueError:
            what = f"the journal of what was sent is damaged in line {number}; nothing was sent"
            raise _stopped(what, path, _WHOLE) from None
    if not last:
        return journal, None
    left = salvage_record(last, key)
    journal.take(left)
    journal.is_cut = True
    return journal, raw.removesuffix(last) + encode_record(left, key)


def _key(folder: Path, fresh: bool) -> bytes:
    """Return the key of the journal; a journal without its key is worth nothing."""
    file = folder / _KEY
    if fresh and os.path.lexists(file):  # made since we looked
        raise _stopped(_BUSY, None, _WAIT)
    with suppress(FileNotFoundError):
        key = read_up_to(file, _MOST_OF_A_KEY).strip()
        if len(key) == 64:
            return key
    if not fresh:
        what = "the key of the journal is missing or damaged; nothing was sent"
        raise _stopped(what, file, _WHOLE)
    key = secrets.token_hex(32).encode()
    write_atomically(file, key + b"\n", mode=_PRIVATE_FILE)
    return key


def _unusable(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    why = getattr(error, "strerror", None) or error
    what = f"cannot keep the journal of what is sent in {path}: {why}; nothing more was sent"
    return BrochureError(what, hint="Make the folder yours to write in.", exit_code=3)


def _stopped(what: str, path: Path | None, hint: str) -> BrochureError:
    return BrochureError(what, where=str(path or ""), hint=hint, exit_code=3)
