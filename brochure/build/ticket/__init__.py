"""The job ticket of a press file: one page and JSON, what the front desk mails with the file.

A ticket is made with the file that it tells of, and names it by its fingerprint.
"""

from dataclasses import dataclass, replace

from brochure.base.check import findings_in, judge
from brochure.base.finding import Finding
from brochure.base.press_condition import find_condition
from brochure.base.sheet_geometry import PAPERS
from brochure.base.staff_papers import TICKET
from brochure.build.stages import keep_html, print_layout, read_selection
from brochure.build.ticket.facts import Ticket, ticket_of
from brochure.build.ticket.page import selection_of
from brochure.channels.channels import OFFICE
from brochure.layout.layout import lay_out_page
from brochure.preflight import RULES
from brochure.proofs import PROOFS
from brochure.proofs.examined import Examined, examine
from brochure.proofs.press import order_of

# Printed at the clinic, or filled in on screen and mailed.
_CHANNEL = replace(OFFICE, forms=True)


@dataclass(frozen=True)
class TicketFiles:
    """A ticket as PDF, JSON and kept HTML, and what the proofs found on its page."""

    ticket: Ticket
    pdf: bytes
    json: bytes
    findings: tuple[Finding, ...]
    html: bytes = b""


def make_ticket(on: Examined, name: str) -> TicketFiles:
    """Make and prove the job ticket of a press file called `name`. Nothing is written.

    Raises BrochureError for a template or stylesheet that keeps it from being made.
    """
    assert on.press is not None, "tickets are for press files"
    printed = on.printed
    verdicts = judge(RULES, on.press, order_of(printed.edition))
    condition = find_condition(printed.variant.condition, printed.variant.assets)
    ticket = ticket_of(on, name, condition, verdicts)
    own = printed.identity
    says = own.status.words(own.language)
    paper = TICKET.made_on(PAPERS[ticket.paper])
    selection = replace(selection_of(ticket, printed.variant.palette, says), edition=paper)
    variant = replace(printed.variant, edition=paper, channel=_CHANNEL)
    laid = lay_out_page(read_selection(selection, variant), paper)
    page = print_layout(selection, laid, variant)
    found = findings_in(judge(PROOFS, examine(page)))
    html = keep_html(selection, laid, variant) if printed.html else b""
    told = tuple(_attribute_to_document(on, f) for f in found)
    return TicketFiles(ticket, page.output, ticket.to_json(), told, html)


def _attribute_to_document(on: Examined, found: Finding) -> Finding:
    """Tell a finding as one of the document that the ticket goes with; no line of content shows."""
    what = f"its job ticket: {found.what}"
    edition, channel = on.printed.edition.name, on.printed.channel.name
    place = replace(found.place, path="", edition=edition, channel=channel)
    return replace(found, what=what, place=place)
