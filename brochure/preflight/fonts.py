"""Fonts of a PDF: name, whether embedded, and how wide their strings are (ISO 32000-1, 9.6-9.9)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import pikepdf
from pikepdf import Object

from brochure.base.errors import MALFORMED
from brochure.preflight.press_file import Font

LONGEST_NAME = 127  # ISO 32000-1, annex C
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_USUAL_WIDTH = 500.0
_MOST_CODES = 0x10000  # two bytes a code


@dataclass(frozen=True)
class FontFacts:
    """A font and its widths in thousandths of the type size, by character code.

    `bytes_a_code` is 2 for composite fonts; one with a CMap of mixed lengths is read as 2.
    `blanks` are codes for which the file itself names no letter (``.notdef``).
    """

    font: Font
    widths: dict[int, float] = field(default_factory=dict[int, float], hash=False)
    usual_width: float = _USUAL_WIDTH
    bytes_a_code: int = 1
    blanks: frozenset[int] = frozenset()
    unit: float = 0.001

    def advances(self, string: bytes) -> Iterator[tuple[int, float]]:
        """Give each code of a string with its width as a share of the type size."""
        step = self.bytes_a_code
        for at in range(0, len(string), step):
            code = int.from_bytes(string[at : at + step], "big")
            yield code, self.widths.get(code, self.usual_width) * self.unit


NO_FONT = FontFacts(Font("", True))


def read_font(value: Object | None) -> FontFacts:
    """Read a font dictionary. What is missing or broken gets usual values."""
    if not isinstance(value, pikepdf.Dictionary):
        return NO_FONT
    try:
        return _read(value)
    except MALFORMED:
        return FontFacts(Font(name_font(value), False))


def name_font(value: Object) -> str:
    """Return the name of a font without its subset prefix."""
    name = str(value.get("/BaseFont", value.get("/Name", ""))).removeprefix("/")
    prefix, plus, rest = name.partition("+")
    return (rest if plus and len(prefix) == 6 else name)[:LONGEST_NAME]


def _read(value: Object) -> FontFacts:
    kind = str(value.get("/Subtype", ""))
    if kind == "/Type3":
        unit = float(value.FontMatrix[0]) if "/FontMatrix" in value else 0.001
        font = Font(name_font(value) or "Type 3", True, drawn=True)
        return FontFacts(font, _simple(value), 0.0, unit=abs(unit))
    if kind == "/Type0":
        inner = value.DescendantFonts[0]
        font = Font(name_font(value), _is_embedded(inner))
        usual, blanks = float(inner.get("/DW", 1000)), _composite_blanks(value, inner)
        return FontFacts(font, _composite(inner), usual, 2, blanks)
    missing = value.get("/FontDescriptor", pikepdf.Dictionary()).get("/MissingWidth", _USUAL_WIDTH)
    font = Font(name_font(value), _is_embedded(value))
    return FontFacts(font, _simple(value), float(missing), blanks=_simple_blanks(value))


def _composite_blanks(value: Object, inner: Object) -> frozenset[int]:
    """Return code 0 where it stands for the first glyph, which is .notdef (9.7.4.2).

    It does where codes are numbers of glyphs; a map may say that they are not.
    """
    if not str(value.get("/Encoding", "")).startswith("/Identity-"):
        return frozenset()
    numbers = inner.get("/CIDToGIDMap")
    is_moved = isinstance(numbers, pikepdf.Stream) and any(numbers.read_bytes()[:2])
    return frozenset() if is_moved else frozenset((0,))


def _simple_blanks(value: Object) -> frozenset[int]:
    """Return the codes that an encoding gives to .notdef (9.6.6.1)."""
    encoding = value.get("/Encoding")
    if not isinstance(encoding, pikepdf.Dictionary):
        return frozenset()
    found, code = set[int](), 0
    for entry in islice(encoding.get("/Differences", []), _MOST_CODES):
        if isinstance(entry, pikepdf.Name):
            if entry == "/.notdef":
                found.add(code)
            code += 1
        else:
            code = int(entry)
    return frozenset(found)


def _is_embedded(value: Object) -> bool:
    descriptor = value.get("/FontDescriptor", pikepdf.Dictionary())
    return any(key in descriptor for key in _FONT_FILES)


def _simple(value: Object) -> dict[int, float]:
    first = int(value.get("/FirstChar", 0))
    widths = islice(value.get("/Widths", []), _MOST_CODES)
    return {first + n: float(width) for n, width in enumerate(widths)}


def _composite(inner: Object) -> dict[int, float]:
    """Read ``[first [w w w] first last w …]`` (ISO 32000-1, 9.7.4.3).

    No code needs two widths: once as many are read as there are codes, the rest is left.
    """
    found: dict[int, float] = {}
    entries = inner.get("/W", [])
    at = read = 0
    while at + 1 < len(entries) and read < _MOST_CODES:
        first = int(entries[at])
        if isinstance(entries[at + 1], pikepdf.Array):
            widths = [float(width) for width in islice(entries[at + 1], _MOST_CODES)]
            at += 2
        else:
            count = min(int(entries[at + 1]) + 1 - first, _MOST_CODES)
            widths = [float(entries[at + 2])] * count
            at += 3
        found |= dict(enumerate(widths, first))
        read += max(1, len(widths))
    return found


def is_broken(descriptor: Object) -> bool:
    """Say whether FreeType, which most programs draw letters with, cannot open an embedded font."""
    from PIL import ImageFont

    for key in _FONT_FILES:
        if isinstance(file := descriptor.get(key), pikepdf.Stream):
            try:
                ImageFont.truetype(io.BytesIO(file.read_bytes()), 10)
            except (pikepdf.PikepdfError, OSError, *MALFORMED):
                return True
    return False
