"""A finished document that is folded -> one picture of what a reader meets, fold by fold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

from brochure.build.soft_proof.drawing import DESK, TEXT, drawing_font, render_trimmed
from brochure.build.staff_words import staff_list, staff_words
from brochure.channels.impose import sides_of
from brochure.layout.printed import Printed

_DPI, _SMALL_DPI = 60, 36
_MANY = 6
_GAP_PX, _CAPTION_PX, _TEXT_PX, _EDGE = 36, 34, 20, "#9aa3a9"
_MOST_ACROSS_PX = 1760


@dataclass(frozen=True)
class Piece:
    """A part of a page, counted from 1, between two places from its left, in points."""

    page: int
    left_pt: float
    right_pt: float


@dataclass(frozen=True)
class View:
    """What lies side by side before a reader, and what the picture says of it."""

    caption: str
    pieces: tuple[Piece, ...]


def views_of(printed: Printed, pages: int) -> tuple[View, ...]:
    """Return what a reader meets in turn; nothing for what is not folded.

    `pages` counts those of what is written: sides of sheets, where there are any.
    """
    if printed.edition.saddle_stitched:
        return tuple(_views_of_booklet(printed, pages))
    views = {"c-fold": _views_of_c_fold, "z-fold": _views_of_z_fold}
    folding = printed.edition.folding
    return tuple(views[folding](printed)) if folding in views else ()


def _views_of_c_fold(printed: Printed) -> Iterator[View]:
    """Give the four views of a C-fold.

    Outside, its panels are flap, back and cover; inside, the first lies behind the cover.
    """
    width = printed.edition.width_pt
    (flap_end, back_end), (first_end, _) = printed.edition.folds_pt
    cover, flap = Piece(1, back_end, width), Piece(1, 0, flap_end)
    pieces = (
        (cover,),
        (Piece(2, 0, first_end), flap),
        (Piece(2, 0, width),),
        (Piece(1, flap_end, back_end),),
    )
    for caption, side_by_side in zip(staff_list("soft_proof.folded.c-fold"), pieces, strict=True):
        yield View(caption, side_by_side)


def _views_of_z_fold(printed: Printed) -> Iterator[View]:
    """Give the five views of a Z-fold, from the cover and then from the back.

    Closed, the inside right lies at the back; it opens the outside left and middle.
    """
    width = printed.edition.width_pt
    (_, back_end), (_, middle_end) = printed.edition.folds_pt
    pieces = (
        Piece(1, back_end, width),
        Piece(2, 0, middle_end),
        Piece(2, 0, width),
        Piece(2, middle_end, width),
        Piece(1, 0, back_end),
    )
    for caption, piece in zip(staff_list("soft_proof.folded.z-fold"), pieces, strict=True):
        yield View(caption, (piece,))


def _views_of_booklet(printed: Printed, pages: int) -> Iterator[View]:
    """Give cover, spreads and back, from the sheets to fold where those are what is written."""
    width, path = printed.edition.width_pt, "soft_proof.folded.saddle-stitch"
    place = {n: Piece(n, 0, width) for n in range(1, pages + 1)}
    if printed.sheets:
        for number, side in enumerate(sides_of(2 * pages), 1):
            place[side.left] = Piece(number, 0, width)
            place[side.right] = Piece(number, width, 2 * width)
    last = max(place)
    yield View(staff_words(f"{path}.cover"), (place[1],))
    for left in range(2, last - 1, 2):
        caption = staff_words(f"{path}.spread").format(left=left, right=left + 1)
        yield View(caption, (place[left], place[left + 1]))
    yield View(staff_words(f"{path}.back"), (place[last],))


def draw_views(document: PdfDocument, views: Sequence[View]) -> Image.Image:
    """Draw all views of an open PDFium document on one sheet, from left to right, to one scale."""
    dpi = _DPI if len(views) <= _MANY else _SMALL_DPI
    pages = {p.page for view in views for p in view.pieces}
    pictures = {n: render_trimmed(document[n - 1], dpi) for n in sorted(pages)}
    drawn_views = [(view.caption, _side_by_side(view, pictures, dpi / 72)) for view in views]
    places, size = _arrange([picture.size for _, picture in drawn_views])
    sheet = Image.new("RGB", size, DESK)
    pen, type_ = ImageDraw.Draw(sheet), drawing_font(_TEXT_PX)
    for (caption, picture), (x, y) in zip(drawn_views, places, strict=True):
        sheet.paste(picture, (x, y))
        pen.rectangle((x - 1, y - 1, x + picture.width, y + picture.height), outline=_EDGE)
        pen.text((x, y + picture.height + 6), caption, TEXT, type_)
    return sheet


def _side_by_side(view: View, pictures: dict[int, Image.Image], scale: float) -> Image.Image:
    parts = [_cut(pictures[p.page], p.left_pt * scale, p.right_pt * scale) for p in view.pieces]
    whole = Image.new("RGB", (sum(part.width for part in parts), parts[0].height))
    at = 0
    for part in parts:
        whole.paste(part, (at, 0))
        at += part.width
    return whole


def _cut(picture: Image.Image, left: float, right: float) -> Image.Image:
    """Cut a piece out; a pixel that a fold runs through belongs to neither side."""
    return picture.crop((ceil(left), 0, min(int(right), picture.width), picture.height))


def _arrange(
    sizes: Sequence[tuple[int, int]],
) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Return where pictures stand in rows, left to right, and the size of the sheet."""
    x, y, high, wide = _GAP_PX, _GAP_PX, 0, 0
    places: list[tuple[int, int]] = []
    for width, height in sizes:
        if x > _GAP_PX and x + width + _GAP_PX > _MOST_ACROSS_PX:
            x, y, high = _GAP_PX, y + high + _CAPTION_PX + _GAP_PX, 0
        places.append((x, y))
        x, high = x + width + _GAP_PX, max(high, height)
        wide = max(wide, x)
    return places, (wide, y + high + _CAPTION_PX + _GAP_PX)
