"""What one edition says -> a finished document, not yet proven: marked up, laid out, written."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil

from brochure.base.files.image_conversion import Conversion, Size
from brochure.base.files.project import Assets
from brochure.base.looks import STANDARD, Look
from brochure.channels.channel import Channel
from brochure.channels.impose import impose
from brochure.content.model.content import Content
from brochure.layout.layout import Layout, lay_out, write_pdf
from brochure.layout.printed import Printed, PrintedPicture
from brochure.markup.render import render_html_page
from brochure.selection.selection import Inventory, PlacedPicture, Selection
from brochure.selection.spoken import collect_spoken


def lay_out_selection(
    content: Content,
    selection: Selection,
    channel: Channel,
    assets: Assets,
    look: Look = STANDARD,
    sizes_px: Mapping[str, Size] | None = None,
) -> Layout:
    """Mark up a selection and lay it out once, its pictures with no more than `sizes_px` pixels."""
    page = render_html_page(content, selection, channel, assets, look)
    pictures = Conversion(sizes_px or {}, look.gray_pictures)
    return lay_out(page.html, page.styles, selection.edition, assets, pictures)


def pixels_needed(laid: Layout, selection: Selection, ppi: float) -> Mapping[str, Size]:
    """Return for each picture with how many pixels it has `ppi` wherever it stands, none added."""
    files = {shown.path: shown.file for shown in selection.inventory.pictures}
    sizes: dict[str, Size] = {}
    for mark in laid.marks:
        file = files.get(mark.path, "")
        served = laid.files.pictures.get(file)
        if served:
            width, height = served.facts.width_px, served.facts.height_px
            pt_per_px = max(mark.rect.width / width, mark.rect.height / height)
            share = min(1.0, pt_per_px * ppi / 72)
            size = (ceil(width * share), ceil(height * share))
            sizes[file] = max(size, sizes.get(file, size))
    return sizes


def finish(
    content: Content,
    selection: Selection,
    laid: Layout,
    channel: Channel,
    assets: Assets,
    look: Look = STANDARD,
) -> Printed:
    """Write what was laid out, finished as `channel` wants it."""
    edition = selection.edition
    things = _inventory_in(selection.inventory, channel)
    written, log = write_pdf(laid, things.fields, channel.prepare(edition), channel.variant)
    pdf = channel.finish(written, content, selection, assets)
    return Printed(
        edition=edition,
        channel=channel.name,
        look=look.name,
        pdf=pdf,
        passages=selection.passages,
        panels=laid.panels,
        folios=laid.folios,
        body_pt=laid.body_pt,
        log=(*laid.log, *log),
        marks=laid.marks,
        inventory=things,
        identity=selection.identity,
        tagged=bool(channel.variant),
        spoken=collect_spoken(selection.panels),
        for_press=channel.bleeds,
        inks=tuple((role, colour.press) for role, colour in content.brand.colours),
        pictures=tuple(
            _as_printed(shown, laid, lambda raw: channel.show(raw, content, assets))
            for shown in things.pictures
        ),
        picture_ppi=channel.picture_ppi,
        unprintable_pt=channel.unprintable_pt,
        on_screen=channel.glows,
        sheets=impose(pdf) if channel.imposes and edition.saddle_stitched else b"",
    )


def _as_printed(
    shown: PlacedPicture, laid: Layout, show: Callable[[bytes], bytes]
) -> PrintedPicture:
    served = laid.files.pictures.get(shown.file)
    if not served:
        return PrintedPicture(shown)
    return PrintedPicture(shown, served.facts.width_px, served.facts.height_px, show(served.raw))


def _inventory_in(things: Inventory, channel: Channel) -> Inventory:
    """Return what is there of `things` in one channel: paper has neither links nor fields."""
    things = things if channel.links else replace(things, links=())
    return things if channel.forms else replace(things, fields=())
