"""What was sent, kept so that no reader gets the same version twice; no address stands in it."""

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

from brochure.errors import BrochureError
from brochure.mail.message import Attachment
from brochure.storage import write_whole

State = Literal["begin", "sent", "refused", "later"]
STATES: tuple[State, ...] = ("begin", "sent", "refused", "later")
FOLDER = ".brochure-mail"
_RECORDS, _KEY, _LOCK = "journal.jsonl", "key", "lock"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_WHOLE = f"Put {FOLDER} back from a copy. If you delete it, everyone gets a message again."


@dataclass
class Journal:
    """The records of one project: the last state of each message, and how to add one.

    `begin` is written just before a message goes out. Where nothing follows it, nobody knows
    whether it arrived: the program was killed, or the connection lost.
    """

    key: bytes = field(repr=False)
    states: dict[str, State]
    contents: dict[str, str]
    handle: int

    def identity(self, address: str, attachments: Iterable[Attachment]) -> str:
        """Return the name of one message: a reader and the versions that they get, keyed.

        Whoever has the journal but not its key cannot try addresses on it.
        """
        versions = sorted(f"{one.number} {one.version}" for one in attachments)
        said = "\0".join((address.casefold(), *versions))
        return hmac.new(self.key, said.encode(), hashlib.sha256).hexdigest()[:32]

    def state(self, id: str) -> State | None:
        """Return what became of a message, or None if it was never tried."""
        return self.states.get(id)

    def changed(self, id: str, attachments: Iterable[Attachment]) -> bool:
        """Say whether other pages were sent under these versions."""
        return self.contents.get(id, "") not in ("", fingerprint(attachments))

    def put(
        self, id: str, state: State, now: datetime, attachments: Iterable[Attachment] = ()
    ) -> None:
        """Add one record, and return when it is on the disk. Raises BrochureError (exit 3)."""
        record = {"id": id, "state": state, "at": now.isoformat(timespec="seconds")}
        if state == "begin":
            record["content"] = self.contents[id] = fingerprint(attachments)
        self.states[id] = state
        try:
            os.write(self.handle, f"{json.dumps(record)}\n".encode())
            os.fsync(self.handle)
        except OSError as error:
            raise _unusable(Path(FOLDER), error) from error


def fingerprint(attachments: Iterable[Attachment]) -> str:
    """Return a short hash of what is attached."""
    whole = hashlib.sha256()
    for one in sorted(attachments, key=lambda a: a.number):
        whole.update(hashlib.sha256(one.pdf).digest())
    return whole.hexdigest()[:16]


@contextmanager
def opened(project: Path) -> Generator[Journal]:
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
        write_whole(folder / ".gitignore", b"*\n")
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
            id, state = str(record["id"]), STATES[STATES.index(record["state"])]
            contents[id] = str(record.get("content") or contents.get(id, ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            what = f"the journal of what was sent is damaged in line {number}; nothing was sent"
            raise BrochureError(what, where=str(file), hint=_WHOLE, exit_code=3) from None
        states[id] = state
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
    write_whole(file, key + b"\n", mode=_PRIVATE_FILE)
    return key


def _unusable(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    why = getattr(error, "strerror", None) or error
    what = f"cannot keep the journal of what is sent in {path}: {why}; nothing more was sent"
    return BrochureError(what, hint="Make the folder yours to write in.", exit_code=3)


def looked_into(project: Path) -> Journal:
    """Return what the journal of a project says, without making or changing anything."""
    folder = project / FOLDER
    if not (folder / _RECORDS).is_file():
        return Journal(secrets.token_bytes(32), {}, {}, -1)
    raw = (folder / _RECORDS).read_bytes()
    states, contents = _states(raw[: raw.rfind(b"\n") + 1], folder / _RECORDS)
    return Journal(_key(folder, fresh=False), states, contents, -1)
