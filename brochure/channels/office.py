"""Office: printed on the clinic's own duplex machine, on white paper, kept off its edge."""

from brochure.base.editions import Edition
from brochure.base.sheet_geometry import INCH_PT
from brochure.base.viewer_settings import ViewerSettings
from brochure.channels.channel import Channel

# Office printers leave 1/6 in (4.23 mm) of each edge blank, whatever a file holds there. What runs
# to the edge is cut off there, a little more on one side than on the other.
UNPRINTABLE_PT = 0.17 * INCH_PT


def _instruction(edition: Edition) -> str:
    """Return how staff print this file, in words: viewers may ignore the preferences inside it."""
    plain = "print at actual size (100 %)"
    if edition.pages[0] == 1:
        return plain
    both_sides = f"{plain}, both sides, flip on the {_flip_edge(edition)} edge"
    if not edition.saddle_stitched:
        return both_sides
    return f"{both_sides}, then fold and staple in the middle"


def _flip_edge(edition: Edition) -> str:
    """Return the edge that keeps both sides upright: the short one of a landscape sheet."""
    side_by_side = 2 if edition.saddle_stitched else 1
    return "short" if side_by_side * edition.width_pt > edition.height_pt else "long"


def _viewer(edition: Edition) -> ViewerSettings:
    preferences = [("DisplayDocTitle", "true"), ("PrintScaling", "/None")]
    if edition.pages[0] > 1:
        preferences.append(("Duplex", f"/DuplexFlip{_flip_edge(edition).title()}Edge"))
    return ViewerSettings(tuple(preferences))


OFFICE = Channel(
    "office",
    "paper",
    "paper",
    _instruction,
    _viewer,
    standard="pdf/ua-1",
    imposes=True,
    unprintable_pt=UNPRINTABLE_PT,
)
