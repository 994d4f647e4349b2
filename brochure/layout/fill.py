"""Blanks that go on to the end of their panel or page -> as many lines as it has room for.

A template marks such a blank with ``data-fill``, and with ``data-more`` those of its lines that a
stylesheet hides until layout shows them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from brochure.base.tolerances import PANEL_SLACK_PT
from brochure.layout.box_walk import boxes_with, walk_boxes
from brochure.layout.engine.boxes import PT_PER_PX, EnginePage, LayoutBox, attribute_of
from brochure.layout.flow import selector_of
from brochure.layout.measure import frames_of, panels_of
from brochure.layout.printed import Panel

BLANK = "data-fill"
_SHOWN = "{where}>[data-more]:nth-of-type(-n+{count}){{display:block!important}}"


def fill_blanks(root: Element, pages: Sequence[EnginePage]) -> str:
    """Return rules of CSS that show as many more lines as there is room for; equal shares of it.

    `root` is the ``html`` element of the page, `pages` are laid out with the fewest lines.
    """
    return "".join(
        _SHOWN.format(where=selector_of(root, blank.element), count=count)
        for number, page in enumerate(pages, 1)
        for blanks, room_pt in _areas(page, number)
        for blank in blanks
        if blank.element is not None and (count := int(room_pt / len(blanks) / _pitch_pt(blank)))
    )


def _areas(page: EnginePage, number: int) -> Iterator[tuple[list[LayoutBox], float]]:
    """Give the blanks of each panel, page or column that has some, and the room it has left."""
    blanks = [box for _, box in boxes_with(BLANK, page)]
    if not blanks:
        return
    flowing = (frame.panel for frame in frames_of(page, number))
    for area in (*panels_of(page, number), *flowing):
        inside = [blank for blank in blanks if _stands_in(blank, area)]
        if inside:
            yield inside, area.room_pt - area.used_pt + PANEL_SLACK_PT


def _stands_in(blank: LayoutBox, area: Panel) -> bool:
    top, left = blank.border_box_y() * PT_PER_PX, blank.border_box_x() * PT_PER_PX
    return area.rect.top <= top < area.rect.bottom and area.rect.left <= left < area.rect.right


def _pitch_pt(blank: LayoutBox) -> float:
    """Return how far apart the lines of a blank stand."""
    lines = [box for box in walk_boxes(blank) if attribute_of(box, "data-mark") is not None]
    return max(one.border_box_y() - other.border_box_y() for other, one in pairwise(lines)) * (
        PT_PER_PX
    )
