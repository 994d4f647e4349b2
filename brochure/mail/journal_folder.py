"""The folder of a project that holds its journal: locked, opened with its key, and read whole."""

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from brochure.base.plain_file import (
    open_plain_file,
    read_plain_file,
    read_up_to,
    real_path,
    sync_folder,
)
from brochure.base.storage import write_atomically
from brochure.mail.growing_file import Disturbed, Taken, open_growing
from brochure.mail.journal import (
    ALONE,
    DISTURBED,
    FOLDER,
    Journal,
    stopped_sending,
    unusable_journal,
)
from brochure.mail.record import (
    EarlierJournal,
    Record,
    SendingCall,
    decode_record,
    encode_record,
    salvage_record,
)

_RECORDS, _KEY, _LOCK = "journal.jsonl", "key", "lock"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_MOST_OF_A_KEY = 1000
_OLD = "the journal is of an earlier program, which counted messages, not documents"
_OLD_HINT = f"Rename {FOLDER}. Leave out by hand who has a document: nothing remembers them."
_WHOLE = (
    f"Put {FOLDER} back from a copy that was made after the last sending: whoever is not in it gets"
    " a message again. If you delete it, everyone does."
)
_LOST = "the journal of what was sent is gone, but its key is there; nothing was sent"
_BUSY = "another call is sending"
_WAIT = "Wait until it has ended, then run this again: nobody gets a message twice."


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
            raise stopped_sending(_BUSY, None, _WAIT) from None
        except Disturbed:
            raise stopped_sending(DISTURBED, folder, ALONE) from None
        except OSError as error:
            raise unusable_journal(folder, error) from error
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
        raise stopped_sending(_BUSY, None, _WAIT) from None
    except (OSError, NotImplementedError) as error:
        raise unusable_journal(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _open(folder: Path) -> Journal:
    """Open the records and their key, made if this is the first call."""
    path, is_first = real_path(folder / _RECORDS), not os.path.lexists(folder / _KEY)
    if not os.path.lexists(folder / ".gitignore"):  # what somebody has written there stays
        write_atomically(folder / ".gitignore", b"*\n")
    try:
        file = open_growing(path, (folder / _LOCK,), _PRIVATE_FILE, make=is_first)
    except FileNotFoundError:
        raise stopped_sending(_LOST, path, _WHOLE) from None
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
        raise unusable_journal(folder, error) from error
    return _read(raw, folder / _RECORDS, key)[0]


def _is_kept(folder: Path) -> bool:
    """Say whether there are records; the first call makes them before their key."""
    kept = (folder / _RECORDS).exists()
    if not kept and os.path.lexists(folder / _KEY):
        raise stopped_sending(_LOST, folder / _RECORDS, _WHOLE)
    return kept


def _read(raw: bytes, path: Path, key: bytes) -> tuple[Journal, bytes | None]:
    """Read all records; where the last one is torn, say what is to stand in the file instead.

    A torn one is a line without an end: a power cut or a full disk took the rest of it. Of the line
    that was written last, the end may be on the disk and not its beginning. What is left becomes a
    whole record, so that nobody can add to it and it is not forgotten; of a call, in which nothing
    had begun yet, nothing stays. A journal in which no call stands gets one, for nobody: what is
    torn after that is not of an earlier program.
    """
    journal, end = Journal(key), 0
    *lines, last = raw.split(b"\n")
    left: Record | SendingCall | None = salvage_record(last, key) if last else None
    for number, line in enumerate(lines, 1):
        try:
            journal.take(decode_record(line, key))
        except EarlierJournal:
            raise stopped_sending(_OLD, path, _OLD_HINT) from None
        except ValueError:
            if last or number < len(lines) or journal.waiting is None:
                what = f"the journal of what was sent is damaged in line {number}; nothing was sent"
                raise stopped_sending(what, path, _WHOLE) from None
            left = Record("", {}, "begin")
            break
        end += len(line) + 1
    whole = raw[:end]
    if left:
        journal.take(left)
        journal.is_cut = True
        whole += encode_record(left, key)
    if journal.waiting is None:
        nobody = SendingCall({})
        journal.take(nobody)
        whole += encode_record(nobody, key)
    return journal, whole if whole != raw else None


def _key(folder: Path, fresh: bool) -> bytes:
    """Return the key of the journal; a journal without its key is worth nothing."""
    file = folder / _KEY
    if fresh and os.path.lexists(file):  # made since we looked
        raise stopped_sending(_BUSY, None, _WAIT)
    with suppress(FileNotFoundError):
        key = read_up_to(file, _MOST_OF_A_KEY).strip()
        if len(key) == 64:
            return key
    if not fresh:
        what = "the key of the journal is missing or damaged; nothing was sent"
        raise stopped_sending(what, file, _WHOLE)
    key = secrets.token_hex(32).encode()
    write_atomically(file, key + b"\n", mode=_PRIVATE_FILE)
    return key
