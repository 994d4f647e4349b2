"""All that was found in one document -> the same, and which of it only follows from another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from brochure.base.finding import Cause, Finding, Location, as_cause
from brochure.proofs.examined import CLINIC

# What is seen wrongly on pages on which colours do not stand apart: it follows from that.
_ALSO_SEEN = ("words.ground", "things.hidden", "contrast.sign")
_OVERFULL, _TOO_WIDE = "fit.overfull", "fit.too-wide"
# What falls off a panel that holds too much: words, and the numbers of pages in contents.
_LOST = ("words.missing", "pages.contents")
# What words run into that have no room: edges, folds and fields, on that page or on the next one.
_RUN_INTO = ("margins.printed", "own.safe-zone", "fit.unsafe")
_PUSHED = ("field.apart", "field.over-words")


@dataclass(frozen=True)
class _Causes:
    """What others may follow from: pale colours and lack of room by page, full panels by name."""

    pale: Mapping[int, Cause | None]
    full: Mapping[str, Cause]
    crowded: Mapping[int, Cause]
    wide: Mapping[int, Cause]


def find_consequences(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return all findings of one document, each with its cause where that is another of them."""
    last_first = tuple(reversed(findings))
    full = [found for found in last_first if found.id == _OVERFULL]
    causes = _Causes(
        {found.place.page: found.cause for found in last_first if found.cause},
        {found.place.panel: as_cause(found) for found in full},
        {
            page: as_cause(found)
            for further in (1, 0)  # what falls off a page stands on the next one
            for found in full
            for page in (found.place.page + further,)
        },
        {found.place.page: _itself(found) for found in last_first if found.id == _TOO_WIDE},
    )
    return tuple(_with_cause(found, causes) for found in findings)


def _itself(found: Finding) -> Cause:
    """Return what has no room as a cause: a fact of the clinic is one and the same everywhere."""
    cause = as_cause(found)
    if found.id == _TOO_WIDE and found.place.path.startswith(CLINIC):
        return replace(cause, place=Location(found.place.path))
    return cause


def _with_cause(found: Finding, causes: _Causes) -> Finding:
    if found.cause:
        return found
    page = found.place.page
    cause: Cause | None = None
    if found.id in (_OVERFULL, _TOO_WIDE):
        cause = _itself(found)
    elif found.id in _ALSO_SEEN:
        cause = causes.pale.get(page)
    elif found.id in _LOST:
        cause = causes.full.get(found.place.panel)
    elif found.id in _RUN_INTO:
        cause = causes.crowded.get(page) or causes.wide.get(page)
    elif found.id in _PUSHED:
        cause = causes.wide.get(page)
    return replace(found, cause=cause) if cause else found
