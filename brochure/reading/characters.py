"""A text page of PDFium -> what it knows of each of its characters, by their numbers."""

import ctypes
from functools import lru_cache
from typing import Protocol

import pypdfium2.raw as raw
from pypdfium2 import PdfTextPage

# Sine of the largest turn, and share of the largest squeeze, that nobody sees.
_TURN = 0.02


class PageObject(Protocol):
    """Anything that PDFium draws on a page: a pointer to what it alone can read."""

    @property
    def contents(self) -> ctypes.Structure: ...


class Characters:
    """Asks PDFium of one character after the other; it writes into the same few places each time.

    A build reads a hundred thousand characters, and to make new places for each takes longer than
    to read it.
    """

    def __init__(self, text: PdfTextPage) -> None:
        self._text = text.raw
        self._matrix = raw.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)
        self._sides = tuple(ctypes.c_double() for _ in range(4))
        self._sides_at = tuple(ctypes.byref(side) for side in self._sides)
        self._loose = raw.FS_RECTF()
        self._loose_at = ctypes.byref(self._loose)

    def text(self, index: int) -> str:
        """Return one character; pdfium hides the code of a hyphen at a line's end."""
        if raw.FPDFText_IsHyphen(self._text, index) == 1:
            return "-"
        code: int = raw.FPDFText_GetUnicode(self._text, index)
        return chr(code)

    def is_generated(self, index: int) -> bool:
        """Say whether PDFium has added it, such as a space between words that stand apart."""
        return raw.FPDFText_IsGenerated(self._text, index) == 1

    def owner(self, index: int) -> int:
        """Return the address of the text object that it stands in, 0 if in none."""
        return address_of(raw.FPDFText_GetTextObject(self._text, index))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return the tight box of its shape in PDF's own coordinates: left, bottom, right, top."""
        if not raw.FPDFText_GetCharBox(self._text, index, *self._sides_at):
            return 0.0, 0.0, 0.0, 0.0
        left, right, bottom, top = self._sides
        return left.value, bottom.value, right.value, top.value

    def advance(self, index: int) -> tuple[float, float]:
        """Return where the pen stands before and after it, in PDF's own x coordinates."""
        if not raw.FPDFText_GetLooseCharBox(self._text, index, self._loose_at):
            return 0.0, 0.0
        return self._loose.left, self._loose.right

    def size(self, index: int) -> tuple[float, bool]:
        """Return its type size as printed, in points, and whether it is upright."""
        size, matrix = raw.FPDFText_GetFontSize(self._text, index), self._matrix
        if not raw.FPDFText_GetMatrix(self._text, index, self._matrix_at):
            return 0.0, False
        return _printed_size(size, matrix.a, matrix.b, matrix.c, matrix.d)


def address_of(item: PageObject | None) -> int:
    """Return where PDFium keeps a page object, 0 for none."""
    return ctypes.addressof(item.contents) if item else 0


@lru_cache(maxsize=1024)
def _printed_size(size: float, a: float, b: float, c: float, d: float) -> tuple[float, bool]:
    """Return the font size times the matrix of the text, and whether that is upright."""
    tall = (c**2 + d**2) ** 0.5
    upright = d > 0 and max(abs(a - d), abs(b), abs(c)) <= _TURN * tall
    return round(size * tall, 3), upright
