"""What was sent, so that no reader gets a version of a document twice; no address stands in it."""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from brochure.base.errors import BrochureError
from brochure.base.storage import write_atomically
from brochure.mail.message import Attachment

State = Literal["begin", "sent", "refused", "later"]
STATES: tuple[State, ...] = ("begin", "sent", "refused", "later")
FOLDER = ".brochure-mail"
_RECORDS, _KEY, _LOCK = "journal.jsonl", "key", "lock"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_OLD = "the journal is of an earlier program, which counted messages, not documents"
_OLD_HINT = f"Rename {FOLDER}. Leave out by hand who has a document: nothing remembers them."
_WHOLE = f"Put {FOLDER} back from a copy. If you delete it, everyone gets a message again."


@dataclass
class Journal:
    """The records of one project: how each document fared with each reader, and how to add one.

    `begin` is written just before a message goes out, in one line for all documents in it. Where
    nothing follows it, nobody knows whether it arrived: the program was killed, or the connection
    lost.
    """

    key: bytes = field(repr=False)
    states: dict[str, State]
    contents: dict[str, str]
    handle: int

    def identity(self, address: str, *attachments: Attachment) -> str:
        """Return the name of documents that a reader gets, each in its version and look, keyed.

        Whoever has the journal but not its key cannot try addresses on it.
        """
        named = sorted(f"{one.number} {one.version} {one.look}" for one in attachments)
        identified = "\0".join((address.casefold(), *named))
        return hmac.new(self.key, identified.encode(), hashlib.sha256).hexdigest()[:32]

    def state(self, address: str, one: Attachment) -> State | None:
        """Return what became of a document for a reader, or None if it was never tried."""
        return self.states.get(self.identity(address, one))

    def has_changed(self, address: str, one: Attachment) -> bool:
        """Say whether a reader was sent other pages under this version."""
        return self.contents.get(self.identity(address, one), "") not in ("", hash_attachment(one))

    def add(
        self, address: str, attachments: Iterable[Attachment], state: State, now: datetime
    ) -> None:
        """Add one record of one message, and return when it is on the disk.

        Raises BrochureError (exit 3) if it cannot be written.
        """
        documents = {self.identity(address, one): hash_attachment(one) for one in attachments}
        record = {"documents": documents, "state": state, "at": now.isoformat(timespec="seconds")}
        self.states.update(dict.fromkeys(documents, state))
        self.contents.update(documents)
        try:
            os.write(self.handle, f"{json.dumps(record)}\n".encode())
            os.fsync(self.handle)
        except OSError as error:
            raise _unusable(Path(FOLDER), error) from error


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
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        (folder / _LOCK).open("ab").close()  # filelock 4.3 takes one that cannot be for one in use
        lock.acquire()
    except Timeout:
        hint = "Wait until it has ended, then run this again: nobody gets a message twice."
        raise BrochureError("another call is sending", hint=hint, exit_code=3) from None
    except (OSError, NotImplementedError) as error:
        raise _unusable(folder, error) from error
    try:
        journal = _records(folder)
        try:
            yield journal
        finally:
            os.close(journal.handle)
    finally:
        lock.release()


def _records(folder: Path) -> Journal:
    """Open the records and their key, made if this is the first call."""
    file = folder / _RECORDS
    try:
        key = _key(folder, fresh=not file.exists())
        write_atomically(folder / ".gitignore", b"*\n")
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, _PRIVATE_FILE)
    except OSError as error:
        raise _unusable(file, error) from error
    try:
        return _read(file, key, handle)
    except (OSError, BrochureError):
        os.close(handle)
        raise


def _read(file: Path, key: bytes, handle: int) -> Journal:
    """Read all records. A last line that a power cut tore off was not yet acted upon: it goes."""
    raw = file.read_bytes()
    whole = raw[: raw.rfind(b"\n") + 1]
    if whole != raw:
        os.truncate(handle, len(whole))
    states, contents = _states(whole, file)
    return Journal(key, states, contents, handle)


def _states(raw: bytes, file: Path) -> tuple[dict[str, State], dict[str, str]]:
    states: dict[str, State] = {}
    contents: dict[str, str] = {}
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            record = json.loads(line)
            state = STATES[STATES.index(record["state"])]
            if "id" in record and "documents" not in record:
                raise BrochureError(_OLD, where=str(file), hint=_OLD_HINT, exit_code=3)
            documents = {str(id): str(mark) for id, mark in record["documents"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            what = f"the journal of what was sent is damaged in line {number}; nothing was sent"
            raise BrochureError(what, where=str(file), hint=_WHOLE, exit_code=3) from None
        states.update(dict.fromkeys(documents, state))
        contents.update(documents)
    return states, contents


def _key(folder: Path, fresh: bool) -> bytes:
    """Return the key of the journal; a journal without its key is worth nothing."""
    file = folder / _KEY
    with suppress(FileNotFoundError):
        key = file.read_bytes().strip()
        if len(key) == 64:
            return key
    if not fresh:
        what = "the key of the journal is missing or damaged; nothing was sent"
        raise BrochureError(what, where=str(file), hint=_WHOLE, exit_code=3)
    key = secrets.token_hex(32).encode()
    write_atomically(file, key + b"\n", mode=_PRIVATE_FILE)
    return key


def _unusable(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    why = getattr(error, "strerror", None) or error
    what = f"cannot keep the journal of what is sent in {path}: {why}; nothing more was sent"
    return BrochureError(what, hint="Make the folder yours to write in.", exit_code=3)


def read_journal(project: Path) -> Journal:
    """Return what the journal of a project says, without making or changing anything."""
    folder = project / FOLDER
    if not (folder / _RECORDS).is_file():
        return Journal(secrets.token_bytes(32), {}, {}, -1)
    raw = (folder / _RECORDS).read_bytes()
    states, contents = _states(raw[: raw.rfind(b"\n") + 1], folder / _RECORDS)
    return Journal(_key(folder, fresh=False), states, contents, -1)
