"""A path -> the bytes of the plain file there; a pipe, a device or a folder is never read.

What lies at a path may be another thing a moment later. So the question is asked of the very file
that is open, and its bytes are read once: whoever judges them judges one file.
"""

import errno
import os
import stat
from pathlib import Path

MOST_BYTES = 2**30


def read_plain_file(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Return what a file holds.

    Raises OSError, whose `strerror` says what there is instead: a folder, a pipe, a device, a
    socket, or more than `most_bytes`.
    """
    _check_kind(path.stat().st_mode)  # to open a device may already do something
    quick = _flag("O_NONBLOCK") | _flag("O_NOCTTY") | _flag("O_BINARY")
    with os.fdopen(os.open(path, os.O_RDONLY | quick), "rb") as stream:
        found = os.fstat(stream.fileno())
        _check_kind(found.st_mode)
        if found.st_size > most_bytes:
            raise OSError(errno.EFBIG, f"it is larger than {most_bytes / 1e6:.0f} MB")
        return stream.read(found.st_size)


def _check_kind(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a pipe, a device or a socket, and no file")


def _flag(name: str) -> int:
    """Return a flag of `os.open` where the system has it."""
    return int(getattr(os, name, 0))
