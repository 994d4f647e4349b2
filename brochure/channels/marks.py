"""What stands around a press sheet: crop marks, fold marks and the slug line, outside the bleed."""

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from brochure.channels.operators import format_numbers
from brochure.channels.slug_font import SlugFont

# From bleed to the edge of the file: marks first, the slug line beyond them.
SLUG_PT = 36.0
_MARK_GAP_PT, _MARK_PT, _MARK_WIDTH_PT = 3.0, 18.0, 0.25
_LINE_PT, _LINE_ABOVE_EDGE_PT = 7.0, 5.0
_REGISTRATION, _FONT = "/PressAll", "/PressSlug"

Line = tuple[float, float, float, float]


def add_marks(
    pdf: pikepdf.Pdf, bleed_pt: float, folds_pt: tuple[tuple[float, ...], ...], slugs: Iterable[str]
) -> None:
    """Clip each page to its bleed, grow it by the slug, and draw marks and its slug line there.

    `folds_pt` gives the folds of each page from its left trim. Source: ISO 15930-7, 6.12, and
    ISO 32000-1, 14.11.2, for the boxes; 8.6.6.4 for the registration colour.
    """
    registration = pdf.make_indirect(_registration_colour())
    lines = tuple(slugs)
    font = SlugFont.embed(pdf, "".join(lines))
    for number, (page, slug) in enumerate(zip(pdf.pages, lines, strict=True)):
        trim = tuple(float(side) for side in page.trimbox)
        bleed = _grow(trim, bleed_pt)
        media = _grow(bleed, SLUG_PT)
        folds = folds_pt[number] if number < len(folds_pt) else ()
        drawn = b"\n".join((*_marks(trim, bleed, folds), *_slug_line(font, slug, trim, media)))
        page.contents_add(_clip(bleed), prepend=True)
        page.contents_add(b"Q\n" + drawn)
        page.contents_coalesce()
        page.trimbox, page.obj.BleedBox, page.mediabox = map(format_numbers, (trim, bleed, media))
        _name(page.resources, "/ColorSpace", _REGISTRATION, registration)
        _name(page.resources, "/Font", _FONT, font.reference)


def _registration_colour() -> Array:
    """Return the colour that prints on every plate, also on one that nobody has thought of."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _grow(box: tuple[float, ...], by_pt: float) -> tuple[float, ...]:
    left, bottom, right, top = box
    return left - by_pt, bottom - by_pt, right + by_pt, top + by_pt


def _name(resources: Object, kind: str, name: str, value: Object) -> None:
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][name] = value


def _clip(box: tuple[float, ...]) -> bytes:
    left, bottom, right, top = box
    return f"q {left:g} {bottom:g} {right - left:g} {top - bottom:g} re W n\n".encode()


def _marks(
    trim: tuple[float, ...], bleed: tuple[float, ...], folds: tuple[float, ...]
) -> Iterator[bytes]:
    """Give crop marks, solid, at the four corners, and fold marks, dashed, above and below."""
    left, bottom, right, top = trim
    yield f"q {_REGISTRATION} CS 1 SCN {_MARK_WIDTH_PT:g} w".encode()
    for x in (left, right):
        yield from map(_stroke, _upright_marks(x, bleed))
    for y in (bottom, top):
        yield from map(_stroke, _level_marks(y, bleed))
    yield b"[3 1.5] 0 d"
    for fold in folds:
        yield from map(_stroke, _upright_marks(left + fold, bleed))
    yield b"Q"


def _upright_marks(x: float, bleed: tuple[float, ...]) -> tuple[Line, Line]:
    below, above = bleed[1] - _MARK_GAP_PT, bleed[3] + _MARK_GAP_PT
    return (x, below, x, below - _MARK_PT), (x, above, x, above + _MARK_PT)


def _level_marks(y: float, bleed: tuple[float, ...]) -> tuple[Line, Line]:
    before, after = bleed[0] - _MARK_GAP_PT, bleed[2] + _MARK_GAP_PT
    return (before, y, before - _MARK_PT, y), (after, y, after + _MARK_PT, y)


def _stroke(line: Line) -> bytes:
    return "{:g} {:g} m {:g} {:g} l S".format(*line).encode()


def _slug_line(
    font: SlugFont, text: str, trim: tuple[float, ...], media: tuple[float, ...]
) -> Iterator[bytes]:
    """Give the line that tells the printer what this is, in black, as wide as the trim at most."""
    size = min(_LINE_PT, _LINE_PT * (trim[2] - trim[0]) / font.width_pt(text, _LINE_PT))
    yield b"q 0 0 0 1 k BT"
    yield f"{_FONT} {size:g} Tf {trim[0]:g} {media[1] + _LINE_ABOVE_EDGE_PT:g} Td".encode()
    yield pikepdf.unparse_content_stream([([font.encode(text)], pikepdf.Operator("Tj"))])
    yield b"ET Q"
