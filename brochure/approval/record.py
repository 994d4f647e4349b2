"""The record beside content: read, checked against its seal, and added to; never rewritten.

Beside it stands its seal, the SHA-256 of the whole file as ``sha256sum -c`` reads it: a record that
was cut short is found by it. Whoever adds an entry has the record alone meanwhile; others wait.
"""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from brochure.approval.entry import Chain, Entry, read_chain
from brochure.base.errors import BrochureError
from brochure.base.held_file import append_whole
from brochure.base.plain_file import open_plain_file, read_plain_file, real_path, sync_folder
from brochure.base.record_name import record_of, seal_of
from brochure.base.storage import write_atomically

_PATIENCE_SECONDS = 60  # for others who sign at this moment
_LOCK = ".lock"
_COPY = (
    "Put the record and its seal back from a copy, and ask who changed them."
    " Nothing was signed or released."
)
_WAIT = "Wait until the other call has ended, then run this again."


@dataclass(frozen=True)
class ApprovalRecord:
    """What is on record for one content file.

    `faults` say in words what is not as it was written; then nothing in it is relied on.
    `unsealed` is true where the last call was stopped between an entry and its seal.
    """

    path: Path
    chain: Chain
    faults: tuple[str, ...] = ()
    unsealed: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, none of a record that was changed."""
        return () if self.faults else self.chain.entries

    def refuse_changed(self) -> None:
        """Raise BrochureError (exit 3) if somebody has changed the record."""
        if self.faults:
            raise BrochureError(self.faults[0], hint=_COPY, exit_code=3)


def read_record(content: Path) -> ApprovalRecord:
    """Return the record of a content file; one that is not there yet is empty.

    Raises BrochureError (exit 3) where it cannot be read.
    """
    path, seal = _paths(content)
    try:
        raw, sealed = _read(path), _read(seal)
    except OSError as error:
        raise _unusable(path, error) from error
    return _judge(path, raw, sealed)


def add_entries(
    content: Path, make: Callable[[ApprovalRecord], Sequence[Entry]]
) -> tuple[Entry, ...]:
    """Add what `make` returns of the record as it is then, and return it as it stands there.

    Nobody else adds anything meanwhile. Raises BrochureError (exit 3) if the record was changed, is
    being written for longer than a minute, or cannot be written: then nothing is added.
    """
    path, seal = _paths(content)
    with _lock(path):
        record = read_record(content)
        record.refuse_changed()
        fresh = _chain_up(record.chain, make(record))
        if not fresh:
            return ()
        piece = (b"\n" if record.chain.torn else b"") + b"".join(one.line() for one in fresh)
        try:
            _append(path, piece, record.chain.size)
            _write_seal(path, seal)
        except OSError as error:
            raise _unusable(path, error) from error
    return tuple(one for one in fresh if one.event != "mended")


def _chain_up(chain: Chain, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return entries with their numbers and the hash before each; first what mends a torn line."""
    if not entries:
        return ()
    wanted = list(entries)
    if chain.torn:
        torn, when = sha256(chain.torn).hexdigest(), entries[0].when
        wanted.insert(0, Entry(when=when, event="mended", torn=torn))
    fresh: list[Entry] = []
    before = chain.last_hash
    for number, entry in enumerate(wanted, len(chain.entries) + 1):
        fresh.append(entry.model_copy(update={"number": number, "before": before}))
        before = fresh[-1].line()[:64].decode()
    return tuple(fresh)


def _judge(path: Path, raw: bytes | None, sealed: bytes | None) -> ApprovalRecord:
    if raw is None:
        lost = sealed is not None
        what = f"{path.name} is gone, and {path.name}.sha256 tells that there was one"
        return ApprovalRecord(path, Chain(), (what,) if lost else ())
    chain = read_chain(raw)
    if chain.broken:
        what = f"{path.name}: line {chain.broken} is not as it was written"
        return ApprovalRecord(path, chain, (what,))
    held = (sealed or b"").split(b"  ", 1)
    if sealed == _seal_line(path, raw):
        return ApprovalRecord(path, chain)
    steps = [len(raw) - len(chain.torn)]
    ends = [at + 1 for at, byte in enumerate(raw) if byte == 0x0A]
    known = {sha256(raw[:end]).hexdigest().encode() for end in (*ends, *steps)}
    form = _seal_line(path, b"")[64:]
    first = sealed is None and len(chain.entries) <= 1
    if first or (held[0] in known and sealed is not None and sealed[64:] == form):
        return ApprovalRecord(path, chain, unsealed=True)
    gone = "is gone" if sealed is None else "is of another record: lines are missing, or were added"
    return ApprovalRecord(path, chain, (f"{path.name}.sha256 {gone}",))


def _append(path: Path, piece: bytes, size: int) -> None:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
    handle = open_plain_file(path, flags, 0o666)
    try:
        if os.fstat(handle).st_size != size:
            raise OSError(None, "somebody else has written it meanwhile")
        append_whole(handle, piece, size)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def _write_seal(path: Path, seal: Path) -> None:
    write_atomically(seal, _seal_line(path, read_plain_file(path)))


def _seal_line(path: Path, raw: bytes) -> bytes:
    return f"{sha256(raw).hexdigest()}  {path.name}\n".encode()


def _paths(content: Path) -> tuple[Path, Path]:
    real = str(real_path(content))
    return Path(record_of(real)), Path(seal_of(real))


def _read(path: Path) -> bytes | None:
    try:
        return read_plain_file(path)
    except FileNotFoundError:
        return None


@contextmanager
def _lock(path: Path) -> Generator[None]:
    lock = FileLock(path.with_name(f".{path.name}{_LOCK}"), timeout=_PATIENCE_SECONDS)
    try:
        os.close(open_plain_file(Path(lock.lock_file), os.O_WRONLY | os.O_CREAT, 0o666))
        lock.acquire()
    except Timeout:
        raise BrochureError(
            f"{path.name} is being written by another call", hint=_WAIT, exit_code=3
        ) from None
    except (OSError, NotImplementedError) as error:
        raise _unusable(path, error) from error
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()


def _unusable(path: Path, error: OSError | NotImplementedError) -> BrochureError:
    why = getattr(error, "strerror", None) or error
    hint = "Free some space, or let this folder be written; then run the same command again."
    return BrochureError(f"cannot use {path}: {why}", hint=hint, exit_code=3)
