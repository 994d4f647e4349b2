"""Rules for the file as a whole: what it says of itself, and what a press cannot use."""

from collections.abc import Iterator

from brochure.base.finding import Finding
from brochure.preflight.advice import EXPORT, FLATTEN, advise
from brochure.preflight.order import Order
from brochure.preflight.press_file import PressFile
from brochure.preflight.rule import GWG, X4, name_first, press_rule, report

# PDF/X-4 keeps its particulars in XMP; the older standards in the document information.
_STANDARDS = ("PDF/X-4", "PDF/X-1", "PDF/X-3")
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
_IDENTITY = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")


@press_rule(
    "x.output-intent",
    "error",
    "the printer will ask",
    fault="it does not name its printing condition",
    statement="The file names one printing condition, with the CMYK profile of a printing press.",
    rationale="Inks mean nothing without the press and paper they were mixed for.",
    source=f"{X4}; {GWG}, R0035 (output intent colour space); ISO 32000-1, 14.11.5; ICC.1, 7.2",
    remedy=EXPORT,
)
def one_printing_condition(file: PressFile, order: Order) -> Iterator[Finding]:
    named = [intent for intent in file.intents if intent.subtype == "GTS_PDFX"]
    if len(named) != 1:
        count = "does not say" if not named else f"names {len(named)} times"
        yield report(f"It {count} for which press and paper its colours were made (output intent).")
        return
    (intent,) = named
    if not intent.condition:
        yield report("Its printing condition (output intent) has no name.")
    if not intent.profile_class:
        yield report("Its printing condition (output intent) comes without an ICC profile.")
    elif (intent.profile_class, intent.profile_space) != ("prtr", "CMYK"):
        kind = f"{intent.profile_space}, class {intent.profile_class}"
        yield report(f"The profile of its printing condition is not for a CMYK press ({kind}).")


@press_rule(
    "x.version",
    "error",
    "a formality",
    fault="it is no PDF/X",
    statement="The file says that it follows PDF/X, the standard for files to be printed.",
    rationale="A printer's program asks for this first; without it nothing else is promised.",
    source=f"{X4}; {GWG}, R0001 (base ISO standards); pdfxid:GTS_PDFXVersion in XMP",
    remedy=EXPORT,
)
def says_that_it_is_pdfx(file: PressFile, order: Order) -> Iterator[Finding]:
    if not file.metadata.standard:
        yield report("It is an ordinary PDF: it does not say that it follows PDF/X.")
    elif not file.metadata.standard.startswith(_STANDARDS):
        yield report(f"It follows {file.metadata.standard}, which few printers take.")


def _lacks(file: PressFile, names: tuple[str, ...]) -> tuple[str, ...]:
    missing = tuple(name for name in names if not file.metadata.in_xmp(name))
    older = file.metadata.standard.startswith(_STANDARDS[1:])
    return () if older else tuple(name.partition(":")[2] for name in missing)


@press_rule(
    "x.title",
    "error",
    "a formality",
    fault="no title",
    statement="The file has a title in its metadata.",
    rationale="It is how a job is told from others when a file name has been changed.",
    source=f"{X4}; dc:title in XMP",
    remedy=EXPORT,
)
def has_a_title(file: PressFile, order: Order) -> Iterator[Finding]:
    if _lacks(file, ("dc:title",)) or not (
        file.metadata.in_xmp("dc:title") or file.metadata.in_info("Title")
    ):
        yield report("Its metadata (XMP) has no title.")


@press_rule(
    "x.dates",
    "error",
    "a formality",
    fault="no dates",
    statement="The metadata says when the file was made, changed, and described.",
    rationale="Two files of one job are told apart by these dates.",
    source=f"{X4}; xmp:CreateDate, xmp:ModifyDate, xmp:MetadataDate",
    remedy=EXPORT,
)
def has_its_dates(file: PressFile, order: Order) -> Iterator[Finding]:
    if missing := _lacks(file, _DATES):
        yield report(f"Its metadata (XMP) lacks {_join(missing)}.")


@press_rule(
    "x.document-id",
    "error",
    "a formality",
    fault="no document number",
    statement="The metadata names the document, its version and its rendition.",
    rationale="Without them a corrected file cannot be told from the one it replaces.",
    source=f"{X4}; xmpMM:DocumentID, xmpMM:VersionID, xmpMM:RenditionClass",
    remedy=EXPORT,
)
def names_document_and_version(file: PressFile, order: Order) -> Iterator[Finding]:
    if missing := _lacks(file, _IDENTITY):
        yield report(f"Its metadata (XMP) lacks {_join(missing)}.")


