"""One file of a stranger -> its bytes, as far as they are asked for; never a pipe or a device."""

import errno
import os
import stat
from pathlib import Path


def read_up_to(path: Path, most_bytes: int) -> bytes:
    """Read a plain file up to `most_bytes` + 1, so that one that is larger can be told.

    What is opened is what is looked at: a file that is swapped for a pipe meanwhile keeps nobody
    waiting. Raises OSError, also for what is no plain file.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", str(path))
        return stream.read(most_bytes + 1)
