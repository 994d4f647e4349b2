"""A folder for files that are gone when the work with them is done."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from brochure.base.errors import BrochureError
from brochure.base.plain_file import real_path


@contextmanager
def passing_folder() -> Generator[Path]:
    """Give a folder that is gone at the end. Raises BrochureError (exit 3) if there can be none."""
    try:
        folder = TemporaryDirectory(prefix="brochure-", ignore_cleanup_errors=True)
    except OSError as error:
        what = f"cannot make a folder for passing files: {error.strerror or error}"
        hint = "Free some space, or name a folder that is yours to write in as TMPDIR."
        raise BrochureError(what, hint=hint, exit_code=3) from error
    with folder as name:
        yield real_path(name)
