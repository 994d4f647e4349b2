"""Finished PDF -> what a reader gets: letters with their places, fonts, and the ink that shows.

Text extraction alone cannot see that text is clipped, covered or white. So each page is drawn
twice by pdfium, with and without its text; where the two differ, a letter can be seen.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from brochure.printed import Rect

DPI = 144
_PX_PER_PT = DPI / 72
# Ink is a difference of at least this much of 255 in one colour: paler text is not seen in print.
_LEAST_DIFFERENCE = 40
# Tight boxes are exact to a pixel; a hidden part is larger than this.
_SLACK_PX = 2.0


@dataclass(frozen=True)
class Glyph:
    """One character on a page, in the order of the content stream.

    `page` counts from 1. `box` is the tight box of its shape, in points from the page's top left
    corner; `size_pt` the type size as printed; `after_space` says that white space or a new line
    comes before it.
    """

    text: str
    page: int
    box: Rect
    size_pt: float
    after_space: bool


@dataclass(frozen=True)
class FontUse:
    """A font that a page prints with: its PostScript name without subset prefix."""

    name: str
    embedded: bool


@dataclass(frozen=True)
class ReadPage:
    """One page: its size in points, its letters, its fonts, and where its text shows as ink."""

    width_pt: float
    height_pt: float
    glyphs: tuple[Glyph, ...]
    fonts: tuple[FontUse, ...]
    ink: Image.Image = field(repr=False, compare=False)

    def words(self) -> Iterator[tuple[Glyph, ...]]:
        """Give the letters word by word."""
        word: list[Glyph] = []
        for glyph in self.glyphs:
            if glyph.after_space and word:
                yield tuple(word)
                word = []
            word.append(glyph)
        if word:
            yield tuple(word)

    def shows(self, glyph: Glyph) -> bool:
        """Say whether the whole shape of `glyph` is there as ink, up to all four of its sides."""
        left, top, right, bottom = (
            side * _PX_PER_PT
            for side in (glyph.box.left, glyph.box.top, glyph.box.right, glyph.box.bottom)
        )
        x, y = int(left) - 1, int(top) - 1
        seen = self.ink.crop((x, y, int(right) + 2, int(bottom) + 2)).getbbox()
        if seen is None:
            return right - left < 1 or bottom - top < 1
        return (
            seen[0] + x <= left + _SLACK_PX
            and seen[1] + y <= top + _SLACK_PX
            and seen[2] + x >= right - _SLACK_PX
            and seen[3] + y >= bottom - _SLACK_PX
        )


@dataclass(frozen=True)
class Reading:
    """A finished PDF as its readers get it."""

    pages: tuple[ReadPage, ...]

    def shows(self, glyph: Glyph) -> bool:
        """Say whether the whole shape of `glyph` can be seen on its page."""
        return self.pages[glyph.page - 1].shows(glyph)


def read(pdf: bytes) -> Reading:
    """Read a finished PDF. Raises pypdfium2.PdfiumError if it is not one."""
    document = pdfium.PdfDocument(pdf)
    try:
        return Reading(tuple(_page(document[i], i + 1) for i in range(len(document))))
    finally:
        document.close()


def _page(page: Any, number: int) -> ReadPage:
    width, height = page.get_size()
    objects = tuple(_text_objects(page))
    order = {_address(o): n for n, (_, o) in enumerate(objects)}
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text, order, height, number))
    text.close()
    fonts = tuple(sorted({_font(o) for _, o in objects}, key=lambda f: f.name))
    full = _render(page)
    for parent, item in objects:
        if parent is None:
            raw.FPDFPage_RemoveObject(page, item)
        else:
            raw.FPDFFormObj_RemoveObject(parent, item)
        raw.FPDFPageObj_Destroy(item)
    ink = _difference(full, _render(page))
    page.close()
    return ReadPage(width, height, glyphs, fonts, ink)


def _render(page: Any) -> Image.Image:
    return page.render(scale=_PX_PER_PT, may_draw_forms=False).to_pil().convert("RGB")


def _difference(full: Image.Image, bare: Image.Image) -> Image.Image:
    """Return a mask: white where one of the colours differs enough to be seen."""
    red, green, blue = ImageChops.difference(full, bare).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([0] * _LEAST_DIFFERENCE + [255] * (256 - _LEAST_DIFFERENCE))


def _text_objects(page: Any) -> Iterator[tuple[Any, Any]]:
    """Give every text object with the form that holds it (None: the page), in stream order."""

    def inside(parent: Any, count: int, get: Any) -> Iterator[tuple[Any, Any]]:
        for index in range(count):
            item = get(parent, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield (None if get is raw.FPDFPage_GetObject else parent), item
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                yield from inside(
                    item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject
                )

    yield from inside(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject)


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _glyphs(text: Any, order: dict[int, int], height: float, page: int) -> Iterator[Glyph]:
    """Give the characters in stream order; pdfium itself sorts neighbours on one line by place."""
    found: list[tuple[int, int, str, Rect, float, bool]] = []
    space, here = True, -1
    for index in range(text.count_chars()):
        character = _character(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or character.isspace():
            space = True
            continue
        owner = order.get(_address(raw.FPDFText_GetTextObject(text, index)), here)
        space, here = space or (owner != here and not found), owner
        box = _box(text, index, height)
        found.append((owner, index, character, box, _size(text, index), space))
        space = False
    for _, _, character, box, size, after_space in sorted(found, key=lambda f: f[:2]):
        yield Glyph(character, page, box, size, after_space)


def _character(text: Any, index: int) -> str:
    """Return one character; pdfium hides the code of a hyphen at a line's end."""
    if raw.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return chr(raw.FPDFText_GetUnicode(text, index))


def _box(text: Any, index: int, height: float) -> Rect:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return Rect(left.value, height - top.value, right.value, height - bottom.value)


def _size(text: Any, index: int) -> float:
    """Return the printed type size: the font size times the vertical scale of the matrix."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    return round(raw.FPDFText_GetFontSize(text, index) * scale, 3)


def _font(item: Any) -> FontUse:
    font = raw.FPDFTextObj_GetFont(item)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    plain = name.value.decode("utf-8", "replace")
    prefix, plus, rest = plain.partition("+")
    return FontUse(
        rest if plus and len(prefix) == 6 else plain, raw.FPDFFont_GetIsEmbedded(font) == 1
    )
