"""What the engine has laid out: pages, and the boxes in them, in CSS pixels from the top left.

The box tree is private to WeasyPrint 70.0 (`Page._page_box`, `AbsolutePlaceholder._box`) and
untyped; here is as much of it as we read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, TypeGuard, cast
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes as engine_boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from brochure.base.breaks import PRINTED_HYPHEN, without_breaks
from brochure.layout.engine.paint import PAINT
from brochure.layout.engine.pdf_objects import PdfDictionary

PT_PER_PX = 0.75
_AVOIDED = ("avoid", "avoid-page")
# What lets the same letters in the same box be seen otherwise, beside what is paint.
_LETTERS = (
    *(f"font_{name}" for name in ("family", "size", "weight", "style", "stretch")),
    *("letter_spacing", "word_spacing", "line_height", "text_indent", "text_transform"),
    *("text_align_all", "text_align_last", "direction", "opacity", "visibility", "transform"),
    *(f"border_{side}_style" for side in ("top", "right", "bottom", "left")),
)
_ADDRESS = re.compile(" at 0x[0-9a-f]+")  # in memory, of a value that says nothing else of itself


class EnginePage(Protocol):
    """One laid-out page, its size in CSS pixels."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


class Style(Protocol):
    """The computed style of a box: a value of any kind for each property of CSS."""

    def __getitem__(self, key: str, /) -> Any: ...


class LayoutBox(Protocol):
    """A box, and the element that it is of: none for a page and its margins.

    `widget_annotation` is where the engine keeps the form field of a box; ours goes there too.
    """

    widget_annotation: PdfDictionary | None

    @property
    def link_annotation(self) -> PdfDictionary | None: ...
    @property
    def element(self) -> Element | None: ...
    @property
    def element_tag(self) -> str | None: ...
    @property
    def style(self) -> Style: ...
    @property
    def children(self) -> Sequence["LayoutBox"]: ...
    @property
    def position_x(self) -> float: ...
    @property
    def position_y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def border_top_width(self) -> float: ...
    @property
    def border_bottom_width(self) -> float: ...
    @property
    def padding_bottom(self) -> float: ...
    def margin_width(self) -> float: ...
    def margin_height(self) -> float: ...
    def border_width(self) -> float: ...
    def border_height(self) -> float: ...
    def border_box_x(self) -> float: ...
    def border_box_y(self) -> float: ...
    def content_box_x(self) -> float: ...
    def content_box_y(self) -> float: ...
    def is_in_normal_flow(self) -> bool: ...


class TextBox(LayoutBox, Protocol):
    """A run of text on one line."""

    @property
    def text(self) -> str: ...


def root_box(page: EnginePage) -> LayoutBox:
    """Return the box of a whole page: its margins, and the ``html`` element."""
    private: Any = page
    return private._page_box


def child_boxes(box: LayoutBox) -> tuple[LayoutBox, ...]:
    """Return what stands in a box, with the boxes that absolute placeholders stand for."""
    children: Sequence[Any] = box.children
    return tuple(c._box if isinstance(c, AbsolutePlaceholder) else c for c in children)


def may_have_children(box: LayoutBox) -> bool:
    """Say whether other boxes may stand in a box."""
    return isinstance(box, engine_boxes.ParentBox)


def is_text(box: LayoutBox) -> TypeGuard[TextBox]:
    """Say whether a box is a run of text."""
    return isinstance(box, engine_boxes.TextBox)


def is_line(box: LayoutBox) -> bool:
    """Say whether a box is a line of text and inline elements."""
    return isinstance(box, engine_boxes.LineBox)


def is_inline(box: LayoutBox) -> bool:
    """Say whether a box is an inline element, with text and others in it."""
    return isinstance(box, engine_boxes.InlineBox)


def is_margin(box: LayoutBox) -> bool:
    """Say whether a box stands in the margin of a page."""
    return isinstance(box, engine_boxes.MarginBox)


def is_replaced(box: LayoutBox) -> bool:
    """Say whether a box is a picture or a drawing."""
    return isinstance(box, engine_boxes.ReplacedBox)


def is_block(box: LayoutBox) -> bool:
    """Say whether a box stands for itself, not in a line: a block, a cell, a flex container."""
    return isinstance(
        box, engine_boxes.BlockLevelBox | engine_boxes.TableCellBox | engine_boxes.FlexBox
    )


