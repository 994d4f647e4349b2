"""Content -> each of its parts with where it stands, outermost first."""

from collections.abc import Iterator, Mapping

from brochure.base.finding import ContentPath
from brochure.content.model.wording import FieldValue, Part

_NO_PART = (str, int, bool, type(None))


def walk_parts(value: FieldValue, path: ContentPath = ()) -> Iterator[tuple[ContentPath, Part]]:
    """Give every part under `value`, itself first, each with its content path."""
    found: list[tuple[ContentPath, Part]] = []
    _collect(value, path, found)
    return iter(found)


def _collect(value: FieldValue, path: ContentPath, found: list[tuple[ContentPath, Part]]) -> None:
    if type(value) in _NO_PART:  # most values; to ask whether one is a model takes longer
        return
    if isinstance(value, Part):
        found.append((path, value))
        # Of content that could be read in parts, those that are there.
        for name, own in vars(value).items():
            _collect(own, (*path, name), found)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            _collect(part, (*path, index), found)
    elif isinstance(value, dict):
        for key, part in value.items():
            _collect(part, (*path, key), found)


def provenance_at(path: ContentPath, parts: Mapping[ContentPath, Part]) -> str:
    """Return where wording comes from: what it says itself, or the nearest part around it.

    `parts` are all parts around it, by path. Empty where none says.
    """
    for end in range(len(path), 0, -1):
        part = parts.get(path[:end])
        own = vars(part).get("provenance") if part else None
        if own:
            return str(own)
    return ""
