"""One document, from content to finished and proven bytes: the way through the house.

Import it late, by `brochure.engine`: it needs the layout engine.
"""

from dataclasses import replace

from brochure.assets import Assets
from brochure.channels import CHANNELS, Channel, finish, instruction
from brochure.editions import Edition
from brochure.job import Job
from brochure.layout import lay_out, write
from brochure.markup import mark_up
from brochure.model import Content
from brochure.pick import pick
from brochure.printed import Built, Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.proofs.letters import measured_sizes
from brochure.selection import with_ties


def make(job: Job) -> tuple[Built, bytes]:
    """Make and prove one document; return what was measured and found, and the finished bytes.

    Nothing is written. Raises BrochureError for a template, stylesheet or figure that keeps it from
    being made at all.
    """
    edition, channel = job.edition, CHANNELS[job.channel]
    printed = _print(job.content, edition, channel, Assets(job.project))
    on = examine(printed)
    built = Built(
        edition=edition.name,
        channel=channel.name,
        file=job.file,
        written=False,
        version=job.content.document.version,
        kept="",
        pages=len(on.reading.pages),
        size_bytes=len(printed.pdf),
        words=sum(len(said.text.split()) for said in printed.said),
        body_pt=printed.body_pt,
        sizes_pt=measured_sizes(on),
        panels=printed.panels,
        instruction=instruction(channel, edition),
        findings=tuple(f for proof in PROOFS for f in proof(on)),
        proofs=len(PROOFS),
    )
    return built, printed.pdf


def _print(content: Content, edition: Edition, channel: Channel, assets: Assets) -> Printed:
    """Take one edition from content to finished bytes, not yet proven."""
    selection = pick(content, edition)
    page = mark_up(content, selection, channel, assets)
    laid = lay_out(page.html, page.styles, edition, channel.forms, assets)
    if laid.lonely:
        page = mark_up(content, with_ties(selection, laid.lonely), channel, assets)
        fitted = replace(edition, body_design_pt=laid.body_pt)
        laid = lay_out(page.html, page.styles, fitted, channel.forms, assets)
    pdf, log = write(laid, channel.forms, finish(channel, edition))
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
        things=selection.things,
        identity=selection.identity,
        forms=channel.forms,
    )
