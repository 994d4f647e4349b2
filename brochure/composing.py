"""What one edition says -> a finished document, not yet proven: marked up, laid out, written."""

from dataclasses import replace

from brochure.assets import Assets
from brochure.channels.channel import Channel
from brochure.heard import heard_in
from brochure.impose import impose
from brochure.layout import LaidOut, lay_out, write
from brochure.looks import STANDARD, Look
from brochure.markup import mark_up
from brochure.model import Content
from brochure.printed import Printed
from brochure.selection import Selection, Things


def laid_out(
    content: Content,
    selection: Selection,
    channel: Channel,
    assets: Assets,
    look: Look = STANDARD,
) -> LaidOut:
    """Mark up a selection and lay it out once."""
    page = mark_up(content, selection, channel, assets, look)
    return lay_out(page.html, page.styles, selection.edition, assets)


def print_out(
    content: Content,
    selection: Selection,
    laid: LaidOut,
    channel: Channel,
    assets: Assets,
    look: Look = STANDARD,
) -> Printed:
    """Write what was laid out, finished as `channel` wants it."""
    edition = selection.edition
    things = _shown(selection.things, channel)
    written, log = write(laid, things.fields, channel.prepare(edition), channel.variant)
    pdf = channel.finish(written, content, selection, assets)
    return Printed(
        edition=edition,
        channel=channel.name,
        look=look.name,
        pdf=pdf,
        said=selection.said,
        panels=laid.panels,
        folios=laid.folios,
        body_pt=laid.body_pt,
        log=(*laid.log, *log),
        marks=laid.marks,
        things=things,
        identity=selection.identity,
        tagged=bool(channel.variant),
        heard=heard_in(selection.panels),
        for_press=channel.bleeds,
        unprintable_pt=channel.unprintable_pt,
        on_screen=channel.glows,
        sheets=impose(pdf) if channel.imposes and edition.saddle_stitched else b"",
    )


def _shown(things: Things, channel: Channel) -> Things:
    """Return what is there of `things` in one channel: paper has neither links nor fields."""
    things = things if channel.links else replace(things, links=())
    return things if channel.forms else replace(things, fields=())
