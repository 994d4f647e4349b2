"""Files on disk: each is either the old one or the new one, whole."""

import os
import tempfile
from pathlib import Path

from brochure.errors import BrochureError


def write_whole(file: Path, content: bytes) -> None:
    """Replace `file` by `content` in one step: a temporary file, fsync, rename.

    Raises BrochureError if the folder cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.chmod(0o644)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise BrochureError(
            f"cannot write {file}: {error.strerror}",
            hint="Close the file, free some space, or choose another folder with -o.",
            exit_code=1,
        ) from error
