"""A file that must stay the very one it was, and a piece that is added to a file whole or not.

A lock that somebody removed keeps nobody out: whoever holds one asks before each write whether it
is still there under its name.
"""

import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Identity = tuple[int, int]  # device and inode


@dataclass(frozen=True)
class HeldFile:
    """A file by its name, and which one it was."""

    path: Path
    identity: Identity

    @classmethod
    def at(cls, path: Path) -> "HeldFile":
        """Return the file that bears a name now. Raises OSError if there is none."""
        return cls(path, identify(path.stat()))

    def is_there(self) -> bool:
        """Say whether this very file still bears its name."""
        try:
            return identify(self.path.stat()) == self.identity
        except OSError:
            return False


def identify(found: os.stat_result) -> Identity:
    """Return what tells a file from every other one that is there."""
    return found.st_dev, found.st_ino


def append_whole(handle: int, piece: bytes, size: int) -> None:
    """Add all of a piece to an open file of `size` bytes, and return when it is on the disk.

    Raises OSError if not all of it can be written. Nothing of it stays then, or, where the disk
    cannot even take it back, a part that its reader has to tell from a whole one.
    """
    try:
        _write_all(handle, piece)
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            if size < os.fstat(handle).st_size <= size + len(piece):
                os.ftruncate(handle, size)
        raise


def check_growing(found: os.stat_result, identity: Identity, size: int) -> bool:
    """Say whether an open file is the plain one that it was, of one name and of that size."""
    plain = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
    return plain and identify(found) == identity and found.st_size == size


def _write_all(handle: int, piece: bytes) -> None:
    """Write on where the system took a part: it says how much, and a full disk at the next time."""
    left = memoryview(piece)
    while left:
        written = os.write(handle, left)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left = left[written:]
