"""A path -> the plain file there, opened or read; a pipe, a device or a folder never is.

What lies at a path may be another thing a moment later. So the question is asked of the very file
that is open, and its bytes are read once: whoever judges them judges one file. What is no plain
file raises OSError, whose `strerror` says what there is instead, and keeps nobody waiting.
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 2**30


def open_plain_file(path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """Return a handle of a file, opened with `flags` of `os.open`; `mode` is that of a new one."""
    with suppress(FileNotFoundError):
        _check_kind(path.stat().st_mode)  # to open a device may already do something
    as_it_is = _flag("O_NONBLOCK") | _flag("O_NOCTTY") | _flag("O_BINARY") | _flag("O_CLOEXEC")
    handle = os.open(path, flags | as_it_is, mode)
    try:
        _check_kind(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return handle


def read_plain_file(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Return what a file holds; one that is larger than `most_bytes` raises OSError too."""
    with os.fdopen(open_plain_file(path), "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > most_bytes:
            raise OSError(errno.EFBIG, f"it is larger than {most_bytes / 1e6:.0f} MB")
        return stream.read(size)


def read_up_to(path: Path, most_bytes: int) -> bytes:
    """Return the first `most_bytes` + 1 of a file, so that one that is larger can be told."""
    with os.fdopen(open_plain_file(path), "rb") as stream:
        return stream.read(most_bytes + 1)


def real_path(path: Path | str) -> Path:
    """Return where a path really leads; of links that lead round in a circle, one of them.

    `Path.resolve` raises RuntimeError there. To read or write what this returns raises OSError,
    as with any file that is not to be had.
    """
    return Path(os.path.realpath(path))


def sync_folder(folder: Path) -> None:
    """Make names in a folder last through a power cut; Windows and some network drives cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_kind(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a pipe, a device or a socket, and no plain file")


def _flag(name: str) -> int:
    """Return a flag of `os.open` where the system has it."""
    return int(getattr(os, name, 0))
