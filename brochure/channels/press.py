"""Press: what a commercial printer gets. Separated into inks, with bleed and marks, as PDF/X-4."""

import io
from collections.abc import Iterator

import pikepdf

from brochure.base.editions import Edition
from brochure.base.ink_profile import Percents, complete_inks
from brochure.base.looks import STANDARD
from brochure.base.press_condition import PrintingCondition, find_condition
from brochure.base.sheet_geometry import INCH_PT, to_half_mm
from brochure.base.viewer_settings import ViewerSettings
from brochure.base.wcag import Rgb, rgb_of
from brochure.channels.channel import Channel, Variant
from brochure.channels.ink_preview import preview_in_ink
from brochure.channels.inks import Ink, Inks, shares
from brochure.channels.marks import add_marks
from brochure.channels.pdfx import write_pdfx
from brochure.channels.separate import separate_pages
from brochure.selection.selection import Identity


def _instruction(edition: Edition) -> str:
    sides = edition.width_pt, edition.height_pt
    if edition.metric:
        width, height, unit = *map(to_half_mm, sides), "mm"
    else:
        width, height, unit = *(side / INCH_PT for side in sides), "in"
    size = f"{width:g} x {height:g} {unit}"
    return f"by a print shop, from the file as it is; cut to {size}"


def _viewer(_edition: Edition) -> ViewerSettings:
    """Ask for nothing: `write_pdfx` takes away what the engine writes for readers."""
    return ViewerSettings()


def _finish(pdf: bytes, variant: Variant, identity: Identity) -> bytes:
    """Return the engine's file as a printer wants it.

    Raises BrochureError where a figure or stylesheet draws with what cannot be separated, or the
    printing condition cannot be used.
    """
    edition = variant.edition
    condition = find_condition(variant.condition, variant.assets)
    with pikepdf.open(io.BytesIO(pdf)) as separated:
        separate_pages(separated, Inks(condition, _brand_inks(variant)))
        slugs = _slugs(identity, edition, condition, len(separated.pages))
        add_marks(separated, variant.bleed_pt, edition.folds_pt, slugs)
        return write_pdfx(separated, condition, identity)


def _show(picture: bytes, variant: Variant) -> bytes:
    condition = find_condition(variant.condition, variant.assets)
    return preview_in_ink(picture, Inks(condition, _brand_inks(variant)))


def _brand_inks(variant: Variant) -> dict[Rgb, Ink]:
    """Return the exact inks of each brand colour by its sRGB value."""
    inks = inks_of(variant)
    return {rgb_of(colour): shares(*inks[role]) for role, colour in variant.colours}


def inks_of(variant: Variant) -> dict[str, Percents]:
    """Return the inks in percent of each role, those that content leaves out as foreseen.

    Called where files are made, as it looks into the profile.
    """
    inks = dict(variant.inks)
    if all(role in inks for role, _ in variant.colours):
        return inks
    condition = find_condition(variant.condition, variant.assets)
    return complete_inks(dict(variant.colours), inks, condition)


def _slugs(
    identity: Identity, edition: Edition, condition: PrintingCondition, pages: int
) -> Iterator[str]:
    """Give the slug line of each page: which document, version, status, side and date it is."""
    side = "side" if edition.pages == (2, 2) else "page"
    for number in range(1, pages + 1):
        yield " · ".join(
            (
                identity.document,
                f"version {identity.version} ({identity.status.kind})",
                edition.name,
                f"{side} {number} of {pages}",
                f"issued {identity.issued}",
                f"CMYK, {condition.identifier}",
            )
        )


PRESS = Channel(
    "press",
    "print shop",
    "plate",
    _instruction,
    _viewer,
    _finish,
    links=False,
    bleeds=True,
    looks=(STANDARD.name,),
    show=_show,
)
