"""Press: what a commercial printer gets. Separated into inks, with bleed and marks, as PDF/X-4."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from brochure.base.editions import INCH_PT, Edition
from brochure.base.files.project import Assets
from brochure.base.looks import STANDARD
from brochure.base.press_condition import PrintingCondition, find_condition
from brochure.channels.channel import Channel, Prepare
from brochure.channels.ink_preview import preview_in_ink
from brochure.channels.inks import Inks, brand_inks
from brochure.channels.marks import add_marks
from brochure.channels.pdfx import PressIdentity, write_pdfx
from brochure.channels.separate import separate_pages
from brochure.content.model.content import Content
from brochure.selection.selection import Selection


def _instruction(edition: Edition) -> str:
    width, height = edition.width_pt / INCH_PT, edition.height_pt / INCH_PT
    return f"by a print shop, from the file as it is; cut to {width:g} x {height:g} in"


def _prepare(_edition: Edition) -> Prepare:
    """Add nothing: `conform` takes away what the engine writes for readers."""

    def add(_document: Any, _pdf: Any) -> None:
        pass

    return add


def _finish(pdf: bytes, content: Content, selection: Selection, assets: Assets) -> bytes:
    """Return the engine's file as a printer wants it.

    Raises BrochureError where a figure or stylesheet draws with what cannot be separated, or the
    printing condition cannot be used.
    """
    edition, document = selection.edition, content.document
    chosen = find_condition(content.press.condition, assets)
    described = PressIdentity(
        selection.identity,
        selection.placement.id,
        document.version,
        document.issued,
        content.clinic.name,
    )
    with pikepdf.open(io.BytesIO(pdf)) as separated:
        separate_pages(separated, Inks(chosen, brand_inks(content.brand)))
        slugs = _slugs(described, edition, chosen, len(separated.pages))
        add_marks(separated, edition.bleed_pt, edition.folds_pt, slugs)
        return write_pdfx(separated, chosen, described)


def _show(picture: bytes, content: Content, assets: Assets) -> bytes:
    chosen = find_condition(content.press.condition, assets)
    return preview_in_ink(picture, Inks(chosen, brand_inks(content.brand)))


def _slugs(
    described: PressIdentity, edition: Edition, chosen: PrintingCondition, pages: int
) -> Iterator[str]:
    """Give the slug line of each page: which document, version, edition, side and date it is."""
    side = "side" if edition.pages == (2, 2) else "page"
    for number in range(1, pages + 1):
        yield " · ".join(
            (
                described.id,
                f"version {described.version}",
                edition.name,
                f"{side} {number} of {pages}",
                f"issued {described.issued}",
                f"CMYK, {chosen.identifier}",
            )
        )


PRESS = Channel(
    "press",
    "plate",
    _instruction,
    _prepare,
    _finish,
    links=False,
    bleeds=True,
    looks=(STANDARD.name,),
    show=_show,
)
