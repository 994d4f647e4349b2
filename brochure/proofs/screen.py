"""A file that is e-mailed: small enough for any phone, and open where reading begins."""

import io
import re
from typing import Any

import pikepdf

from brochure.base.finding import Finding
from brochure.proofs.examined import Examined

# Bytes of a file without pictures, and with some: seconds on a slow phone, and far below what mail
# servers take.
_MOST_BYTES, _MOST_BYTES_WITH_PICTURES = 300_000, 1_000_000
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


def screen_files_are_small(on: Examined) -> tuple[Finding, ...]:
    """A file that is e-mailed has at most 300 kB, or 1 MB if there are pictures in it.

    Rationale: it is opened in a waiting room on a phone with one bar. Drawings are no pictures.
    """
    size = len(on.printed.file)
    pictures = bool(_PICTURE.search(on.printed.file))
    most = _MOST_BYTES_WITH_PICTURES if pictures else _MOST_BYTES
    if on.printed.channel.purpose != "screen" or size <= most:
        return ()
    kind = "with pictures" if pictures else "without pictures"
    what = f"has {size / 1000:.0f} kB, more than the {most / 1000:.0f} kB of a file {kind}"
    remedy = "Use smaller pictures, or simpler drawings."
    return (on.printed.finding("screen.size", what, remedy),)


def screen_files_open_at_the_first_page(on: Examined) -> tuple[Finding, ...]:
    """A file that is e-mailed opens at the top of its first page, as wide as the window.

    Rationale: a page shown whole on a phone cannot be read. Source: ISO 32000-1, 12.3.2.2.
    """
    if on.printed.channel.purpose != "screen" or _opens_well(on.printed.file):
        return ()
    what = "does not open at the top of its first page, as wide as the window"
    remedy = "Build it with the channel as it is shipped."
    return (on.printed.finding("screen.opens", what, remedy),)


def _opens_well(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        action: Any = document.Root.get("/OpenAction")
        if not isinstance(action, pikepdf.Array) or len(action) != 3:
            return False
        first, top = document.pages[0], float(document.pages[0].mediabox[3])
        page, fit, edge = (part for part in action)  # type: ignore[reportUnknownVariableType]
        return page.objgen == first.obj.objgen and fit == "/FitH" and float(edge) >= top - 1
