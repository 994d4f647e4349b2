"""A TrueType font cut down to letters of WinAnsi -> its file, and what a PDF says of it.

One byte stands for each letter, as every viewer can. These are plain values: who writes a PDF puts
them into objects of its own kind. Source: ISO 32000-1, 9.6.3, 9.8, and annex D.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ENCODING = "cp1252"
FIRST, LAST = 32, 255
_NONSYMBOLIC = 32  # ISO 32000-1, table 123
_STEM_V = 80
# Codes without a letter of their own show a bullet. Source: ISO 32000-1, D.2, note 3.
_UNUSED = "\N{BULLET}"
_LIKE = {"\N{NO-BREAK SPACE}": " ", "\N{SOFT HYPHEN}": "-"}

Entry = str | int | tuple[int, ...]  # a name begins with a slash


@dataclass(frozen=True)
class FontMetrics:
    """How high letters are, and the box that holds each of them, in 1/1000 em."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int


@dataclass(frozen=True)
class WinAnsiFont:
    """A TrueType file, its PostScript name, the widths of codes 32 to 255 in 1/1000 em."""

    name: str
    file: bytes
    widths: tuple[int, ...]
    metrics: FontMetrics

    def encode(self, text: str) -> bytes:
        """Return `text` as the font reads it; a sign that WinAnsi lacks becomes a question mark."""
        return text.encode(ENCODING, "replace")

    def width_pt(self, text: str, size_pt: float) -> float:
        """Return how wide `text` is."""
        return sum(self.widths[code - FIRST] for code in self.encode(text)) * size_pt / 1000

    def font_entries(self, tag: str) -> dict[str, Entry]:
        """Return the font dictionary but for its descriptor; `tag` says that it is a subset."""
        return {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": f"/{tag}+{self.name}",
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": self.widths,
            "Encoding": "/WinAnsiEncoding",
        }

    def descriptor_entries(self, tag: str) -> dict[str, Entry]:
        """Return the font descriptor but for its file."""
        return {
            "Type": "/FontDescriptor",
            "FontName": f"/{tag}+{self.name}",
            "Flags": _NONSYMBOLIC,
            "FontBBox": self.metrics.box,
            "ItalicAngle": 0,
            "Ascent": self.metrics.ascent,
            "Descent": self.metrics.descent,
            "CapHeight": self.metrics.cap_height,
            "StemV": _STEM_V,
        }


def cut_font(path: Path, text: str = "", without: tuple[str, ...] = ()) -> WinAnsiFont:
    """Cut a font down to `text`, or to all of WinAnsi, and leave the tables `without` out."""
    with TTFont(path, recalcTimestamp=False) as font:
        for table in without:
            if table in font:
                del font[table]
        letters = _letters(font, text)
        cut = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
        cut.populate(text=text or "".join(letters))
        cut.subset(font)
        file = io.BytesIO()
        font.save(file)
        return WinAnsiFont(_name(font), file.getvalue(), _widths(font, letters), _metrics(font))


def _letters(font: TTFont, text: str) -> tuple[str, ...]:
    """Return the letter that each code shows, as far as the font has it; of `text` alone, if any.

    Without a text there is no code that shows nothing: someone may type it.
    """
    known: Mapping[int, str] = font.getBestCmap() or {}
    letters = (bytes([code]).decode(ENCODING, "replace") for code in range(FIRST, LAST + 1))
    if text:
        return tuple(c if c in text and ord(c) in known else "" for c in letters)
    alike = (_LIKE.get(letter, letter) for letter in letters)
    return tuple(c if ord(c) in known else _UNUSED for c in alike)


def _name(font: TTFont) -> str:
    return str(font["name"].getDebugName(6))


def _widths(font: TTFont, letters: tuple[str, ...]) -> tuple[int, ...]:
    glyphs: Mapping[int, str] = font.getBestCmap() or {}
    advances = _table(font, "hmtx")
    scale = _scale(font)
    return tuple(round(advances[glyphs[ord(c)]][0] * scale) if c else 0 for c in letters)


def _metrics(font: TTFont) -> FontMetrics:
    """Return what the font says of itself; its box is that of the letters it still has."""
    head, lines, letters = (_table(font, name) for name in ("head", "hhea", "OS/2"))
    scale = _scale(font)
    left, low, right, high = (
        round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)
    )
    return FontMetrics(
        (left, low, right, high),
        round(lines.ascent * scale),
        round(lines.descent * scale),
        round(letters.sCapHeight * scale),
    )


def _table(font: TTFont, name: str) -> Any:
    """Return a table of a font, of which fontTools has no types."""
    return font[name]


def _scale(font: TTFont) -> float:
    return 1000 / _table(font, "head").unitsPerEm
