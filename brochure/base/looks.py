"""The list of looks: how a document changes for eyes that need other colours or other type.

A look changes what the brand's roles stand for, in one place. All that is drawn names a role, so
plates, type, strands, figures and form fields follow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from brochure.base.wcag import gray_of, luminance

Colours = Mapping[str, str]  # role -> #RRGGBB
Ground = Literal["plate", "paper"]  # what the motif is drawn on

BLACK, WHITE = "#000000", "#FFFFFF"
# Lines that show on both: 4.6:1 on black and on white.
_BETWEEN = "#767676"
# What is drawn on paper, and plates; what is drawn on plates, and paper; what must show on both.
_DRAWN = ("ink", "text", "river", "clay")
_GROUND = ("white", "mist", "cream", "strand", "honey")
_LINES = ("dim", "rule")


@dataclass(frozen=True)
class Look:
    """One look. `recolour` gives the colours of a brand in it, on paper or on a display.

    `stylesheet` comes after those of the edition; `families` are the fonts that it brings. `ground`
    is what the motif is drawn on, where the look does not leave that to the channel; with
    `gray_pictures` photographs and what drawings hold beside roles follow the colours.
    """

    name: str
    recolour: Callable[[Colours, bool], Colours]
    stylesheet: str = ""
    families: tuple[str, ...] = ()
    ground: Ground | None = None
    gray_pictures: bool = False


def _as_they_are(colours: Colours, _display: bool) -> Colours:
    return colours


def _gray(colours: Colours, _display: bool) -> Colours:
    """Return each colour as the gray of the same luminance, so that every contrast stays."""
    return {role: "#" + 3 * f"{gray_of(_light_of(colour)):02X}" for role, colour in colours.items()}


def _black_and_white(colours: Colours, display: bool) -> Colours:
    """Return black on white; on a display, which shines into the eye, white on black."""
    drawn, ground = (WHITE, BLACK) if display else (BLACK, WHITE)
    high: dict[str, str] = {}
    for roles, colour in ((_DRAWN, drawn), (_GROUND, ground), (_LINES, _BETWEEN)):
        high |= dict.fromkeys(roles, colour)
    return {role: high[role] for role in colours}


def _light_of(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return luminance(red, green, blue)


STANDARD = Look("standard", _as_they_are)
_EVERY = (
    STANDARD,
    Look("grayscale", _gray, gray_pictures=True),
    Look("high-contrast", _black_and_white, "_high-contrast.css", ground="paper"),
    Look("readable", _as_they_are, "_readable.css", ("Atkinson Hyperlegible",)),
)

LOOKS: dict[str, Look] = {look.name: look for look in _EVERY}
