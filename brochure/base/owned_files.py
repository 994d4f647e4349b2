"""What this program has written below a folder: each file by name, with the SHA-256 of its bytes.

The record, RECORD, lies in the folder itself, in lines as of ``sha256sum``. Only what stands there
as it was written is ever removed; what has become another, or never was ours, stays. A file is
noted before it is written, beside what it held before, so that a run that is killed leaves nothing
that is not known. The record may be deleted: then nothing is known to be ours.
"""

import errno
import re
import secrets
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from brochure.base.errors import BrochureError, PlaceTakenError, unwritable
from brochure.base.plain_folder import PlainFolder

RECORD = ".brochure-written"
_NEW = f"{RECORD}.new"  # which no run reads: only one that was killed leaves it there
_PART = ".brochure.part"
_HALF = "part".ljust(64)  # stands for the hash of what may be half written
_LINE = re.compile(r"([0-9a-f]{64}|part {60})  ([^\n]+)")
_MOST_HASHES = 8  # of one file: what it held lately
_MOST_BYTES = 10_000_000
# What a system says of a folder, a pipe, a socket or a file of others in place of the record.
_NO_RECORD = (errno.EISDIR, errno.EINVAL, errno.ENXIO, errno.EACCES, errno.EPERM)

Place = tuple[PlainFolder, str]


