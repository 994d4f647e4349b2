"""Areas of a drawn page -> the two colours that stand against each other there."""

from collections.abc import Iterable
from typing import NamedTuple

from PIL import Image

from brochure.base.geometry import Rect
from brochure.base.pixels import count_colours
from brochure.base.wcag import Rgb, contrast_of
from brochure.reading.reading import ReadPage, pixel_area

_MOST_COLOURS = 65536  # that are counted of one area
_EDGE_PX = 2  # beside a line, where its ground is seen


class SeenColours(NamedTuple):
    """What is drawn, and the ground behind it."""

    drawn: Rgb
    ground: Rgb


def colours_of_text(page: ReadPage, boxes: Iterable[Rect]) -> SeenColours | None:
    """Return the colour of letters in `boxes` and that behind them; None where nothing is seen."""
    found = (_seen(page.colours.crop(a), page.bare_colours.crop(a)) for a in map(pixel_area, boxes))
    return max(filter(None, found), key=_contrast, default=None)


def colours_of_edge(page: ReadPage, box: Rect) -> SeenColours | None:
    """Return the colour of a line in `box` and that beside it."""
    left, top, right, bottom = pixel_area(box)
    area = (left - _EDGE_PX, top - _EDGE_PX, right + _EDGE_PX, bottom + _EDGE_PX)
    picture = page.bare_colours.crop(area)
    return _seen(picture, picture)


def _seen(drawn: Image.Image, bare: Image.Image) -> SeenColours | None:
    behind, before = count_colours(bare, _MOST_COLOURS), count_colours(drawn, _MOST_COLOURS)
    if not behind or not before:
        return None
    ground = max(behind)[1]
    most = max((rgb for _, rgb in before), key=lambda rgb: contrast_of(rgb, ground))
    return SeenColours(most, ground)


def _contrast(seen: SeenColours) -> float:
    return contrast_of(*seen)
