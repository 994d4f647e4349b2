"""What a check reports: one problem, where it is, and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from brochure.base.geometry import Rect
from brochure.base.printable import MOST_DETAILS, MOST_LETTERS

MOST_FINDINGS = 300  # that are told of one content or file; one cause has made the others

Severity = Literal["error", "warning"]
ContentPath = tuple[str | int, ...]  # keys and list indexes from the top of content.yaml


@dataclass(frozen=True)
class Location:
    """Where a problem is, as exactly as it is known.

    `path` is a content path such as ``sections[3].blocks[1].text``; `line` and `column` count
    from 1, 0 means unknown; `page` counts from 1, 0 is the whole file. `box` is the area on the
    page, in points from the top left corner of the trim.
    """

    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    edition: str = ""
    channel: str = ""
    look: str = ""
    page: int = 0
    panel: str = ""
    box: Rect | None = None


@dataclass(frozen=True)
class Cause:
    """What findings follow from: told once, in their stead, where it can be mended.

    `share` is how much of what is needed is there, from 0 to 1: of several with the same id and
    place the one with the least is told, for what mends it mends the others.
    """

    id: str
    what: str
    remedy: str
    place: Location
    share: float = 1.0
    detail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One problem. `id` is permanent.

    `detail` holds further lines, such as the offending line of the file with a caret under it.
    `cause` is what it only follows from, where that is known. One that stands for several
    (`brochure.base.folding`) has the `places` of all of them.
    """

    id: str
    what: str
    remedy: str = ""
    severity: Severity = "error"
    place: Location = field(default_factory=Location)
    detail: tuple[str, ...] = ()
    cause: Cause | None = None
    places: tuple[Location, ...] = ()


def as_cause(finding: Finding) -> Cause:
    """Return a finding as what others of its document follow from, whatever the channel."""
    place = replace(finding.place, channel="", look="", page=0, box=None)
    return Cause(finding.id, finding.what, finding.remedy, place, detail=finding.detail)


def has_errors(findings: Iterable[Finding], strict: bool = False) -> bool:
    """Say whether any of these is an error; if strict, whether there is any at all.

    An error keeps a file from being written. With --strict, a warning keeps a message from being
    sent, and makes a build end with code 1.
    """
    return any(strict or finding.severity == "error" for finding in findings)


def names_no_file(findings: Iterable[Finding]) -> bool:
    """Say whether a call named a file that is not there, or a folder: it was a wrong call."""
    return any(finding.id in ("file.missing", "file.folder") for finding in findings)


def is_failure(finding: Finding) -> bool:
    """Say whether a finding tells why the work could not be done, and not what came of it."""
    return names_no_file([finding]) or finding.id == "output.write"


def cap_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is told of findings: all, or errors before warnings and how many more there are.

    Their order stays.
    """
    if len(findings) <= MOST_FINDINGS:
        return tuple(findings)
    ranked = sorted(range(len(findings)), key=lambda n: findings[n].severity != "error")
    kept = [findings[number] for number in sorted(ranked[:MOST_FINDINGS])]
    return (*kept, count_more([findings[number] for number in ranked[MOST_FINDINGS:]]))


def rank_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return errors before warnings; else their order stays."""
    return tuple(sorted(findings, key=lambda found: found.severity != "error"))


def count_findings(findings: Sequence[Finding]) -> str:
    """Return ``1 error, 2 warnings``; of what there is none nothing is said."""
    errors = sum(found.severity == "error" for found in findings)
    counts = {"error": errors, "warning": len(findings) - errors}
    return ", ".join(pluralize(number, noun) for noun, number in counts.items() if number)


def count_more(left_out: Sequence[Finding]) -> Finding:
    """Return a finding that stands for those that are not told."""
    what = f"and {len(left_out):,} more {'finding' if len(left_out) == 1 else 'findings'}"
    severity: Severity = "error" if has_errors(left_out) else "warning"
    return Finding("findings.more", what, "Mend those above, then run this again.", severity)


def flatten_findings(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return findings for JSON, no more and no longer than people are told."""
    return [flatten_finding(finding) for finding in cap_findings(findings)]


def flatten_finding(finding: Finding) -> dict[str, object]:
    """Return a finding for JSON: its place is told flat, and without the area on the page."""
    place = _flatten_place(finding.place)
    return {
        "id": finding.id,
        "what": _cut(finding.what),
        "remedy": _cut(finding.remedy),
        "severity": finding.severity,
        **place,
        "path": _cut(finding.place.path),
        "detail": tuple(map(_cut, finding.detail[:MOST_DETAILS])),
        **({"cause": _flatten_cause(finding.cause)} if finding.cause else {}),
    }


def _flatten_cause(cause: Cause) -> dict[str, object]:
    what, remedy = _cut(cause.what), _cut(cause.remedy)
    return {"id": cause.id, "what": what, "remedy": remedy, **_flatten_place(cause.place)}


def _flatten_place(place: Location) -> dict[str, object]:
    flat = asdict(place)
    del flat["box"]
    return flat


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def pluralize(number: int, noun: str) -> str:
    """Return ``1 entry``, ``2 entries``."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
