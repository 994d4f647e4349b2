"""What a channel is, one way a document leaves the house, and a variant: an edition on that way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from brochure.base.editions import Edition
from brochure.base.files.project import Assets
from brochure.base.ink_profile import Percents
from brochure.base.looks import LOOKS, STANDARD, Ground, Look
from brochure.base.viewer_settings import ViewerSettings
from brochure.content.model.brand import Brand
from brochure.selection.selection import Identity

# Who gets the file: a commercial printer, a reader on paper that we print, a reader at a display.
Purpose = Literal["print shop", "paper", "screen"]


def keep_picture(picture: bytes, _variant: "Variant") -> bytes:
    """Return a picture in the colours in which it was laid out."""
    return picture


def keep_file(pdf: bytes, _variant: "Variant", _identity: Identity) -> bytes:
    """Return the file as the engine wrote it."""
    return pdf


@dataclass(frozen=True)
class Channel:
    """One way out.

    `purpose` says who gets the file. `forms` puts form fields over what is filled in, `links` keeps
    links, `bleeds` runs colour over the trim as far as the edition declares; `ground` is what the
    motif is drawn on: white paper saves ink. `looks` names the looks that it can have. `standard`
    is what the engine keeps, and tags for; a channel without one has no tags. `unprintable_pt` is
    how much of the paper's edge must stay blank. `imposes` sets the pages of a stapled edition side
    by side, to be folded. `instruction` says how people print the file. Pictures have up to
    `picture_ppi` pixels an inch; `show` tells how readers show one. `viewer` says what
    the file asks of viewers, and `finish` makes the finished file of what the engine wrote.
    """

    name: str
    purpose: Purpose
    ground: Ground
    instruction: Callable[[Edition], str]
    viewer: Callable[[Edition], ViewerSettings]
    finish: Callable[[bytes, "Variant", Identity], bytes] = keep_file
    standard: str = ""
    forms: bool = False
    links: bool = True
    bleeds: bool = False
    imposes: bool = False
    unprintable_pt: float = 0.0
    looks: tuple[str, ...] = tuple(LOOKS)
    picture_ppi: float = 300.0
    show: Callable[[bytes, "Variant"], bytes] = keep_picture


@dataclass(frozen=True)
class Variant:
    """One document as it leaves the house: an edition for a channel in a look.

    `colours` are the brand's in this look, as ``#RRGGBB`` by role, `inks` those that content gives
    for the press, in percent; `condition` names how the press prints. `motif` is the drawing that
    covers show, unless the brand has a cover picture. `assets` are the files of the project; which
    of them are read is known after layout.
    """

    edition: Edition
    channel: Channel
    assets: Assets = field(compare=False)
    look: Look = STANDARD
    colours: tuple[tuple[str, str], ...] = ()
    inks: tuple[tuple[str, Percents], ...] = ()
    condition: str = ""
    motif: str = ""
    has_cover_picture: bool = False

    @classmethod
    def of(
        cls,
        edition: Edition,
        channel: Channel,
        assets: Assets,
        look: Look,
        brand: Brand,
        condition: str,
    ) -> Self:
        """Return the variant of `edition` for `channel` in `look`, with the colours of `brand`."""
        screen = {role: colour.screen for role, colour in brand.colours}
        return cls(
            edition,
            channel,
            assets,
            look,
            tuple(look.recolour(screen, channel.purpose == "screen").items()),
            tuple(brand.colours.press_values.items()),
            condition,
            brand.motif,
            brand.cover is not None,
        )

    @property
    def cover(self) -> str:
        """What the cover shows: the motif by its name, or ``picture``."""
        return "picture" if self.has_cover_picture and self.edition.cover_panel else self.motif

    @property
    def palette(self) -> Mapping[str, str]:
        """The colours by role."""
        return dict(self.colours)

    @property
    def ground(self) -> Ground:
        """What the motif is drawn on: as the look says, else as the channel does."""
        return self.look.ground or self.channel.ground

    @property
    def families(self) -> tuple[str, ...]:
        """The font families that the document may use; those of the look come first."""
        return (*self.look.families, *self.edition.families)

    @property
    def bleed_pt(self) -> float:
        """How far colour runs over the trim."""
        return self.edition.bleed_pt if self.channel.bleeds else 0.0
