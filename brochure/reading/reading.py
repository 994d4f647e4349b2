"""What a finished PDF gives its readers: letters with their places, fonts, and the ink that shows.

Text extraction alone cannot see that text is clipped, covered or white. So each page is drawn
twice, with and without its text (`brochure.reading.pdfium`); where the two differ, a letter shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import ceil

from PIL import Image, ImageStat

from brochure.base.geometry import Rect
from brochure.base.pixels import count_colours, darkest_and_lightest, gray_at
from brochure.base.wcag import contrast_ratio
from brochure.reading.brightness import to_brightness

DPI = 144
_PX_PER_PT = DPI / 72
# Tight boxes are exact to a pixel; a hidden part is larger than this.
_SLACK_PX = 2.0
# Gray values of one flat ground differ by no more than this; a strand or an edge by more.
_FLAT = 24
# So few different colours are looked at one by one: those of a letter's edges, not of a picture.
_FEW_COLOURS = 256
# Colours whose brightness is kept: those of a brand, and what lies between them at edges.
_REMEMBERED = 4096

Colour = tuple[int, int, int]  # red, green and blue, 0 to 255


@dataclass(frozen=True)
class Glyph:
    """One character on a page, in the order of the content stream.

    `page` counts from 1. `box` is the tight box of its shape, in points from the page's top left
    corner; `size_pt` the type size as printed; `after_space` says that white space or a new line
    comes before it. `upright` is false if it is turned, mirrored, slanted or squeezed. `mark` is
    the number of the marked content that it belongs to, -1 if no tag can hold it; `run` that of the
    text object on its page, which has one colour. `pen` is where the pen stands before and after
    it, in points from the left: signs such as 1 or a full stop fill less than that.
    """

    text: str
    page: int
    box: Rect
    size_pt: float
    after_space: bool
    upright: bool = True
    mcid: int = -1
    run: int = -1
    pen: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class FontUse:
    """A font that a page prints with: its PostScript name without subset prefix."""

    name: str
    embedded: bool


@dataclass(frozen=True)
class ReadPicture:
    """An image on a page: where it lies with all that its clip hides, and its pixels."""

    rect: Rect
    width_px: int
    height_px: int

    @property
    def ppi(self) -> float:
        """Pixels for each inch, the fewer of both ways."""
        wide, high = max(self.rect.width, 0.01), max(self.rect.height, 0.01)
        return 72 * min(self.width_px / wide, self.height_px / high)


@dataclass(frozen=True)
class Letters:
    """The letters of one page, and its size in points; it was not drawn."""

    width_pt: float
    height_pt: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class ReadPage:
    """One page: its size in points, its letters and fonts, and where its links lead.

    `links` are addresses with their areas; `pictures` are the images that the page itself places.
    `ink` shows where text is; `drawn` is the page in gray, as a copier sees it, `bare` the same
    without text; `colours` and `bare_colours` are both as they are.
    """

    width_pt: float
    height_pt: float
    glyphs: tuple[Glyph, ...]
    fonts: tuple[FontUse, ...]
    ink: Image.Image = field(repr=False, compare=False)
    drawn: Image.Image = field(repr=False, compare=False)
    bare: Image.Image = field(repr=False, compare=False)
    colours: Image.Image = field(repr=False, compare=False)
    bare_colours: Image.Image = field(repr=False, compare=False)
    links: tuple[tuple[str, Rect], ...] = ()
    pictures: tuple[ReadPicture, ...] = ()

    def shows(self, glyph: Glyph) -> bool:
        """Say whether the whole shape of `glyph` is there as ink, up to all four of its sides."""
        box = glyph.box
        left, top, right, bottom = _pixels(box)
        x, y = int(left) - 1, int(top) - 1
        seen = self.ink.crop((x, y, int(right) + 2, int(bottom) + 2)).getbbox()
        if seen is None:
            return right - left < 1 or bottom - top < 1
        return (
            seen[0] + x <= left + _SLACK_PX
            and seen[1] + y <= top + _SLACK_PX
            and seen[2] + x >= right - _SLACK_PX
            and seen[3] + y >= bottom - _SLACK_PX
        )

    def contrast(self, boxes: Sequence[Rect], enough: float = 21) -> float:
        """Return how what is drawn in `boxes`, in one colour, stands out from what lies behind it.

        From 1 to 21, in colour or in gray, whichever is less; past `enough` no box is looked at any
        more. What stands out most is the colour that was meant: at the edges of letters it is mixed
        with the ground. Source: WCAG 2.1, 1.4.3.
        """
        if boxes and self._stands_out(pixel_area(boxes[0]), enough):
            return enough
        ways = ((self.colours, self.bare_colours, to_brightness), (self.drawn, self.bare, None))
        return min(_most(boxes, enough, *way) for way in ways)

    def contrast_in_colour(self, boxes: Sequence[Rect], enough: float = 21) -> float:
        """Return the same by its colours alone, as WCAG measures it."""
        return _most(boxes, enough, self.colours, self.bare_colours, to_brightness)

    def _stands_out(self, area: tuple[int, int, int, int], enough: float) -> bool:
        """Say whether something in an area surely stands out enough from a ground of one colour.

        That is quick to see, as few colours stand side by side; if not, nothing is said.
        """
        ground = count_colours(self.bare_colours.crop(area), 1)
        drawn = count_colours(self.colours.crop(area), _FEW_COLOURS) if ground else None
        if not (ground and drawn):
            return False
        behind = ground[0][1]
        return any(_stands_apart(seen, behind, enough) for _, seen in drawn)

    def contrast_of_edge(self, box: Rect) -> float:
        """Return how a line in `box`, or an edge of it, stands out from what lies beside it.

        From 1 to 21, in colour or in gray, whichever is less. Source: WCAG 2.1, 1.4.11.
        """
        left, top, right, bottom = _pixels(box)
        area = (int(left) - 2, int(top) - 2, int(right) + 3, int(bottom) + 3)
        return contrast_of_line(self.bare_colours.crop(area))

    def picture(self, box: Rect) -> Image.Image:
        """Return what is drawn in `box`, in gray."""
        return self.drawn.crop(pixel_area(box))

    def backdrop(self, box: Rect) -> Image.Image:
        """Return what is drawn in `box` behind the text, in its colours."""
        return self.bare_colours.crop(pixel_area(box))

    def is_on_flat(self, glyph: Glyph) -> bool:
        """Say whether what lies behind a letter of this page is one flat colour."""
        return glyph.run in self._flat_runs or self.is_flat(glyph.box)

    @cached_property
    def _flat_runs(self) -> frozenset[int]:
        """The text objects behind all of which there is one flat colour, so behind each letter."""
        boxes: dict[int, list[Rect]] = {}
        for glyph in self.glyphs:
            boxes.setdefault(glyph.run, []).append(glyph.box)
        return frozenset(n for n, run in boxes.items() if self.is_flat(Rect.enclose(run)))

    def is_flat(self, box: Rect) -> bool:
        """Say whether what lies behind the text in `box` is one flat colour."""
        low, high = _extrema(self.bare, pixel_area(box))
        return high - low <= _FLAT

    def has_drawing(self, box: Rect) -> bool:
        """Say whether anything but flat colour and text is drawn in `box`."""
        left, top, right, bottom = _pixels(box)
        area = (int(left) - 2, int(top) - 2, int(right) + 3, int(bottom) + 3)
        low, high = _extrema(self.bare, area)
        return high - low > _FLAT

    def cells(self, box: Rect, count: int, channel: int = -1) -> bytes:
        """Return the grays behind the text in `box`, a part of the page, in cells each way.

        With a `channel`, 0 to 2, its reds, greens or blues.
        """
        left, top, right, bottom = _pixels(box)
        within = (max(0.0, left), max(0.0, top))
        within += (min(self.bare.width, right), min(self.bare.height, bottom))
        bare = self.bare if channel < 0 else self.bare_colours
        cells = bare.resize((count, count), Image.Resampling.BOX, within)
        return (cells if channel < 0 else cells.getchannel(channel)).tobytes()

    @property
    def rect(self) -> Rect:
        """All of the page."""
        return Rect(0, 0, self.width_pt, self.height_pt)

    def holds(self, box: Rect) -> bool:
        """Say whether `box` lies on the page."""
        return self.rect.holds(box, slack=0.6)

    def is_dark(self, x_pt: float, y_pt: float) -> bool:
        """Say whether the page is dark at one place."""
        at = (int(x_pt * _PX_PER_PT), int(y_pt * _PX_PER_PT))
        return gray_at(self.drawn, at) < 128


@dataclass(frozen=True)
class Reading:
    """A finished PDF as its readers get it, and what it says of itself."""

    pages: tuple[ReadPage, ...]
    title: str = ""
    keywords: str = ""
    language: str = ""

    def page(self, number: int) -> ReadPage:
        """Return a page by its number, counted from 1."""
        return self.pages[number - 1]

    def shows(self, glyph: Glyph) -> bool:
        """Say whether the whole shape of `glyph` can be seen on its page."""
        return self.page(glyph.page).shows(glyph)


def contrast_of_line(picture: Image.Image) -> float:
    """Return how a line stands out in a picture of it, in colour or in gray, whichever is less."""
    both = (to_brightness(picture), picture.convert("L"))
    return min(contrast_ratio(*darkest_and_lightest(image)) for image in both)


def _pixels(box: Rect) -> tuple[float, float, float, float]:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return left * _PX_PER_PT, top * _PX_PER_PT, right * _PX_PER_PT, bottom * _PX_PER_PT


def pixel_area(box: Rect) -> tuple[int, int, int, int]:
    """Return the pixels that lie in `box`, at least one."""
    left, top, right, bottom = _pixels(box)
    x, y = int(left), int(top)
    return x, y, max(x + 1, ceil(right)), max(y + 1, ceil(bottom))


def _extrema(image: Image.Image, area: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return the least and greatest gray value of an area, as far as it lies on the page."""
    left, top, right, bottom = area
    left, top = min(max(0, left), image.width - 1), min(max(0, top), image.height - 1)
    right, bottom = max(left + 1, min(right, image.width)), max(top + 1, min(bottom, image.height))
    return darkest_and_lightest(image.crop((left, top, right, bottom)))


