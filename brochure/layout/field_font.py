"""The font in which viewers draw what someone types: that of the page, with the letters of WinAnsi.

Viewers write with the font that the file names, so it is there as a whole, accents included, and
with one byte for each letter, as every viewer can. Source: ISO 32000-1, 9.6.3 and Annex D.
"""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from brochure.base.font_files import READABLE_FONTS, TEXT_FONTS, font_paths

FIRST, LAST = 32, 255
# Codes without a letter of their own show a bullet. Source: ISO 32000-1, D.2, note 3.
_UNUSED = "\N{BULLET}"
_FREQUENT = "etaoinshrdlu "
_LIKE = {"\N{NO-BREAK SPACE}": " ", "\N{SOFT HYPHEN}": "-"}


@dataclass(frozen=True)
class FieldFont:
    """A TrueType file, its PostScript name, and the widths of codes 32 to 255 in 1/1000 em."""

    name: str
    file: bytes
    widths: tuple[int, ...]

    @property
    def mean_em(self) -> float:
        """How wide a letter of English is in the mean, spaces included, in ems."""
        widths = [self.widths[ord(letter) - FIRST] for letter in _FREQUENT]
        return sum(widths) / len(widths) / 1000


@cache
def field_font(families: tuple[str, ...]) -> FieldFont:
    """Cut the regular font of the first of these families that is ours down to WinAnsi: 25 kB."""
    by_family = {"Atkinson Hyperlegible": READABLE_FONTS, "Source Sans Pro": TEXT_FONTS}
    files = next((by_family[f] for f in families if f in by_family), TEXT_FONTS)
    with TTFont(font_paths(files[:1])[0], recalcTimestamp=False) as font:
        known: Any = font.getBestCmap()
        letters = tuple(_letter(code, known) for code in range(FIRST, LAST + 1))
        head: Any = font["head"]
        metrics: Any = font["hmtx"]
        units, advance = int(head.unitsPerEm), metrics.metrics
        widths = tuple(round(advance[known[ord(c)]][0] * 1000 / units) for c in letters)
        name = str(font["name"].getDebugName(6))
        cut = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
        cut.populate(text="".join(letters))
        cut.subset(font)
        file = io.BytesIO()
        font.save(file)
    return FieldFont(name, file.getvalue(), widths)


def _letter(code: int, known: dict[int, str]) -> str:
    """Return the letter that stands for one code of WinAnsi, as far as the font has it."""
    letter = bytes([code]).decode("cp1252", "replace")
    letter = _LIKE.get(letter, letter)
    return letter if ord(letter) in known else _UNUSED
