"""Form fields -> widgets over the places where layout put what is filled in.

WeasyPrint 70.0 makes fields of its own, but knows no signatures, ignores `required`, gives text no
appearance, lays areas upside down, and leaves the drawing to viewers, which PDF/A forbids. So its
forms stay switched off: a box or line is drawn as on paper, and a clear field of ours lies over it.
Source: ISO 32000-1, 12.7; ISO 19005-2, 6.3.3 and 6.4.1; ISO 14289-1, 7.18.
"""

from collections.abc import Sequence
from dataclasses import replace

from brochure.base.geometry import Rect
from brochure.base.tolerances import LEAST_FIELD_TYPE_PT
from brochure.base.winansi_font import Entry, FontMetrics, WinAnsiFont
from brochure.layout.engine.boxes import PT_PER_PX, LayoutBox, colour_of, families_of
from brochure.layout.engine.documents import EngineDocument
from brochure.layout.engine.pdf_objects import (
    PdfFile,
    PdfValue,
    add_dictionary,
    annotations_of,
    make_array,
    make_dictionary,
    make_stream,
    make_string,
)
from brochure.layout.field_font import field_font, mean_width_em
from brochure.layout.measure import FieldArea
from brochure.selection.selected import Field

_TYPES = {"text": "/Tx", "checkbox": "/Btn", "signature": "/Sig"}
_PRINT = 4
# Field flags, ISO 32000-1, tables 221 and 228.
_REQUIRED, _MULTILINE, _NO_SCROLLING = 1 << 1, 1 << 12, 1 << 23
# Viewers set lines as far apart as the font is high: so high that type stands on ruled lines.
_ASCENT, _DESCENT = 1.0, 0.35
_LEADING = _ASCENT + _DESCENT
_METRICS = FontMetrics(
    box=(-500, round(-1000 * _DESCENT), 1500, round(1000 * _ASCENT)),
    ascent=round(1000 * _ASCENT),
    descent=round(-1000 * _DESCENT),
    cap_height=660,
)
_TAG = "FIELDS"
# Some centre capitals and not the whole line (pypdf 7.1): this much leaves room below for a “g”.
_ONE_LINE = 1.55
# A field of one line is no higher than finger and type need, so that type stands near the rule.
_LEAST_HEIGHT_PT = 18.0
# So much less than its lines are high is what is typed, or viewers take the last line for too much.
_MARGIN_PT = 0.3
# Of the mean width of a letter, less a margin: what is longer does not fit on its lines.
_NARROW = 0.985
# A tick: where its stroke goes, as shares of the box, and how broad it is.
_TICK = ((0.24, 0.5), (0.43, 0.28), (0.77, 0.76))
_TICK_WIDTH = 0.15


def add_fields(
    fields: Sequence[Field], spots: Sequence[FieldArea], document: EngineDocument, pdf: PdfFile
) -> None:
    """Put each field that has a spot over it, in the order of spots: their order on the page.

    `document` and `pdf` are the engine's, before its tags are written.
    """
    wanted = {field.name: field for field in fields}
    of: dict[str, list[FieldArea]] = {}
    for spot in spots:
        if spot.name in wanted:
            of.setdefault(spot.name, []).append(spot)
    if not of:
        return
    form = _Form(pdf, next(iter(of.values()))[0].box)
    for name, own in of.items():
        height_pt = document.pages[own[0].page - 1].height * PT_PER_PX
        form.add(wanted[name], own, height_pt)
    form.finish()


