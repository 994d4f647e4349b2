"""Our font files -> the characters that they can print, and how wide words are in them."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brochure.base.font_files import font_paths
from brochure.base.font_names import DISPLAY_FONTS, TEXT_FONTS

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# PDFium gives a character beyond this in two halves, so no proof could find it in a finished file.
_LAST = 0xFFFF
_UNKNOWN_EM = 1.0  # of a character that no face has, which content may not hold


@cache
def text_alphabet() -> frozenset[str]:
    """Return the characters that every face of the text type has: regular, semibold and bold.

    Raises BrochureError (exit 3) if a font is missing.
    """
    return _shared_characters(font_paths(TEXT_FONTS))


@cache
def display_alphabet() -> frozenset[str]:
    """Return the characters that the type of headings has. Raises BrochureError (exit 3)."""
    return _shared_characters(font_paths(DISPLAY_FONTS))


def measure_em(text: str) -> float:
    """Return how wide a text is on one line, in em of the text type, regular, without kerning.

    Raises BrochureError (exit 3) if the font is missing.
    """
    widths = _advances_em()
    return sum(widths.get(ord(letter), _UNKNOWN_EM) for letter in text)


@cache
def _advances_em() -> Mapping[int, float]:
    with _open_face(font_paths(TEXT_FONTS[:1])[0]) as font:
        tables: Any = font
        metrics, units = tables["hmtx"].metrics, tables["head"].unitsPerEm
        return {code: metrics[name][0] / units for code, name in (font.getBestCmap() or {}).items()}


def _shared_characters(faces: Iterable[Path]) -> frozenset[str]:
    """Return the characters that all `faces` have."""
    first, *others = (_codes(face) for face in faces)
    shared = (code for code in first if code <= _LAST and all(code in m for m in others))
    return frozenset(chr(code) for code in shared)


def _codes(face: Path) -> Collection[int]:
    with _open_face(face) as font:
        return font.getBestCmap() or ()


def _open_face(face: Path) -> "TTFont":
    """Open a font file whose glyphs go by their numbers: to read their names takes longest."""
    from fontTools.ttLib import TTFont  # late: it takes longer than all else that reads content

    font = TTFont(face, lazy=True)
    tables: Any = font
    font.setGlyphOrder([str(number) for number in range(tables["maxp"].numGlyphs)])
    return font