@dataclass(frozen=True)
class OwnedFiles:
    """The files of ours below `top`. Only whoever has locked that folder may change any.

    Where a link stands on the way to a file, or in its place, each call raises PlaceTakenError.
    """

    top: PlainFolder
    _noted: dict[str, list[str]] = field(default_factory=dict[str, list[str]], repr=False)

    @classmethod
    def begin(cls, top: PlainFolder) -> "OwnedFiles":
        """Read the record of a folder; remove what a run that was killed left half written.

        Raises BrochureError (exit 3) where something else stands in the place of the record.
        """
        owned = cls.read_record(top)
        top.refuse_link(_NEW)
        owned._sweep()
        return owned

    @classmethod
    def read_record(cls, top: PlainFolder) -> "OwnedFiles":
        """Read the record of a folder that is not locked, to change nothing in it."""
        owned = cls(top)
        top.refuse_link(RECORD)
        owned._learn()
        return owned

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
        return _hash(content) in self._noted.get(self._name(file), ())

    def remembers(self, file: Path) -> bool:
        """Say whether this program has written that file, whatever stands there now."""
        return self._name(file) in self._noted

    def written_below(self, inner: str) -> tuple[Path, ...]:
        """Return the files that were written below an inner folder, be they there or not."""
        names = (name for name in self._noted if PurePosixPath(name).parts[0] == inner)
        return tuple(self.top.path / name for name in sorted(names))

    def adopt(self, files: Sequence[tuple[Path, bytes]]) -> None:
        """Note files that stand there already as this program has just made them."""
        if not all(self.knows(file, content) for file, content in files):
            self._note((self._name(file), _hash(content)) for file, content in files)

    def write(
        self,
        files: Sequence[tuple[Path, bytes]],
        seen: Mapping[Path, str] | None = None,
        mode: int = 0o666,
    ) -> None:
        """Replace the first file in one step: temporary file, fsync, rename, fsync of the folder.

        The others tell of it alone: all are on the disk before any is replaced, and their old ones
        are gone before the first is new. `seen` are the stamps of what may be replaced: what has
        changed since stays. Raises BrochureError (exit 3) if it cannot be written; nothing is
        changed then. The umask takes its part from `mode`.
        """
        try:
            with ExitStack() as opened:
                places = [
                    (opened.enter_context(self._folder_of(file, make=True)), file.name)
                    for file, _ in files
                ]
                self._replace(files, places, seen or {}, mode)
        except OSError as error:
            raise unwritable(files[0][0], error) from error

    def remove(self, file: Path) -> None:
        """Remove a file that stands as this program wrote it, and its folder if that is empty then.

        Raises BrochureError (exit 3) if it is ours and cannot be removed.
        """
        if self._name(file) not in self._noted:
            return
        content = self.read(file)
        if content is None or not self.knows(file, content):
            return
        try:
            with self._folder_of(file) as folder:
                folder.remove(file.name)
            if file.parent != self.top.path:
                with self._folder_of(file.parent) as above:
                    above.remove_empty_folder(file.parent.name)
        except OSError as error:
            what = f"cannot remove {file}: {error.strerror or error}"
            hint = "Close the file, or choose another folder with -o."
            raise BrochureError(what, hint=hint, exit_code=3) from error

    def _replace(
        self,
        files: Sequence[tuple[Path, bytes]],
        places: Sequence[Place],
        seen: Mapping[Path, str],
        mode: int,
    ) -> None:
        token = secrets.token_hex(8)
        parts = [(folder, f".{token}-{n}{_PART}") for n, (folder, _) in enumerate(places)]
        half = [self._name(folder.path / name) for folder, name in parts]
        whole = [(self._name(file), _hash(content)) for file, content in files]
        self._note((*whole, *((name, _HALF) for name in half)))
        try:
            for (folder, name), (_, content) in zip(parts, files, strict=True):
                folder.make(name, content, mode)
            for (folder, name), (file, _) in zip(places, files, strict=True):
                if _stamp_in(folder, name) != seen.get(file, _stamp_in(folder, name)):
                    raise PlaceTakenError.by_change(file)
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
                self._noted.pop(name, None)
        for folder, _ in places:
            folder.sync()

    def _note(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add to the record, and return when it is on the disk."""
        self._learn()  # it may have been written by whoever removed the lock of this run
        for name, held in pairs:
            hashes = [each for each in self._noted.get(name, ()) if each != held]
            self._noted[name] = [*hashes, held][-_MOST_HASHES:]
        lines = (f"{held}  {name}\n" for name, all in self._noted.items() for held in all)
        with suppress(FileNotFoundError):
            self.top.remove(_NEW)
        self.top.refuse_link(RECORD)
        self.top.make(_NEW, "".join(lines).encode("utf-8", "surrogateescape"))
        self.top.rename(_NEW, RECORD)

    def _learn(self) -> None:
        """Take in what the record says; a line that is damaged says nothing."""
        try:
            raw = self.top.read(RECORD, _MOST_BYTES)
        except FileNotFoundError:
            return
        except OSError as error:
            if error.errno not in _NO_RECORD:
                raise
            why = error.strerror or "it cannot be read"
            raise _no_record(self.top.path / RECORD, why) from error
        for line in raw.decode("utf-8", "surrogateescape").split("\n"):
            found = _LINE.fullmatch(line)
            if found and _is_below(found[2]):
                hashes = self._noted.setdefault(found[2], [])
                hashes += [found[1]] if found[1] not in hashes else []

    def _sweep(self) -> None:
        """Remove what is half written, and forget it with all that is not there any more."""
        found = self.top.look(_NEW)
        if found and stat.S_ISDIR(found.st_mode):
            raise _no_record(self.top.path / _NEW, "it is a folder")
        with suppress(FileNotFoundError):
            self.top.remove(_NEW)
        for name in tuple(self._noted):
            file = self.top.path / name
            with suppress(OSError, PlaceTakenError):
                if not self.stamp(file):
                    del self._noted[name]
                elif _HALF in self._noted[name]:
                    with self._folder_of(file) as folder:
                        folder.remove(file.name)
                    del self._noted[name]

    def _name(self, file: Path) -> str:
        return file.relative_to(self.top.path).as_posix()

    def _folder_of(self, file: Path, make: bool = False) -> AbstractContextManager[PlainFolder]:
        return self.top.below(file.relative_to(self.top.path).parent, make)


def _no_record(path: Path, why: str) -> BrochureError:
    what = f"{path}, where this program notes what it writes, cannot be used: {why}"
    hint = "Delete it, then run this again; nothing else is lost by that."
    return BrochureError(what, hint=hint, exit_code=3)


def _is_below(name: str) -> bool:
    """Say whether a name in the record is one that this program writes."""
    path = PurePosixPath(name)
    strange = "\\" in name or ":" in name or "\0" in name
    return not (strange or path.is_absolute() or ".." in path.parts) and str(path) == name != "."


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _stamp_in(folder: PlainFolder, name: str) -> str:
    folder.refuse_link(name)
    found = folder.look(name)
    if found is None:
        return ""
    kind = stat.S_IFMT(found.st_mode)
    return f"{kind} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
