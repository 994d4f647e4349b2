"""The boxes of a page of PDFium, and how the page is drawn within its trim."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from brochure.base.geometry import Rect
from brochure.base.pixels import draw_page, read_sides
from brochure.reading.characters import PageObject
from brochure.reading.reading import DPI


@dataclass(frozen=True)
class PageBoxes:
    """The boxes of a page in PDF's own coordinates, as (left, bottom, right, top).

    All that is read is told from the top left corner of the trim; what stands around the bleed,
    such as a slug line, belongs to the printer and is not read.
    """

    trim: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    media: tuple[float, float, float, float]

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> "PageBoxes":
        """Read them; where a page has no crop box, the media box stands for it."""
        sides = read_sides(page)
        return cls(sides.trim, sides.bleed, sides.crop)

    @property
    def width_pt(self) -> float:
        """How wide the page is when trimmed."""
        return self.trim[2] - self.trim[0]

    @property
    def height_pt(self) -> float:
        """How high the page is when trimmed."""
        return self.trim[3] - self.trim[1]

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """Return an area of the page as it lies from the top left corner of the trim."""
        x, y = self.trim[0], self.trim[3]
        return Rect(left - x, y - top, right - x, y - bottom)

    def is_around(self, form: PageObject | None, item: PageObject) -> bool:
        """Say whether a text object of the page itself stands in the slug, outside the bleed."""
        sides = tuple(ctypes.c_float() for _ in range(4))
        if form is not None or not raw.FPDFPageObj_GetBounds(item, *sides):
            return False
        box = self.rect(*(side.value for side in sides))
        return self.rect(*self.media).holds(box) and not self.rect(*self.bleed).meets(box)

    def render(self, page: pdfium.PdfPage, times: int = 1, only: Rect | None = None) -> Image.Image:
        """Draw the trimmed page, or a part of it, so many times as large."""
        (left, _, _, top), outer = self.trim, self.media
        part = only or Rect(0, 0, self.width_pt, self.height_pt)
        crop = (
            left + part.left - outer[0],
            top - part.bottom - outer[1],
            outer[2] - left - part.right,
            outer[3] - top + part.top,
        )
        return draw_page(page, times * DPI / 72, crop)  # PDFium draws red, green and blue
