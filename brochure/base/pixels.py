"""What pictures and drawn pages hold, with its type: Pillow and pypdfium2 tell it loosely or not.

Only callers that have a picture or a page come here, and so have loaded those libraries already.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL import Image, ImageCms
    from pypdfium2 import PdfPage


Sides = tuple[float, float, float, float]


class PageSides(NamedTuple):
    """The boxes of a page in PDF's own coordinates, each as (left, bottom, right, top)."""

    media: Sides
    crop: Sides
    bleed: Sides
    trim: Sides


def read_sides(page: "PdfPage") -> PageSides:
    """Return the boxes of a page of PDFium."""
    box = _untyped(page)
    return PageSides(box.get_mediabox(), box.get_cropbox(), box.get_bleedbox(), box.get_trimbox())


def draw_page(
    page: "PdfPage",
    scale: float,
    crop: Sides = (0, 0, 0, 0),
    gray: bool = False,
    notes: bool = True,
) -> "Image.Image":
    """Draw a page of PDFium with `scale` pixels to the point, without what is typed into forms.

    `crop` is cut off at left, bottom, right and top, in points; `notes` are its annotations. A
    page in gray is still PDFium's own memory, one in colour a copy.
    """
    drawn = _untyped(page).render(
        scale=scale, crop=crop, grayscale=gray, may_draw_forms=False, draw_annots=notes
    )
    return drawn.to_pil()


def darkest_and_lightest(plane: "Image.Image") -> tuple[int, int]:
    """Return the least and the greatest value of a picture with one channel of whole numbers."""
    least, most = _span(plane)
    return int(least), int(most)


def greatest(plane: "Image.Image") -> float:
    """Return the greatest value of a picture with one channel."""
    return _span(plane)[1]


def gray_at(plane: "Image.Image", at: tuple[int, int]) -> int:
    """Return a pixel of a picture with one channel of whole numbers."""
    return _untyped(plane.getpixel(at))


def where(plane: "Image.Image", holds: Callable[[int], bool]) -> "Image.Image":
    """Return a picture that is white where `holds` is true of a channel's value, and else black."""
    return plane.point([255 * holds(value) for value in range(256)])


def rgb_at(picture: "Image.Image", at: tuple[int, int]) -> tuple[int, int, int]:
    """Return a pixel of a picture in red, green and blue."""
    return _untyped(picture.getpixel(at))


def count_colours(
    picture: "Image.Image", most: int
) -> Sequence[tuple[int, tuple[int, int, int]]] | None:
    """Return how often each colour stands in a picture in red, green and blue; None past `most`."""
    return _untyped(picture.getcolors(most))


def cmyk_at(picture: "Image.Image", at: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return a pixel of a picture in four inks."""
    return _untyped(picture.getpixel(at))


def make_screen_profile() -> "ImageCms.ImageCmsProfile":
    """Return the profile of sRGB."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(_untyped(ImageCms).createProfile("sRGB"))


def make_lab_profile() -> "ImageCms.ImageCmsProfile":
    """Return the profile of Lab, in which colours are measured."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(_untyped(ImageCms).createProfile("LAB"))


def colour_space_of(profile: "ImageCms.ImageCmsProfile") -> str:
    """Return the colour space that a profile is of, such as ``RGB`` or ``GRAY``."""
    return str(_untyped(profile).profile.xcolor_space).strip()


def _span(plane: "Image.Image") -> tuple[float, float]:
    return _untyped(plane.getextrema())


def _untyped(value: object) -> Any:
    return value