def is_column(box: LayoutBox) -> bool:
    """Say whether a box is one of the columns that the engine divides a box into."""
    private: Any = box
    return private.is_column


def is_cell(box: LayoutBox) -> bool:
    """Say whether a box is a cell of a table."""
    return isinstance(box, engine_boxes.TableCellBox)


def is_block_picture(box: LayoutBox) -> bool:
    """Say whether a box is a picture that stands between lines, not in one."""
    return isinstance(box, engine_boxes.BlockReplacedBox)


def is_generated(box: LayoutBox) -> bool:
    """Say whether a stylesheet made a box, as by ``::before``."""
    return "::" in (box.element_tag or "")


def attribute_of(box: LayoutBox, name: str) -> str | None:
    """Return an attribute of the element that a box is of."""
    return None if box.element is None else box.element.get(name)


def written_text(box: TextBox) -> str:
    """Return the text of a text box as it was written, without marks where it may break.

    Where `word-spacing` is set, WeasyPrint 70.0 adds a space of no width to a text that is one
    space alone (text/line_break.py, TextLayout.set_text).
    """
    return without_breaks(box.text)


def ends_in_soft_hyphen(box: TextBox) -> bool:
    """Say whether the hyphen at the end of a run stands for a soft one."""
    return box.text.endswith(PRINTED_HYPHEN)


def type_px(box: LayoutBox) -> float:
    """Return the size of type in a box."""
    return box.style["font_size"]


def line_px(box: LayoutBox) -> float:
    """Return the height of a line of text in a box whose stylesheet says it, else 0."""
    height = box.style["line_height"]
    if isinstance(height, float):
        return height * type_px(box)
    return getattr(height, "value", 0.0)


def surrounds(box: LayoutBox) -> bool:
    """Say whether a box has an edge or padding above what stands in it."""
    return bool(box.content_box_y() - box.border_box_y())


def families_of(box: LayoutBox) -> tuple[str, ...]:
    """Return the font families of a box, the wanted one first."""
    return tuple(box.style["font_family"])


def colour_of(box: LayoutBox) -> tuple[float, ...]:
    """Return the colour of type in a box: red, green and blue from 0 to 1."""
    return tuple(box.style["color"].to("srgb").coordinates)


def look_of(box: LayoutBox) -> str:
    """Return how a box and its letters look, whatever it says: the same for the same styles."""
    x, y = box.content_box_x() - box.position_x, box.content_box_y() - box.position_y
    told = (f"{name}: {_tell(box.style[name])}" for name in (*PAINT, *_LETTERS))
    return "; ".join((f"{x:.2f} {y:.2f} {box.width:.2f} {box.height:.2f}", *told))


def _tell(value: Any) -> str:
    return _ADDRESS.sub("", " ".join(_values(value)))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, tuple | list):
        for each in cast("Sequence[Any]", value):
            yield from _values(each)
    elif hasattr(value, "coordinates"):
        yield f"{tuple(value.to('srgb').coordinates)} {value.alpha}"
    else:
        yield repr(value)


def clip_of(box: LayoutBox) -> tuple[float, float, float, float] | None:
    """Return left, top, right and bottom of what is shown of a box, from its border box; or None.

    `clip` is for positioned boxes alone. Source: CSS Masking 1, 8.1.
    """
    private: Any = box
    clip = box.style["clip"]
    if not clip or not private.is_absolutely_positioned():
        return None
    whole = (0, box.border_width(), box.border_height(), 0)
    sides = (side if edge == "auto" else edge for edge, side in zip(clip, whole, strict=True))
    top, right, bottom, left = sides
    return left, top, right, bottom


def avoids_break_inside(box: LayoutBox) -> bool:
    """Say whether no page should end within a box."""
    return box.style["break_inside"] in _AVOIDED


def avoids_break_after(box: LayoutBox) -> bool:
    """Say whether no page should end after a box."""
    return box.style["break_after"] in _AVOIDED


def has_fixed_height(box: LayoutBox) -> bool:
    """Say whether a stylesheet gives a box its height, whatever stands in it."""
    return box.style["height"] != "auto"
