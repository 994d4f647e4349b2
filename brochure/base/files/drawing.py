"""A vetted drawing -> the SVG that the layout engine gets: as it is, or a picture of it.

What the engine draws otherwise than browsers (`brochure.base.files.svg_features`), resvg draws: a
picture in the drawing's place, of its size, with as many pixels as the place needs. It reads no
file, no font of the system and no network: what a drawing may name was looked at before.
"""

import io
from base64 import b64decode, b64encode
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree

import resvg_py
from PIL import Image, ImageChops

from brochure.base.errors import BrochureError
from brochure.base.files.image_conversion import (
    Size,
    convert_picture,
    save_picture,
    spread_colours,
)
from brochure.base.files.svg_features import undrawn_by_engine
from brochure.base.files.svg_plain import SVG, XLINK, PlainDrawing, read_plain

# Long sides in pixels: where nobody knows yet how large it will stand, and the most that is drawn,
# which is 300 to the inch over ten inches.
UNKNOWN_SIDE_PX, MOST_SIDE_PX = 1200, 3000
_PNG = b"\x89PNG"
_LEAST_VEIL = 64  # of 255: what is clearer is rounded by more than two
_MOST_COLOURS = 32  # those of a brand and some more
_LOOK_PX = 120  # to see whether there is anything
_AROUND = 0.1  # of each side: what is drawn past the edge, to run into the bleed
_SIMPLER = (
    "Save it anew as plain SVG (Inkscape: File > Save As > Plain SVG; Illustrator: File > Export >"
    " Export As > SVG), or simplify it."
)


@dataclass(frozen=True)
class ServedDrawing:
    """A drawing as the engine gets it: `raw` is SVG; `plain` is what it shows, in plain form.

    `undrawn` names what kept it from being given to the engine as it is; then `picture` is the
    address, in `raw`, of the picture that stands for it, and `pixels` those.
    """

    raw: bytes = field(repr=False)
    plain: PlainDrawing = field(repr=False)
    undrawn: str = ""
    picture: str = field(default="", repr=False)
    pixels: bytes = field(default=b"", repr=False)


@lru_cache(maxsize=32)
def serve_drawing(
    svg: bytes, name: str, size_px: Size | None = None, in_gray: bool = False
) -> ServedDrawing:
    """Return a drawing, which was vetted, in the way in which the engine draws it right.

    `size_px` is how many pixels its viewBox needs if it becomes a picture. Raises BrochureError for
    one that cannot be drawn.
    """
    plain = read_plain(svg, in_gray)
    _plain_pictures(plain, name)
    undrawn = undrawn_by_engine(plain.root)
    if not undrawn:
        return ServedDrawing(plain.text() if plain.changed else svg, plain)
    _, _, width, height = plain.view
    long = max(size_px) if size_px else UNKNOWN_SIDE_PX
    picture, whole = _draw_around(plain, min(long, MOST_SIDE_PX) / max(width, height), name)
    picture = _settle_colours(picture, plain)
    if in_gray:
        picture = picture.convert("LA" if picture.mode == "RGBA" else "L")
    pixels = save_picture(picture)
    address = _address_of(pixels)
    return ServedDrawing(_wrap(address, plain, whole), plain, undrawn, address, pixels)


def _settle_colours(picture: Image.Image, plain: PlainDrawing) -> Image.Image:
    """Give pixels that are clear in part the colour that was meant, where rounding took one off.

    For the press each colour of the brand has inks of its own, and one beside it has not.
    """
    meant = {e.get(name, "")[:7] for e in plain.root.iter() for name in ("fill", "stroke")}
    alpha = picture.getchannel("A")
    veiled = alpha.point([255 * (_LEAST_VEIL <= a < 255) for a in range(256)])
    colours, near = picture.convert("RGB"), [255 * (off <= 2) for off in range(256)]
    for colour in sorted(colour for colour in meant if colour.startswith("#"))[:_MOST_COLOURS]:
        flat = Image.new("RGB", picture.size, colour)
        same = veiled
        for channel in ImageChops.difference(colours, flat).split():
            same = ImageChops.multiply(same, channel.point(near))
        colours.paste(flat, mask=same)
    colours.putalpha(alpha)
    return colours


def _plain_pictures(plain: PlainDrawing, name: str) -> None:
    """Make the pictures in a drawing upright and sRGB, as those beside content.yaml are."""
    for image in plain.root.iter(f"{SVG}image"):
        for key in (XLINK, "href"):
            _, comma, body = image.get(key, "").partition(",")
            if comma:
                made = convert_picture(b64decode(body), f"{name}: the picture inside")
                image.set(key, _address_of(made))


def _address_of(picture: bytes) -> str:
    kind = "png" if picture.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{b64encode(picture).decode()}"


def draw_picture(plain: PlainDrawing, long_side_px: int, name: str = "") -> bytes:
    """Return what a drawing shows in its viewBox, as a PNG; clear where nothing is drawn."""
    share = long_side_px / max(plain.view[2:])
    file = io.BytesIO()
    spread_colours(_draw(plain, plain.view, share, name)).save(file, "PNG")
    return file.getvalue()


Box = tuple[float, float, float, float]  # left, top, width, height


def _draw_around(plain: PlainDrawing, share: float, name: str) -> tuple[Image.Image, Box]:
    """Return a drawing with what stands around its viewBox, if anything does, and its area."""
    left, top, width, height = plain.view
    more_x, more_y = width * _AROUND, height * _AROUND
    area = (left - more_x, top - more_y, width + 2 * more_x, height + 2 * more_y)
    outside = _draw(plain, area, _LOOK_PX / max(width, height), name).getchannel("A")
    edges = (int(side * _AROUND / (1 + 2 * _AROUND)) - 1 for side in outside.size)
    more_px, more_py = (max(0, edge) for edge in edges)
    outside.paste(0, (more_px, more_py, outside.width - more_px, outside.height - more_py))
    seen = area if outside.getbbox() else plain.view
    return _draw(plain, seen, share, name), seen


def _draw(plain: PlainDrawing, area: Box, share: float, name: str) -> Image.Image:
    """Let resvg draw one area of a drawing, with so many pixels for each of its units."""
    root = copy(plain.root)
    root.attrib = dict(plain.root.attrib)
    root.set("viewBox", " ".join(f"{number:.9g}" for number in area))
    root.set("width", str(max(1, round(area[2] * share))))
    root.set("height", str(max(1, round(area[3] * share))))
    root.set("preserveAspectRatio", "none")
    text = ElementTree.tostring(root, encoding="unicode")
    try:
        png = bytes(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True))
        with Image.open(io.BytesIO(png)) as image:
            return image.convert("RGBA")
    except BaseException as error:  # a panic in Rust is no Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            what = "this drawing cannot be drawn"
            raise BrochureError(what, where=name, hint=_SIMPLER) from error
        raise


def _wrap(address: str, plain: PlainDrawing, area: Box) -> bytes:
    """Return an SVG of the size of a drawing that shows a picture of it."""
    left, top, width, height = area
    ratio = plain.root.get("preserveAspectRatio", "xMidYMid")
    view = " ".join(f"{number:.9g}" for number in plain.view)
    root = ElementTree.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        width=f"{plain.width_px:.9g}",
        height=f"{plain.height_px:.9g}",
        viewBox=view,
        preserveAspectRatio=ratio,
    )
    ElementTree.SubElement(
        root,
        "image",
        x=f"{left:.9g}",
        y=f"{top:.9g}",
        width=f"{width:.9g}",
        height=f"{height:.9g}",
        preserveAspectRatio="none",
        href=address,
    )
    return ElementTree.tostring(root)
