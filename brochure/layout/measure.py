"""The engine's box tree -> panels and how full they are, folios, marks, field areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from brochure.base.geometry import Rect
from brochure.base.tolerances import PANEL_SLACK_PT
from brochure.layout.box_walk import boxes_with, join_runs, walk_boxes
from brochure.layout.engine.boxes import (
    PT_PER_PX,
    EnginePage,
    LayoutBox,
    attribute_of,
    child_boxes,
    clip_of,
    has_fixed_height,
    is_block,
    is_cell,
    is_column,
    is_generated,
    is_inline,
    is_line,
    is_margin,
    is_replaced,
    is_text,
    look_of,
    root_box,
    type_px,
    written_text,
)
from brochure.layout.printed import Folio, Mark, Panel, RepeatedHeads

_CLEAR_OF_CELL_PT = 2.0  # nearer words of two cells would be read as one text
_GAP_PT = 4.0  # between a signer's name and where to sign


@dataclass(frozen=True)
class _Line:
    text: str
    left_pt: float
    right_pt: float
    bottom_pt: float
    height_pt: float
    path: str

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class FieldArea:
    """Where a form field goes: the box of its element, the area, and the size of type there."""

    name: str
    page: int
    area: Rect
    type_pt: float
    box: LayoutBox


@dataclass(frozen=True)
class Frame:
    """A page or column of flowing text: the box that holds it, and how far that is filled."""

    box: LayoutBox
    panel: Panel


def panels_of(page: EnginePage, number: int) -> Iterator[Panel]:
    """Give each element with ``data-panel`` on one laid-out page, measured where it stands."""
    for name, box in boxes_with("data-panel", page):
        if name:
            yield _measure(name, number, box)


def frames_of(page: EnginePage, number: int) -> tuple[Frame, ...]:
    """Return where text flows on one laid-out page, in reading order; none where nothing does.

    The content area of a page without panels, or, beside panels, each column of the element with
    ``data-flow``: down to the next panel, or to the end of the page.
    """
    root = root_box(page)
    whole = Rect(*_content_area(root))
    fixed = [_rect(box, margins=False) for name, box in boxes_with("data-panel", page) if name]
    flows = [box for _, box in boxes_with("data-flow", page)]
    if not (fixed or flows):
        text = next(c for c in child_boxes(root) if not is_margin(c))
        return (Frame(root, replace(_measure(f"page {number}", number, text, whole), flows=True)),)
    frames: list[Frame] = []
    columns = [box for flow in flows for box in _columns(flow)]
    for n, box in enumerate(columns, 1):
        left, top, right, _ = _content_area(box)
        bottom = min((f.top for f in fixed if f.top > top), default=whole.bottom)
        name = f"page {number}" + (f", column {n}" if len(columns) > 1 else "")
        measured = _measure(name, number, box, Rect(left, top, right, bottom))
        frames.append(Frame(box, replace(measured, flows=True)))
    return tuple(frames)


def _columns(box: LayoutBox) -> tuple[LayoutBox, ...]:
    return tuple(child for child in child_boxes(box) if is_column(child)) or (box,)


def folios_of(page: EnginePage, number: int) -> Iterator[Folio]:
    """Give the boxes in the page margins that hold text."""
    for child in child_boxes(root_box(page)):
        if is_margin(child):
            text = " ".join(line.text for line in _lines(child))
            if text:
                named = any(b.element is not None for b in walk_boxes(child))
                yield Folio(number, _rect(child, margins=True), text, named)


def repeated_heads_of(pages: Sequence[EnginePage]) -> Iterator[RepeatedHeads]:
    """Give the heads of tables that the engine prints again, where a table runs on."""
    seen: set[Element] = set()
    for number, page in enumerate(pages, 1):
        for box in walk_boxes(root_box(page)):
            if box.element_tag == "thead" and box.element is not None:
                if box.element in seen:
                    paths = (attribute_of(inner, "data-src") for inner in walk_boxes(box))
                    named = tuple(dict.fromkeys(path for path in paths if path))
                    yield RepeatedHeads(number, _rect(box, margins=False), named)
                seen.add(box.element)


def marks_of(page: EnginePage, number: int) -> Iterator[Mark]:
    """Give each element with ``data-mark``: a checkbox, ruled line, figure, code or picture."""
    for kind, box in boxes_with("data-mark", page):
        if kind:
            sign = attribute_of(box, "alt") or attribute_of(box, "class") or ""
            path = attribute_of(box, "data-file") or ""
            sign = sign if kind == "figure" else ""
            rect = _rect(box, margins=False)
            yield Mark(kind, number, rect, sign, path, _shown(box, rect))


def status_areas_of(page: EnginePage, number: int) -> Iterator[Mark]:
    """Give each element with ``data-status``: where the status is said. Its sign is its look."""
    for _, box in boxes_with("data-status", page):
        yield Mark("status", number, _rect(box, margins=False), look_of(box))


def _shown(box: LayoutBox, rect: Rect) -> Rect | None:
    clip = clip_of(box)
    if clip is None:
        return None
    left, top, right, bottom = (side * PT_PER_PX for side in clip)
    return rect.cut_to(Rect(rect.left + left, rect.top + top, rect.left + right, rect.top + bottom))


def field_areas_of(page: EnginePage, number: int) -> Iterator[FieldArea]:
    """Give each element with ``data-field``: its area above its rule, right of what it says."""
    seen: set[Element] = set()
    for box in walk_boxes(root_box(page)):
        name = attribute_of(box, "data-field")
        if not name or box.element is None or box.element in seen or is_generated(box):
            continue
        seen.add(box.element)
        area, rule_pt = _rect(box, margins=False), box.border_bottom_width * PT_PER_PX
        if not box.border_top_width:  # a line to write on; a box is filled in as a whole
            area = replace(area, bottom=area.bottom - rule_pt)
        runs = [inner for inner in walk_boxes(box) if is_text(inner)]
        if runs:
            right = max(run.position_x + run.width for run in runs) * PT_PER_PX
            area = replace(area, left=right + _GAP_PT)
        yield FieldArea(name, number, area, type_px(box) * PT_PER_PX, box)


def page_numbers_of(page: EnginePage) -> Iterator[tuple[str, str]]:
    """Give what stands in each element with ``data-page-of``: the heading it names, the number."""
    for heading, box in boxes_with("data-page-of", page):
        if heading:
            runs = [b for b in walk_boxes(box) if is_text(b)]
            yield heading, "".join(run.text for run in runs).strip()


def _measure(name: str, number: int, box: LayoutBox, area: Rect | None = None) -> Panel:
    rect = area or Rect(*_content_area(box))
    lines = sorted(_lines(box), key=lambda line: line.bottom_pt)
    bottom = max((b for b in _bottoms(box)), default=rect.top)
    over = max(0.0, bottom - rect.bottom)
    late = [line for line in lines if line.bottom_pt > rect.bottom + PANEL_SLACK_PT]
    first, after = _to_quote(lines, late) if over > PANEL_SLACK_PT else (None, False)
    wide = [
        (line.text, max(line.right_pt - rect.right, rect.left - line.left_pt), line.path)
        for line in lines
        if line.right_pt > rect.right + PANEL_SLACK_PT or line.left_pt < rect.left - PANEL_SLACK_PT
    ]
    return Panel(
        name=name,
        page=number,
        rect=rect if area else _rect(box, margins=False),
        used_pt=round(bottom - rect.top, 2),
        room_pt=round(rect.height, 2),
        over_pt=round(over, 2) if over > PANEL_SLACK_PT else 0.0,
        words=sum(line.words for line in lines),
        lines_over=len(late),
        words_over=sum(line.words for line in late),
        words_free=_words_free(lines, rect.bottom - bottom),
        first_over=first.text if first else "",
        first_over_path=first.path if first else "",
        over_after=after,
        wide=tuple((text, round(pt, 1), path) for text, pt, path in (*wide, *_wide_in_rows(box))),
    )


def _to_quote(lines: list[_Line], late: list[_Line]) -> tuple[_Line | None, bool]:
    """Return the first line that does not fit, of what content says: the control line is ours.

    Where that alone does not fit, or a picture, it is the last line before it, and true.
    """
    own = [line for line in late if line.path]
    before = [line for line in lines if line.path]
    if before and not own:
        return before[-1], True
    some = own or late
    return next((line for line in some if line.words > 1), some[0] if some else None), False


def _wide_in_rows(box: LayoutBox) -> Iterator[tuple[str, float, str]]:
    """Give each line of a cell that comes too near the next cell: text, by how much, and path."""
    for row in walk_boxes(box):
        cells = [cell for cell in child_boxes(row) if is_cell(cell)]
        for cell, beside in pairwise(cells):
            end = _rect(beside, margins=False).left - _CLEAR_OF_CELL_PT
            yield from (
                (line.text, line.right_pt - end, line.path)
                for line in _lines(cell)
                if line.right_pt > end
            )


def _words_free(lines: list[_Line], room_pt: float) -> int:
    """Estimate the words that still fit: whole lines at this panel's own words per line."""
    text = [line for line in lines if line.words > 1]
    if not text or room_pt <= 0:
        return 0
    pitch = sorted(line.height_pt for line in text)[len(text) // 2]
    return int(room_pt // pitch) * sum(line.words for line in text) // len(text)


def _rect(box: LayoutBox, margins: bool) -> Rect:
    """Return the border box, or the margin box, in points from the page's top left corner."""
    px = (
        (box.position_x, box.position_y, box.margin_width(), box.margin_height())
        if margins
        else (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
    )
    left, top, width, height = (v * PT_PER_PX for v in px)
    return Rect(left, top, left + width, top + height)


def _content_area(box: LayoutBox) -> tuple[float, float, float, float]:
    left, top = box.content_box_x() * PT_PER_PX, box.content_box_y() * PT_PER_PX
    return left, top, left + box.width * PT_PER_PX, top + box.height * PT_PER_PX


def _lines(box: LayoutBox) -> Iterator[_Line]:
    for inner in walk_boxes(box):
        if is_line(inner):
            runs = [b for b in walk_boxes(inner) if is_text(b)]
            text = join_runs(runs)
            if text:
                yield _Line(
                    text,
                    min(r.position_x for r in runs) * PT_PER_PX,
                    max(r.position_x + r.width for r in runs) * PT_PER_PX,
                    (inner.position_y + inner.height) * PT_PER_PX,
                    inner.height * PT_PER_PX,
                    next((p for b in walk_boxes(inner) if (p := attribute_of(b, "data-src"))), ""),
                )


def _bottoms(box: LayoutBox) -> Iterator[float]:
    """Give the lower edge of everything in a panel that can be seen or that holds its place."""
    for inner in walk_boxes(box):
        if inner is box or is_text(inner) or is_inline(inner) or is_margin(inner):
            continue
        if is_line(inner):
            if any(is_text(b) and written_text(b).strip() for b in walk_boxes(inner)):
                yield (inner.position_y + inner.height) * PT_PER_PX
        elif is_replaced(inner):
            if inner.is_in_normal_flow():
                yield _rect(inner, margins=False).bottom
        elif _has_edge(inner):
            yield _rect(inner, margins=False).bottom


def _has_edge(box: LayoutBox) -> bool:
    """Say whether a box has an edge of its own: a rule, padding or a fixed height.

    A tint alone ends where the text on it does, and is in one look and not in another.
    """
    return is_block(box) and bool(
        box.border_bottom_width or box.padding_bottom or has_fixed_height(box)
    )
