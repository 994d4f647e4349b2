"""Finished PDF -> Reading, by PDFium: each page is read, and drawn with and without its text."""

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from brochure.base.geometry import Rect
from brochure.base.plain_file import read_plain_file
from brochure.reading.characters import Characters, PageObject, address_of
from brochure.reading.page_boxes import PageBoxes
from brochure.reading.reading import (
    FontUse,
    Glyph,
    Letters,
    Reading,
    ReadPage,
    ReadPicture,
    contrast_of_line,
)

# Ink is a difference of at least this much of 255 in one colour: paler text is not seen in print.
_LEAST_DIFFERENCE = 40
UNREADABLE, NO_VERSION = "unreadable", "unknown"  # instead of a version
_DEEPEST = 64  # forms in forms; PDFium itself reads no more than 40
_VERSION = re.compile(r"version (\d+\.\d+)")
_CLOSE, _BESIDE_PT = 8, 1.0  # how an edge is drawn, and with how much beside it
_LARGEST_DRAWN = 5_000_000  # square points of a page: A1 is 4 million


def read_pdf(pdf: bytes) -> Reading:
    """Read a finished PDF. Raises pypdfium2.PdfiumError if it is not one."""
    document = pdfium.PdfDocument(pdf)
    try:
        metadata = document.get_metadata_dict()
        pages = tuple(_page(document, n) for n in range(1, len(document) + 1))
        language = _string(raw.FPDFCatalog_GetLanguage, document)
        return Reading(pages, metadata.get("Title", ""), metadata.get("Keywords", ""), language)
    finally:
        document.close()


def draw_pages(pdf: bytes, most: int) -> Iterator[ReadPage]:
    """Read and draw the first pages one by one, up to one of over 5 million square points.

    No more than one is held. Raises PdfiumError.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(1, min(most, len(document)) + 1):
            size: tuple[float, float] = document.get_page_size(number - 1)
            if size[0] * size[1] > _LARGEST_DRAWN:
                return
            yield _page(document, number)
    finally:
        document.close()


def read_letters(pdf: bytes) -> tuple[Letters, ...]:
    """Read the letters of each page of a finished PDF, which is quicker than drawing it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return tuple(_letters(document[n], n + 1) for n in range(len(document)))
    finally:
        document.close()


def _letters(page: pdfium.PdfPage, number: int) -> Letters:
    sheet = PageBoxes.of(page)
    objects = tuple(_text_objects(page))
    order = {address_of(o): (n, _mark(o)) for n, (_, o) in enumerate(objects)}
    slug = {n for n, o in enumerate(objects) if sheet.is_around(*o)}
    text = page.get_textpage()
    glyphs = tuple(g for n, g in _glyphs(text, order, sheet, number) if n not in slug)
    text.close()
    return Letters(sheet.width_pt, sheet.height_pt, glyphs)


def read_version(file: Path) -> str:
    """Return the version that a finished file says it is, or an empty string if there is none.

    Call it behind `brochure.base.gate`: the file is foreign.
    """
    try:
        document = pdfium.PdfDocument(read_plain_file(file))
    except FileNotFoundError:
        return ""
    except (OSError, pdfium.PdfiumError):
        return UNREADABLE
    try:
        match = _VERSION.search(document.get_metadata_dict().get("Keywords", ""))
    finally:
        document.close()
    return match[1] if match else NO_VERSION


