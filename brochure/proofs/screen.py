"""A file that is e-mailed: small enough for any phone, and open where reading begins."""

import io
import re

import pikepdf

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.tolerances import (
    MOST_SCREEN_BYTES,
    MOST_SCREEN_BYTES_WITH_PICTURES,
    OPENING_SLACK_PT,
    PLACE_SLACK_PT,
)
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import SCREEN_FILES, TAPPED

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
        first = document.pages[0]
        top = float(first.mediabox[3])
        page, fit, edge = action[0], action[1], action[2]
        return (
            page.objgen == first.obj.objgen
            and fit == "/FitH"
            and float(edge) >= top - OPENING_SLACK_PT
        )


@check(
    "screen.tap",
    "warning",
    statement="Each link of an edition for a phone is as large as a finger: 44 CSS px each way.",
    rationale="Who shakes, hurries or sees little misses what is smaller, such as the number to"
    " call. Links within words are as high as their line, and are not told of.",
    source="WCAG 2.1, 2.5.5",
    remedy="Give it a line of its own, such as `kind: contact`, or room in the stylesheet.",
    applies_to=TAPPED,
)
def links_are_large_enough_to_tap(on: Examined) -> tuple[Finding, ...]:
    least = on.printed.edition.least_tap_pt - PLACE_SLACK_PT
    return tuple(
        on.printed.finding(
            "screen.tap",
            f"a link to {href or 'a place in the file'} is {area.width:.0f} x {area.height:.0f} pt",
            page=number,
            box=area,
        )
        for number, page in enumerate(on.reading.pages, 1)
        for href, area in page.links
        if min(area.width, area.height) < least and not _stands_in_words(area, number, on)
    )


def _stands_in_words(area: Rect, page: int, on: Examined) -> bool:
    """Say whether a link is one that the clinic wrote into its wording."""
    return any(
        word.passage and "<a " in word.passage.html
        for word in on.words
        if any(glyph.page == page and area.meets(glyph.box) for glyph in word.glyphs)
    )
