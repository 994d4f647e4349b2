"""What a page of HTML puts into each panel, and what is left of it once it is laid out.

Absolutely positioned boxes drop what runs past the page without a word (WeasyPrint 70), so what a
panel holds is counted, and compared with what it should hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brochure.layout.box_walk import boxes_with, walk_boxes
from brochure.layout.engine.boxes import (
    EnginePage,
    LayoutBox,
    attribute_of,
    is_generated,
    is_text,
    written_text,
)

_HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True)
class PanelContents:
    """How many letters and signs a panel holds, and how many marks."""

    name: str
    signs: int
    marks: int


def contents_wanted(html: Element) -> tuple[PanelContents, ...]:
    """Return what a page of HTML puts into each panel, in its order."""
    return tuple(
        PanelContents(
            panel.get("data-panel", ""),
            sum(_count(text) for text in _texts(panel)),
            sum(_counts(e) for e in panel.iter()),
        )
        for panel in html.iter()
        if panel.get("data-panel")
    )


def contents_laid(pages: Sequence[EnginePage]) -> tuple[PanelContents, ...]:
    """Return what is left of that once it is laid out; a panel on two pages counts twice."""
    panels = (found for page in pages for found in boxes_with("data-panel", page))
    return tuple(_contents(panel) for name, panel in panels if name)


def _contents(panel: LayoutBox) -> PanelContents:
    own = [box for box in walk_boxes(panel) if not is_generated(box)]
    marks = {b.element for b in own if b.element is not None and _counts(b.element)}
    texts = (written_text(box) for box in own if is_text(box))
    return PanelContents(
        attribute_of(panel, "data-panel") or "", sum(map(_count, texts)), len(marks)
    )


def _counts(element: Element) -> bool:
    """Say whether an element is a mark that must be there; lines that fill a page need not."""
    return element.get("data-mark") is not None and element.get("data-more") is None


def _texts(element: Element) -> Iterator[str]:
    """Give the texts in an element, but for decoration and comments."""
    yield element.text or ""
    for child in element:
        if not callable(child.tag) and child.get("data-deco") is None:
            yield from _texts(child)
        yield child.tail or ""


def _count(text: str) -> int:
    """Count the letters and signs of a text; spaces and hyphens come and go where lines end."""
    return sum(not (sign.isspace() or sign in _HYPHENS) for sign in text)