def _string(get: Callable[..., int], *of: object) -> str:
    """Call a PDFium function that fills a buffer with UTF-16."""
    length = get(*of, None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    get(*of, buffer, length)
    return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace")


def _page(document: pdfium.PdfDocument, number: int) -> ReadPage:
    page = document[number - 1]
    read = _letters(page, number)
    sheet = PageBoxes.of(page)
    objects = tuple(_text_objects(page))
    fonts = tuple(sorted({_font(o) for _, o in objects}, key=lambda f: f.name))
    full = sheet.render(page)
    _remove(objects, page)
    bare = sheet.render(page)
    read_page = ReadPage(
        read.width_pt,
        read.height_pt,
        read.glyphs,
        fonts,
        _difference(full, bare),
        full.convert("L"),
        bare.convert("L"),
        full,
        bare,
        tuple(_links(document, page, sheet)),
        tuple(_pictures(page, sheet)),
    )
    page.close()
    return read_page


def _remove(objects: Iterable[tuple[PageObject | None, PageObject]], page: pdfium.PdfPage) -> None:
    for parent, item in objects:
        if parent is None:
            raw.FPDFPage_RemoveObject(page, item)
        else:
            raw.FPDFFormObj_RemoveObject(parent, item)
        raw.FPDFPageObj_Destroy(item)


def contrast_close_up(pdf: bytes, number: int, edge: Rect) -> float:
    """Return how a line or an edge of a page stands out, 1 to 21, however it lies between pixels.

    It is drawn so large that no line is thinner than several of them: a hairline that covers two
    half looks paler than it is.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[number - 1]
        _remove(tuple(_text_objects(page)), page)
        return contrast_of_line(PageBoxes.of(page).render(page, _CLOSE, edge.grow(_BESIDE_PT)))
    finally:
        document.close()


def _links(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, sheet: PageBoxes
) -> Iterator[tuple[str, Rect]]:
    """Give the address of each link annotation, and its area."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(max(1, length))
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        area = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, area)
        low, high = sorted((float(area.top), float(area.bottom)))
        rect = sheet.rect(float(area.left), low, float(area.right), high)
        yield buffer.value.decode("utf-8", "replace"), rect


def _pictures(page: pdfium.PdfPage, sheet: PageBoxes) -> Iterator[ReadPicture]:
    """Give the images that the page places itself, not those inside drawings."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
            sides = tuple(ctypes.c_float() for _ in range(4))
            width, height = ctypes.c_uint(), ctypes.c_uint()
            raw.FPDFPageObj_GetBounds(item, *sides)
            raw.FPDFImageObj_GetImagePixelSize(item, width, height)
            rect = sheet.rect(*(side.value for side in sides))
            yield ReadPicture(rect, width.value, height.value)


def _difference(full: Image.Image, bare: Image.Image) -> Image.Image:
    """Return a mask: white where one of the colours differs enough to be seen."""
    red, green, blue = ImageChops.difference(full, bare).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([0] * _LEAST_DIFFERENCE + [255] * (256 - _LEAST_DIFFERENCE))


def _text_objects(page: pdfium.PdfPage) -> Iterator[tuple[PageObject | None, PageObject]]:
    """Give every text object with the form that holds it (None: the page), in stream order."""

    def inside(
        items: Iterator[PageObject], form: PageObject | None, depth: int = 0
    ) -> Iterator[tuple[PageObject | None, PageObject]]:
        for item in items:
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield form, item
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(item)
                held = (raw.FPDFFormObj_GetObject(item, n) for n in range(count))
                yield from inside(held, item, depth + 1)

    count = raw.FPDFPage_CountObjects(page)
    yield from inside((raw.FPDFPage_GetObject(page, n) for n in range(count)), None)


def _mark(item: PageObject) -> int:
    """Return the number of the marked content that a text object stands in, -1 if in none."""
    return int(raw.FPDFPageObj_GetMarkedContentID(item))


def _glyphs(
    text: pdfium.PdfTextPage, order: dict[int, tuple[int, int]], sheet: PageBoxes, page: int
) -> Iterator[tuple[int, Glyph]]:
    """Give the characters in stream order, each with the number of the text object that owns it.

    PDFium itself sorts neighbours on one line by place. `order` gives the number and the mark of
    each text object.
    """
    read = Characters(text)
    x, y = sheet.trim[0], sheet.trim[3]
    found: list[tuple[tuple[int, int], int, Glyph]] = []
    space, owner = True, (-1, -1)
    for index in range(text.count_chars()):
        character = read.text(index)
        if read.is_generated(index) or character.isspace():
            space = True
            continue
        owner = order.get(read.owner(index), owner)
        size, upright = read.size(index)
        left, bottom, right, top = read.box(index)
        box = Rect(left - x, y - top, right - x, y - bottom)
        start, end = read.advance(index)
        pen = (start - x, end - x)
        glyph = Glyph(character, page, box, size, space, upright, owner[1], owner[0], pen)
        found.append((owner, index, glyph))
        space = False
    found.sort()  # no two have one index, so that letters are not compared
    yield from ((owner[0], glyph) for owner, _, glyph in found)


def _font(item: PageObject) -> FontUse:
    font = raw.FPDFTextObj_GetFont(item)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    plain = name.value.decode("utf-8", "replace")
    prefix, plus, rest = plain.partition("+")
    return FontUse(
        rest if plus and len(prefix) == 6 else plain, raw.FPDFFont_GetIsEmbedded(font) == 1
    )
