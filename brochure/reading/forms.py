"""Finished PDF -> its form fields, read by pikepdf.

Source: ISO 32000-1, 12.7.
"""

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Object, Page

from brochure.base.geometry import Rect

_KINDS = {"/Tx": "text", "/Btn": "checkbox", "/Sig": "signature"}
_REQUIRED, _MULTILINE, _RADIO_OR_BUTTON = 1 << 1, 1 << 12, 3 << 15
_BLANK = ("", "/Off")
_DEEPEST = 64


@dataclass(frozen=True)
class ReadField:
    """One field of a finished file.

    `spoken_name` is what a screen reader says of it; `several` that it takes more than one line;
    `drawn` that each of its states has an appearance of its own. `page` counts from 1, 0 is none;
    `rect` is told from the top left corner of the trim; `type_pt` is the size of what is typed, 0
    if nothing is. `number` is that of its object.
    """

    name: str
    kind: str
    spoken_name: str
    required: bool
    several: bool
    filled: bool
    drawn: bool
    page: int
    rect: Rect
    type_pt: float
    number: int


def read_fields(pdf: bytes) -> tuple[ReadField, ...]:
    """Read all form fields: those on pages, in order, then those that stand on none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm", Dictionary())
        drawn = not form.get("/NeedAppearances", False)
        found = [
            _field(note, number, page, drawn)
            for number, page in enumerate(document.pages, 1)
            for note in page.obj.get("/Annots", ())
            if note.get("/Subtype") == "/Widget"
        ]
        on_pages = {field.number for field in found}
        rest = (f for f in form.get("/Fields", ()) if f.objgen[0] not in on_pages)
        found += [_field(f, 0, None, False) for f in rest if "/Kids" not in f]
    return tuple(found)


def _field(note: Object, number: int, page: Page | None, drawn: bool) -> ReadField:
    flags = int(_inherit(note, "/Ff") or 0)
    kind = str(_inherit(note, "/FT") or "")
    known = (
        _KINDS.get(kind, kind) if not (kind == "/Btn" and flags & _RADIO_OR_BUTTON) else "button"
    )
    appearance = note.get("/AP", Dictionary()).get("/N")
    states = 2 if known == "checkbox" else 0
    has_all = appearance is not None and len(appearance.keys() if states else ()) >= states
    return ReadField(
        name=str(_inherit(note, "/T") or ""),
        kind=known,
        spoken_name=str(_inherit(note, "/TU") or ""),
        required=bool(flags & _REQUIRED),
        several=known == "text" and bool(flags & _MULTILINE),
        filled=_is_filled(note),
        drawn=drawn and has_all,
        page=number,
        rect=_rect(note, page) if page is not None else Rect(0, 0, 0, 0),
        type_pt=_type_pt(str(_inherit(note, "/DA") or "")) if known == "text" else 0.0,
        number=note.objgen[0],
    )


def _is_filled(note: Object) -> bool:
    value = _inherit(note, "/V")
    is_file = isinstance(value, pikepdf.Dictionary)  # a signature
    return is_file or str(value or "") not in _BLANK or str(note.get("/AS", "")) not in _BLANK


def _inherit(note: Object, key: str) -> Object | None:
    """Return an entry of a field, or of the field that it belongs to.

    Raises ValueError for a field that belongs to itself, or to more than _DEEPEST others.
    """
    for _ in range(_DEEPEST):
        if key in note or "/Parent" not in note:
            return note.get(key)
        note = note.Parent
    raise ValueError("a form field without a beginning")


def _rect(note: Object, page: Page) -> Rect:
    left, top = float(page.trimbox[0]), float(page.trimbox[3])
    sides = [float(side) for side in note.get("/Rect", (0, 0, 0, 0))]
    (x, right), (low, high) = sorted(sides[::2]), sorted(sides[1::2])
    return Rect(x - left, top - high, right - left, top - low)


def _type_pt(appearance: str) -> float:
    """Return the size that a default appearance sets, 0 for one that viewers choose."""
    before = appearance.split(" Tf")[0].split()
    return float(before[-1]) if " Tf" in appearance else 0.0
