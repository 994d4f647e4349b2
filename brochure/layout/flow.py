"""Where flowing text breaks badly, and what has to give way, so that the next layout does better.

WeasyPrint 70.0 keeps to ``break-inside: avoid`` where that leaves a heading alone or a page empty
before a list that no page has room for, and looks only backwards for a better place to break. So a
layout is looked at, and laid out again with a rule for the first place that is wrong: a list there
may run over, or a line there goes with what follows. Where nothing is wrong this costs a look.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brochure.base.tolerances import LEAST_FILLED_SHARE, LEAST_LINES_BELOW_HEADING
from brochure.layout.box_walk import walk_boxes
from brochure.layout.engine.boxes import (
    EnginePage,
    LayoutBox,
    attribute_of,
    avoids_break_after,
    avoids_break_inside,
    child_boxes,
    is_block,
    is_generated,
    is_line,
    is_margin,
    is_replaced,
    root_box,
)
from brochure.layout.measure import flow_panel

# Groups of entries: these may run over. What else is kept whole, such as a box, never fits better.
_GROUPS = ("ul", "ol", "dl", "table", "section")
_ENTRIES = ("li", "div", "tr")
_HEADINGS = ("h1", "h2", "h3", "h4")
_MAY_BREAK = "break-inside:auto!important"
_MAY_PART = "break-after:auto!important"
_STAYS = "break-after:avoid!important"
_FULL = 0.9  # of a page: below, something more would have had room
_MANY = 9  # lines: enough


@dataclass(frozen=True)
class _Turn:
    """Where one page of flowing text ends and the next begins, without being told to.

    `filled` is the share of the page that text takes. `top` are the boxes that begin the page,
    `last` those that end it, `first` those that begin the next, each from the outermost to the
    innermost; `goes_on` are the elements of which the next page but one has a part. `stranded` says
    that a heading ends the page, with less than two lines below it.
    """

    filled: float
    top: tuple[LayoutBox, ...]
    last: tuple[LayoutBox, ...]
    first: tuple[LayoutBox, ...]
    goes_on: frozenset[Element]
    stranded: bool

    def remedies(self) -> Iterator[tuple[Element, str]]:
        """Give what may help, the best first: an element, and what to declare of it."""
        ended = _elements(self.last)
        pushed = next((box for box in self.first if box.element not in ended), None)
        held = tuple(_held_together(pushed)) if pushed else ()
        for box in held:
            if box.element is not None and avoids_break_inside(box) and self._gives_way(box):
                yield box.element, _MAY_BREAK
        for box in held:
            entry = box.element_tag in _ENTRIES and avoids_break_after(box)
            if box.element is not None and entry and self.filled < LEAST_FILLED_SHARE:
                yield box.element, _MAY_PART
        begun = _elements(self.first)
        end = next((box for box in self.last if box.element not in begun), None)
        if self.stranded and end and end.element is not None and not avoids_break_after(end):
            yield end.element, _STAYS

    def _gives_way(self, box: LayoutBox) -> bool:
        """Say whether a group is better broken than kept whole."""
        if self.filled < _FULL and box.element in self.goes_on:
            return True
        classes = (attribute_of(box, "class") or "").split()
        group = box.element_tag in _GROUPS or "contact" in classes
        return (
            group and "boxed" not in classes and (self.stranded or self.filled < LEAST_FILLED_SHARE)
        )


def mend_flow(root: Element, pages: Sequence[EnginePage], rules: Sequence[str]) -> str:
    """Return one more rule of CSS that lets the first bad break be better, or nothing.

    `root` is the ``html`` element of the page, `rules` are those that it was laid out with.
    """
    for turn in _turns(pages):
        for element, declaration in turn.remedies():
            rule = f"{_selector(root, element)}{{{declaration}}}"
            if rule not in rules:
                return rule
    return ""


def _turns(pages: Sequence[EnginePage]) -> Iterator[_Turn]:
    flows = [_flows(page) for page in pages]
    for n, page in enumerate(pages[:-1]):
        panel = flow_panel(page, n + 1)
        if not (flows[n] and flows[n + 1] and panel.room_pt):
            continue
        beyond = walk_boxes(root_box(pages[n + 2])) if n + 2 < len(pages) else ()
        top, last, first = _chain(page, 0), _chain(page, -1), _chain(pages[n + 1], 0)
        stranded = _ends_in_heading(page, _elements(first) - _elements(top))
        filled = panel.used_pt / panel.room_pt
        yield _Turn(filled, top, last, first, _elements(beyond), stranded)


def _flows(page: EnginePage) -> bool:
    """Say whether a page holds flowing text alone."""
    return not any(attribute_of(box, "data-panel") for box in walk_boxes(root_box(page)))


def _elements(boxes: Iterable[LayoutBox]) -> frozenset[Element]:
    return frozenset(box.element for box in boxes if box.element is not None)


def _parts(box: LayoutBox) -> list[LayoutBox]:
    """Return what flows in a box: neither decoration nor the heads that a table repeats."""
    return [
        child
        for child in child_boxes(box)
        if not (is_generated(child) or is_margin(child) or child.element_tag == "thead")
        and attribute_of(child, "data-deco") is None
        and child.is_in_normal_flow()
    ]


def _chain(page: EnginePage, end: int) -> tuple[LayoutBox, ...]:
    """Return the boxes of the first (0) or last (-1) line of a page's text, outermost first."""
    chain = [root_box(page)]
    while not is_line(chain[-1]) and (inner := _parts(chain[-1])):
        chain.append(inner[end])
    return tuple(chain[1:])


def _held_together(box: LayoutBox) -> Iterator[LayoutBox]:
    """Give a box and those in it between which no page may end, from its beginning."""
    yield box
    if not is_line(box):
        for part in _parts(box):
            yield from _held_together(part)
            if not avoids_break_after(part):
                break


def _ends_in_heading(page: EnginePage, going_on: frozenset[Element]) -> bool:
    """Say whether a page ends with a heading of what goes on, or with one line below it."""
    lines = _MANY
    for parent, box in _walk(root_box(page)):
        if box.element_tag in _HEADINGS and is_block(box):
            lines = 0 if parent.element in going_on else _MANY
        elif is_line(box) and not _in_heading(box):
            lines += 1
        elif is_replaced(box) or attribute_of(box, "data-mark"):
            lines = _MANY
    return lines < LEAST_LINES_BELOW_HEADING


def _walk(box: LayoutBox) -> Iterator[tuple[LayoutBox, LayoutBox]]:
    """Give each box that flows in one, with the box around it, in the order of the page."""
    for part in _parts(box):
        yield box, part
        yield from _walk(part)


def _in_heading(line: LayoutBox) -> bool:
    return line.element is not None and line.element.tag in _HEADINGS


def _selector(root: Element, element: Element) -> str:
    """Return a selector that meets this element alone: the way to it from the root."""
    steps: list[str] = []
    parents = {child: parent for parent in root.iter() for child in parent}
    while element is not root:
        parent = parents[element]
        siblings = [child for child in parent if not callable(child.tag)]
        steps.append(f":nth-child({siblings.index(element) + 1})")
        element = parent
    return ">".join(("html", *reversed(steps)))
