"""What was measured -> medians, ratios, and the table as text or Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_HEAD = ("row", "what", "ours", "yardstick", "theirs", "ratio", "aim")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured of ours, and of a yardstick run in turn with it.

    Without `ours` nothing was measured, and `note` says why; without `theirs` there is no ratio.
    `aim` is what the ratio, or else our figure, should not exceed; 0 if nothing was said.
    """

    group: str
    what: str
    ours: tuple[float, ...] = ()
    yardstick: str = ""
    theirs: tuple[float, ...] = ()
    unit: str = "s"
    aim: float = 0.0
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Our median over theirs; None where one of them is missing or nothing."""
        if not (self.ours and self.theirs) or not median(self.theirs):
            return None
        return median(self.ours) / median(self.theirs)

    @property
    def held(self) -> bool | None:
        """Whether the aim is reached; None where none was said, or nothing measured."""
        against = (self.ratio if self.theirs else median(self.ours)) if self.ours else None
        return None if against is None or not self.aim else against <= self.aim

    def cells(self) -> tuple[str, ...]:
        """Return the row as its columns are printed."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        aim = f"≤ {self.aim:g}" if self.aim else ""
        if self.held is False:
            aim += " (not yet)"
        ours = _figure(self.ours, self.unit) if self.ours else self.note or "not measured"
        theirs = _figure(self.theirs, self.unit) if self.theirs else ""
        return (self.group, self.what, ours, self.yardstick, theirs, ratio, aim)


def to_text(rows: Sequence[Row]) -> str:
    """Return the table with columns of even width."""
    lines = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def to_markdown(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    lines = [_HEAD, ("---",) * len(_HEAD), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def _figure(values: Sequence[float], unit: str) -> str:
    """Return a median and its unit, with the digits that mean something."""
    middle = median(values)
    digits = 0 if middle >= 100 or middle == int(middle) else 1 if middle >= 10 else 3
    return f"{middle:,.{digits}f} {unit}".rstrip()
