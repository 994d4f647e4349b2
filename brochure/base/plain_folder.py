"""A folder that is reached without following a link -> its files, read, made, renamed and removed.

On POSIX a folder is held open, so that what is done in it happens there, whatever is put in its
place meanwhile. Windows knows no such handles: there each step on the way is looked at before.
"""

import errno
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from brochure.base.errors import PlaceTakenError
from brochure.base.held_file import Identity, append_whole, check_growing

MOST_BYTES = 200_000_000
_HAS_HANDLES = hasattr(os, "O_DIRECTORY") and {os.open, os.stat, os.unlink} <= os.supports_dir_fd
# Links of Windows; other reparse points, such as files that lie in a cloud, lead nowhere else.
_REPARSED = (
    getattr(stat, "IO_REPARSE_TAG_SYMLINK", -1),
    getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1),
)
# What a drive says that cannot make a file only where there is none.
_NOT_EXCLUSIVE = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP)


@dataclass(frozen=True)
class PlainFolder:
    """An open folder. Names are those of entries, without a separator; no link is followed.

    What fails raises OSError, and PlaceTakenError where a link stands.
    """

    path: Path
    handle: int | None = None

    def look(self, name: str) -> os.stat_result | None:
        """Return what stands under a name, None where nothing does. A link counts as itself."""
        try:
            return os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def read(self, name: str, most_bytes: int = MOST_BYTES) -> bytes:
        """Return what a plain file holds; a pipe or a device is not waited for."""
        handle = os.open(
            self._at(name), os.O_RDONLY | _flags("O_NOFOLLOW", "O_NONBLOCK"), dir_fd=self.handle
        )
        with os.fdopen(handle, "rb") as stream:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size > most_bytes:
                raise OSError(errno.EINVAL, "no plain file, or too large")
            return stream.read(most_bytes)

    def make(self, name: str, content: bytes, mode: int = 0o666, lasting: bool = True) -> None:
        """Make a file that is not there yet; the umask takes its part from `mode`.

        A lasting one is on the disk when this returns.
        """
        with os.fdopen(self._create(name, mode), "wb") as stream:
            stream.write(content)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())

    def append(self, name: str, piece: bytes, identity: Identity, size: int) -> bool:
        """Add a piece to the plain file of this identity and size; say whether it is still there.

        All of it is on the disk when this returns; what cannot be written whole is taken back.
        """
        flags = os.O_WRONLY | os.O_APPEND | _flags("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
        try:
            handle = os.open(self._at(name), flags, dir_fd=self.handle)
        except FileNotFoundError:
            return False
        try:
            known = check_growing(os.fstat(handle), identity, size)
            if known:
                append_whole(handle, piece, size)
            return known
        finally:
            os.close(handle)

    def mark_used(self, name: str) -> None:
        """Give a file the time of now."""
        os.utime(self._at(name), dir_fd=self.handle, follow_symlinks=self.handle is None)

    def touch(self, name: str) -> None:
        """Make an empty file, or see that a plain file is there which may be written."""
        flags = os.O_RDWR | os.O_CREAT | _flags("O_NOFOLLOW", "O_NONBLOCK")
        self.refuse_link(name)
        handle = os.open(self._at(name), flags, 0o666, dir_fd=self.handle)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, f"{name} in it is no plain file; delete that")
        finally:
            os.close(handle)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in the place of what bears it."""
        before, after = self._at(old), self._at(new)
        os.replace(before, after, src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def move(self, old: str, target: "PlainFolder", new: str) -> None:
        """Give a folder another name in `target`, where nothing but an empty one has it."""
        before, after = self._at(old), target._at(new)
        os.rename(before, after, src_dir_fd=self.handle, dst_dir_fd=target.handle)

    def remove(self, name: str) -> None:
        """Remove a name; of a file with several, the others stay."""
        os.unlink(self._at(name), dir_fd=self.handle)

    def entries(self) -> tuple[tuple[str, os.stat_result], ...]:
        """Give each entry with what stands there, links as themselves."""
        with os.scandir(self.path if self.handle is None else self.handle) as found:
            return tuple((one.name, one.stat(follow_symlinks=False)) for one in found)

    def remove_empty_folder(self, name: str) -> None:
        """Remove a folder, unless anything is in it."""
        with suppress(OSError):
            os.rmdir(self._at(name), dir_fd=self.handle)

    def make_private(self) -> None:
        """Let nobody else look into this folder."""
        if self.handle is None:
            self.path.chmod(0o700)
        else:
            os.fchmod(self.handle, 0o700)

    def sync(self) -> None:
        """Make a rename last through a power cut; Windows and some network drives cannot."""
        if self.handle is not None:
            with suppress(OSError):
                os.fsync(self.handle)

    def refuse_link(self, name: str) -> None:
        """Raise PlaceTakenError if a link stands under a name."""
        found = self.look(name)
        if found and is_link(found):
            raise PlaceTakenError.by_link(self.path / name)

    @contextmanager
    def below(self, inner: PurePath, make: bool = False) -> "Generator[PlainFolder]":
        """Open a folder that lies below this one, made on the way if that is asked for."""
        if not inner.parts:
            yield self
            return
        first, *rest = inner.parts
        with self._enter(first, make) as folder, folder.below(PurePath(*rest), make) as last:
            yield last

    @contextmanager
    def _enter(self, name: str, make: bool) -> "Generator[PlainFolder]":
        if name == "..":
            raise OSError(errno.EINVAL, "it does not lie below")
        if make and self.look(name) is None:
            with suppress(FileExistsError):
                os.mkdir(self._at(name), dir_fd=self.handle)
        self.refuse_link(name)
        with _open(self._at(name), self.path / name, self.handle, "O_NOFOLLOW") as folder:
            yield folder

    def _at(self, name: str) -> str:
        return str(self.path / name) if self.handle is None else name

    def _create(self, name: str, mode: int) -> int:
        flags = os.O_WRONLY | os.O_CREAT | _flags("O_NOFOLLOW", "O_BINARY")
        try:
            return os.open(self._at(name), flags | os.O_EXCL, mode, dir_fd=self.handle)
        except OSError as error:
            if error.errno not in _NOT_EXCLUSIVE or self.look(name) is not None:
                raise
        return os.open(self._at(name), flags, mode, dir_fd=self.handle)


def is_link(found: os.stat_result) -> bool:
    """Say whether an entry leads elsewhere: a symbolic link, or a junction of Windows."""
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _REPARSED


@contextmanager
def open_plain_folder(top: Path) -> Generator[PlainFolder]:
    """Open a folder that somebody has named: wherever it leads is theirs to choose."""
    with _open(str(top), top, None) as folder:
        yield folder


@contextmanager
def _open(at: str, path: Path, within: int | None, *flags: str) -> Generator[PlainFolder]:
    if not _HAS_HANDLES:
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        yield PlainFolder(path)
        return
    handle = os.open(at, os.O_RDONLY | _flags("O_DIRECTORY", "O_CLOEXEC", *flags), dir_fd=within)
    try:
        yield PlainFolder(path, handle)
    finally:
        os.close(handle)


def _flags(*names: str) -> int:
    """Return flags of `os.open`, as far as the system knows them."""
    return sum(getattr(os, name, 0) for name in names)
