"""The graphics state and what an operator names -> one text, or one picture, as it is painted."""

from dataclasses import dataclass
from typing import TypedDict

import pikepdf
from pikepdf import Matrix, Object

from brochure.base.geometry import Box
from brochure.preflight.colour import PressProfile
from brochure.preflight.geometry import around, measure_advance
from brochure.preflight.graphics import Brush, State
from brochure.preflight.press_file import InkColour, Picture, Text

_ASCENT, _DESCENT = 0.72, -0.2
_STROKED, _INVISIBLE = (1, 5), 3
_LONGEST = 40  # letters of a filter's name
# Filters that hold one bit a pixel, whatever else is said.
_ONE_BIT = ("JBIG2Decode", "CCITTFaxDecode", "CCF")


class Seen(TypedDict):
    """How something is painted, whatever it is."""

    colour: InkColour
    overprints: bool
    frame: Box
    mode: int
    opaque: bool


def as_painted(state: State, brush: Brush, press: PressProfile) -> Seen:
    """Return what is told of all that a brush paints."""
    opaque = brush.alpha >= 1 and state.blend == "/Normal"
    return Seen(
        colour=brush.colour(press),
        overprints=brush.overprint,
        frame=state.clip,
        mode=state.overprint_mode,
        opaque=opaque,
    )


def text_brush(state: State) -> Brush:
    """Return what letters are painted with: their fill, or their stroke where they have no fill."""
    return state.stroke if state.rendering in _STROKED else state.fill


def make_text(state: State, press: PressProfile, start: Matrix, end: Matrix, blanks: int) -> Text:
    """Return a string shown from `start` to `end` (text space), `blanks` letters of it missing."""
    to_page, length = start @ state.ctm, measure_advance(start, end)
    low, high = state.rise + _DESCENT * state.size, state.rise + _ASCENT * state.size
    box = around([to_page.transform((x, y)) for x in (0, length) for y in (low, high)])
    tall = (to_page.c**2 + to_page.d**2) ** 0.5
    return Text(
        box.cut_to(state.clip),
        **as_painted(state, text_brush(state), press),
        size_pt=state.size * tall,
        font=state.font.font,
        invisible=state.rendering == _INVISIBLE,
        blanks=blanks,
    )


@dataclass(frozen=True)
class StoredImage:
    """What an image says of itself."""

    width_px: int
    height_px: int
    stencil: bool
    bits: int
    filter: str


def read_image(image: Object) -> StoredImage:
    """Read the dictionary of an image, in full or as it stands in content (ISO 32000-1, 8.9.7)."""
    filters = image.get("/Filter", image.get("/F", []))
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    last = str(names[-1]).removeprefix("/")[:_LONGEST] if names else ""
    stencil = bool(image.get("/ImageMask", image.get("/IM", False)))
    bits = image.get("/BitsPerComponent", image.get("/BPC", 8))
    one = stencil or last in _ONE_BIT
    return StoredImage(
        int(image.get("/Width", image.get("/W", 0))),
        int(image.get("/Height", image.get("/H", 0))),
        stencil,
        1 if one else int(bits),
        last,
    )


def make_picture(state: State, image: StoredImage, colour: InkColour) -> Picture:
    """Return an image where it is placed."""
    m = state.ctm
    box = around([m.transform(corner) for corner in ((0, 0), (0, 1), (1, 0), (1, 1))])
    across, up = (m.a**2 + m.b**2) ** 0.5, (m.c**2 + m.d**2) ** 0.5
    width, height = image.width_px, image.height_px
    return Picture(
        box.cut_to(state.clip),
        colour,
        image.stencil and state.fill.overprint,
        state.clip,
        state.overprint_mode,
        ppi=min(72 * width / across if across else 1e6, 72 * height / up if up else 1e6),
        width_px=width,
        height_px=height,
        stencil=image.stencil,
        bits=image.bits,
        filter=image.filter,
    )
