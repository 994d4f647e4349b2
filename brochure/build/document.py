"""One document, from content to finished and proven bytes: the way through the house.

Import it late, by `brochure.layout.engine.loading`: it needs the layout engine.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from brochure.base.check import findings_in, judge
from brochure.base.file_hashes import list_loaded_libraries, stamp_of_file
from brochure.base.finding import Finding, has_errors
from brochure.base.status import DRAFT, Status, ending_of_ticket
from brochure.build.approvable import PDFIUM, fingerprint_pages, fingerprint_words
from brochure.build.job import Built, Job, Made, OutputFile
from brochure.build.job_key import variant_of
from brochure.build.kept_html import OF_DOCUMENT, OF_TICKET, KeptHtml
from brochure.build.layouts import Layouts, layouts_of_process
from brochure.build.soft_proof import make_soft_proofs
from brochure.build.soft_proof.refused import draw_refused
from brochure.build.stages import count_pixels, keep_html, print_layout, read_selection
from brochure.build.ticket import make_ticket
from brochure.channels.channel import Variant
from brochure.content.model.content import Content
from brochure.layout.layout import Layout
from brochure.layout.parsed_page import ParsedPage
from brochure.layout.printed import Printed
from brochure.proofs import PROOFS
from brochure.proofs.balance import measure_balance
from brochure.proofs.consequences import find_consequences
from brochure.proofs.examined import Examined, examine
from brochure.proofs.letters import measure_sizes
from brochure.proofs.remedies import suit_remedies
from brochure.selection.select import select_content, select_wording
from brochure.selection.selection import Selection, fill_page_numbers

# Filler pages may move others; a page count that still is wrong fails its proof.
_MOST_LAYOUTS = 3


def make_document(job: Job) -> Made:
    """Make and prove one document; return what was measured and found, and the finished files.

    Nothing is written. Raises BrochureError for a template, stylesheet or figure that keeps it from
    being made at all.
    """
    return prove_document(job, compose_job(job))


@dataclass(frozen=True)
class Sketch:
    """The first page of a job whose words have changed: its number, and a PDF of it alone.

    `selection` and `page` are what was read for it; a layout at the size it had before is in there.
    """

    variant: Variant
    selection: Selection
    page: ParsedPage
    number: int
    pdf: bytes


def sketch_job(job: Job) -> Sketch | None:
    """Sketch a job that this process has made before; None where only the finished file can tell.

    Raises BrochureError as `compose_job` does.
    """
    variant, layouts = variant_of(job), layouts_of_process()
    fillers = layouts.fillers.get(variant.edition, 0)
    selection = select_content(job.content, variant.edition, fillers, job.status)
    page = read_selection(selection, variant)
    drawn = layouts.sketch(page, variant.edition)
    return Sketch(variant, selection, page, *drawn) if drawn else None


def compose_job(job: Job, sketch: Sketch | None = None) -> Printed:
    """Take the document of a job to finished bytes, with what this process has laid out before.

    It goes on from its `sketch`, if there is one.
    """
    variant, layouts = sketch.variant if sketch else variant_of(job), layouts_of_process()
    return compose(job.content, variant, job.status, layouts, job.keep_html, sketch)


def prove_document(job: Job, printed: Printed) -> Made:
    """Prove the finished document of a job; return all that is measured and found of it."""
    variant, on = printed.variant, examine(printed)
    found = find_consequences(findings_in(judge(PROOFS, on)))
    ticket, of_ticket, html = (
        _ticket(job, on) if on.press and not has_errors(found) else ((), (), ())
    )
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
        balance=measure_balance(on),
        panels=printed.panels,
        instruction=variant.channel.instruction(variant.edition),
        findings=suit_remedies((*found, *of_ticket), variant.assets),
        proofs=len(PROOFS),
        sheets=len(on.sheets) // 2,
        beside=tuple(file for file, _ in ticket),
        status=job.status.kind,
        depends_on=tuple(sorted(variant.assets.reads.items())),
        words_fingerprint=fingerprint_words(on, select_wording(job.content, job.edition)),
        pages_fingerprint=fingerprint_pages(on),
        pdfium=PDFIUM,
        libraries=tuple((path, stamp_of_file(path)) for path in list_loaded_libraries()),
    )
    html = ((OF_DOCUMENT, printed.html), *html) if job.keep_html else ()
    return Made(built, printed.output, ticket, _pictures(job, on, built.findings), html)


def _pictures(
    job: Job, on: Examined, findings: tuple[Finding, ...]
) -> tuple[tuple[str, bytes], ...]:
    """Return soft proofs, if asked for; of a refused document, its pages with findings."""
    if has_errors(findings):
        return draw_refused(on, findings)
    return make_soft_proofs(on.printed) if job.soft_proof else ()


def _ticket(
    job: Job, on: Examined
) -> tuple[tuple[OutputFile, ...], tuple[Finding, ...], tuple[KeptHtml, ...]]:
    """Make a press file's job ticket: its page and its JSON, what is wrong with it, its HTML."""
    made = make_ticket(on, job.file.name)
    page = job.file.with_name(f"{job.file.stem}{ending_of_ticket(job.status.kind)}.pdf")
    files = ((page, made.pdf), (page.with_suffix(".json"), made.json))
    return files, made.findings, ((OF_TICKET, made.html),)


def compose(
    content: Content,
    variant: Variant,
    status: Status = DRAFT,
    layouts: Layouts | None = None,
    keep: bool = False,
    sketch: Sketch | None = None,
) -> Printed:
    """Take one variant from content to finished bytes, not yet proven; `keep` its HTML too.

    What is in `layouts`, or in a `sketch` of the same, is not laid out again.
    """
    layouts = layouts or Layouts()
    selection, page, laid = _lay_out(content, variant, status, layouts, sketch)
    sizes = count_pixels(laid, selection, variant.channel.picture_ppi)
    if sizes:
        page = read_selection(selection, variant, sizes)
    painted = layouts.paint(laid, page)
    printed = print_layout(fill_page_numbers(selection, laid.page_numbers), painted, variant)
    return replace(printed, html=keep_html(selection, painted, variant)) if keep else printed


def _lay_out(
    content: Content, variant: Variant, status: Status, layouts: Layouts, sketch: Sketch | None
) -> tuple[Selection, ParsedPage, Layout]:
    """Lay out until there are enough pages, and they can be folded.

    Each filler is a page of its own, so that it does not matter with how many this begins.
    """
    tries = 0
    fillers = layouts.fillers.get(variant.edition, 0)
    while True:
        if sketch:
            selection, page, sketch = sketch.selection, sketch.page, None
        else:
            selection = select_content(content, variant.edition, fillers, status)
            page = read_selection(selection, variant)
        laid = layouts.lay_out(page, variant.edition)
        filled = len(selection.panels.get(variant.edition.filler_panel, ()))
        wanted, tries = variant.edition.count_fillers(laid.pages - filled), tries + 1
        if wanted == filled or tries == _MOST_LAYOUTS:
            layouts.fillers[variant.edition] = fillers
            return selection, page, laid
        fillers = wanted
