"""What this program has written below a folder: each file by name, with the SHA-256 of its bytes.

Only what stands there as it was written is ever removed; what has become another, or never was
ours, stays. A file is noted before it is written (`brochure.base.written_record`), beside what it
held before, so that a run that is killed leaves nothing that is not known. The record may be
deleted: then nothing is known to be ours.
"""

import secrets
import stat
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from brochure.base.errors import BrochureError, LockLostError, PlaceTakenError, unwritable
from brochure.base.held_file import HeldFile
from brochure.base.plain_folder import PlainFolder
from brochure.base.written_record import RECORD, WrittenRecord, part_name

__all__ = ["RECORD", "OwnedFiles"]

Place = tuple[PlainFolder, str]


@dataclass(frozen=True)
class OwnedFiles:
    """The files of ours below `top`. Only whoever has locked that folder may change any.

    `lock` keeps others out: each change asks first whether it is still there. Where a link stands
    on the way to a file, or in its place, each call raises PlaceTakenError.
    """

    top: PlainFolder
    _record: WrittenRecord
    lock: HeldFile | None = None

    @classmethod
    def begin(cls, top: PlainFolder, lock: HeldFile) -> "OwnedFiles":
        """Read the record of a folder; remove what a run that was killed left half written.

        Raises BrochureError (exit 3) where something else stands in the place of the record.
        """
        owned = cls(top, WrittenRecord.read(top), lock)
        owned._record.clear_new()
        owned._sweep()
        return owned

    @classmethod
    def read_record(cls, top: PlainFolder) -> "OwnedFiles":
        """Read the record of a folder that is not locked, to change nothing in it."""
        return cls(top, WrittenRecord.read(top))

    def close(self) -> None:
        """Leave the record in order, unless others may be writing it by now."""
        if self.lock and self.lock.is_there():
            self._record.close()

    def stamp(self, file: Path) -> str:
        """Return what changes whenever somebody writes a file; nothing where there is none.

        Raises OSError where a file stands in the place of a folder.
        """
        try:
            with self._folder_of(file) as folder:
                return _stamp_in(folder, file.name)
        except FileNotFoundError:
            return ""

    def read(self, file: Path) -> bytes | None:
        """Return what a file holds; None where there is no plain file, or none that can be read."""
        try:
            with self._folder_of(file) as folder:
                folder.refuse_link(file.name)
                return folder.read(file.name)
        except OSError:
            return None

    def holds(self, files: Sequence[tuple[Path, bytes]]) -> bool:
        """Say whether each of these stands there just so."""
        return all(self.read(file) == content for file, content in files)

    def knows(self, file: Path, content: bytes) -> bool:
        """Say whether this program has written this into that file."""
        return _hash(content) in self._record.hashes.get(self._name(file), ())

    def remembers(self, file: Path) -> bool:
        """Say whether this program has written that file, whatever stands there now."""
        return self._name(file) in self._record.hashes

    def written_below(self, inner: str) -> tuple[Path, ...]:
        """Return the files that were written below an inner folder, be they there or not."""
        names = (name for name in self._record.hashes if PurePosixPath(name).parts[0] == inner)
        return tuple(self.top.path / name for name in sorted(names))

    @property
    def files(self) -> tuple[Path, ...]:
        """Each file that was written, be it there or not."""
        return tuple(self.top.path / name for name in sorted(self._record.hashes))

    @property
    def origin(self) -> str:
        """What all of it is made from, as it was noted; nothing if it was not."""
        return self._record.origin

    def note_origin(self, origin: str) -> None:
        """Note what all of it is made from, one line. Raises BrochureError (exit 3)."""
        self._check_lock()
        try:
            self._record.note_origin(origin)
        except OSError as error:
            raise unwritable(self.top.path / RECORD, error) from error

    def about(self, file: Path, content: bytes | None = None) -> str:
        """Return what was noted about a file that held this, or what it was to hold last."""
        return self._record.about(self._name(file), "" if content is None else _hash(content))

    def adopt(self, files: Sequence[tuple[Path, bytes]], about: str = "") -> None:
        """Note files that stand there already as this program has just made them.

        `about` is what to note about each, in one line.

        Raises BrochureError (exit 3) if that cannot be noted.
        """
        known = all(self.knows(file, content) for file, content in files)
        if known and all(self.about(*each) == about for each in files if about):
            return
        self._check_lock()
        try:
            pairs = [(self._name(file), _hash(content)) for file, content in files]
            self._record.note(pairs, about=about)
        except OSError as error:
            raise unwritable(self.top.path / RECORD, error) from error

    def write(
        self,
        files: Sequence[tuple[Path, bytes]],
        seen: Mapping[Path, str] | None = None,
        mode: int = 0o666,
        about: str = "",
    ) -> None:
        """Replace the first file in one step: temporary file, fsync, rename, fsync of the folder.

        The others tell of it alone: all are on the disk before any is replaced, and their old ones
        are gone before the first is new. `seen` are the stamps of what may be replaced: what has
        changed since stays. Raises BrochureError (exit 3) if it cannot be written; nothing is
        changed then. The umask takes its part from `mode`; `about` is what to note about each, in
        one line.
        """
        try:
            with ExitStack() as opened:
                places = [
                    (opened.enter_context(self._folder_of(file, make=True)), file.name)
                    for file, _ in files
                ]
                self._replace(files, places, seen or {}, mode, about)
        except OSError as error:
            raise unwritable(files[0][0], error) from error

    def move_folder(self, old: Path, new: Path) -> None:
        """Let a folder stand elsewhere with all that is in it, in one step.

        What of it is known is known there too. Raises BrochureError (exit 3) where that fails, or
        anything stands there already.
        """
        self._check_lock()
        inner = self._name(old) + "/"
        pairs = [
            (f"{self._name(new)}/{name.removeprefix(inner)}", held)
            for name, hashes in self._record.hashes.items()
            if name.startswith(inner)
            for held in hashes
        ]
        try:
            self._record.note(pairs)
            with self._folder_of(old) as before, self._folder_of(new, make=True) as after:
                before.move(old.name, after, new.name)
                after.sync()
                before.sync()
        except OSError as error:
            raise unwritable(new, error) from error

    def remove(self, file: Path) -> None:
        """Remove a file that stands as this program wrote it, and folders that are empty then.

        Raises BrochureError (exit 3) if it is ours and cannot be removed.
        """
        if not self.remembers(file):
            return
        content = self.read(file)
        if content is None or not self.knows(file, content):
            return
        self._check_lock()
        try:
            with self._folder_of(file) as folder:
                folder.remove(file.name)
            for above in file.relative_to(self.top.path).parents[:-1]:
                self.remove_empty_folder(self.top.path / above)
        except OSError as error:
            what = f"cannot remove {file}: {error.strerror or error}"
            hint = "Close the file, or choose another folder with -o."
            raise BrochureError(what, hint=hint, exit_code=3) from error

    def remove_empty_folder(self, folder: Path) -> None:
        """Remove a folder, unless anything is in it, or there is none."""
        with suppress(FileNotFoundError), self._folder_of(folder) as above:
            above.remove_empty_folder(folder.name)

    def _replace(
        self,
        files: Sequence[tuple[Path, bytes]],
        places: Sequence[Place],
        seen: Mapping[Path, str],
        mode: int,
        about: str,
    ) -> None:
        token = secrets.token_hex(8)
        parts = [(folder, part_name(token, n)) for n, (folder, _) in enumerate(places)]
        half = [self._name(folder.path / name) for folder, name in parts]
        whole = [(self._name(file), _hash(content)) for file, content in files]
        self._check_lock()
        self._record.note(whole, half, about)
        try:
            for (folder, name), (_, content) in zip(parts, files, strict=True):
                folder.make(name, content, mode)
            for (folder, name), (file, _) in zip(places, files, strict=True):
                if _stamp_in(folder, name) != seen.get(file, _stamp_in(folder, name)):
                    raise PlaceTakenError.by_change(file)
            self._check_lock()
            for folder, name in places[1:]:
                with suppress(FileNotFoundError):
                    folder.remove(name)
            for (folder, part), (_, name) in zip(parts, places, strict=True):
                folder.rename(part, name)
        finally:
            for folder, name in parts:
                with suppress(OSError):
                    folder.remove(name)
            for name in half:
                self._record.forget(name)
        for folder, _ in places:
            folder.sync()

    def _check_lock(self) -> None:
        """Raise LockLostError (exit 3) if others may be writing here by now."""
        if self.lock and not self.lock.is_there():
            raise LockLostError(self.top.path)

    def _sweep(self) -> None:
        """Remove what is half written, and forget it with all that is not there any more."""
        for name in (*self._record.halves, *self._record.hashes):
            file = self.top.path / name
            with suppress(OSError, PlaceTakenError):
                if name in self._record.halves:
                    self._remove_half(file)
                if not self.stamp(file):
                    self._record.forget(name)

    def _remove_half(self, file: Path) -> None:
        with self._folder_of(file) as folder:
            found = folder.look(file.name)
            if found and stat.S_ISREG(found.st_mode):
                folder.remove(file.name)

    def _name(self, file: Path) -> str:
        return file.relative_to(self.top.path).as_posix()

    def _folder_of(self, file: Path, make: bool = False) -> AbstractContextManager[PlainFolder]:
        return self.top.below(file.relative_to(self.top.path).parent, make)


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _stamp_in(folder: PlainFolder, name: str) -> str:
    folder.refuse_link(name)
    found = folder.look(name)
    if found is None:
        return ""
    kind = stat.S_IFMT(found.st_mode)
    return f"{kind} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
