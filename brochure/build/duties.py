"""Which document states and owes what -> a table for people, and JSON."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from brochure.base.printable import join_lines, put_on_one_line
from brochure.content.model.content import Content
from brochure.content.yaml.source import Source
from brochure.selection.duties import Duty

_WIDTH = 100  # columns of a terminal
_CELL, _INDENT = 4, "    "
_SIGNS = (
    "ok owed and printed   + printed, not owed   . not owed   gap to fill in   !! OWED AND MISSING"
)
_HEADS = {"clinic": "The clinic", "fact": "Facts", "statement": "Statements"}


def duties_text(duties: Sequence[Duty], content: Content, source: Source) -> str:
    """Return the table: a row for each fact and statement, a column for each document.

    Under each row stands what it says, its status and source, and its line.
    """
    names = tuple(content.editions)
    longest = max(len(duty.id) for duty in duties)
    columns = (_WIDTH - longest) // _CELL
    lines = [_SIGNS, "", *_legend(names)]
    for first in range(0, len(names), columns):
        shown = range(first, min(first + columns, len(names)))
        kind = ""
        for duty in duties:
            if duty.kind != kind:
                kind = duty.kind
                numbers = "".join(f"{n + 1:>{_CELL}}" for n in shown)
                lines.extend(("", f"{_HEADS[kind]:<{longest}}{numbers}"))
            cells = "".join(f"{_sign(duty, names[n]):>{_CELL}}" for n in shown)
            lines.append(f"{duty.id:<{longest}}{cells}")
            lines.extend(() if first else _explain(duty, source))
    lost = [f"MISSING: {d.id} in {', '.join(d.missing)}" for d in duties if d.missing]
    return join_lines((*lines, *("", *lost) * bool(lost)))


def _legend(names: Sequence[str]) -> Iterator[str]:
    """Give what each number of a column stands for, as many to a line as fit."""
    entries = [f"{number:>2} {name}" for number, name in enumerate(names, 1)]
    width = max(len(entry) for entry in entries) + 2
    beside = max(1, _WIDTH // width)
    for first in range(0, len(entries), beside):
        yield "".join(f"{e:<{width}}" for e in entries[first : first + beside]).rstrip()


def _sign(duty: Duty, name: str) -> str:
    if name in duty.missing:
        return "!!"
    if name in duty.printed:
        if not duty.value:
            return "gap"
        return "ok" if name in duty.owed else "+"
    return "."


def _explain(duty: Duty, source: Source) -> Iterator[str]:
    yield from wrap(
        duty.value or "(a gap)",
        _WIDTH,
        max_lines=2,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        placeholder=" …",
    )
    where = f"{source.file}:{source.place(duty.path).line}"
    about = " · ".join(part for part in (duty.status, duty.source, where) if part)
    yield from wrap(
        put_on_one_line(about), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
    )


def duties_json(duties: Sequence[Duty], source: Source) -> tuple[dict[str, object], ...]:
    """Return the table as values for JSON: for each row, editions by what they do with it."""
    return tuple(
        {
            "kind": duty.kind,
            "id": duty.id,
            "value": duty.value,
            "status": duty.status,
            "source": duty.source,
            "file": source.file,
            "line": source.place(duty.path).line,
            "printed": duty.printed,
            "owed": duty.owed,
            "missing": duty.missing,
            "printed_not_owed": tuple(n for n in duty.printed if n not in duty.owed),
        }
        for duty in duties
    )
