"""sRGB -> the four inks of a press, and how they look, by an ICC profile: LittleCMS does it."""

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from brochure.base.colour_difference import Lab, measure_difference
from brochure.base.errors import BrochureError
from brochure.base.pixels import make_lab_profile, make_screen_profile
from brochure.base.press_condition import MOST_INK_PERCENT, PrintingCondition

if TYPE_CHECKING:
    from PIL import ImageCms

Percents = tuple[int, int, int, int]  # cyan, magenta, yellow, black

BODY_ROLE = "text"  # that styles/_base.css sets body type in
_BLACK: Percents = (0, 0, 0, 100)
# Channels of a neutral differ by no more than this of 255; eyes do not see it.
MOST_NEUTRAL = 2


def build_ink_transform(condition: PrintingCondition) -> "ImageCms.ImageCmsTransform":
    """Return what turns RGB images into CMYK under a condition.

    Relative colorimetric with black point compensation (ISO 32000-1, 8.6.5.8, and ICC.1:2010,
    6.4.3). Raises BrochureError for a profile that LittleCMS cannot use.
    """
    from PIL import ImageCms  # late: content alone needs none of it

    try:
        return ImageCms.buildTransform(
            make_screen_profile(),
            ImageCms.getOpenProfile(io.BytesIO(condition.profile)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        raise BrochureError(
            f"{condition.information} cannot be used: {error}",
            hint="Ask the printer for another ICC profile, version 2 or 4.",
        ) from error


def complete_inks(
    colours: Mapping[str, str], written: Mapping[str, Percents], condition: PrintingCondition
) -> dict[str, Percents]:
    """Return the inks of each role, ``#RRGGBB`` on screens: as written, else as foreseen.

    A colour of two roles prints alike, and body type in black alone.
    """
    alike = {colours[role].upper(): inks for role, inks in written.items()}
    inks: dict[str, Percents] = {}
    for role, colour in colours.items():
        known = written.get(role) or alike.get(colour.upper())
        inks[role] = known or (_BLACK if role == BODY_ROLE else propose_inks(colour, condition))
    return inks


@lru_cache(maxsize=64)
def propose_inks(colour: str, condition: PrintingCondition) -> Percents:
    """Return the inks in percent that come nearest to a colour of screens, ``#RRGGBB``.

    Neutrals are black alone; no more is laid down in all than paper can take.
    """
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    rgb = (red, green, blue)
    if max(rgb) - min(rgb) <= MOST_NEUTRAL:
        return 0, 0, 0, round(100 * (1 - rgb[1] / 255))
    from PIL import Image, ImageCms

    printed = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), build_ink_transform(condition))
    assert printed is not None, "a new image is made"
    cyan, magenta, yellow, black = (round(byte / 2.55) for byte in printed.tobytes())
    mixed = cyan + magenta + yellow
    room = MOST_INK_PERCENT - black
    if mixed > room:
        cyan, magenta, yellow = (ink * room // mixed for ink in (cyan, magenta, yellow))
    return cyan, magenta, yellow, black


def tell_unlike(colour: str, inks: Percents, condition: PrintingCondition) -> float:
    """Return how unlike inks look to a colour of screens, in CIEDE2000.

    What a press cannot reach is no difference: inks as the profile proposes them are as good as
    the colour itself.
    """
    sought = (_look_of_screen(colour), _look_of_inks(propose_inks(colour, condition), condition))
    seen = _look_of_inks(inks, condition)
    return min(measure_difference(seen, each) for each in sought)


def _look_of_inks(inks: Percents, condition: PrintingCondition) -> Lab:
    cyan, magenta, yellow, black = (round(ink * 2.55) for ink in inks)
    return _measure(_to_lab(condition.profile), "CMYK", (cyan, magenta, yellow, black))


def _look_of_screen(colour: str) -> Lab:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return _measure(_to_lab(None), "RGB", (red, green, blue))


@lru_cache(maxsize=4)
def _to_lab(press: bytes | None) -> "ImageCms.ImageCmsTransform":
    """Return what turns the four inks of a profile, or else sRGB, into Lab: white is the paper."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(io.BytesIO(press)) if press else make_screen_profile()
    mode, intent = "CMYK" if press else "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(profile, make_lab_profile(), mode, "LAB", intent)


def _measure(to_lab: "ImageCms.ImageCmsTransform", mode: str, colour: tuple[int, ...]) -> Lab:
    from PIL import Image, ImageCms

    seen = ImageCms.applyTransform(Image.new(mode, (1, 1), colour), to_lab)
    assert seen is not None, "a new image is made"
    light, *sides = seen.tobytes()
    a, b = (side - 256 if side > 127 else side for side in sides)
    return light / 2.55, a, b
