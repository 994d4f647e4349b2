"""A file that grows by whole pieces, and by one program at a time, whatever others do to it."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from brochure.base.held_file import HeldFile, append_whole, identify
from brochure.base.plain_file import open_plain_file
from brochure.base.storage import write_atomically

_APPEND = os.O_RDWR | os.O_APPEND


class Taken(Exception):  # noqa: N818
    """Another program is writing the file."""


class Disturbed(Exception):  # noqa: N818
    """The file, or what lies beside it, is not what it was: somebody else was at work on it."""


@dataclass
class GrowingFile:
    """An open file of `size` bytes, and files `beside` it that must stay what they are."""

    path: Path
    handle: int
    size: int
    beside: tuple[HeldFile, ...] = ()

    def read(self) -> bytes:
        """Return all that it held when it was opened. Raises OSError."""
        os.lseek(self.handle, 0, os.SEEK_SET)
        read = bytearray()
        while piece := os.read(self.handle, 1 << 20):
            read += piece
        self.size = len(read)
        return bytes(read)

    def check(self) -> None:
        """Raise Disturbed unless all files are there under their names, and this one as we left it.

        A lock that somebody removed keeps nobody out; a file that was replaced remembers nothing.
        """
        found = os.fstat(self.handle)
        held = (HeldFile(self.path, identify(found)), *self.beside)
        if found.st_size != self.size or not all(each.is_there() for each in held):
            raise Disturbed

    def append(self, piece: bytes) -> None:
        """Add all of a piece, and return when it is on the disk.

        Raises OSError if not all of it can be written. Nothing of it stays then, or, where the disk
        cannot even take it back, a part that its reader has to tell from a whole one.
        """
        append_whole(self.handle, piece, self.size)
        self.size += len(piece)

    def replace(self, content: bytes) -> None:
        """Let the file hold this instead, in one step: whatever happens, old or new is whole.

        The old one stays locked until the new one is there. Raises OSError or BrochureError.
        """
        mode = stat.S_IMODE(os.fstat(self.handle).st_mode)
        if sys.platform == "win32":  # where an open file cannot be replaced, nor its lock removed
            self.close()
        write_atomically(self.path, content, mode)
        opened = open_plain_file(self.path, _APPEND)
        self.close()
        self.handle = opened
        _lock(opened)
        self.size = len(content)

    def close(self) -> None:
        """Let go of it, if that is not done yet."""
        if self.handle >= 0:
            os.close(self.handle)
        self.handle = -1


def open_growing(
    file: Path, beside: tuple[Path, ...] = (), mode: int = 0o600, make: bool = True
) -> GrowingFile:
    """Open a file for this program alone; where there is none, it is made if that is asked for.

    It is locked itself, so that no second lock beside it can let another program in. Raises Taken
    if another one has it, Disturbed if it was replaced meanwhile or a file beside it is gone, and
    OSError if it cannot be had or is no plain file.
    """
    handle = open_plain_file(file, _APPEND | (os.O_CREAT if make else 0), mode)
    try:
        _lock(handle)
        found = os.fstat(handle)
        if not HeldFile(file, identify(found)).is_there():
            raise Disturbed  # a lock on what has no name any more keeps nobody out
        return GrowingFile(file, handle, found.st_size, _identify_all(beside))
    except BaseException:
        os.close(handle)
        raise


def _lock(handle: int) -> None:
    if sys.platform != "win32":  # where an open file cannot be removed or replaced
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken from None


def _identify_all(files: tuple[Path, ...]) -> tuple[HeldFile, ...]:
    try:
        return tuple(map(HeldFile.at, files))
    except OSError:
        raise Disturbed from None
