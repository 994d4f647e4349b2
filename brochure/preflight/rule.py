"""A rule of preflight: what must hold, why, who says so, and what to do where it does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from brochure.base.finding import Severity
from brochure.base.geometry import Box
from brochure.preflight.order import Order
from brochure.preflight.press_file import Inks, PressFile


@dataclass(frozen=True)
class Fault:
    """One thing that breaks a rule, in plain words; page 0 is the whole file.

    `at` is where on the page it lies, `inks` what it is printed with, where a rule knows it.
    """

    what: str
    page: int = 0
    at: Box | None = None
    inks: Inks | None = None


Search = Callable[[PressFile, Order], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """One rule. `id` is permanent; `severity` is error where a printer rejects the file, warning
    where he phones. `faults` gives everything in a file that breaks the rule.
    """

    id: str
    severity: Severity
    statement: str
    rationale: str
    source: str
    remedy: str
    faults: Search


def rule(
    id: str, severity: Severity, *, statement: str, rationale: str, source: str, remedy: str
) -> Callable[[Search], Rule]:
    """Make the function below it a rule."""

    def made(faults: Search) -> Rule:
        return Rule(id, severity, statement, rationale, source, remedy, faults)

    return made


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
