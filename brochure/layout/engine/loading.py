"""What must be so before the layout engine is imported: Pango, and our own fonts chosen."""

import contextlib
import ctypes.util
import io
import sys
import warnings
from collections.abc import Generator
from typing import Any

from brochure.base.errors import BrochureError
from brochure.base.font_files import use_own_fonts
from brochure.base.requirements import native_remedy


@contextlib.contextmanager
def importing_engine() -> Generator[None]:
    """Import in here what needs the layout engine: its fonts are chosen first.

    Raises BrochureError (exit 3) where Pango, HarfBuzz-Subset or a font is missing. The engine
    prints a page of advice and only warns of HarfBuzz-Subset, without which bytes differ
    (WeasyPrint 70, text/ffi.py); both become our one line.
    """
    use_own_fonts()
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            _libraries_by_their_full_names(),
        ):
            warnings.filterwarnings("error", "HarfBuzz-Subset", DeprecationWarning)
            yield
    except (OSError, DeprecationWarning) as error:
        raise BrochureError(
            f"a system library is missing: {str(error).splitlines()[0]}",
            hint=native_remedy(),
            exit_code=3,
        ) from error


@contextlib.contextmanager
def _libraries_by_their_full_names() -> Generator[None]:
    """Let the engine find its libraries on Linux without a search.

    It tries short names before those of files (WeasyPrint 70.0, text/ffi.py), and for each Python
    asks ldconfig and a compiler (ctypes/util.py, _findLib_gcc), which write temporary files: a
    build that is killed there would leave them behind.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    finder: Any = ctypes.util
    search, finder.find_library = finder.find_library, _nowhere
    try:
        yield
    finally:
        finder.find_library = search


def _nowhere(_name: str) -> None:
    """Find no library: the engine goes on to the name of its file."""
