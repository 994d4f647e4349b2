"""A file that is one, opened: never a pipe or device, at which a program would wait for ever."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)  # Windows would change line ends


def open_regular(file: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """Return a handle of a file, opened with `flags` of `os.open`.

    What is looked at is what was opened, so nobody can put another thing in its place meanwhile.
    Raises OSError if it cannot be opened, or is no regular file.
    """
    handle = os.open(file, flags | _NO_WAITING | _AS_IT_IS, mode)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no plain file", str(file))
    return handle


def read_regular(file: Path, most_bytes: int = -1) -> bytes:
    """Return what a file holds, its first `most_bytes` at most. Raises OSError as above."""
    with os.fdopen(open_regular(file), "rb") as stream:
        return stream.read(most_bytes)


def sync_folder(folder: Path) -> None:
    """Make names in a folder last through a power cut; Windows and some network drives cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
