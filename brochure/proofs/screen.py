"""A file that is e-mailed: small enough for any phone, and open where reading begins."""

import io
import re

import pikepdf

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import (
    MOST_SCREEN_BYTES,
    MOST_SCREEN_BYTES_WITH_PICTURES,
    OPENING_SLACK_PT,
)
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import SCREEN_FILES

_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


@check(
    "screen.size",
    "error",
    statement=f"A file that is e-mailed has at most {MOST_SCREEN_BYTES // 1000} kB, or"
    f" {MOST_SCREEN_BYTES_WITH_PICTURES // 1000} kB if there are pictures in it.",
    rationale="It is opened in a waiting room on a phone with one bar. Drawings are no pictures.",
    source="ours",
    remedy="Use smaller pictures, or simpler drawings.",
    applies_to=SCREEN_FILES,
)
def screen_files_are_small(on: Examined) -> tuple[Finding, ...]:
    size = len(on.printed.output)
    pictures = bool(_PICTURE.search(on.printed.output))
    most = MOST_SCREEN_BYTES_WITH_PICTURES if pictures else MOST_SCREEN_BYTES
    if size <= most:
        return ()
    kind = "with pictures" if pictures else "without pictures"
    what = f"has {size / 1000:.0f} kB, more than the {most / 1000:.0f} kB of a file {kind}"
    return (on.printed.finding("screen.size", what),)


@check(
    "screen.opens",
    "error",
    statement="A file that is e-mailed opens at the top of its first page, as wide as the window.",
    rationale="A page shown whole on a phone cannot be read.",
    source="ISO 32000-1, 12.3.2.2",
    remedy="Build it with the channel as it is shipped.",
    applies_to=SCREEN_FILES,
)
def screen_files_open_at_the_first_page(on: Examined) -> tuple[Finding, ...]:
    if _opens_well(on.printed.output):
        return ()
    what = "does not open at the top of its first page, as wide as the window"
    return (on.printed.finding("screen.opens", what),)


def _opens_well(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        action = document.Root.get("/OpenAction")
        if not isinstance(action, pikepdf.Array) or len(action) != 3:
            return False
        first, top = document.pages[0], float(document.pages[0].mediabox[3])
        page, fit, edge = action[0], action[1], action[2]
        return (
            page.objgen == first.obj.objgen
            and fit == "/FitH"
            and float(edge) >= top - OPENING_SLACK_PT
        )
