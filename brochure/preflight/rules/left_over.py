"""Rules for what a file carries and no press needs, and for what it calls its press."""

import re
from collections.abc import Iterator

from brochure.base.finding import Finding, pluralize
from brochure.preflight.advice import EXPORT, advise
from brochure.preflight.order import Order
from brochure.preflight.press_file import PressFile
from brochure.preflight.rule import press_rule, report

# Printing conditions, and what the profiles made for them call themselves. Source: the registry
# of characterization data and the profiles that stand there (registry.color.org).
_CONDITIONS = (
    ("FOGRA27", r"FOGRA ?27"),
    ("FOGRA28", r"FOGRA ?28|ISO Web Coated"),
    ("FOGRA29", r"FOGRA ?29"),
    ("FOGRA39", r"FOGRA ?39|ISO ?Coated v2"),
    ("FOGRA47", r"FOGRA ?47|PSO Uncoated ISO12647"),
    ("FOGRA51", r"FOGRA ?51|PSO ?Coated ?v3"),
    ("FOGRA52", r"FOGRA ?52|PSO ?Uncoated ?v3"),
    ("CGATS TR 001", r"TR ?0?01|Web Coated \(SWOP\) v2"),
    ("CGATS TR 003", r"TR ?0?03|SWOP2006_Coated3"),
    ("CGATS TR 005", r"TR ?0?05|SWOP2006_Coated5"),
    ("CGATS TR 006", r"TR ?0?06|GRACoL ?2006"),
    ("CGATS21 CRPC6", r"CRPC ?6\b|GRACoL ?2013"),
    ("JC200103", r"JC200103|Japan Color 2001 Coated"),
    ("JC201103", r"JC201103|Japan Color 2011 Coated"),
)


@press_rule(
    "own.intent-name",
    "warning",
    "the printer will ask",
    fault="a printing condition whose name and profile do not agree",
    statement="The name of the printing condition and its profile are of the same press and paper.",
    rationale="A printer goes by the name, his program by the profile: one of them is wrong.",
    source="ours; ISO 15930-7:2010, 6.2.2; the characterization data registry of the ICC",
    remedy=EXPORT,
)
def intent_is_what_its_profile_says(file: PressFile, order: Order) -> Iterator[Finding]:
    for intent in file.intents:
        named, held = _condition(intent.condition), _condition(intent.profile_name)
        if intent.subtype == "GTS_PDFX" and named and held and named != held:
            what = f"It names {intent.condition}, and its profile is “{intent.profile_name}”."
            yield report(what)


def _condition(name: str) -> str:
    """Return the condition that a name stands for; nothing where none is known."""
    return next((c for c, known in _CONDITIONS if re.search(known, name, re.IGNORECASE)), "")


@press_rule(
    "own.attached-files",
    "warning",
    "a formality",
    fault="other files inside",
    statement="No other file travels inside the PDF.",
    rationale="It is not printed, and may hold what a printer should not have.",
    source="ours; ISO 32000-1, 7.11.4",
    remedy=advise("Remove attachments, or print to PDF.", Acrobat="View > Attachments > Delete."),
)
def nothing_is_attached(file: PressFile, order: Order) -> Iterator[Finding]:
    if file.attached:
        yield report(f"It has {pluralize(file.attached, 'file')} inside that nobody prints.")


@press_rule(
    "own.private-content",
    "warning",
    "a formality",
    fault="what its program left in it for itself",
    statement="The file holds nothing that is only for the program that made it (PieceInfo).",
    rationale="It makes files large, and may hold older words and pictures; nothing of it prints.",
    source="ours; ISO 32000-1, 14.5",
    remedy=advise(
        "Export it instead of saving it to go on with later.",
        Illustrator="Save As > Adobe PDF, clear Preserve Illustrator Editing Capabilities.",
        Acrobat="PDF Optimizer > Discard User Data > private data of other applications.",
    ),
)
def nothing_is_private(file: PressFile, order: Order) -> Iterator[Finding]:
    if file.private:
        yield report("It holds data for the program that made it, which is not printed.")
