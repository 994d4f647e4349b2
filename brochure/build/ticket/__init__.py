"""The job ticket of a press file: one page and JSON, what the front desk mails with the file.

A ticket is made with the file that it tells of, and names it by its fingerprint.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from brochure.base.files.project import Assets
from brochure.base.finding import Finding
from brochure.base.press_condition import find_condition
from brochure.build.compose import finish, lay_out_selection
from brochure.build.ticket.facts import Ticket, ticket_of
from brochure.build.ticket.page import selection_of
from brochure.channels import OFFICE
from brochure.content.model.content import Content
from brochure.preflight import verdicts_on
from brochure.proofs import PROOFS
from brochure.proofs.examined import Examined, examine
from brochure.proofs.press import order_of

# Printed at the clinic, or filled in on screen and mailed.
_CHANNEL = replace(OFFICE, forms=True)


@dataclass(frozen=True)
class MadeTicket:
    """A ticket as PDF and as JSON, and what the proofs found on its page."""

    ticket: Ticket
    pdf: bytes
    json: bytes
    findings: tuple[Finding, ...]


def make_ticket(on: Examined, name: str, content: Content, assets: Assets) -> MadeTicket:
    """Make and prove the job ticket of a press file called `name`. Nothing is written.

    Raises BrochureError for a template or stylesheet that keeps it from being made.
    """
    assert on.press is not None, "tickets are for press files"
    edition = on.printed.edition
    verdicts = verdicts_on(on.press, order_of(edition))
    chosen = find_condition(content.press.condition, assets)
    ticket = ticket_of(on, name, content, chosen, verdicts)
    colours = {role: colour.screen for role, colour in content.brand.colours}
    draft = content.document.labels.draft
    selection = selection_of(ticket, content.editions[edition.name], colours, draft)
    laid = lay_out_selection(content, selection, _CHANNEL, assets)
    page = finish(content, selection, laid, _CHANNEL, assets)
    found = tuple(_of_the_ticket(on, page_found) for page_found in _findings(examine(page)))
    return MadeTicket(ticket, page.file, ticket.to_json(), found)


def _findings(page: Examined) -> Iterator[Finding]:
    for proof in PROOFS:
        yield from proof(page)


def _of_the_ticket(on: Examined, found: Finding) -> Finding:
    """Tell a finding as one of the document that the ticket goes with; no line of content shows."""
    what = f"its job ticket: {found.what}"
    edition, channel = on.printed.edition.name, on.printed.channel
    return replace(found, what=what, path="", edition=edition, channel=channel)
