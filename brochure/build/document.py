"""One document, from content to finished and proven bytes: the way through the house.

Import it late, by `brochure.layout.engine.loading`: it needs the layout engine.
"""

from hashlib import sha256
from math import inf

from brochure.base.check import findings_in, judge
from brochure.base.files.project import Assets
from brochure.base.finding import Finding, has_errors
from brochure.base.looks import LOOKS
from brochure.base.status import DRAFT, Status
from brochure.build.job import Built, Job, Made, OutputFile
from brochure.build.soft_proof import make_soft_proofs
from brochure.build.stages import count_pixels, lay_out_selection, print_layout
from brochure.build.ticket import make_ticket
from brochure.channels.channel import Variant
from brochure.channels.channels import CHANNELS
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
    variant = variant_of(job)
    on = examine(compose(job.content, variant, job.status))
    printed = on.printed
    found = findings_in(judge(PROOFS, on))
    ticket, of_ticket = _ticket(job, on) if on.press and not has_errors(found) else ((), ())
    built = Built(
        edition=variant.edition.name,
        channel=variant.channel.name,
        look=variant.look.name,
        file=job.file,
        written=False,
        version=printed.identity.version,
        kept="",
        pages=len(on.reading.pages),
        size_bytes=len(printed.output),
        sha256=sha256(printed.output).hexdigest(),
        words=sum(len(passage.text.split()) for passage in printed.passages),
        body_pt=printed.body_pt,
        sizes_pt=measure_sizes(on),
        panels=printed.panels,
        instruction=variant.channel.instruction(variant.edition),
        findings=(*found, *of_ticket),
        proofs=len(PROOFS),
        sheets=len(on.sheets) // 2,
        beside=tuple(file for file, _ in ticket),
        status=job.status.kind,
    )
    wanted = job.soft_proof and not has_errors(built.findings)
    pictures = make_soft_proofs(printed) if wanted else ()
    return Made(built, printed.output, ticket, pictures)


def variant_of(job: Job) -> Variant:
    """Return which variant of the document a job asks for."""
    return Variant.of(
        job.edition,
        CHANNELS[job.channel],
        Assets(job.project),
        LOOKS[job.look],
        job.content.brand,
        job.content.press.condition,
    )


def _ticket(job: Job, on: Examined) -> tuple[tuple[OutputFile, ...], tuple[Finding, ...]]:
    """Make the job ticket of a press file: its page and its JSON, and what is wrong with it."""
    made = make_ticket(on, job.file.name)
    page = job.file.with_name(f"{job.file.stem}-ticket.pdf")
    return ((page, made.pdf), (page.with_suffix(".json"), made.json)), made.findings


def compose(content: Content, variant: Variant, status: Status = DRAFT) -> Printed:
    """Take one variant from content to finished bytes, not yet proven."""
    selection, laid = _lay_out(content, variant, status)
    return print_layout(fill_page_numbers(selection, laid.page_numbers), laid, variant)


def _lay_out(content: Content, variant: Variant, status: Status) -> tuple[Selection, Layout]:
    """Lay out until no line ends in one word alone and the pages can be folded.

    Only then it is known how large pictures are; they are laid out anew with the pixels they need.
    """
    multiple = variant.edition.page_multiple
    fillers, ties, layouts, largest_pt = 0, frozenset[str](), 0, inf
    while True:
        selection = select_content(content, variant.edition, fillers, status)
        laid = lay_out_selection(tie_runts(selection, ties), variant, largest_pt=largest_pt)
        layouts += 1
        runts, wanting, largest_pt = laid.runts - ties, -laid.pages % multiple, laid.body_pt
        if layouts == _MOST_LAYOUTS or not (runts or wanting):
            break
        ties, fillers = ties | runts, (fillers + wanting) % multiple
    if selection.inventory.pictures:
        sizes = count_pixels(laid, selection, variant.channel.picture_ppi)
        laid = lay_out_selection(tie_runts(selection, ties), variant, sizes, largest_pt)
    return selection, laid
