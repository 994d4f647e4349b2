"""A page of PDFium -> how its text looks, what is an artifact, and where its pictures lie."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from brochure.access.file import PlacedArt, TextStyle
from brochure.base.geometry import Rect
from brochure.base.pixels import read_sides
from brochure.reading.characters import PageObject

_DEEPEST = 64  # forms in forms; PDFium itself reads no more than 40
_BOLD = 600
Mark = tuple[int, int]
_ART = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)


@dataclass
class PageObjects:
    """What stands on one page beside letters; text objects by their number on the page.

    `marks` give the mark of each: the number of the form that numbers its own marked content, 0 for
    the page, and the number of that content, -1 where no tag can hold it.
    """

    styles: dict[int, TextStyle] = field(default_factory=dict[int, TextStyle])
    marks: dict[int, Mark] = field(default_factory=dict[int, Mark])
    artifacts: dict[int, str] = field(default_factory=dict[int, str])
    art: list[PlacedArt] = field(default_factory=list[PlacedArt])


def read_objects(pdf: bytes) -> tuple[PageObjects, ...]:
    """Read the objects of each page. Text objects are counted as `read_letters` counts them."""
    document = pdfium.PdfDocument(pdf)
    try:
        return tuple(_read_page(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _read_page(page: pdfium.PdfPage) -> PageObjects:
    sides = read_sides(page).trim
    found, runs = PageObjects(), 0
    for item, mark, artifact in _objects(page):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.styles[runs], found.marks[runs] = _style(item), mark
            if artifact is not None:
                found.artifacts[runs] = artifact
            runs += 1
        elif kind in _ART:
            box = _box(item, sides[0], sides[3])
            found.art.append(PlacedArt(box, mark, kind == raw.FPDF_PAGEOBJ_IMAGE))
    page.close()
    return found


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[PageObject, Mark, str | None]]:
    """Give each object that draws, its mark, and its type as an artifact, None if it is none.

    What a form draws has the marks of the form, if it has none of its own. Forms are counted as the
    page draws them.
    """
    forms = count(1)

    def inside(
        items: Iterator[PageObject], form: int, mark: Mark, artifact: str | None, depth: int
    ) -> Iterator[tuple[PageObject, Mark, str | None]]:
        for item in items:
            own = int(raw.FPDFPageObj_GetMarkedContentID(item))
            at = (form, own) if own >= 0 else mark
            kind = _artifact(item)
            kind = artifact if kind is None else kind
            if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
                yield item, at, kind
            elif depth < _DEEPEST:
                held = range(raw.FPDFFormObj_CountObjects(item))
                number = form or next(forms)
                things = (raw.FPDFFormObj_GetObject(item, n) for n in held)
                yield from inside(things, number, at, kind, depth + 1)

    things = (raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page)))
    yield from inside(things, 0, (0, -1), None, 0)


def _artifact(item: PageObject) -> str | None:
    for number in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        if _text(raw.FPDFPageObjMark_GetName, mark) == "Artifact":
            return _text(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Type")
    return None


def _text(get: object, *of: object) -> str:
    """Call a PDFium function that fills a buffer with UTF-16 and tells how long it is."""
    length = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 64)()
    if not get(*of, buffer, ctypes.sizeof(buffer), length):  # type: ignore[operator]
        return ""
    return bytes(buffer)[: max(0, min(length.value, 128) - 2)].decode("utf-16-le", "replace")


def _style(item: PageObject) -> TextStyle:
    font = raw.FPDFTextObj_GetFont(item)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(max(1, length))
    raw.FPDFFont_GetBaseFontName(font, name, length)
    plain = name.value.decode("utf-8", "replace").rpartition("+")[2]
    heavy = any(word in plain.lower() for word in ("bold", "black", "heavy", "semibold"))
    return TextStyle(plain, heavy or int(raw.FPDFFont_GetWeight(font)) >= _BOLD)


def _box(item: PageObject, left: float, top: float) -> Rect:
    sides = tuple(ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, *sides)
    x0, y0, x1, y1 = (side.value for side in sides)
    return Rect(x0 - left, top - y1, x1 - left, top - y0)
