"""Selection -> what an edition must be heard to say beside its words: headings and descriptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brochure.selection.passage import Passage
from brochure.selection.selection import PlacedSection, SelectedPart, parts_of

# The parts of content whose `title` is a heading; other titles are bold words of a sentence.
_TITLED = ("callout", "statement", "alert", "step")


@dataclass(frozen=True)
class Heading:
    """Wording that must be a heading; `under` is the title of the place that it stands in."""

    passage: Passage
    under: Passage | None = None


@dataclass(frozen=True)
class Spoken:
    """The headings of an edition and the descriptions of its figures, in the order of content."""

    headings: tuple[Heading, ...] = ()
    descriptions: tuple[str, ...] = ()


def collect_spoken(panels: Mapping[str, tuple[PlacedSection, ...]]) -> Spoken:
    """Gather from the selected parts what must be heard, whatever templates make of them."""
    places = tuple(placed for panel in panels.values() for placed in panel)
    return Spoken(
        tuple(heading for placed in places for heading in _headings(placed)),
        tuple(alt for placed in places for part in parts_of(placed) if (alt := _description(part))),
    )


def _headings(placed: PlacedSection) -> Iterator[Heading]:
    if placed.title:
        yield Heading(placed.title)
    for part in parts_of(placed):
        title: Any = part.parts.get("title")
        if part.kind in _TITLED and title:
            yield Heading(title, placed.title)


def _description(part: SelectedPart) -> str:
    """Return the description of a figure or of a code that can be scanned; else nothing."""
    drawn = "file" in part.parts or part.parts.get("show") == "qr"
    return str(part.parts.get("alt") or "") if drawn else ""
