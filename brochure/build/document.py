"""One document, from content to finished and proven bytes: the way through the house.

Import it late, by `brochure.layout.engine`: it needs the layout engine.
"""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from brochure.base.editions import Edition
from brochure.base.files.project import Assets
from brochure.base.finding import Finding
from brochure.base.looks import LOOKS, STANDARD, Look
from brochure.build.compose import finish, lay_out_selection, pixels_needed
from brochure.build.job import Built, Job, Made, OutputFile
from brochure.build.soft_proof import make_soft_proofs
from brochure.build.ticket import make_ticket
from brochure.channels import CHANNELS
from brochure.channels.channel import Channel
from brochure.content.model.content import Content
from brochure.layout.layout import Layout
from brochure.layout.printed import Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import Examined, examine
from brochure.proofs.letters import measure_sizes
from brochure.selection.select import select_content
from brochure.selection.selection import Selection, fill_page_numbers, tie_runts

# Tied words and filler pages may move others; a page count that still is wrong fails its proof.
_MOST_LAYOUTS = 3


def make_document(job: Job) -> Made:
    """Make and prove one document; return what was measured and found, and the finished files.

    Nothing is written. Raises BrochureError for a template, stylesheet or figure that keeps it from
    being made at all.
    """
    edition, channel, assets = job.edition, CHANNELS[job.channel], Assets(job.project)
    look = LOOKS[job.look]
    on = examine(compose(job.content, edition, channel, assets, look))
    printed = on.printed
    found = tuple(f for proof in PROOFS for f in proof(on))
    ticket, of_ticket = _ticket(job, on, assets) if on.press and _has_no_errors(found) else ((), ())
    built = Built(
        edition=edition.name,
        channel=channel.name,
        look=look.name,
        file=job.file,
        written=False,
        version=job.content.document.version,
        kept="",
        pages=len(on.reading.pages),
        size_bytes=len(printed.file),
        sha256=sha256(printed.file).hexdigest(),
        words=sum(len(said.text.split()) for said in printed.passages),
        body_pt=printed.body_pt,
        sizes_pt=measure_sizes(on),
        panels=printed.panels,
        instruction=channel.instruction(edition),
        findings=(*found, *of_ticket),
        proofs=len(PROOFS),
        sheets=len(on.sheets) // 2,
        beside=tuple(file for file, _ in ticket),
    )
    pictures = (
        make_soft_proofs(printed) if job.soft_proof and _has_no_errors(built.findings) else ()
    )
    return Made(built, printed.file, ticket, pictures)


def _has_no_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing keeps a document from being written; a warning does not."""
    return not any(finding.severity == "error" for finding in findings)


def _ticket(
    job: Job, on: Examined, assets: Assets
) -> tuple[tuple[OutputFile, ...], tuple[Finding, ...]]:
    """Make the job ticket of a press file: its page and its JSON, and what is wrong with it."""
    made = make_ticket(on, job.file.name, job.content, assets)
    page = job.file.with_name(f"{job.file.stem}-ticket.pdf")
    return ((page, made.pdf), (page.with_suffix(".json"), made.json)), made.findings


def compose(
    content: Content,
    edition: Edition,
    channel: Channel,
    assets: Assets,
    look: Look = STANDARD,
) -> Printed:
    """Take one edition from content to finished bytes, not yet proven."""
    edition = replace(edition, families=(*look.families, *edition.families))
    picked, laid = _lay_out(content, edition, channel, assets, look)
    selection = replace(fill_page_numbers(picked, laid.page_numbers), edition=edition)
    return finish(content, selection, laid, channel, assets, look)


def _lay_out(
    content: Content, edition: Edition, channel: Channel, assets: Assets, look: Look
) -> tuple[Selection, Layout]:
    """Lay out until no line ends in one word alone and the pages can be folded.

    Only then it is known how large pictures are; they are laid out anew with the pixels they need.
    """
    fillers, ties, layouts = 0, frozenset[str](), 0
    while True:
        selection = select_content(content, edition, fillers)
        laid = lay_out_selection(content, tie_runts(selection, ties), channel, assets, look)
        layouts += 1
        lonely, wanting = laid.runts - ties, -laid.pages % edition.page_multiple
        edition = replace(edition, body_design_pt=laid.body_pt)
        if layouts == _MOST_LAYOUTS or not (lonely or wanting):
            break
        ties, fillers = ties | lonely, (fillers + wanting) % edition.page_multiple
    if selection.inventory.pictures:
        selection = replace(selection, edition=edition)
        sizes = pixels_needed(laid, selection, channel.picture_ppi)
        laid = lay_out_selection(content, tie_runts(selection, ties), channel, assets, look, sizes)
    return selection, laid