def _most(
    boxes: Sequence[Rect],
    enough: float,
    drawn: Image.Image,
    bare: Image.Image,
    seen: Callable[[Image.Image], Image.Image] | None,
) -> float:
    """Return the most by which one of the boxes stands out, or the first that is enough."""
    most = 1.0
    for area in map(pixel_area, boxes):
        text, ground = drawn.crop(area), bare.crop(area)
        if seen:
            text, ground = seen(text), seen(ground)
        behind = ImageStat.Stat(ground).median[0]
        most = max(most, *(contrast_ratio(behind, gray) for gray in darkest_and_lightest(text)))
        if most >= enough:
            break
    return most


@lru_cache(maxsize=_REMEMBERED)
def _stands_apart(colour: Colour, ground: Colour, enough: float) -> bool:
    """Say whether a colour stands out enough from its ground, to the eye and on a copy."""
    both = zip(_seen(colour), _seen(ground), strict=True)
    return all(contrast_ratio(one, other) >= enough for one, other in both)


@lru_cache(maxsize=_REMEMBERED)
def _seen(colour: Colour) -> tuple[int, int]:
    """Return how bright a colour is to the eye, and the gray that a copier makes of it."""
    dot = Image.new("RGB", (1, 1), colour)
    return gray_at(to_brightness(dot), (0, 0)), gray_at(dot.convert("L"), (0, 0))
