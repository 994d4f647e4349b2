"""Screen: e-mailed and read on a phone or computer, with live links and form fields."""

from brochure.base.editions import Edition
from brochure.base.viewer_settings import ViewerSettings
from brochure.channels.channel import Channel


def _no_instruction(_edition: Edition) -> str:
    return ""


def _viewer(edition: Edition) -> ViewerSettings:
    return ViewerSettings((("DisplayDocTitle", "true"),), top_pt=edition.height_pt)


SCREEN = Channel(
    "screen",
    "screen",
    "plate",
    _no_instruction,
    _viewer,
    standard="pdf/a-2a",
    forms=True,
    picture_ppi=200.0,
)
