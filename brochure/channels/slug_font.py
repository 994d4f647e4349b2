"""Our own font inside a finished PDF, for the line of text around a press sheet."""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from brochure.base.font_files import font_paths

_ENCODING = "cp1252"  # WinAnsiEncoding: ISO 32000-1, annex D
_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 32  # ISO 32000-1, table 123


@dataclass(frozen=True)
class SlugFont:
    """A subset of our first font: its object in a PDF, and its widths in thousandths by code."""

    reference: Any
    widths: tuple[int, ...]

    @classmethod
    def embed(cls, pdf: pikepdf.Pdf, text: str) -> "SlugFont":
        """Put what `text` needs of the font into `pdf`. Source: ISO 32000-1, 9.6.3 and 9.8."""
        font: Any = TTFont(font_paths()[0], recalcTimestamp=False)
        for table in ("GDEF", "GPOS", "GSUB"):  # reading them takes longer than all else here
            if table in font:
                del font[table]
        options: Any = subset.Options(hinting=False, notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        file = io.BytesIO()
        font.save(file)
        scale = 1000 / font["head"].unitsPerEm
        widths = tuple(round(width * scale) for width in _widths(font))
        name = Name(f"/BROCHU+{font['name'].getDebugName(6)}")
        described = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(widths),
            FontDescriptor=pdf.make_indirect(
                _descriptor(font, scale, name, pdf.make_stream(file.getvalue()))
            ),
        )
        return cls(pdf.make_indirect(described), widths)

    def encode(self, text: str) -> pikepdf.String:
        """Return `text` as the font reads it; a sign that it lacks becomes a question mark."""
        return pikepdf.String(text.encode(_ENCODING, "replace"))

    def width_pt(self, text: str, size_pt: float) -> float:
        """Return how wide `text` is."""
        codes = text.encode(_ENCODING, "replace")
        return sum(self.widths[code - _FIRST] for code in codes) * size_pt / 1000


def _widths(font: Any) -> list[int]:
    signs, advances = font.getBestCmap(), font["hmtx"]
    codes = (bytes([code]).decode(_ENCODING, "replace") for code in range(_FIRST, _LAST + 1))
    return [advances[signs[ord(sign)]][0] if ord(sign) in signs else 0 for sign in codes]


def _descriptor(font: Any, scale: float, name: Name, file: Any) -> Dictionary:
    head, os2 = font["head"], font["OS/2"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NONSYMBOLIC,
        FontBBox=Array([round(side * scale) for side in box]),
        ItalicAngle=0,
        Ascent=round(font["hhea"].ascent * scale),
        Descent=round(font["hhea"].descent * scale),
        CapHeight=round(os2.sCapHeight * scale),
        StemV=80,
        FontFile2=file,
    )
