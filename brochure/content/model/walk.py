"""Content -> each of its parts with where it stands, outermost first."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from brochure.base.finding import ContentPath
from brochure.content.model.wording import Part


def walk_parts(value: object, path: ContentPath = ()) -> Iterator[tuple[ContentPath, Part]]:
    """Give every part under `value`, itself first, each with its content path."""
    if isinstance(value, Part):
        yield path, value
        for name, own in value:  # of content that could be read in parts, those that are there
            yield from walk_parts(own, (*path, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(cast("tuple[object, ...]", value)):
            yield from walk_parts(part, (*path, index))
    elif isinstance(value, dict):
        for key, part in cast("dict[str, Any]", value).items():
            yield from walk_parts(part, (*path, key))


def provenance_at(path: ContentPath, parts: Mapping[ContentPath, Part]) -> str:
    """Return where wording comes from: what it says itself, or the nearest part around it.

    `parts` are all parts around it, by path. Empty where none says.
    """
    for end in range(len(path), 0, -1):
        own = getattr(parts.get(path[:end]), "provenance", None)
        if own:
            return str(own)
    return ""
