"""Selection -> what an edition must be heard to say beside its words: headings and descriptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brochure.selection.passage import Passage
from brochure.selection.selected import PlacedSection, parts_of


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
        tuple(part.alt for placed in places for part in parts_of(placed) if part.alt),
    )


def _headings(placed: PlacedSection) -> Iterator[Heading]:
    if placed.title:
        yield Heading(placed.title)
    for part in parts_of(placed):
        asks = part.asks
        title = part.passage_of(asks.heading)
        if title and (part.passage_of(asks.over_what) or not asks.over_what):
            yield Heading(title, placed.title)