class _Form:
    """The form of one file while it is made."""

    def __init__(self, pdf: PdfFile, box: LayoutBox) -> None:
        self.pdf = pdf
        self.fields = make_array()
        font = field_font(families_of(box))
        self.letter_em = mean_width_em(font) * _NARROW
        self.fonts = make_dictionary({"Text": _font(pdf, font)})

    def add(self, field: Field, spots: list[FieldArea], height_pt: float) -> None:
        """Add one field over its spots, which lie under each other."""
        first = spots[0]
        area, type_pt = _area(field, spots)
        colour = _colour(first.box)
        bottom, top = height_pt - area.bottom, height_pt - area.top
        widget = make_dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "Rect": make_array(round(n, 2) for n in (area.left, bottom, area.right, top)),
                "F": _PRINT,
                "BS": make_dictionary({"W": 0}),
                "P": self.pdf.page_references[first.page - 1],
                "FT": _TYPES[field.kind],
                "T": make_string(field.name),
                "TU": make_string(field.spoken_name),
            }
        )
        flags = _REQUIRED * field.required
        if field.kind == "text":
            flags |= _NO_SCROLLING | _MULTILINE * (field.lines > 1)
            widget["DA"] = make_string(f"/Text {type_pt:g} Tf {colour} rg")
            widget["MaxLen"] = int(len(spots) * area.width / (type_pt * self.letter_em))
        if flags:
            widget["Ff"] = flags
        widget.update(self._appearance(field, area, colour))
        self.pdf.add_object(widget)
        first.box.widget_annotation = widget
        annotations_of(self.pdf, first.page - 1).append(widget.reference)
        self.fields.append(widget.reference)

    def _appearance(self, field: Field, area: Rect, colour: str) -> dict[str, PdfValue]:
        """Return how an empty field looks: clear, so that box or line show through."""
        size = (round(area.width, 2), round(area.height, 2))
        if field.kind == "checkbox":
            tick = self._draw(size, _tick(size, colour))
            states = make_dictionary({"Off": self._draw(size, ""), "Yes": tick})
            return {"AS": "/Off", "V": "/Off", "AP": make_dictionary({"N": states})}
        drawing = "/Tx BMC EMC" if field.kind == "text" else ""
        return {"AP": make_dictionary({"N": self._draw(size, drawing)})}

    def _draw(self, size: tuple[float, float], drawing: str) -> bytes:
        extra: dict[str, PdfValue] = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": make_array((0, 0, *size)),
        }
        extra["Resources"] = make_dictionary({"Font": self.fonts} if "/Tx" in drawing else {})
        stream = make_stream([drawing.encode()] if drawing else [], extra)
        self.pdf.add_object(stream)
        return stream.reference

    def finish(self) -> None:
        entries = {
            "Fields": self.fields,
            "DR": make_dictionary({"Font": self.fonts}),
            "DA": make_string(f"/Text {LEAST_FIELD_TYPE_PT:g} Tf 0 g"),
        }
        self.pdf.catalog["AcroForm"] = add_dictionary(self.pdf, entries).reference


def _area(field: Field, spots: Sequence[FieldArea]) -> tuple[Rect, float]:
    """Return the area of a field and the size of what is typed in it."""
    area = Rect.enclose(spot.area for spot in spots)
    type_pt = max(LEAST_FIELD_TYPE_PT, spots[0].type_pt)
    if field.kind == "text" and len(spots) > 1:
        type_pt = max(LEAST_FIELD_TYPE_PT, (area.height - _MARGIN_PT) / (len(spots) * _LEADING))
    elif field.kind == "text":
        height_pt = min(area.height, max(_LEAST_HEIGHT_PT, type_pt * _ONE_LINE))
        area = replace(area, top=area.bottom - height_pt)
        type_pt = max(LEAST_FIELD_TYPE_PT, min(type_pt, height_pt / _ONE_LINE))
    return area, round(type_pt, 2)


def _colour(box: LayoutBox) -> str:
    """Return the colour of type in a box, as operands of PDF."""
    return " ".join(f"{part:.3g}" for part in colour_of(box))


def _tick(size: tuple[float, float], colour: str) -> str:
    width, height = size
    first, *more = (f"{x * width:.2f} {y * height:.2f}" for x, y in _TICK)
    lines = " ".join(f"{point} l" for point in more)
    return f"q {_TICK_WIDTH * height:.2f} w 1 J 1 j {colour} RG {first} m {lines} S Q"


def _font(pdf: PdfFile, font: WinAnsiFont) -> bytes:
    """Add the font of fields to a file. Source: ISO 32000-1, 9.6.3, 9.8 and 9.9."""
    file = make_stream([font.file], {"Length1": len(font.file)}, compress=True)
    pdf.add_object(file)
    described = _values(replace(font, metrics=_METRICS).descriptor_entries(_TAG))
    descriptor = add_dictionary(pdf, {**described, "FontFile2": file.reference})
    entries = {**_values(font.font_entries(_TAG)), "FontDescriptor": descriptor.reference}
    return add_dictionary(pdf, entries).reference


def _values(entries: dict[str, Entry]) -> dict[str, PdfValue]:
    return {k: make_array(v) if isinstance(v, tuple) else v for k, v in entries.items()}
