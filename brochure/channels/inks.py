"""sRGB -> the four inks of a press: brand colours exactly, neutrals black, the rest by profile."""

from collections.abc import Mapping
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms

from brochure.base.ink_profile import MOST_NEUTRAL, build_ink_transform
from brochure.base.press_condition import PrintingCondition
from brochure.base.wcag import Rgb

Ink = tuple[float, float, float, float]  # cyan, magenta, yellow, black, from 0 to 1

BLACK: Ink = (0, 0, 0, 1)
# Flat artwork, such as a logo, has fewer colours than this; a photograph has more.
_FLAT_COLOURS = 4096


class Inks:
    """What each sRGB colour is printed with, under one printing condition.

    `brand` gives the exact ink of some colours. All else goes through the profile.
    """

    def __init__(self, condition: PrintingCondition, brand: Mapping[Rgb, Ink]) -> None:
        self.brand = dict(brand)
        self._to_press = build_ink_transform(condition)
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, rgb: Rgb) -> Ink:
        if rgb in self.brand:
            return self.brand[rgb]
        if max(rgb) - min(rgb) <= MOST_NEUTRAL:
            return (0, 0, 0, 1 - rgb[1] / 255)
        plates = self._by_profile(Image.new("RGB", (1, 1), rgb))
        cyan, magenta, yellow, black = (plate.tobytes()[0] / 255 for plate in plates)
        return cyan, magenta, yellow, black

    def picture(self, image: Image.Image) -> Image.Image:
        """Return an RGB image in CMYK, or in gray ("L") where it holds neutrals alone.

        In flat artwork brand colours come out exactly and neutrals as black, as they do beside it.
        """
        neutral = _neutral(image)
        if neutral.getextrema() == (255, 255):
            return image.getchannel("G")
        printed = Image.merge("CMYK", self._by_profile(image))
        if image.getcolors(_FLAT_COLOURS) is None:
            return printed
        black = ImageChops.invert(image.getchannel("G"))
        none = Image.new("L", image.size)
        printed.paste(Image.merge("CMYK", (none, none, none, black)), mask=neutral)
        for rgb, ink in self.brand.items():
            exact = tuple(round(part * 255) for part in ink)
            printed.paste(exact, (0, 0, *image.size), _equal(image, rgb))
        return printed

    def _by_profile(self, image: Image.Image) -> tuple[Image.Image, ...]:
        printed = ImageCms.applyTransform(image, self._to_press)
        assert printed is not None, "a new image is made"
        return printed.split()


def shares(cyan: int, magenta: int, yellow: int, black: int) -> Ink:
    """Return inks that are written in percent."""
    return cyan / 100, magenta / 100, yellow / 100, black / 100


def _neutral(image: Image.Image) -> Image.Image:
    """Return a mask: white where a pixel is neutral."""
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.subtract(most, least).point(
        [255 * (spread <= MOST_NEUTRAL) for spread in range(256)]
    )


def _equal(image: Image.Image, rgb: Rgb) -> Image.Image:
    """Return a mask: white where a pixel is `rgb`."""
    red, green, blue = ImageChops.difference(image, Image.new("RGB", image.size, rgb)).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255] + [0] * 255)
