"""Drawings of content on the page: each looks as its file does, and a gray document is gray."""

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageChops

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.pixels import rgb_at, where
from brochure.base.tolerances import MOST_DRAWING_OFF, MOST_GRAY_SPREAD, PLACE_SLACK_PT
from brochure.layout.printed import Mark, PrintedPicture
from brochure.proofs.examined import Examined
from brochure.proofs.likeness import GRAY, place_on_page, tell_apart
from brochure.proofs.scopes import IN_GRAY, WITH_DRAWINGS
from brochure.reading.reading import DPI

_COLOURS = (0, 1, 2)


@check(
    "things.drawn",
    "error",
    statement="What the page shows in the place of a figure or drawn logo is what its file shows,"
    " in shape and colour.",
    rationale="The engine passes over what it does not draw, such as a filter or a blend mode, and"
    " says nothing. Each place is compared, cell by cell, with what another renderer makes of the"
    " file.",
    source="ours; the other renderer is resvg",
    remedy="Save the drawing anew as plain SVG, or make a picture of it inside the file; see that"
    " nothing lies over it.",
    applies_to=WITH_DRAWINGS,
)
def drawings_look_as_their_files_do(on: Examined) -> tuple[Finding, ...]:
    """For a press PDFium guesses what inks look like, so grays alone are compared there."""
    found: list[Finding] = []
    channels = (GRAY,) if on.press else _COLOURS
    for depicted, mark in drawn_pairs(on):
        page = on.reading.page(mark.page)
        if not page.holds(mark.rect) or not page.has_drawing(place_on_page(on, mark)):
            continue  # told by `things.shown`
        inner = replace(mark, rect=_fitted(depicted, mark.rect))
        if any(tell_apart(on, depicted, inner, at) > MOST_DRAWING_OFF for at in channels):
            file, path = depicted.placed.file, depicted.placed.path
            what = f"{file} is not printed as it looks, or something lies over it"
            found.append(on.printed.finding("things.drawn", what, "", mark.page, path))
    return tuple(found)


def drawn_pairs(on: Examined) -> Iterator[tuple[PrintedPicture, Mark]]:
    """Give each drawing with where layout put it; one that is placed twice, in turn."""
    marks = [mark for mark in on.printed.marks if mark.kind == "figure" and mark.path]
    for depicted in on.printed.drawings:
        own = next((mark for mark in marks if mark.path == depicted.placed.path), None)
        if own and depicted.raw:
            marks.remove(own)
            yield depicted, own


def _fitted(depicted: PrintedPicture, rect: Rect) -> Rect:
    """Return the part of a place that a drawing fills: as large as it may be, in the middle."""
    share = min(rect.width / depicted.width_px, rect.height / depicted.height_px)
    more_x = (rect.width - depicted.width_px * share) / 2
    more_y = (rect.height - depicted.height_px * share) / 2
    return Rect(rect.left + more_x, rect.top + more_y, rect.right - more_x, rect.bottom - more_y)


@check(
    "look.gray",
    "error",
    statement="In the look grayscale every colour on every page is a gray, figures and pictures"
    " too.",
    rationale="Who prints it in gray, or sees no colours, gets what was proven.",
    source="ours",
    remedy="Write colours by role in figures, and in own styles.",
    applies_to=IN_GRAY,
)
def gray_documents_are_gray(on: Examined) -> tuple[Finding, ...]:
    """Look at every pixel of each page."""
    found: list[Finding] = []
    for number, page in enumerate(on.reading.pages, 1):
        coloured = where(_spread(page.colours), lambda spread: spread > MOST_GRAY_SPREAD)
        box = coloured.getbbox()
        if box is None:
            continue
        area = Rect(*(side * 72 / DPI for side in box))
        top = coloured.crop((0, box[1], coloured.width, box[1] + 1)).getbbox()
        assert top is not None, "the box begins with a pixel of it"
        colour = rgb_at(page.colours, (top[0], box[1]))
        path = _path_at(on, number, area)
        what = "page {} holds the colour #{:02X}{:02X}{:02X}".format(number, *colour)
        found.append(on.printed.finding("look.gray", what, "", number, path))
    return tuple(found)


def _spread(colours: Image.Image) -> Image.Image:
    """Return how far red, green and blue of each pixel are apart."""
    red, green, blue = colours.split()
    both = ImageChops.lighter(red, green), ImageChops.darker(red, green)
    return ImageChops.subtract(ImageChops.lighter(both[0], blue), ImageChops.darker(both[1], blue))


def _path_at(on: Examined, page: int, area: Rect) -> str:
    """Return the content path of the figure or picture that holds an area, if one does."""
    marks = (m for m in on.printed.marks if m.page == page and m.path)
    return next((m.path for m in marks if m.rect.holds(area, 2 * PLACE_SLACK_PT)), "")
