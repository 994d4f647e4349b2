"""Ways through the engine's box tree: all boxes, or one for each element with an attribute."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from brochure.layout.engine.boxes import (
    EnginePage,
    LayoutBox,
    attribute_of,
    child_boxes,
    root_box,
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
