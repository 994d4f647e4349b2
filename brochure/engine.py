"""The layout engine and all that needs it, imported late: it wants Pango and our own fonts."""

import contextlib
import io
import warnings
from importlib import import_module
from types import ModuleType

from brochure.errors import BrochureError
from brochure.fonts import use_own_fonts
from brochure.requirement import native_remedy


def load(module: str) -> ModuleType:
    """Import a module that needs the layout engine, after its fonts are chosen.

    Raises BrochureError (exit 3) where Pango, HarfBuzz-Subset or a font is missing. The engine
    prints a page of advice and only warns of HarfBuzz-Subset, without which bytes differ
    (WeasyPrint 70, text/ffi.py); both become our one line.
    """
    use_own_fonts()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.filterwarnings("error", "HarfBuzz-Subset", DeprecationWarning)
            return import_module(module)
    except (OSError, DeprecationWarning) as error:
        raise BrochureError(
            f"a system library is missing: {str(error).splitlines()[0]}",
            hint=native_remedy(),
            exit_code=3,
        ) from error
