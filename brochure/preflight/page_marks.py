"""Findings of a file -> a picture of each page that has some: every place framed and numbered.

The frame of a finding has its number, as the text has it, and the colour of what it leads to; a
legend below says what each number is.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from brochure.base.errors import MALFORMED
from brochure.base.finding import Location
from brochure.base.font_files import font_paths
from brochure.base.geometry import Box, Rect
from brochure.base.pixels import Sides, draw_page, read_sides
from brochure.base.printable import put_on_one_line
from brochure.preflight.checked_file import CheckedFile, MarkedPage, NumberedFinding
from brochure.preflight.rule import Consequence
from brochure.preflight.verdict_text import in_words

MOST_PAGES = 40  # of one file; more say the same
_LONGEST_PX, _DPI = 1_500, 110
_LEAST_WIDTH_PX = 900
_DESK, _TEXT, _PAPER = "#e6e9ec", "#20262a", "#ffffff"
_COLOURS: dict[Consequence, str] = {
    "prints wrong": "#c4002f",
    "the printer will ask": "#0057b8",
    "a formality": "#5a6570",
}
_BORDER_PX, _LINE_PX, _BADGE_PX, _TEXT_PX, _ROW_PX = 24, 3, 28, 19, 27
_NEAR_PT, _LEAST_PT, _PAD_PX = 4.0, 9.0, 5.0


@dataclass(frozen=True)
class PageFrame:
    """Where a page is cut in all that it shows, in points of its own space."""

    media: Box
    cut: Box


def draw_marked_pages(
    pdf: bytes, checked: CheckedFile, sheets: Sequence[PageFrame]
) -> Iterator[MarkedPage]:
    """Draw each page of `pdf` that has findings, the first ones of very many.

    `sheets` has one for each page. What PDFium cannot draw is left out.
    """
    numbered = checked.number_findings()
    pages = sorted({place.page for one in numbered for place in _places(one) if place.page})
    document = pdfium.PdfDocument(pdf)
    try:
        for number in pages[:MOST_PAGES]:
            try:
                yield _draw(document[number - 1], number, checked, numbered, sheets[number - 1])
            except (pdfium.PdfiumError, *MALFORMED):
                continue
    finally:
        document.close()


def _places(one: NumberedFinding) -> tuple[Location, ...]:
    return (one.finding.place, *one.finding.places)


def _draw(
    page: pdfium.PdfPage,
    number: int,
    checked: CheckedFile,
    numbered: Sequence[NumberedFinding],
    sheet: PageFrame,
) -> MarkedPage:
    drawn = _render(page, sheet)
    scale = drawn.width / sheet.media.width
    here = [one for one in numbered if any(place.page == number for place in _places(one))]
    frames = [
        (one, _inside(_pixels(rect, sheet, scale), drawn.size))
        for one in reversed(here)  # what is gravest lies on top
        for rect in _join_near(_rects(one, number))
    ]
    pen, taken = ImageDraw.Draw(drawn), list[tuple[int, int]]()
    for one, box in frames:
        _frame(pen, box, _COLOURS[one.consequence])
    for one, box in reversed(frames):
        _name_frame(pen, one, box, drawn.size, taken)
    head = f"{checked.file}, page {number} of {checked.pages}"
    return MarkedPage(number, _to_png(_with_legend(drawn, head, here)))


def _render(page: pdfium.PdfPage, sheet: PageFrame) -> Image.Image:
    """Draw all of a page, also what viewers hide or turn."""
    page.set_rotation(0)
    page.set_cropbox(*read_sides(page).media)
    width, height = page.get_size()
    scale = min(_DPI / 72, _LONGEST_PX / max(width, height, 1.0))
    if width * scale < _LEAST_WIDTH_PX / 2:
        scale = min(_LEAST_WIDTH_PX / 2 / max(width, 1.0), _LONGEST_PX / max(width, height, 1.0))
    return draw_page(page, scale).convert("RGB")


def _rects(one: NumberedFinding, page: int) -> list[Rect]:
    return [place.box for place in one.finding.places if place.page == page and place.box]


def _join_near(rects: Sequence[Rect]) -> list[Rect]:
    """Return rectangles with those put together that touch: lines of one paragraph."""
    joined: list[Rect] = []
    for rect in rects:
        for other in [o for o in joined if o.meets(rect, -_NEAR_PT)]:
            joined.remove(other)
            rect = Rect.enclose((rect, other))
        joined.append(rect)
    return joined


def _pixels(rect: Rect, sheet: PageFrame, scale: float) -> Sides:
    """Return a frame a little around a rectangle that counts from the cut."""
    x, y = sheet.cut.left - sheet.media.left, sheet.media.top - sheet.cut.top
    wide, high = max(0.0, _LEAST_PT - rect.width) / 2, max(0.0, _LEAST_PT - rect.height) / 2
    left, right = (rect.left + x - wide) * scale, (rect.right + x + wide) * scale
    top, bottom = (rect.top + y - high) * scale, (rect.bottom + y + high) * scale
    return left - _PAD_PX, top - _PAD_PX, right + _PAD_PX, bottom + _PAD_PX


def _inside(box: Sides, size: tuple[int, int]) -> Sides:
    """Return a frame as far as it lies on the picture."""
    left, top = (min(max(2.0, start), end - 12.0) for start, end in zip(box, size, strict=False))
    right, bottom = min(size[0] - 3.0, box[2]), min(size[1] - 3.0, box[3])
    return left, top, max(left + 8.0, right), max(top + 8.0, bottom)


def _frame(pen: ImageDraw.ImageDraw, box: Sides, colour: str) -> None:
    left, top, right, bottom = box
    around = (left - 1, top - 1, right + 1, bottom + 1)
    pen.rounded_rectangle(around, 6, outline=_PAPER, width=1)
    pen.rounded_rectangle(box, 5, outline=colour, width=_LINE_PX)


def _name_frame(
    pen: ImageDraw.ImageDraw,
    one: NumberedFinding,
    box: Sides,
    size: tuple[int, int],
    taken: list[tuple[int, int]],
) -> None:
    """Put the number of a finding above its frame, beside those that stand there already."""
    wide = _badge_width(one.number)
    x = int(min(max(2, box[0] - 2), size[0] - wide - 2))
    y = int(box[1] - _BADGE_PX + 2 if box[1] > _BADGE_PX else box[1])
    while any(abs(x - a) < wide and abs(y - b) < _BADGE_PX - 2 for a, b in taken):
        x += wide + 2
        if x > size[0] - wide - 2:
            x, y = 2, y + _BADGE_PX
        if y > size[1]:
            return
    taken.append((x, y))
    _badge(pen, one, x, y)


def _badge_width(number: int) -> int:
    return _BADGE_PX + 10 * (len(str(number)) - 1)


def _badge(pen: ImageDraw.ImageDraw, one: NumberedFinding, x: int, y: int) -> None:
    wide = _badge_width(one.number)
    place = (x, y, x + wide, y + _BADGE_PX)
    pen.rounded_rectangle(place, 6, fill=_COLOURS[one.consequence], outline=_PAPER, width=2)
    middle = (x + wide / 2, y + _BADGE_PX / 2)
    pen.text(middle, str(one.number), _PAPER, _font(), anchor="mm")


def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_paths()[0], _TEXT_PX)


def _with_legend(drawn: Image.Image, head: str, here: Sequence[NumberedFinding]) -> Image.Image:
    """Put a page on a desk, with what its numbers mean below it."""
    width = max(drawn.width, _LEAST_WIDTH_PX)
    font = _font()
    letters = max(20, int((width - 3 * _BADGE_PX) / (0.47 * _TEXT_PX)))
    rows = [(one, wrap(put_on_one_line(in_words(one)), letters)[:4]) for one in here]
    high = sum(max(_BADGE_PX + 6, _ROW_PX * len(lines) + 8) for _, lines in rows)
    foot = _BORDER_PX * 2 + _ROW_PX * 2 + high
    size = (width + 2 * _BORDER_PX, drawn.height + 2 * _BORDER_PX + foot)
    desk = Image.new("RGB", size, _DESK)
    desk.paste(drawn, (_BORDER_PX + (width - drawn.width) // 2, _BORDER_PX))
    pen, y = ImageDraw.Draw(desk), drawn.height + 2 * _BORDER_PX
    pen.text((_BORDER_PX, y), put_on_one_line(head)[: letters + 6], _TEXT, font)
    _write_key(pen, y + _ROW_PX, font)
    y += _ROW_PX * 2 + 14
    for one, lines in rows:
        _badge(pen, one, _BORDER_PX, y)
        for n, line in enumerate(lines):
            x = _BORDER_PX + _badge_width(one.number) + 14
            pen.text((x, y + 2 + n * _ROW_PX), line, _TEXT, font)
        y += max(_BADGE_PX + 6, _ROW_PX * len(lines) + 8)
    return desk


def _write_key(pen: ImageDraw.ImageDraw, y: int, font: ImageFont.FreeTypeFont) -> None:
    """Say what the colours mean, each word in its own."""
    x = float(_BORDER_PX)
    for consequence, colour in _COLOURS.items():
        pen.rounded_rectangle((x, y + 5, x + 14, y + 19), 3, fill=colour)
        pen.text((x + 22, y), consequence, colour, font)
        x += 22 + pen.textlength(consequence, font) + 28


def _to_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
