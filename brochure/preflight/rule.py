"""What rules of preflight share: how they report, who says so, and what mends much.

A rule is a check of a press file: an error is what a printer rejects, a warning what he phones
about.
"""

from collections.abc import Sequence

from brochure.base.check import Check, Verdict
from brochure.base.finding import Finding, Location
from brochure.base.geometry import Box, Rect
from brochure.preflight.order import Order
from brochure.preflight.press_file import Page, PressFile

Rule = Check[[PressFile, Order]]
RuleVerdict = Verdict[[PressFile, Order]]
_MOST_NAMES = 12


def report(what: str, page: Page | None = None, box: Box | None = None) -> Finding:
    """Return what breaks a rule, in plain words: on a page, or in the whole file.

    `box` is where on the page it lies. The rule itself fills in the rest.
    """
    if page is None:
        return Finding("", what)
    return Finding("", what, place=Location(page=page.number, box=box and _on_trim(box, page.cut)))


def name_first(names: Sequence[str]) -> str:
    """Return names in a row; of very many, the first: a file may hold thousands."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _on_trim(box: Box, cut: Box) -> Rect:
    return Rect(box.left - cut.left, cut.top - box.top, box.right - cut.left, cut.top - box.bottom)


X4 = "ISO 15930-7:2010 (PDF/X-4)"
GWG = "Ghent Workgroup, GWG2015, sheetfed CMYK"

# How people get a file for press out of the programs they have.
EXPORT = (
    "InDesign: File > Export > Adobe PDF (Print), preset PDF/X-4. Canva: Download > PDF Print,"
    " with crop marks and bleed, colour profile CMYK. Word cannot make such a file: ask the printer"
    " to convert it, or lay it out in InDesign, Affinity or Scribus."
)
COLOUR = (
    "InDesign: export with Output > Convert to Destination, the printer's CMYK profile. Canva:"
    " Download > PDF Print, colour profile CMYK. Word works in RGB only: ask the printer to"
    " convert it, or lay it out in another program."
)
FLATTEN = (
    "InDesign: File > Export > Adobe PDF (Print), not Interactive. Word and Canva: remove links,"
    " fields and buttons, or print to PDF instead of saving as PDF."
)
