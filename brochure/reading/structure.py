"""What a structure element of a PDF says of itself, for every reader of tags.

Source: ISO 32000-1, 14.7.2 (structure elements) and 14.7.5 (attributes).
"""

from itertools import count
from typing import TypeAlias

import pikepdf
from pikepdf import Dictionary, Object

from brochure.base.errors import MALFORMED

_SAID = ("/Alt", "/Lang", "/E", "/ID", "/ActualText")
_DEEPEST, _DEEPEST_VALUE, _MOST = 250, 8, 200_000

# What a tag says of itself: names and strings as text, numbers, and several of these.
Fact: TypeAlias = "str | float | tuple[Fact, ...]"
# The objects of the tags around a tag.
Around: TypeAlias = tuple[tuple[int, int], ...]


class TagDescent:
    """The way down a tree of tags, which has an end: a file of others may hold anything."""

    def __init__(self) -> None:
        self._met = count(1)

    def enter(self, element: Object, around: Around) -> Around:
        """Return the tags around what is in `element`. Raises ValueError where they have no end."""
        circle = element.is_indirect and element.objgen in around
        if circle or len(around) > _DEEPEST or next(self._met) > _MOST:
            raise ValueError("the tags of a file have no end")
        return (*around, element.objgen)


def facts_of(element: Object) -> dict[str, Fact]:
    """Return the entries of an element and of its attributes, such as Alt, Lang, Scope and BBox."""
    facts = {key[1:]: _plain(element[key]) for key in _SAID if key in element}
    for attributes in several(element.get("/A")):
        if isinstance(attributes, Dictionary):
            facts |= {k[1:]: _plain(v) for k, v in attributes.items() if k != "/O"}
    return facts


def several(value: Object | None) -> tuple[Object, ...]:
    """Return what may be one thing, several or none as several."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, pikepdf.Array) else (value,)


def _plain(value: Object, depth: int = 0) -> Fact:
    """Return a value of PDF as one of Python; empty text where it is of no such kind."""
    if isinstance(value, pikepdf.Array) and depth < _DEEPEST_VALUE:
        return tuple(_plain(part, depth + 1) for part in value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    try:
        return float(value)
    except MALFORMED:
        return ""
