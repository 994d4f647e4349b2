"""A folder of what earlier runs made: content by its hash, records by what they belong to.

Nothing in it is trusted: each file is named by the SHA-256 of what it holds, and is compared with
that when it is read. It may be deleted at any moment, damaged, full or closed to writing: then less
is found in it, and no run fails. Only files of such names are ever removed; no link is followed.
"""

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from brochure.base.store_layout import BLOBS, CALLS, RECORDS

MOST_BYTES = 256_000_000
_PART = ".brochure.part"  # by which `lock_folder` finds what a killed run left half written
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_OF_A_FILE = 200_000_000
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
        self._write(self._blob(held), content)
        return held

    def get(self, held: str) -> bytes | None:
        """Return the content of this SHA-256, or None where it is not there as it was put."""
        return self._read(self._blob(held))

    def put_record(self, key: str, record: bytes) -> None:
        """Keep a record under a key, a SHA-256 too; several may stand under one."""
        self._write(self._under(key) / sha256(record).hexdigest(), record)

    def put_call(self, key: str, record: bytes) -> None:
        """Keep a record of a whole call in the same way; all of them are forgotten together."""
        self._write(self.folder / CALLS / key / sha256(record).hexdigest(), record)

    def forget_calls(self) -> None:
        """Remove the record of every call: what it tells of is about to change."""
        _remove(tuple(path for path, _ in self._files(CALLS)))

    def records(self, key: str) -> Iterator[bytes]:
        """Give the records under a key that are as they were put, the one used last first."""
        for path, _ in sorted(_files_in(self._under(key)), key=_last_used, reverse=True):
            record = self._read(path)
            if record is not None:
                yield record

    def trim(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove what has not been used for longest, until no more than so many bytes are left."""
        found = sorted(self._files(BLOBS, RECORDS, CALLS), key=_last_used, reverse=True)
        sizes = accumulate(status.st_size for _, status in found)
        _remove(tuple(p for (p, _), size in zip(found, sizes, strict=True) if size > most_bytes))

    def _blob(self, held: str) -> Path:
        return self.folder / BLOBS / held[:2] / held

    def _under(self, key: str) -> Path:
        return self.folder / RECORDS / key

    def _files(self, *kinds: str) -> Iterator[tuple[Path, os.stat_result]]:
        for kind in filter(self._is_plain, (self.folder / kind for kind in kinds)):
            for inner in _folders_in(kind):
                yield from _files_in(inner)

    def _read(self, path: Path) -> bytes | None:
        """Return a file that holds what its name says, and keep that it was used."""
        if not self._is_plain(path.parent):
            return None
        try:
            handle = os.open(path, os.O_RDONLY | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK"))
            with os.fdopen(handle, "rb") as stream:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    return None
                content = stream.read(_MOST_OF_A_FILE)
        except OSError:
            return None
        if sha256(content).hexdigest() != path.name:
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file in one step, unless it is there; what fails leaves nothing behind."""
        with suppress(OSError):
            if self._read(path) is not None:
                return
            if not self._is_plain(path.parent):
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            self._sign()
            handle, name = tempfile.mkstemp(suffix=_PART, prefix=".", dir=path.parent)
            part = Path(name)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)

    def _sign(self) -> None:
        """Say to programs that back up, and to Git, that this folder need not be kept."""
        for name, text in _BESIDE:
            if not os.path.lexists(self.folder / name):
                (self.folder / name).write_text(text, encoding="utf-8")

    def _is_plain(self, folder: Path) -> bool:
        """Say whether neither the folder nor any that leads to it is a link."""
        below = (folder, *folder.parents)
        ours = below[: below.index(self.folder) + 1]
        return not any(each.is_symlink() for each in ours)


def _folders_in(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for entry in tuple(os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)


def _files_in(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Give each of our files in a folder: those that are named by a hash."""
    with suppress(OSError):
        if not folder.is_symlink():
            for entry in tuple(os.scandir(folder)):
                if _HASH.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    yield Path(entry.path), entry.stat(follow_symlinks=False)


def _remove(files: tuple[Path, ...]) -> None:
    for file in files:
        with suppress(OSError):  # it is gone already, or more is in its folder
            file.unlink()
            file.parent.rmdir()


def _last_used(found: tuple[Path, os.stat_result]) -> int:
    return found[1].st_mtime_ns


def _flag(name: str) -> int:
    """Return a flag of `os.open`, where the system knows it."""
    return getattr(os, name, 0)
