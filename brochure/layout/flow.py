"""Where flowing text breaks badly, and what has to give way, so that the next layout does better.

It breaks where a page ends, or a column of one: what holds for pages here holds for columns.

WeasyPrint 70.0 keeps to ``break-inside: avoid`` where that leaves a heading alone or a page empty
before a list that no page has room for, and looks only backwards for a better place to break. So a
layout is looked at, and laid out again with a rule for the first place that is wrong: a list there
may run over, or a line there goes with what follows. Where nothing is wrong this costs a look.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from brochure.base.tolerances import LEAST_FILLED_SHARE, LEAST_LINES_BELOW_HEADING
from brochure.layout.box_walk import boxes_with, walk_boxes
from brochure.layout.engine.boxes import (
    PT_PER_PX,
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
from brochure.layout.measure import frames_of

# Groups of entries: these may run over. What else is kept whole, such as a box, never fits better.
_GROUPS = ("ul", "ol", "dl", "table", "section")
_ENTRIES = ("li", "div", "tr")
_HEADINGS = ("h1", "h2", "h3", "h4")
_MAY_BREAK = "break-inside:auto!important"
_MAY_PART = "break-after:auto!important"
_STAYS = "break-after:avoid!important"
# Less room between blocks, down to a half: closer, and they would no longer stand apart.
FEATHERS = tuple(f":root{{--feather:{share:g}!important}}" for share in (0.75, 0.5))
_FULL = 0.9  # of a page: below, something more would have had room
_MANY = 9  # lines: enough


@dataclass(frozen=True)
class _Turn:
    """Where one page or column of flowing text ends and the next begins, without being told to.

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
            rule = f"{selector_of(root, element)}{{{declaration}}}"
            if rule not in rules:
                return rule
    return next((rule for rule in _room_for_panels(pages) if rule not in rules), "")


def ends_nearly_empty(pages: Sequence[EnginePage]) -> bool:
    """Say whether the last page of flowing text has less on it than looks meant."""
    frames = [frames_of(page, number) for number, page in enumerate(pages, 1)]
    last = next((each for each in reversed(frames) if each), ())
    used = max((frame.panel.used_pt / frame.panel.room_pt for frame in last), default=1.0)
    return sum(map(bool, frames)) > 1 and used < LEAST_FILLED_SHARE


def _room_for_panels(pages: Sequence[EnginePage]) -> Iterator[str]:
    """Give a rule for each page of text after which panels stand alone, as it had no room for them.

    It keeps free what they take, so that text goes over with them.
    """
    for number, (page, after) in enumerate(pairwise(pages), 1):
        ends = any(True for _ in boxes_with("data-flow", page))
        if ends and frames_of(page, number) and not frames_of(after, number + 1):
            root = root_box(page)
            below_px = page.height - root.content_box_y() - root.height
            boxes = walk_boxes(root_box(after))
            taken_px = next(box.height for box in boxes if box.element_tag == "body")
            room_pt = (below_px + taken_px) * PT_PER_PX
            yield f"@page :nth({number}){{margin-bottom:{room_pt:.1f}pt!important}}"


def _turns(pages: Sequence[EnginePage]) -> Iterator[_Turn]:
    frames = tuple(_frames(pages))
    for n, (one, other) in enumerate(pairwise(frames)):
        if not (one and other and one.room_pt):
            continue
        after = frames[n + 2] if n + 2 < len(frames) else None
        beyond = walk_boxes(after.box) if after else ()
        top, last, first = _chain(one.box, 0), _chain(one.box, -1), _chain(other.box, 0)
        stranded = _ends_in_heading(one.box, _elements(first) - _elements(top))
        filled = one.used_pt / one.room_pt
        yield _Turn(filled, top, last, first, _elements(beyond), stranded)


@dataclass(frozen=True)
class _Filled:
    """A page or column of flowing text, how much of it text takes, and how much it could."""

    box: LayoutBox
    used_pt: float
    room_pt: float


def _frames(pages: Sequence[EnginePage]) -> Iterator[_Filled | None]:
    """Give all pages or columns that text flows through; None where a page parts the flow.

    Columns of the last page are balanced: they could be as full as the fullest.
    """
    for number, page in enumerate(pages, 1):
        frames = frames_of(page, number)
        balanced = len(frames) > 1 and not _flows_on(pages, number)
        used = max((frame.panel.used_pt for frame in frames), default=0.0)
        for frame in frames:
            room = used if balanced else frame.panel.room_pt
            yield _Filled(frame.box, frame.panel.used_pt, room)
        if not frames:
            yield None


def _flows_on(pages: Sequence[EnginePage], number: int) -> bool:
    """Say whether text flows on after a page."""
    return number < len(pages) and bool(frames_of(pages[number], number + 1))


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


def _chain(frame: LayoutBox, end: int) -> tuple[LayoutBox, ...]:
    """Return the boxes of the first (0) or last (-1) line of text in a frame, outermost first."""
    chain = [frame]
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


def _ends_in_heading(frame: LayoutBox, going_on: frozenset[Element]) -> bool:
    """Say whether a frame ends with a heading of what goes on, or with one line below it."""
    lines = _MANY
    for parent, box in _walk(frame):
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


def selector_of(root: Element, element: Element) -> str:
    """Return a selector that meets this element alone: the way to it from the root."""
    steps: list[str] = []
    parents = {child: parent for parent in root.iter() for child in parent}
    while element is not root:
        parent = parents[element]
        siblings = [child for child in parent if not callable(child.tag)]
        steps.append(f"{element.tag}:nth-child({siblings.index(element) + 1})")
        element = parent
    return ">".join(("html", *reversed(steps)))
