"""What one edition says -> a finished document, not yet proven: marked up, laid out, written."""

import os
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from brochure.base.files.drawing import UNKNOWN_SIDE_PX, draw_picture
from brochure.base.files.image_conversion import Conversion, Size
from brochure.channels.channel import Channel, Variant
from brochure.channels.impose import impose
from brochure.layout.fetcher import ProjectFiles
from brochure.layout.layout import Layout, read_page, write_pdf
from brochure.layout.parsed_page import ParsedPage
from brochure.layout.printed import Printed, PrintedPicture
from brochure.layout.standalone import make_standalone
from brochure.markup.render import render_html_page
from brochure.selection.selected import Inventory, PlacedPicture
from brochure.selection.selection import Selection
from brochure.selection.spoken import collect_spoken

_COMPARED_PX = 400  # of a drawing, to lay beside what is printed: in cells far larger than these
_HOW_TO_PRINT = "To make the same pages of it: FONTCONFIG_FILE={fonts} weasyprint IN.html OUT.pdf"


def read_selection(
    selection: Selection, variant: Variant, sizes_px: Mapping[str, Size] | None = None
) -> ParsedPage:
    """Mark a selection up as a page to lay out. Pictures have no more than `sizes_px` pixels."""
    page = render_html_page(selection, variant)
    pictures = Conversion(sizes_px or {}, variant.look.gray_pictures)
    return read_page(page.html, page.styles, variant.edition, variant.assets, pictures)


def keep_html(selection: Selection, laid: Layout, variant: Variant) -> bytes:
    """Return the HTML and styles that a selection was laid out from, as one file without a mark.

    Pictures in it have the pixels that layout gave them.
    """
    sizes = count_pixels(laid, selection, variant.channel.picture_ppi)
    pictures = Conversion(sizes, variant.look.gray_pictures)
    files = ProjectFiles(variant.assets, pictures)
    note = _HOW_TO_PRINT.format(fonts=os.environ.get("FONTCONFIG_FILE", ""))
    page = render_html_page(selection, variant)
    return make_standalone(page, laid.body_pt, files, note, laid.flow_rules).encode()


def count_pixels(laid: Layout, selection: Selection, ppi: float) -> Mapping[str, Size]:
    """Return for each picture with how many pixels it has `ppi` wherever it stands, none added.

    A drawing that is printed as a picture gets as many, or a lot where its place is not known.
    """
    inventory = selection.inventory
    files = {placed.path: placed.file for placed in (*inventory.pictures, *inventory.drawings)}
    sizes: dict[str, Size] = {}
    for mark in laid.marks:
        file = files.get(mark.path, "")
        served = laid.files.pictures.get(file)
        if file in laid.files.drawings:
            if laid.files.drawings[file].undrawn:
                size = ceil(mark.rect.width * ppi / 72), ceil(mark.rect.height * ppi / 72)
                sizes[file] = max(size, sizes.get(file, size))
        elif served:
            width, height = served.facts.width_px, served.facts.height_px
            pt_per_px = max(mark.rect.width / width, mark.rect.height / height)
            share = min(1.0, pt_per_px * ppi / 72)
            size = (ceil(width * share), ceil(height * share))
            sizes[file] = max(size, sizes.get(file, size))
    for file, drawing in laid.files.drawings.items():
        if drawing.undrawn:
            sizes.setdefault(file, (UNKNOWN_SIDE_PX, UNKNOWN_SIDE_PX))
    return sizes


def print_layout(selection: Selection, laid: Layout, variant: Variant) -> Printed:
    """Write what was laid out, finished as the channel wants it."""
    edition, channel = variant.edition, variant.channel
    inventory = _inventory_in(selection.inventory, channel)
    written, log = write_pdf(laid, inventory.fields, channel.viewer(edition), channel.standard)
    pdf = channel.finish(written, variant, selection.identity)
    return Printed(
        variant=variant,
        pdf=pdf,
        passages=selection.passages,
        panels=laid.panels,
        folios=laid.folios,
        body_pt=laid.body_pt,
        log=(*laid.log, *log),
        marks=laid.marks,
        inventory=inventory,
        identity=selection.identity,
        spoken=collect_spoken(selection.panels),
        pictures=tuple(_describe_picture(placed, laid, variant) for placed in inventory.pictures),
        drawings=tuple(_describe_drawing(placed, laid, variant) for placed in inventory.drawings),
        sheets=impose(pdf) if channel.imposes and edition.saddle_stitched else b"",
        owed=selection.owed,
        status_areas=laid.status_areas,
        repeated=laid.repeated,
    )


def _describe_picture(placed: PlacedPicture, laid: Layout, variant: Variant) -> PrintedPicture:
    served = laid.files.pictures.get(placed.file)
    if not served:
        return PrintedPicture(placed)
    seen = variant.channel.show(served.raw, variant)
    return PrintedPicture(placed, served.facts.width_px, served.facts.height_px, seen)


def _describe_drawing(placed: PlacedPicture, laid: Layout, variant: Variant) -> PrintedPicture:
    """Describe a drawing by the picture that another renderer than the engine makes of it."""
    served = laid.files.drawings.get(placed.file)
    if not served:
        return PrintedPicture(placed)
    plain = served.plain
    raw = draw_picture(plain, _COMPARED_PX, placed.file)
    stretched = plain.root.get("preserveAspectRatio", "").strip().startswith("none")
    sides = (plain.width_px, plain.height_px) if stretched else plain.view[2:]
    share = _COMPARED_PX / max(sides)
    width, height = (max(1, round(side * share)) for side in sides)
    return PrintedPicture(placed, width, height, variant.channel.show(raw, variant))


def _inventory_in(inventory: Inventory, channel: Channel) -> Inventory:
    """Return what is there of `inventory` in one channel: paper has neither links nor fields."""
    inventory = inventory if channel.links else replace(inventory, links=())
    return inventory if channel.forms else replace(inventory, fields=())
