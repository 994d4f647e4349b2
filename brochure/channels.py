"""How an edition leaves the house: what each channel adds to the finished file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brochure.editions import Edition
from brochure.motif import Ground

Finish = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Channel:
    """One way out.

    `forms` keeps checkboxes as form fields; `ground` is what the motif is drawn on: white paper
    saves ink. `variant` is the standard of its files. `imposes` sets the pages of a stapled edition
    side by side, to be folded. `instruction` tells staff how to print.
    """

    name: str
    forms: bool
    ground: Ground
    variant: str
    imposes: bool = False
    instruction: str = ""


_ACTUAL_SIZE = "print at actual size (100 %)"
OFFICE = Channel("office", False, "paper", "pdf/ua-1", imposes=True, instruction=_ACTUAL_SIZE)
SCREEN = Channel("screen", True, "plate", "pdf/a-2a")
CHANNELS = {channel.name: channel for channel in (OFFICE, SCREEN)}


def instruction(channel: Channel, edition: Edition) -> str:
    """Return how staff print this file, in words: viewers may ignore the preferences inside it."""
    if not channel.instruction or edition.pages[0] == 1:
        return channel.instruction
    both_sides = (
        f"{channel.instruction}, both sides, flip on the {_flip_edge(channel, edition)} edge"
    )
    if not (channel.imposes and edition.saddle_stitched):
        return both_sides
    return f"{both_sides}, then fold and staple in the middle"


def _flip_edge(channel: Channel, edition: Edition) -> str:
    """Return the edge that keeps both sides upright: the short one of a landscape sheet."""
    side_by_side = 2 if channel.imposes and edition.saddle_stitched else 1
    return "short" if side_by_side * edition.width_pt > edition.height_pt else "long"


def finish(channel: Channel, edition: Edition) -> Finish:
    """Return the engine's finisher for one document: viewer preferences and the opening view.

    Source: ISO 32000-1, 12.2 (viewer preferences) and 12.3.2.2 (explicit destinations).
    """

    def add(_document: Any, pdf: Any) -> None:
        preferences = {"DisplayDocTitle": "true"}
        if channel is OFFICE:
            preferences["PrintScaling"] = "/None"
            if edition.pages[0] > 1:
                preferences["Duplex"] = f"/DuplexFlip{_flip_edge(channel, edition).title()}Edge"
        else:
            first = pdf.page_references[0].decode()
            pdf.catalog["OpenAction"] = f"[{first} /FitH {edition.height_pt:g}]"
        entries = " ".join(f"/{name} {value}" for name, value in preferences.items())
        pdf.catalog["ViewerPreferences"] = f"<<{entries}>>"

    return add
