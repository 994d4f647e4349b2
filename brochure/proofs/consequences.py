"""All that was found in one document -> the same, and which of it only follows from another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brochure.base.finding import Cause, Finding, as_cause

# What is seen wrongly on pages on which colours do not stand apart: it follows from that.
_ALSO_SEEN = ("words.ground", "things.hidden", "contrast.sign")
_OVERFULL = "fit.overfull"
# What falls off a panel that holds too much: words, and the numbers of pages in contents.
_LOST = ("words.missing", "pages.contents")


def find_consequences(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return all findings of one document, each with its cause where that is another of them."""
    pale = {found.place.page: found.cause for found in reversed(findings) if found.cause}
    full = {f.place.panel: as_cause(f) for f in reversed(findings) if f.id == _OVERFULL}
    return tuple(_with_cause(found, pale, full) for found in findings)


def _with_cause(
    found: Finding, pale: Mapping[int, Cause | None], full: Mapping[str, Cause]
) -> Finding:
    if found.cause:
        return found
    if found.id in _ALSO_SEEN:
        return replace(found, cause=pale.get(found.place.page))
    if found.id in _LOST:
        return replace(found, cause=full.get(found.place.panel))
    if found.id == _OVERFULL:
        return replace(found, cause=as_cause(found))
    return found
