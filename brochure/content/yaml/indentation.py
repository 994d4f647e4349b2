"""Lines that YAML cannot read for their indentation -> the one that is indented wrongly.

The parser stumbles where a line no longer fits what stands above it. Often that line is right, and
one above is indented too little: so each is moved in turn, and the one whose move lets YAML read
furthest is to blame.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNTYPED: Any = yaml
_MORE_LINES = 40  # past the one where the parser stopped that are looked at
_MOST_LETTERS = 500_000  # of a file in which lines are tried
_MOST_MOVES = 8
_KEY = re.compile(r"(?:- +)*[\w-]+ *:(?= |$)")
_DASHES = re.compile(r" *(?:- +)*")


@dataclass(frozen=True)
class WrongIndent:
    """A line, from 0, the blanks before it, and how many there should be."""

    line: int
    is_by: int
    should_be_by: int


def find_wrong_indent(
    lines: Sequence[str], stopped: int, column: int, context: int | None
) -> WrongIndent | None:
    """Return the line above `stopped` that is indented wrongly, or None where it is that one.

    `stopped` is the line where the parser stopped, from 0, at `column`; `context` is by how much
    that is indented which the line does not fit.
    """
    written = lines[: stopped + _MORE_LINES]
    if stopped >= len(lines) or sum(map(len, written)) > _MOST_LETTERS:
        return None
    begins = _KEY.match(lines[stopped].lstrip(" "))
    if begins and begins.end() + _indent(lines[stopped]) <= column:
        return None  # a colon inside text
    own = max(_reads_to(written, stopped, by) for by in _moves(lines, stopped))
    for line in _suspects(lines, stopped, context):
        tried = {by: _reads_to(written, line, by) for by in _moves(lines, line, stopped)}
        best = max(tried, key=lambda by: (tried[by], -abs(by - _indent(lines[stopped]))))
        as_likely = tried[best] == own > stopped
        if tried[best] > own or (as_likely and _is_odder(lines, line, stopped)):
            return WrongIndent(line, _indent(lines[line]), best)
    return None


def _is_odder(lines: Sequence[str], line: int, stopped: int) -> bool:
    """Say whether a line stands out more than the one below it, where the move of either helps.

    That is one further out between two that are alike, or of an indentation that is rarer.
    """
    below = _indent(lines[stopped])
    before: int | None = line
    while before is not None and (before == line or _indent(lines[before]) > below):
        before = _above(lines, before)
    if before is not None and _indent(lines[line]) < below and _alike(lines, before, stopped):
        return True
    alike = [sum(_alike(lines, n, other) for other in range(len(lines))) for n in (line, stopped)]
    return alike[0] < alike[1]


def _alike(lines: Sequence[str], one: int, other: int) -> bool:
    """Say whether two lines are indented alike, and both begin entries of a list or neither."""
    first, second = lines[one], lines[other]
    said = second.strip(" ")[:1] not in ("", "#")
    return said and (_is_entry(first), _indent(first)) == (_is_entry(second), _indent(second))


def _is_entry(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def _suspects(lines: Sequence[str], stopped: int, context: int | None) -> Iterator[int]:
    """Give the line above, and the last one that began what the line does not fit."""
    above = _above(lines, stopped)
    if above is None:
        return
    yield above
    line: int | None = above
    while context is not None and line is not None:
        if _indent(lines[line]) <= context:
            if line != above:
                yield line
            return
        line = _above(lines, line)


def _moves(lines: Sequence[str], line: int, stopped: int | None = None) -> Sequence[int]:
    """Return by how much a line may have to be indented: as one of those around it, or further."""
    above = _above(lines, line)
    found: list[int] = []
    if stopped is not None:
        found.append(_indent(lines[stopped]))
    while above is not None and len(found) < _MOST_MOVES:
        found += (_indent(lines[above]), _inner(lines[above]), _inner(lines[above]) + 2)
        if _indent(lines[above]) == 0:
            break
        above = _above(lines, above)
    return tuple(by for by in dict.fromkeys(found) if by != _indent(lines[line])) or (0,)


def _reads_to(lines: Sequence[str], line: int, by: int) -> int:
    """Return the line to which YAML can be read where one is indented otherwise."""
    moved = "\n".join((*lines[:line], " " * by + lines[line].lstrip(" "), *lines[line + 1 :]))
    try:
        for _ in _UNTYPED.parse(moved, Loader=_LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line if mark else 0
    return len(lines)


def _above(lines: Sequence[str], line: int) -> int | None:
    """Return the next line above that says something."""
    spoken = (n for n in range(line - 1, -1, -1) if lines[n].strip(" ")[:1] not in ("", "#"))
    return next(spoken, None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inner(line: str) -> int:
    """Return where the keys of a line begin, past the dashes of list entries."""
    found = _DASHES.match(line)
    return found.end() if found else 0
