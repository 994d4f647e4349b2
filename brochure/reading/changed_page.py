"""Two states of a document -> a picture of the first page that looks different."""

from io import BytesIO
from itertools import zip_longest

import pypdfium2 as pdfium
from PIL import Image

from brochure.base.pixels import draw_page
from brochure.reading.reading import DPI

_DPI = 144
_RUNS = 3  # zlib's Z_RLE: quick, and small where much is white
_COARSE_DPI = 36  # one letter that is another one changes a few dots of these


def draw_changed_page(pdf: bytes, before: bytes) -> tuple[int, bytes]:
    """Return the number of the first page that is not as in the file `before`, and its picture.

    Page 1 if none is, or if `before` is empty. The picture is a PNG of 144 dots to the inch. Both
    files are ours: nothing here bounds what one of others may cost.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        number = _first_change(document, before)
        return number, _to_png(document, number)
    finally:
        document.close()


def draw_first_page(pdf: bytes) -> bytes:
    """Return a picture of page 1, as `draw_changed_page` does."""
    document = pdfium.PdfDocument(pdf)
    try:
        return _to_png(document, 1)
    finally:
        document.close()


def _to_png(document: pdfium.PdfDocument, number: int) -> bytes:
    drawn = BytesIO()
    _draw(document, number, _DPI).save(drawn, "PNG", compress_level=1, compress_type=_RUNS)
    return drawn.getvalue()


def _first_change(document: pdfium.PdfDocument, before: bytes) -> int:
    if not before:
        return 1
    old = pdfium.PdfDocument(before)
    try:
        pages = zip_longest(range(1, len(document) + 1), range(1, len(old) + 1))
        changed = (new for new, kept in pages if new and not (kept and _equal(document, old, new)))
        return next(changed, 1)
    finally:
        old.close()


def _equal(
    document: pdfium.PdfDocument, old: pdfium.PdfDocument, number: int, dpi: int = _COARSE_DPI
) -> bool:
    one, other = (_draw(each, number, dpi) for each in (document, old))
    return one.size == other.size and one.tobytes() == other.tobytes()


def _draw(document: pdfium.PdfDocument, number: int, dpi: int) -> Image.Image:
    """Draw what a reader shows of a page."""
    page = document[number - 1]
    try:
        return draw_page(page, dpi / 72)
    finally:
        page.close()


def look_alike(pair: tuple[bytes, bytes]) -> bool:
    """Say whether two finished files are drawn alike, page by page, to the pixel.

    Call it behind `brochure.base.gate`: what was kept may have been changed.
    """
    if not all(pair):
        return False
    one, other = (pdfium.PdfDocument(each) for each in pair)
    try:
        numbers = range(1, len(one) + 1)
        return len(one) == len(other) and all(_equal(one, other, n, DPI) for n in numbers)
    finally:
        one.close()
        other.close()
