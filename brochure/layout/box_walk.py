"""Ways through the engine's box tree: all boxes, or one for each element with an attribute."""

import math
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from brochure.base.tolerances import WORD_SPACE_SHARE_OF_TYPE
from brochure.layout.engine.boxes import (
    EnginePage,
    LayoutBox,
    TextBox,
    attribute_of,
    child_boxes,
    root_box,
    type_px,
    written_text,
)


def boxes_with(attribute: str, page: EnginePage) -> Iterator[tuple[str, LayoutBox]]:
    """Give the value of an attribute, and the box, for each element on a page that has it.

    An element may have more boxes inside its own: lines, what a stylesheet generates, the table
    that the engine puts around cells. They are no other panel, mark or field.
    """
    for box in _outermost(root_box(page), None):
        value = attribute_of(box, attribute)
        if value is not None:
            yield value, box


def _outermost(box: LayoutBox, inside: Element | None) -> Iterator[LayoutBox]:
    """Give the boxes that do not lie in another one of the same element."""
    if attribute_of(box, "data-deco") is not None:
        return
    if box.element is not inside:
        yield box
    for child in child_boxes(box):
        yield from _outermost(child, box.element)


def walk_boxes(box: LayoutBox) -> Iterator[LayoutBox]:
    """Give a box and all in it, but for decoration, in the order of the page."""
    if attribute_of(box, "data-deco") is not None:
        return
    yield box
    for child in child_boxes(box):
        yield from walk_boxes(child)


def join_runs(runs: Iterable[TextBox]) -> str:
    """Return the words of one line; a heading that runs in is set apart by its margin alone."""
    text, end_px = "", math.inf
    for run in runs:
        apart = run.position_x - end_px > type_px(run) * WORD_SPACE_SHARE_OF_TYPE
        text += " " * apart + written_text(run)
        end_px = run.position_x + run.width
    return " ".join(text.split())
