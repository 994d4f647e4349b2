"""Selected parts -> what an edition shows beside words, as each kind of part asks for it."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from markupsafe import Markup

from brochure.content.model.asks import NOTHING
from brochure.selection.passage import Passage
from brochure.selection.selected import (
    NOTHING_SHOWN,
    Inventory,
    PlacedSection,
    SelectedPart,
    add_inventories,
    parts_of,
    passages_in,
)

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


def take_inventory(panels: Mapping[str, tuple[PlacedSection, ...]]) -> Inventory:
    """Count what the selected parts show beside words; links inside wording come last."""
    places = tuple(placed for panel in panels.values() for placed in panel)
    parts = (part for placed in places for part in parts_of(placed))
    said = (passage for placed in places for passage in passages_in(placed))
    boxed = tuple(tuple(passages_in(placed)) for placed in places if placed.boxed)
    inline = tuple(link for passage in said for link in _links_in(passage))
    more = Inventory(links=inline, boxes=boxed)
    return add_inventories((*(one for part in parts for one in _inventories_of(part)), more))


def _links_in(said: Passage) -> Iterator[tuple[str, str]]:
    for href, text in _LINK.findall(said.html):
        yield unescape(href), Markup(text).striptags()


def _inventories_of(part: SelectedPart) -> Iterator[Inventory]:
    """Give what one part shows, its own parts left out: most show nothing beside words."""
    if part.shows is not NOTHING_SHOWN:
        yield part.shows
    if part.asks is not NOTHING or part.wanted or part.fields:
        yield _asked_of(part)


def _asked_of(part: SelectedPart) -> Inventory:
    asks = part.asks
    pair = tuple(part.passage_of(name) for name in asks.beside or ())
    return Inventory(
        checkboxes=len(part.entries_of(asks.boxes)),
        lines=part.ruled_lines + len(part.wanted),
        figures=1 if part.text_of(asks.sign) or asks.pictured else 0,
        pairs=((pair[0], pair[1]),) if len(pair) == 2 and pair[0] and pair[1] else (),
        fields=part.fields,
        groups=(tuple(passages_in(part)),) if asks.whole else (),
        fills=int(part.fills),
    )
