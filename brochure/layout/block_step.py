"""Flowing text -> margins that set its blocks on one grid of lines, the same on facing pages.

CSS Rhythmic Sizing calls it ``block-step-size``, and WeasyPrint 70.0 does not know it. A template
asks for it by ``data-block-step`` on what flows: its blocks then take whole steps of half a line of
its text, so that each begins on the grid wherever a page ends. Only room after a block is added.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from brochure.base.tolerances import PANEL_SLACK_PT
from brochure.layout.box_walk import boxes_with
from brochure.layout.engine.boxes import (
    PT_PER_PX,
    EnginePage,
    LayoutBox,
    child_boxes,
    is_block,
    line_px,
    surrounds,
)
from brochure.layout.flow import selector_of

ATTRIBUTE = "data-block-step"


def step_blocks(root: Element, pages: Sequence[EnginePage]) -> str:
    """Return rules of CSS under which the blocks of flowing text stand on the grid.

    `root` is the ``html`` element of the page; `pages` are so tall that no block is parted.
    """
    rules: list[str] = []
    for flow in (flow for page in pages for _, flow in boxes_with(ATTRIBUTE, page)):
        step_px = line_px(flow) / 2
        for above, below in pairwise(_blocks(flow)):
            gap_px = _gap_px(above, below, step_px) if step_px else None
            if above.element is not None and gap_px is not None:
                where, gap_pt = selector_of(root, above.element), gap_px * PT_PER_PX
                rules.append(f"{where}{{margin-bottom:{gap_pt:.3f}pt!important}}")
    return "".join(rules)


def _gap_px(above: LayoutBox, below: LayoutBox, step_px: float) -> float | None:
    """Return the room between two blocks that makes the first take whole steps; None if it does."""
    taken_px = below.border_box_y() - above.border_box_y()
    more_px = -taken_px % step_px
    slack_px = PANEL_SLACK_PT / PT_PER_PX
    if min(more_px, step_px - more_px) < slack_px:
        return None
    return taken_px + more_px - above.border_height()


def _blocks(flow: LayoutBox) -> Iterator[LayoutBox]:
    """Give what stands on the grid: the blocks of each place, and a place that is a box as one."""
    for place in child_boxes(flow):
        if not (is_block(place) and place.is_in_normal_flow()):
            continue
        if surrounds(place):
            yield place
        else:
            inner = child_boxes(place)
            yield from (box for box in inner if is_block(box) and box.is_in_normal_flow())
