"""Where words stand in a finished file: the page, the box around them, and their type size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from brochure.base.geometry import Rect
from brochure.proofs.alignment import normalize_letters
from brochure.reading.pdfium import read_letters

_SCALE = 2  # pixels for each point of a drawn page
_DARK = 150  # gray of a rule; white paper is 255
_FARTHEST_PT = 16  # from words to the frame around them


@dataclass(frozen=True)
class Found:
    """One place where words stand: the page, from 1, their box there, their least type size."""

    page: int
    box: Rect
    size_pt: float


class Finished:
    """A finished PDF, in which words can be found and frames be seen."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.letters = read_letters(pdf)
        self.pages = [
            [(letter, g) for g in page.glyphs for letter in normalize_letters(g.text)]
            for page in self.letters
        ]
        self.texts = ["".join(letter for letter, _ in page) for page in self.pages]
        self._document: Any = pdfium.PdfDocument(pdf)

    @property
    def text(self) -> str:
        """All letters of the file, without spaces."""
        return "".join(self.texts)

    def spaced(self, page: int) -> str:
        """Return what a page says, with spaces between words."""
        glyphs = self.letters[page - 1].glyphs
        return "".join(f"{' ' * g.after_space}{g.text}" for g in glyphs)

    def find(self, words: str) -> tuple[Found, ...]:
        """Return every place where words stand in one piece on one page, whatever parts lines."""
        return tuple(self._find(normalize_letters(words)))

    def _find(self, letters: str) -> Iterator[Found]:
        for number, (text, page) in enumerate(zip(self.texts, self.pages, strict=True), 1):
            at = text.find(letters)
            while at >= 0:
                glyphs = [g for _, g in page[at : at + len(letters)]]
                box = Rect.enclose(g.box for g in glyphs)
                yield Found(number, box, min(g.size_pt for g in glyphs))
                at = text.find(letters, at + 1)

    def draw(self, page: int) -> Image.Image:
        """Return a page in gray."""
        return self._document[page - 1].render(scale=_SCALE).to_pil().convert("L")

    def is_framed(self, found: Found, far_pt: float = _FARTHEST_PT) -> bool:
        """Say whether a rule runs along each side of words, close to them and without a break."""
        page, box = self.draw(found.page), found.box
        return all(_is_ruled(page, strip) for strip in _strips_around(box, far_pt))


def _strips_around(box: Rect, far: float) -> Iterator[tuple[float, float, float, float, bool]]:
    """Give the areas left, right, above and below a box, and whether a rule there is upright."""
    yield (box.left - far, box.top, box.left, box.bottom, True)
    yield (box.right, box.top, box.right + 4 * far, box.bottom, True)  # lines of text are ragged
    yield (box.left, box.top - far, box.right, box.top, False)
    yield (box.left, box.bottom, box.right, box.bottom + far, False)


def _is_ruled(page: Image.Image, strip: tuple[float, float, float, float, bool]) -> bool:
    *sides, upright = strip
    left, top, right, bottom = (round(side * _SCALE) for side in sides)
    within = (max(left, 0), max(top, 0), min(right, page.width), min(bottom, page.height))
    part = page.crop(within)  # what lies beside the page would be black
    if upright:
        part = part.transpose(Image.Transpose.TRANSPOSE)
    rows = (part.crop((0, y, part.width, y + 1)) for y in range(part.height))
    return any(max(row.tobytes()) < _DARK for row in rows)


def words_of(pieces: Sequence[str]) -> str:
    """Return pieces of wording as they follow each other on a page."""
    return " ".join(piece for piece in pieces if piece)
