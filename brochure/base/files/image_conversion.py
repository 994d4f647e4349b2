"""A picture as a camera, scanner or program left it -> the same picture, fit for every page.

Upright, 8 bits a colour, sRGB or gray, and nothing told beside the pixels: no place where it was
taken, no name of who took it, no thumbnail. What channels make of pictures begins here.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image, ImageCms, ImageOps

from brochure.base.errors import BrochureError
from brochure.base.files.images import open_picture
from brochure.base.files.project import shipped_folder
from brochure.base.pixels import colour_space_of, make_screen_profile

_JPEG_QUALITY = 90
# Flat artwork, such as a logo, has no more colours than this; a photograph has more.
_FLAT_COLOURS, _FLAT_GRAYS = 4096, 64
_HINT = "Open it in an image program and export it anew as PNG or JPEG, in sRGB."
_NOT_CLEAR = [0] * 8 + [255] * 248  # what is clearer is not seen, and its colour is rounded away
Size = tuple[int, int]


@dataclass(frozen=True)
class Conversion:
    """How pictures are put onto pages: by name with no more than so many pixels, or all in gray."""

    sizes_px: Mapping[str, Size] = field(default_factory=dict[str, Size])
    in_gray: bool = False


def convert_picture(raw: bytes, name: str, as_printed: Conversion | None = None) -> bytes:
    """Return a vetted PNG or JPEG as it is put on pages.

    Colours are taken through the profile in the file; without one they are sRGB, and four inks
    those of GRACoL coated. Flat artwork and what is clear in part becomes PNG, a photograph JPEG.
    The same bytes come out for the same bytes. Raises BrochureError for a damaged colour profile.
    """
    with open_picture(raw, name) as opened:
        profile: bytes | None = opened.info.get("icc_profile")
        upright = ImageOps.exif_transpose(opened)
    try:
        image = _on_screen(_eight_bits(upright), profile)
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        what = "this picture has a colour profile that cannot be used"
        raise BrochureError(what, where=name, hint=_HINT) from error
    wanted = as_printed or Conversion()
    size_px = wanted.sizes_px.get(name)
    if wanted.in_gray:
        image = image.convert("LA" if image.mode in ("LA", "RGBA") else "L")
    if size_px and size_px[0] < image.width:
        image = image.resize(size_px, Image.Resampling.LANCZOS)
    return save_picture(image)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return it as L, LA, RGB, RGBA or CMYK: no palette, no single bits, no 16 bits."""
    clear = image.info.get("transparency")
    if image.mode == "I;16":  # gray of 16 bits, low byte first: the high byte is what is seen
        deep = image.tobytes()
        gray = Image.frombytes("L", image.size, deep[1::2])
        if clear is None:
            return gray
        pairs = zip(deep[::2], deep[1::2], strict=True)
        alpha = bytes(255 * (low | high << 8 != clear) for low, high in pairs)
        return _opaque(Image.merge("LA", (gray, Image.frombytes("L", image.size, alpha))))
    if clear is not None or image.mode == "P":
        return _opaque(image.convert("RGBA"))
    if image.mode == "1":
        return image.convert("L")
    return _opaque(image) if image.mode in ("LA", "RGBA") else image


def _opaque(image: Image.Image) -> Image.Image:
    """Return it without its alpha channel, if nothing in it is clear."""
    if image.getchannel("A").getextrema() != (255, 255):
        return image
    return image.convert(image.mode.removesuffix("A"))


def _on_screen(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Take the colours to sRGB; gray stays gray. Source: ICC.1:2010, 6.4.3."""
    if profile is None and image.mode != "CMYK":
        return image
    colours, clear = image, None
    if image.mode in ("LA", "RGBA"):
        clear, colours = image.getchannel("A"), image.convert(image.mode[:-1])
    read = profile or (shipped_folder() / "profiles" / "gracol.icc").read_bytes()
    source = ImageCms.getOpenProfile(io.BytesIO(read))
    if colours.mode == "L" and colour_space_of(source) != "GRAY":
        colours = colours.convert("RGB")  # saved as gray after it got a profile for colours
    converted = ImageCms.profileToProfile(
        colours,
        source,
        make_screen_profile(),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None, "a new image is made"
    if image.mode in ("L", "LA"):
        converted = converted.getchannel("G")
    if clear is not None:
        converted.putalpha(clear)
    return converted


def spread_colours(image: Image.Image) -> Image.Image:
    """Give pixels that are clear the colour of what is seen beside them.

    Readers stretch colours and mask apart from each other. Programs leave black where a picture is
    clear, and that would be mixed in as a dark hair around it. Colours come from ever smaller
    copies of the picture, in which more and more is filled.
    """
    if image.mode not in ("LA", "RGBA") or image.getchannel("A").getextrema()[0]:
        return image
    levels = [image.convert("RGBA")]
    while max(levels[-1].size) > 1:
        levels.append(levels[-1].reduce(2))  # weighs colours by how solid they are
    filled = levels.pop()
    for level in reversed(levels):
        seen = level.getchannel("A").point(_NOT_CLEAR)
        filled = Image.composite(level, filled.resize(level.size, Image.Resampling.BILINEAR), seen)
        filled.putalpha(255)
    filled = filled.convert("RGBA" if image.mode == "RGBA" else "LA")
    filled.putalpha(image.getchannel("A"))
    return filled


def save_picture(image: Image.Image) -> bytes:
    """Write the pixels alone: `info`, from which Pillow saves what it read, is left behind."""
    image = spread_colours(image)
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    most = _FLAT_GRAYS if bare.mode == "L" else _FLAT_COLOURS
    file = io.BytesIO()
    if bare.mode in ("LA", "RGBA") or bare.getcolors(most) is not None:
        bare.save(file, "PNG")
    else:
        bare.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return file.getvalue()
