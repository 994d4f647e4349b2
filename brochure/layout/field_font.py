"""The font in which viewers draw what someone types: that of the page, with the letters of WinAnsi.

Viewers write with the font that the file names, so it is there as a whole, accents included.
"""

from functools import cache

from brochure.base.font_files import font_paths
from brochure.base.font_names import READABLE_FONTS, TEXT_FONTS
from brochure.base.winansi_font import FIRST, WinAnsiFont, cut_font

_FREQUENT = "etaoinshrdlu "


@cache
def field_font(families: tuple[str, ...]) -> WinAnsiFont:
    """Cut the regular font of the first of these families that is ours down to WinAnsi: 25 kB."""
    by_family = {"Atkinson Hyperlegible": READABLE_FONTS, "Source Sans Pro": TEXT_FONTS}
    files = next((by_family[f] for f in families if f in by_family), TEXT_FONTS)
    return cut_font(font_paths(files[:1])[0])


def mean_width_em(font: WinAnsiFont) -> float:
    """Return how wide a letter of English is in the mean, spaces included, in ems."""
    widths = [font.widths[code - FIRST] for code in font.encode(_FREQUENT)]
    return sum(widths) / len(widths) / 1000
