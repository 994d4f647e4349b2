"""Pages of a finished PDF and guides -> pictures: the guides over the page, a legend under it."""

import io
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfPage

from brochure.base.font_files import font_paths
from brochure.base.geometry import Rect
from brochure.base.pixels import draw_page, read_sides
from brochure.base.sheet_geometry import length_in_words
from brochure.build.soft_proof.guides import Guide, Kind
from brochure.build.staff_words import staff_words

DPI = 110
PX_PER_PT = DPI / 72
# Colours that no brand prints with, so that nobody takes a guide for artwork.
COLOURS: Mapping[Kind, str] = {
    "bleed": "#e07000",
    "trim": "#e0007a",
    "fold": "#0060e0",
    "safe": "#00a03c",
    "unprintable": "#7a5cd0",
}
_TINT = 56  # of 255
_LINE_PX, _DASH_PX, _GAP_PX = 2, 14, 8
_TEXT_PX, _ROW_PX, _BORDER_PX = 19, 30, 24
_COLUMN_PX, _KEY_PX = 560, 46
DESK, TEXT = "#e6e9ec", "#20262a"


def drawing_font(size_px: float) -> ImageFont.FreeTypeFont:
    """Return our first font."""
    return ImageFont.truetype(font_paths()[0], size_px)


def render_whole_page(page: PdfPage) -> tuple[Image.Image, tuple[float, float]]:
    """Draw a page of PDFium with all around it; return where its trim begins in it, in points."""
    trim, media = read_sides(page).trim, read_sides(page).media
    drawn = draw_page(page, PX_PER_PT).convert("RGB")
    return drawn, (trim[0] - media[0], media[3] - trim[3])


def render_trimmed(page: PdfPage, dpi: float) -> Image.Image:
    """Draw a page of PDFium as it is cut."""
    (left, bottom, right, top), media = read_sides(page).trim, read_sides(page).media
    crop = (left - media[0], bottom - media[1], media[2] - right, media[3] - top)
    return draw_page(page, dpi / 72, crop).convert("RGB")


def draw_guides(page: PdfPage, guides: Sequence[Guide], head: str) -> Image.Image:
    """Draw a page with its guides over it, and what they mean below."""
    drawn, origin = render_whole_page(page)
    _tint(drawn, guides, origin)
    pen = ImageDraw.Draw(drawn)
    for guide in guides:
        _outline(pen, _pixels(guide.rect, origin), guide.kind)
    legend = tuple(_legend(guides))
    font = drawing_font(_TEXT_PX)
    lines = (head, *(meaning for _, meaning in legend))
    width = max(drawn.width, *(_KEY_PX + ceil(font.getlength(line)) for line in lines))
    columns = max(1, width // _COLUMN_PX)
    foot = _ROW_PX * (1 + -(-len(legend) // columns))
    size = (width + 2 * _BORDER_PX, drawn.height + 3 * _BORDER_PX + foot)
    sheet = Image.new("RGB", size, DESK)
    sheet.paste(drawn, (_BORDER_PX, _BORDER_PX))
    pen, top = ImageDraw.Draw(sheet), drawn.height + 2 * _BORDER_PX
    pen.text((_BORDER_PX, top), head, TEXT, font)
    for n, (kind, meaning) in enumerate(legend):
        column, row = n % columns, n // columns
        _write(pen, kind, meaning, _BORDER_PX + column * _COLUMN_PX, top + _ROW_PX * (1 + row))
    return sheet


def to_png(image: Image.Image) -> bytes:
    """Return a picture as PNG."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _pixels(rect: Rect, origin: tuple[float, float]) -> tuple[int, int, int, int]:
    x, y = origin
    sides = (rect.left + x, rect.top + y, rect.right + x, rect.bottom + y)
    left, top, right, bottom = (round(side * PX_PER_PT) for side in sides)
    return left, top, right, bottom


def _tint(drawn: Image.Image, guides: Sequence[Guide], origin: tuple[float, float]) -> None:
    """Tint what lies between the trim and the safe zones."""
    mask = Image.new("L", drawn.size, 0)
    for kind, value in (("trim", _TINT), ("safe", 0)):
        for guide in guides:
            if guide.kind == kind:
                mask.paste(value, _pixels(guide.rect, origin))
    drawn.paste(Image.new("RGB", drawn.size, COLOURS["safe"]), (0, 0), mask)


def _outline(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], kind: Kind) -> None:
    left, top, _, bottom = box
    if kind == "fold":
        for y in range(top, bottom, _DASH_PX + _GAP_PX):
            end = min(y + _DASH_PX, bottom)
            pen.line((left, y, left, end), COLOURS[kind], _LINE_PX + 1)
    else:
        pen.rectangle(box, outline=COLOURS[kind], width=_LINE_PX)


def _legend(guides: Sequence[Guide]) -> Iterator[tuple[Kind, str]]:
    for guide in {guide.kind: guide for guide in guides}.values():
        meaning = staff_words(f"soft_proof.guide.{guide.kind}")
        yield guide.kind, meaning.format(length=length_in_words(guide.by_pt, guide.metric))


def _write(pen: ImageDraw.ImageDraw, kind: Kind, meaning: str, x: int, y: int) -> None:
    """Write one line of the legend: how a guide looks, and what it means."""
    if kind == "fold":
        _outline(pen, (x + 17, y + 2, x + 17, y + 24), kind)
    else:
        pen.rectangle((x, y + 4, x + 34, y + 20), outline=COLOURS[kind], width=_LINE_PX + 1)
    pen.text((x + _KEY_PX, y), meaning, TEXT, drawing_font(_TEXT_PX))