def _join(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


@press_rule(
    "x.trapped",
    "error",
    "a formality",
    fault="nothing about trapping",
    statement="The file says whether its colours already overlap at their edges (trapping).",
    rationale="Trapped twice or not at all, thin white or dark lines show between colours.",
    source=f"{X4}; ISO 32000-1, 14.11.6",
    remedy=EXPORT,
)
def says_whether_it_is_trapped(file: PressFile, order: Order) -> Iterator[Finding]:
    states = {file.metadata.in_info("Trapped"), file.metadata.in_xmp("pdf:Trapped")} - {""}
    if len(states) > 1:
        yield report("It says in one place that it is trapped, and in another that it is not.")
    elif not states & {"True", "False"}:
        yield report("It does not say whether it is trapped.")


@press_rule(
    "x.file-id",
    "error",
    "a formality",
    fault="no file number",
    statement="The file has an identifier of its own.",
    rationale="Print servers keep files apart by it.",
    source=f"{X4}; ISO 32000-1, 14.4",
    remedy=EXPORT,
)
def has_an_identifier(file: PressFile, order: Order) -> Iterator[Finding]:
    if not file.has_id:
        yield report("It has no file identifier.")


@press_rule(
    "x.encryption",
    "error",
    "the printer will ask",
    fault="it is protected",
    statement="The file is not encrypted.",
    rationale="Programs that impose and separate pages must change the file.",
    source=f"{X4}; ISO 32000-1, 7.6",
    remedy=advise(
        "Save it again without security.", Acrobat="File > Properties > Security > No Security."
    ),
)
def is_not_encrypted(file: PressFile, order: Order) -> Iterator[Finding]:
    if file.encrypted:
        yield report("It is protected (encrypted), so a printer's programs may not change it.")


@press_rule(
    "x.actions",
    "error",
    "a formality",
    fault="actions for a screen",
    statement="Nothing in the file does something: no action, no bookmark or link that leads away.",
    rationale="On paper nothing can be clicked; in a print shop nothing may start by itself.",
    source=f"{X4}; ISO 32000-1, 12.6",
    remedy=FLATTEN,
)
def does_nothing(file: PressFile, order: Order) -> Iterator[Finding]:
    kinds = [kind for kind in file.actions if kind != "JavaScript"]
    if kinds:
        yield report(f"It holds actions for a screen ({name_first(kinds)}).")


@press_rule(
    "x.javascript",
    "error",
    "a formality",
    fault="a program inside",
    statement="The file holds no JavaScript.",
    rationale="A program inside a file can change what is printed, or do harm.",
    source=f"{X4}; ISO 32000-1, 12.6.4.16",
    remedy=FLATTEN,
)
def holds_no_program(file: PressFile, order: Order) -> Iterator[Finding]:
    if "JavaScript" in file.actions:
        yield report("It holds a program (JavaScript).")


@press_rule(
    "x.forms",
    "error",
    "the printer will ask",
    fault="fields to fill in",
    statement="The file has no fields to fill in on a screen.",
    rationale="What a field shows depends on the program that opens it.",
    source=f"{X4}; ISO 32000-1, 12.7",
    remedy=FLATTEN,
)
def has_no_form_fields(file: PressFile, order: Order) -> Iterator[Finding]:
    if file.form_fields:
        yield report("It has fields to fill in on a screen.")


@press_rule(
    "own.layers",
    "warning",
    "the printer will ask",
    fault="layers that can be switched",
    statement="The file has no layers that can be switched on and off.",
    rationale="A printer must ask which of them are meant to be printed.",
    source="ours; ISO 32000-1, 8.11",
    remedy=advise(
        "Flatten it, or print to PDF.",
        InDesign="Export with Create Acrobat Layers off.",
        Illustrator="Save with Create Acrobat Layers off.",
    ),
)
def has_no_layers(file: PressFile, order: Order) -> Iterator[Finding]:
    if file.layers:
        names = ", ".join(f"“{name}”" for name in file.layers[:4])
        yield report(f"It has layers ({names}), so what is printed depends on a switch.")
