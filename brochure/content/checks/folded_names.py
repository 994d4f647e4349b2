"""A name that leads nowhere in many documents -> one finding that names them all."""

from collections.abc import Iterable
from dataclasses import replace

from brochure.base.finding import Finding, Location

_UNKNOWN, _EDITIONS = "content.unknown-name", "editions."
_LOST = "there is no "  # so begins what is said of a thing that is gone, or misspelt


def fold_names(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with each lost name told once, where it is named first, and where else.

    Their order stays.
    """
    groups: dict[object, list[Finding]] = {}
    for number, found in enumerate(findings):
        lost = found.id == _UNKNOWN and found.what.startswith(_LOST)
        groups.setdefault(found.what if lost else number, []).append(found)
    return tuple(map(_fold, groups.values()))


def _fold(group: list[Finding]) -> Finding:
    first, *others = group
    if not others:
        return first
    also = ", ".join(f"{_holder(found.place)} (line {found.place.line})" for found in others)
    return replace(first, detail=(*first.detail, f"Named also in: {also}"))


def _holder(place: Location) -> str:
    """Return the document that names a thing, or the path of what names it in no document."""
    path = place.path
    return path.split(".")[1] if path.startswith(_EDITIONS) else path
