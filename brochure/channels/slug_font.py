"""Our own font inside a finished PDF, for the line of text around a press sheet."""

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from brochure.base.font_files import font_paths
from brochure.base.winansi_font import Entry, WinAnsiFont, cut_font

_TAG = "BROCHU"
_SLOW = ("GDEF", "GPOS", "GSUB")  # reading these tables takes longer than all else


@dataclass(frozen=True)
class SlugFont:
    """A subset of our first font: its object in a PDF, and what is known of its letters."""

    reference: Object
    letters: WinAnsiFont

    @classmethod
    def embed(cls, pdf: pikepdf.Pdf, text: str) -> "SlugFont":
        """Put what `text` needs of the font into `pdf`. Source: ISO 32000-1, 9.6.3 and 9.8."""
        font = cut_font(font_paths()[0], text, without=_SLOW)
        descriptor = _dictionary(font.descriptor_entries(_TAG))
        descriptor.FontFile2 = pdf.make_stream(font.file)
        described = _dictionary(font.font_entries(_TAG))
        described.FontDescriptor = pdf.make_indirect(descriptor)
        return cls(pdf.make_indirect(described), font)

    def encode(self, text: str) -> pikepdf.String:
        """Return `text` as the font reads it; a sign that it lacks becomes a question mark."""
        return pikepdf.String(self.letters.encode(text))

    def width_pt(self, text: str, size_pt: float) -> float:
        """Return how wide `text` is."""
        return self.letters.width_pt(text, size_pt)


def _dictionary(entries: dict[str, Entry]) -> Dictionary:
    return Dictionary({f"/{key}": _value(entry) for key, entry in entries.items()})


def _value(entry: Entry) -> Name | Array | int:
    if isinstance(entry, tuple):
        return Array(entry)
    return Name(entry) if isinstance(entry, str) else entry
