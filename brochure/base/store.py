"""A folder of what earlier runs made: content by its hash, records by what they belong to.

Nothing in it is trusted: each file is named by the SHA-256 of what it holds, and is compared with
that when it is read. It may be deleted at any moment, damaged, full or closed to writing: then less
is found in it, and no run fails. Only what its name tells to the byte is ever removed, and what is
half written under such a name; no link is followed.
"""

import os
import re
import secrets
import stat
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path, PurePath

from brochure.base.errors import PlaceTakenError
from brochure.base.plain_folder import PlainFolder, open_plain_folder
from brochure.base.store_layout import BLOBS, CALLS, RECORDS

MOST_BYTES = 256_000_000
_PART = ".brochure.part"
_HASH = re.compile(r"[0-9a-f]{64}")
_HALF = re.compile(rf"\.{_HASH.pattern}\.[0-9a-f]{{16}}{re.escape(_PART)}")
_NONE = (OSError, PlaceTakenError)  # then less is found
_BESIDE = (
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by brochure build.\n"),
    (".gitignore", "*\n"),
)


@dataclass(frozen=True)
class Store:
    """What lies in `folder`, which is made when something is first put there."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep content, if that is possible; return its SHA-256."""
        held = sha256(content).hexdigest()
        self._write(_blob(held), content)
        return held

    def get(self, held: str) -> bytes | None:
        """Return the content of this SHA-256, or None where it is not there as it was put."""
        return self._read(_blob(held))

    def put_record(self, key: str, record: bytes) -> None:
        """Keep a record under a key, a SHA-256 too; several may stand under one."""
        self._write(PurePath(RECORDS, key, sha256(record).hexdigest()), record)

    def put_call(self, key: str, record: bytes) -> None:
        """Keep a record of a whole call in the same way; all of them are forgotten together."""
        self._write(PurePath(CALLS, key, sha256(record).hexdigest()), record)

    def forget_calls(self) -> None:
        """Remove the record of every call: what it tells of is about to change."""
        self._remove(path for path, _ in self._files(CALLS))

    def records(self, key: str) -> Iterator[bytes]:
        """Give the records under a key that are as they were put, the one used last first."""
        found = self._entries(PurePath(RECORDS, key), _HASH)
        for path, _ in sorted(found, key=_last_used, reverse=True):
            record = self._read(path)
            if record is not None:
                yield record

    def trim(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove what has not been used for longest, until no more than so many bytes are left.

        What a run that was killed left half written goes too: call it while the folder is locked.
        """
        found = sorted(self._files(BLOBS, RECORDS, CALLS), key=_last_used, reverse=True)
        sizes = accumulate(status.st_size for _, status in found)
        self._remove(p for (p, _), size in zip(found, sizes, strict=True) if size > most_bytes)
        for path, _ in tuple(self._files(BLOBS, RECORDS, CALLS, named=_HALF)):
            with suppress(*_NONE), self._opened(path.parent) as folder:
                folder.remove(path.name)

    def _files(
        self, *kinds: str, named: re.Pattern[str] = _HASH
    ) -> Iterator[tuple[PurePath, os.stat_result]]:
        """Give each file of so named ones, two folders down."""
        for kind in kinds:
            for inner, status in self._list(PurePath(kind)):
                if stat.S_ISDIR(status.st_mode):
                    yield from self._entries(inner, named)

    def _entries(
        self, inner: PurePath, named: re.Pattern[str]
    ) -> Iterator[tuple[PurePath, os.stat_result]]:
        for path, status in self._list(inner):
            if named.fullmatch(path.name) and stat.S_ISREG(status.st_mode):
                yield path, status

    def _list(self, inner: PurePath) -> tuple[tuple[PurePath, os.stat_result], ...]:
        with suppress(*_NONE), self._opened(inner) as folder:
            return tuple((inner / name, status) for name, status in folder.entries())
        return ()

    def _read(self, path: PurePath) -> bytes | None:
        """Return a file that holds what its name says, and keep that it was used."""
        with suppress(*_NONE), self._opened(path.parent) as folder:
            content = folder.read(path.name)
            if sha256(content).hexdigest() == path.name:
                with suppress(OSError):
                    folder.mark_used(path.name)
                return content
        return None

    def _write(self, path: PurePath, content: bytes) -> None:
        """Write a file in one step, unless it is there; what fails leaves nothing behind."""
        if self._read(path) is not None:
            return
        with suppress(*_NONE), self._opened(path.parent, make=True) as folder:
            self._sign()
            part = f".{path.name}.{secrets.token_hex(8)}{_PART}"
            try:
                folder.make(part, content, lasting=False)
                folder.rename(part, path.name)
            finally:
                with suppress(OSError):
                    folder.remove(part)

    def _remove(self, paths: Iterable[PurePath]) -> None:
        """Remove files that hold what their names say, and folders that are empty then."""
        for path in tuple(paths):
            if self._read(path) is not None:
                with suppress(*_NONE):  # it is gone already
                    with self._opened(path.parent) as folder:
                        folder.remove(path.name)
                    with self._opened(path.parent.parent) as above:
                        above.remove_empty_folder(path.parent.name)

    def _sign(self) -> None:
        """Say to programs that back up, and to Git, that this folder need not be kept."""
        with self._opened(PurePath()) as folder:
            for name, text in _BESIDE:
                if folder.look(name) is None:
                    folder.make(name, text.encode(), lasting=False)

    @contextmanager
    def _opened(self, inner: PurePath, make: bool = False) -> Generator[PlainFolder]:
        """Open a folder of the store, to which no link may lead."""
        with (
            open_plain_folder(self.folder.parent) as above,
            above.below(PurePath(self.folder.name) / inner, make) as folder,
        ):
            yield folder


def _blob(held: str) -> PurePath:
    return PurePath(BLOBS, held[:2], held)


def _last_used(found: tuple[PurePath, os.stat_result]) -> int:
    return found[1].st_mtime_ns
