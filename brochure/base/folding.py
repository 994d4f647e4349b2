"""Findings of many documents -> what is to be mended: each cause once, what is gravest first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from brochure.base.finding import Cause, Finding, Location, Severity, has_errors


def fold_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with each cause in the stead of all that follows from it, and ranked.

    What is found alike in several documents, channels, looks or pages is told once, too. Errors
    come before warnings, and causes before what stands alone; else the order stays.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(finding), []).append(finding)
    return tuple(sorted(map(_fold, groups.values()), key=_rank))


def _key(finding: Finding) -> object:
    if finding.cause:
        return finding.cause.id, finding.cause.place
    return replace(finding, place=_anywhere(finding.place))


def _anywhere(place: Location) -> Location:
    """Return a place as it is in every document."""
    return replace(place, edition="", channel="", look="", page=0, panel="", box=None)


def _fold(group: list[Finding]) -> Finding:
    """Return one finding for several that are alike, or follow from one cause."""
    causes: list[Cause] = [finding.cause for finding in group if finding.cause]
    if not causes:
        places = tuple(finding.place for finding in group)
        told_where = len(places) > 1 and group[0].place.edition
        return replace(group[0], places=places) if told_where else group[0]
    worst = min(causes, key=lambda cause: cause.share)
    themselves = [finding for finding in group if finding.id == worst.id]
    places = tuple(finding.place for finding in themselves or group)
    severity: Severity = "error" if has_errors(group) else "warning"
    alone = _at_cause(worst.place, places[0])
    return Finding(
        worst.id,
        worst.what,
        worst.remedy,
        severity,
        worst.place if len(places) > 1 else alone,
        tuple(dict.fromkeys(line for f in themselves for line in f.detail)) or worst.detail,
        worst,
        places,
    )


def _at_cause(cause: Location, place: Location) -> Location:
    """Return where in content a cause is, and where in a document it is seen."""
    at = {name: getattr(cause, name) for name in ("path", "file", "line", "column")}
    return replace(place, **at)


def _rank(finding: Finding) -> tuple[bool, bool]:
    return finding.severity != "error", finding.cause is None


def pages_in_words(numbers: Sequence[int]) -> str:
    """Return ``page 3`` or ``pages 2–4, 7``, or nothing where there is none."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    if not runs:
        return ""
    text = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {text}"
