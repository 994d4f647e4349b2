"""How bright colours are to the eye."""

from functools import cache

from PIL import Image, ImageFilter

from brochure.base.wcag import gray_of, luminance

# Steps of the table from colours to brightness, for each of three channels.
_STEPS = 18


@cache
def _brightness_table() -> ImageFilter.Color3DLUT:
    def bright_of(*channels: float) -> tuple[float, float, float]:
        red, green, blue = (round(255 * channel) for channel in channels)
        bright = gray_of(luminance(red, green, blue)) / 255
        return bright, bright, bright

    return ImageFilter.Color3DLUT.generate(_STEPS, bright_of)


def to_brightness(picture: Image.Image) -> Image.Image:
    """Return each colour as the gray that is as bright to the eye, right to one of 255.

    Pillow's own `convert` weighs coded values: so copiers see colours, and eyes do not.
    """
    return picture.filter(_brightness_table()).getchannel(0)
