"""Selection -> what an edition must be heard to say beside its words: headings and descriptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brochure.selection.passage import Said
from brochure.selection.selection import Picked, Placed, parts_of

# The parts of content whose `title` is a heading; other titles are bold words of a sentence.
_TITLED = ("callout", "statement", "alert", "step")


@dataclass(frozen=True)
class Heading:
    """Wording that must be a heading; `under` is the title of the place that it stands in."""

    said: Said
    under: Said | None = None


@dataclass(frozen=True)
class Heard:
    """The headings of an edition and the descriptions of its figures, in the order of content."""

    headings: tuple[Heading, ...] = ()
    descriptions: tuple[str, ...] = ()


def heard_in(panels: Mapping[str, tuple[Placed, ...]]) -> Heard:
    """Gather from the picked parts what must be heard, whatever templates make of them."""
    places = tuple(placed for panel in panels.values() for placed in panel)
    return Heard(
        tuple(heading for placed in places for heading in _headings(placed)),
        tuple(alt for placed in places for part in parts_of(placed) if (alt := _described(part))),
    )


def _headings(placed: Placed) -> Iterator[Heading]:
    if placed.title:
        yield Heading(placed.title)
    for part in parts_of(placed):
        title: Any = part.parts.get("title")
        if part.kind in _TITLED and title:
            yield Heading(title, placed.title)


def _described(part: Picked) -> str:
    """Return the description of a figure or of a code that can be scanned; else nothing."""
    drawn = "file" in part.parts or part.parts.get("show") == "qr"
    return str(part.parts.get("alt") or "") if drawn else ""
