"""A PDF that lies in the output folder -> whether someone has filled it in; read by pikepdf.

What cannot be told is a third answer. "No" has to be shown of the whole file: that it is one of
ours, as it was when it left us, with nothing in any field and nothing on any page that we do not
put there. Source: ISO 32000-1, 12.5 and 12.7.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from warnings import catch_warnings

import pikepdf
from pikepdf import Dictionary, Object, Page, Pdf

from brochure.base.errors import MALFORMED, PlaceTakenError
from brochure.base.plain_folder import open_plain_folder

BLANK = ("", "/Off")
_END, _TABLE = b"%%EOF", b"startxref"


def _names(names: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in names.split())


# What is in a file of ours. A reader's program that adds anything adds a key here.
_ROOT = _names(
    "Type Pages Lang MarkInfo Metadata Names OpenAction Outlines OutputIntents PageLabels "
    "StructTreeRoot ViewerPreferences AcroForm"
)
_NAMES = _names("Dests")  # where links lead; scripts and attachments have others
_PAGE = _names("Type Parent Resources Contents MediaBox TrimBox BleedBox Annots Tabs StructParents")
_FORM = _names("Fields DR DA")
_LINK = _names("Type Subtype A BS Contents Dest F P Rect StructParent")
_FIELD = _names("Type Subtype AP AS BS DA F FT Ff MaxLen P Rect StructParent T TU V")
# Operators that put something on a page. Source: ISO 32000-1, annex A.
_PAINTING = frozenset(
    (
        *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "INLINE IMAGE"),
        *("Tj", "TJ", "'", '"'),
    )
)
# Operators that put nothing on a page.
_SILENT = frozenset(
    (
        *("BMC", "BDC", "EMC", "q", "Q", "cm", "re", "W", "n", "rg", "RG", "g", "G"),
        *("BT", "ET", "Tf", "Td", "TD", "Tm"),
    )
)


def is_filled_in(file: Path) -> bool | None:
    """Say whether someone has filled in, signed, drawn on or locked a file, if there is one.

    None where that cannot be told: it cannot be read, is damaged, is not of this program, or was
    saved by another in a way that we do not know. Whoever would write over it keeps it then.
    """
    try:
        with open_plain_folder(file.parent) as folder:
            raw = folder.read(file.name)
    except FileNotFoundError:
        return False
    except (OSError, PlaceTakenError):
        return None
    try:
        with (
            catch_warnings(action="error"),  # what can be read in part cannot be told
            pikepdf.open(io.BytesIO(raw), attempt_recovery=False) as document,
        ):
            return _judge(document, raw)
    except pikepdf.PasswordError:  # we lock none
        return True
    except (pikepdf.PdfError, pikepdf.PikepdfError, RecursionError, Warning, *MALFORMED):
        return None


def _judge(document: Pdf, raw: bytes) -> bool | None:
    """Look for one thing that a reader has left; without any, for all that makes it ours."""
    notes = [note for page in document.pages for note in page.obj.get("/Annots", ())]
    form = document.Root.get("/AcroForm", Dictionary())
    if (
        document.is_encrypted
        or any(key in form for key in ("/XFA", "/SigFlags"))
        or "/Perms" in document.Root
        or any(note.get("/Subtype") not in ("/Link", "/Widget") for note in notes)
        or any(map(_is_field_filled, _fields_of(form, notes)))
    ):
        return True
    return False if all(_signs_of_ours(document, form, notes, raw)) else None


def _fields_of(form: Object, notes: list[Object]) -> Iterator[Object]:
    """Give each widget, and each field that a form names, also where no page shows it."""
    left = [*(n for n in notes if n.get("/Subtype") == "/Widget"), *form.get("/Fields", ())]
    seen: set[tuple[int, int]] = set()
    while left:
        field = left.pop()
        if field.objgen not in seen or field.objgen == (0, 0):
            seen.add(field.objgen)
            yield field
            if field.objgen == (0, 0) and "/Kids" in field:
                raise ValueError("fields that stand inside each other cannot be told apart")
            left += [*field.get("/Kids", ()), *((field.Parent,) if "/Parent" in field else ())]


def _is_field_filled(field: Object) -> bool:
    value = field.get("/V")
    if value is not None and (
        not isinstance(value, pikepdf.String | pikepdf.Name) or str(value) not in BLANK
    ):  # a signature is a dictionary, a long text may be a stream
        return True
    return "/RV" in field or str(field.get("/AS", "")) not in BLANK or _shows_something(field)


def _shows_something(field: Object) -> bool:
    """Say whether an appearance of an empty field puts anything on the page."""
    appearance = field.get("/AP", Dictionary()).get("/N")
    if appearance is None:
        return False
    if isinstance(appearance, pikepdf.Stream):
        return _draws(appearance)
    return "/Off" in appearance and _draws(appearance["/Off"])


def _draws(stream: Object) -> bool:
    return any(str(one.operator) not in _SILENT for one in pikepdf.parse_content_stream(stream))


def _signs_of_ours(document: Pdf, form: Object, notes: list[Object], raw: bytes) -> Iterator[bool]:
    """Give what must hold of a file that is still as this program wrote it."""
    info = document.docinfo
    yield (
        str(info.get("/Producer", "")).startswith("WeasyPrint ")
        or info.get("/Creator") == "brochure"
    )
    yield ", version " in str(info.get("/Keywords", ""))
    # Whoever adds to a file writes a second table, and what is cut off after one is no table.
    yield raw.count(_TABLE) == 1 and raw.rstrip().endswith(_END)
    yield set(document.Root.keys()) <= _ROOT and set(form.keys()) <= _FORM
    yield set(document.Root.get("/Names", Dictionary()).keys()) <= _NAMES
    # What is for patients is tagged; what else lies on a page, somebody has put there.
    yield "/StructTreeRoot" in document.Root or _is_for_press(document)
    tagged = [page for page in document.pages if "/StructParents" in page.obj]
    yield len(tagged) == len(document.pages) or not (tagged or form)
    yield not any(map(_paints_untagged, tagged))
    for page in document.pages:
        yield set(page.obj.keys()) <= _PAGE and isinstance(
            page.obj.get("/Contents"), pikepdf.Stream
        )
    for note in notes:
        yield set(note.keys()) <= (_FIELD if note.Subtype == "/Widget" else _LINK)
    fields = [note for note in notes if note.Subtype == "/Widget"]
    yield {f.objgen for f in form.get("/Fields", ())} == {f.objgen for f in fields}
    # Where fields were made part of the page, their tags stay behind.
    yield _count(document, lambda one: one.get("/S") == "/Form") == len(fields)
    yield not document.get_warnings()


def _is_for_press(document: Pdf) -> bool:
    """Say whether a file is one for a print shop, which is not tagged. Source: ISO 15930."""
    return any(one.get("/S") == "/GTS_PDFX" for one in document.Root.get("/OutputIntents", ()))


def _paints_untagged(page: Page) -> bool:
    """Say whether a page shows anything that is neither tagged nor marked as decoration."""
    depth = 0
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        if depth == 0 and operator in _PAINTING:
            return True
    return False


def _count(document: Pdf, holds: Callable[[Object], bool]) -> int:
    return sum(isinstance(o, pikepdf.Dictionary) and holds(o) for o in document.objects)
