"""Screen: e-mailed and read on a phone or computer, with live links and form fields."""

from typing import Any

from brochure.base.editions import Edition
from brochure.channels.channel import Channel, Prepare, set_viewer_preferences


def _no_instruction(_edition: Edition) -> str:
    return ""


def _prepare(edition: Edition) -> Prepare:
    """Open at the first page, as wide as the window. Source: ISO 32000-1, 12.3.2.2."""

    def add(_document: Any, pdf: Any) -> None:
        first = pdf.page_references[0].decode()
        pdf.catalog["OpenAction"] = f"[{first} /FitH {edition.height_pt:g}]"
        set_viewer_preferences(pdf, DisplayDocTitle="true")

    return add


SCREEN = Channel(
    "screen",
    "screen",
    "plate",
    _no_instruction,
    _prepare,
    standard="pdf/a-2a",
    forms=True,
    picture_ppi=200.0,
)
