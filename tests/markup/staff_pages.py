"""The pages that staff read, before layout, with all in them that their templates know."""

from collections.abc import Mapping
from hashlib import sha256

from brochure.approval.change_words import words_of_change
from brochure.approval.recall_notice import RecallNotice, Stack
from brochure.approval.sheet_page import (
    SheetDocument,
    SheetEntry,
    SheetPage,
    SheetPair,
    SheetPanel,
    SheetPassage,
    SheetPicture,
    SheetWords,
)
from brochure.approval.staff_paper import COLOURS
from brochure.approval.word_changes import WordRun
from brochure.base.editions import Edition
from brochure.base.files.project import Assets
from brochure.base.staff_papers import CHANGE_SHEET, RECALL_NOTICE, TICKET
from brochure.build.staff_words import staff_words
from brochure.build.ticket.facts import (
    About,
    Advice,
    Fold,
    Ordered,
    OutputCondition,
    PressPdf,
    RuleSummary,
    SheetSize,
    Ticket,
    TicketInks,
)
from brochure.build.ticket.page import selection_of
from brochure.channels.channels import OFFICE
from brochure.content.model.content import Content
from brochure.markup.render import render_html_page, render_staff_page
from brochure.selection.selection import ClinicContact
from tests.conftest import ROOT
from tests.variants import variant_of

_INKS = ("cyan", "magenta", "yellow", "black")


def make_change_page() -> str:
    """Return the HTML of a change sheet."""
    runs = tuple(WordRun(kind, "word") for kind in ("same", "removed", "added"))
    passages = (SheetPassage("Changed", runs), SheetPassage("Changed", runs, ("a note",)))
    panels = (SheetPanel("cover", passages),)
    words = (SheetWords("Safety", panels, safety=True), SheetWords("Other", panels))
    pictures = (SheetPicture("images/1.png", "Before", "A page"),) * 2
    pairs = tuple(SheetPair("Page 1", pictures, shape) for shape in ("wide", "upright", "tall"))
    one = SheetDocument("document-1", "A title", "T-1", "tiny", "1.0", "Changed.", words, ("new",))
    pictured = SheetDocument(
        "document-2", "T", "T-2", "tiny", "1", "No.", files=("all",), pairs=pairs
    )
    entry = SheetEntry("Error", "What is wrong", ("where",))
    sheet = SheetPage("A title", "release 1.0", (one, pictured), (entry,), (entry,), "k7f3")
    return _fill_in(CHANGE_SHEET, {"sheet": sheet, "says": words_of_change})


def make_recall_page() -> str:
    """Return the HTML of the notice of a recall."""
    stacks = (Stack("Front desk", "500 copies", "today", "PO 12"),)
    picture, steps = "images/first-page.png", ("Look for it.",)
    notice = RecallNotice(
        "A title", "T-1", "1.0", "Withdrawn.", "Wrong.", picture, "None.", steps, stacks
    )
    return _fill_in(RECALL_NOTICE, {"notice": notice, "says": _say_recall})


def _say_recall(path: str, **values: object) -> str:
    return staff_words(f"recall.{path}").format(**values)


def _fill_in(paper: Edition, values: Mapping[str, object]) -> str:
    own = {**values, "language": "en"}
    page = render_staff_page(paper, Assets(ROOT), COLOURS, own)
    return page.html


def make_ticket_page(content: Content) -> str:
    """Return the HTML of the job ticket of a tri-fold, in the colours of a content."""
    variant = variant_of(content, TICKET, OFFICE)
    return render_html_page(selection_of(_ticket(), variant.palette, "Draft"), variant).html


def _ticket() -> Ticket:
    letter, folded = (SheetSize.of(width, 612, metric=False) for width in (792, 265.5))
    widths, folds = (3.625, 3.6875, 3.6875), (3.625, 7.3125)
    return Ticket(
        file=PressPdf("trifold.pdf", sha256(b"").hexdigest(), 100_000, 2, 1),
        document=About("T-1", "A title", "1.0", "2026-11", "trifold", "draft"),
        contact=ClinicContact("A clinic", "(555) 555-0100", "https://example.org", ("1 Street",)),
        paper="letter",
        trim=letter,
        flat=letter,
        finished=folded,
        bleed_in=0.125,
        bleed_mm=3.2,
        inks=TicketInks(4, 4, _INKS, (120.0, 150.0), 280),
        output_condition=OutputCondition("CGATS21_CRPC6", "Coated"),
        fold=Fold("c-fold", widths, widths, folds, folds),
        binding="none",
        suggested=Advice("Paper", "Score", "Proof"),
        preflight=(RuleSummary("x", 1, 0, 0), RuleSummary("g", 1, 0, 0)),
        order=Ordered(),
    )
