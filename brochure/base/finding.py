"""What a check reports: one problem, where it is, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
ContentPath = tuple[str | int, ...]  # keys and list indexes from the top of content.yaml


@dataclass(frozen=True)
class Finding:
    """One problem. `id` is permanent; the place is given as exactly as it is known.

    `path` is a content path such as ``sections[3].blocks[1].text``; `line` and `column` count
    from 1, 0 means unknown; `page` counts from 1. `detail` holds further lines, such as the
    offending line of the file with a caret under it.
    """

    id: str
    what: str
    remedy: str = ""
    severity: Severity = "error"
    path: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    edition: str = ""
    channel: str = ""
    look: str = ""
    page: int = 0
    panel: str = ""
    detail: tuple[str, ...] = ()


def pluralize(number: int, noun: str) -> str:
    """Return ``1 entry``, ``2 entries``."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
