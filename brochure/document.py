"""One document, from content to finished and proven bytes: the way through the house.

Import it late, by `brochure.engine`: it needs the layout engine.
"""

from dataclasses import replace

from brochure.assets import Assets
from brochure.channels import CHANNELS
from brochure.channels.channel import Channel
from brochure.editions import Edition
from brochure.heard import heard_in
from brochure.impose import impose
from brochure.job import Job
from brochure.layout import LaidOut, lay_out, write
from brochure.markup import mark_up
from brochure.model import Content
from brochure.pick import pick
from brochure.printed import Built, Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.proofs.letters import measured_sizes
from brochure.selection import Selection, with_page_numbers, with_ties

# Tied words and filler pages may move others; a page count that still is wrong fails its proof.
_MOST_LAYOUTS = 3


def make(job: Job) -> tuple[Built, bytes]:
    """Make and prove one document; return what was measured and found, and the finished bytes.

    Nothing is written. Raises BrochureError for a template, stylesheet or figure that keeps it from
    being made at all.
    """
    edition, channel = job.edition, CHANNELS[job.channel]
    printed = compose(job.content, edition, channel, Assets(job.project))
    on = examine(printed)
    built = Built(
        edition=edition.name,
        channel=channel.name,
        file=job.file,
        written=False,
        version=job.content.document.version,
        kept="",
        pages=len(on.reading.pages),
        size_bytes=len(printed.file),
        words=sum(len(said.text.split()) for said in printed.said),
        body_pt=printed.body_pt,
        sizes_pt=measured_sizes(on),
        panels=printed.panels,
        instruction=channel.instruction(edition),
        findings=tuple(f for proof in PROOFS for f in proof(on)),
        proofs=len(PROOFS),
        sheets=len(on.sheets) // 2,
    )
    return built, printed.file


def compose(content: Content, edition: Edition, channel: Channel, assets: Assets) -> Printed:
    """Take one edition from content to finished bytes, not yet proven."""
    picked, laid = _laid_out(content, edition, channel, assets)
    selection = with_page_numbers(picked, laid.page_numbers)
    written, log = write(laid, channel.forms, channel.prepare(edition), channel.variant)
    pdf = channel.finish(written, content, selection, assets)
    return Printed(
        edition=edition,
        channel=channel.name,
        pdf=pdf,
        said=selection.said,
        panels=laid.panels,
        folios=laid.folios,
        body_pt=laid.body_pt,
        log=(*laid.log, *log),
        marks=laid.marks,
        things=selection.things if channel.links else replace(selection.things, links=()),
        identity=selection.identity,
        forms=channel.forms,
        tagged=bool(channel.variant),
        heard=heard_in(selection.panels),
        for_press=channel.bleeds,
        sheets=impose(pdf) if channel.imposes and edition.saddle_stitched else b"",
    )


def _laid_out(
    content: Content, edition: Edition, channel: Channel, assets: Assets
) -> tuple[Selection, LaidOut]:
    """Lay out until no line ends in one word alone and the pages can be folded."""
    fillers, ties, layouts = 0, frozenset[str](), 0
    while True:
        selection = pick(content, edition, fillers)
        page = mark_up(content, with_ties(selection, ties), channel, assets)
        laid, layouts = lay_out(page.html, page.styles, edition, channel.forms, assets), layouts + 1
        lonely, wanting = laid.lonely - ties, -laid.pages % edition.page_multiple
        if layouts == _MOST_LAYOUTS or not (lonely or wanting):
            return selection, laid
        edition = replace(edition, body_design_pt=laid.body_pt)
        ties, fillers = ties | lonely, (fillers + wanting) % edition.page_multiple
