"""What a channel is: one way a document leaves the house."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brochure.base.editions import Edition
from brochure.base.files.project import Assets
from brochure.base.looks import LOOKS, Ground
from brochure.content.model.content import Content
from brochure.selection.selection import Selection

# Adds to the engine's document and pydyf's PDF just before the trailer is written.
Prepare = Callable[[Any, Any], None]


def keep_picture(picture: bytes, _content: Content, _assets: Assets) -> bytes:
    """Return a picture in the colours in which it was laid out."""
    return picture


@dataclass(frozen=True)
class Channel:
    """One way out.

    `forms` puts form fields over what is filled in, `links` keeps links, `bleeds` runs colour over
    the trim as far as the edition declares; `ground` is what the motif is drawn on: white paper
    saves ink. `glows` says that it is read on a display, and `looks` names the looks that it can
    have. `variant` is the standard that the engine keeps, and tags for; a channel without one has
    no tags. `unprintable_pt` is how much of the paper's edge must stay blank. `imposes` sets the
    pages of a stapled edition side by side, to be folded. `instruction` says how people print the
    file. Pictures have up to `picture_ppi` pixels an inch; `show` tells how readers show one.
    `prepare` gives what the engine adds, and `finish` makes the finished file of what the engine
    wrote.
    """

    name: str
    ground: Ground
    instruction: Callable[[Edition], str]
    prepare: Callable[[Edition], Prepare]
    finish: Callable[[bytes, Content, Selection, Assets], bytes]
    variant: str = ""
    forms: bool = False
    links: bool = True
    bleeds: bool = False
    imposes: bool = False
    unprintable_pt: float = 0.0
    glows: bool = False
    looks: tuple[str, ...] = tuple(LOOKS)
    picture_ppi: float = 300.0
    show: Callable[[bytes, Content, Assets], bytes] = keep_picture

    def bleed_pt(self, edition: Edition) -> float:
        """Return how far colour runs over the trim of `edition` in this channel."""
        return edition.bleed_pt if self.bleeds else 0.0


def keep_file(pdf: bytes, _content: Content, _selection: Selection, _assets: Assets) -> bytes:
    """Return the file as the engine wrote it."""
    return pdf


def set_viewer_preferences(pdf: Any, **preferences: str) -> None:
    """Add viewer preferences to pydyf's `pdf`. Source: ISO 32000-1, 12.2."""
    entries = " ".join(f"/{name} {value}" for name, value in preferences.items())
    pdf.catalog["ViewerPreferences"] = f"<<{entries}>>"
