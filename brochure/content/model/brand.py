"""How a clinic looks and how its press prints: colours by role, logo, cover."""

from typing import Annotated, Literal

from pydantic import Field

from brochure.content.model.pictures import CoverPicture, Logo
from brochure.content.model.wording import Part

Hex = Annotated[
    str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", description="a colour", examples=["#RRGGBB"])
]
Percent = Annotated[int, Field(ge=0, le=100)]


class Colour(Part):
    """One colour: its sRGB value for screens, its CMYK percentages for the press.

    Where `press` is left out, it is proposed from the screen value through the press's profile.
    """

    screen: Hex
    press: tuple[Percent, Percent, Percent, Percent] | None = None


class Colours(Part):
    """The colours by role."""

    ink: Colour
    text: Colour
    river: Colour
    strand: Colour
    dim: Colour
    honey: Colour
    clay: Colour
    mist: Colour
    cream: Colour
    rule: Colour
    white: Colour

    @property
    def screen_values(self) -> dict[str, str]:
        """Each role as screens show it, ``#RRGGBB``."""
        return {role: colour.screen for role, colour in self}

    @property
    def press_values(self) -> dict[str, tuple[int, int, int, int]]:
        """The inks of each role that has them written."""
        return {role: colour.press for role, colour in self if colour.press}


class Brand(Part):
    """How the clinic looks: its colours, its logo, and what is on its covers.

    `motif: knit` draws strands around the title; `none` leaves room for a figure of the clinic's
    own, which a section on the cover may hold. A `cover` picture takes the place of either.
    """

    motif: Literal["knit", "none"] = "knit"
    logo: Logo | None = None
    cover: CoverPicture | None = None

    colours: Colours


class Press(Part):
    """How a commercial printer will print.

    `condition` is gracol (coated paper in the US), fogra39 (coated paper in Europe), or the path
    of the printer's own ICC profile beside content.yaml.
    """

    condition: str = Field(default="gracol", min_length=1)
