"""Where things stand in the default content: by id, so that one section more moves none.

A test names a place by a path with ids, as `at` reads it, and edits the lines that stand there;
it need not know their words.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from tests.conftest import ROOT

REAL = (ROOT / "content.yaml").read_text(encoding="utf-8")
_NODE: Any = yaml.compose(REAL, Loader=yaml.SafeLoader)  # type: ignore[reportUnknownMemberType]
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^\]]+)\]")


def at(path: str) -> str:
    """Return a path with numbers for ids: ``sections[safety].title`` is ``sections[5].title``.

    An entry of a list is named by its id, or by the section or statement that it places.
    """
    found, node = "", _NODE
    for step in _STEP.finditer(path):
        key, entry = step.groups()
        if entry and isinstance(node, yaml.SequenceNode) and not entry.isdigit():
            number = [_name_of(each) for each in _entries(node)].index(entry)
            found, node = f"{found}[{number}]", _entries(node)[number]
        else:
            found += step[0]
            node = _below(node, entry or key)
    return found


@dataclass(frozen=True)
class Lines:
    """Whole lines of REAL, from its letter `first` to before `last`; an edit replaces them."""

    first: int
    last: int

    def __str__(self) -> str:
        return REAL[self.first : self.last]


def lines_at(path: str) -> Lines:
    """Return the lines of a key or an entry, with all below it.

    Raises KeyError if nothing stands there.
    """
    node: Any = _NODE
    start = 0
    for step in _STEP.finditer(at(path)):
        key, entry = step.groups()
        if isinstance(node, yaml.MappingNode):
            keys = (k.start_mark.index for k, _ in _pairs(node) if k.value == (key or entry))
            start = next(keys, start)
        node = _below(node, entry or key)
        if node is None:
            raise KeyError(path)
        start = node.start_mark.index if entry else start
    first, end = REAL.rfind("\n", 0, start) + 1, node.end_mark.index
    line = REAL.rfind("\n", 0, end) + 1
    last = REAL.find("\n", end) + 1 if REAL[line:end].strip() else line
    return Lines(first, first + len(_own_lines(REAL[first:last])))


def replaced(*edits: tuple[str | Lines, str]) -> str:
    """Return REAL with other words, each in the place of some lines or where some text is first.

    Raises AssertionError if REAL does not hold a text.
    """
    text = REAL
    for place, words in sorted(((_place_of(old), new) for old, new in edits), reverse=True):
        text = text[: place[0]] + words + text[place[1] :]
    return text


def write_edited(project: Path, *edits: tuple[str | Lines, str]) -> None:
    """Write the default content into a project, with edits."""
    (project / "content.yaml").write_text(replaced(*edits), encoding="utf-8")


def _place_of(old: str | Lines) -> tuple[int, int]:
    if isinstance(old, Lines):
        return old.first, old.last
    assert old in REAL, f"content.yaml no longer holds {old!r}"
    first = REAL.index(old)
    return first, first + len(old)


def _own_lines(text: str) -> str:
    """Return lines without those at the end that are blank, or comments on what follows."""
    lines = text.splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return "".join(lines)


def _pairs(node: yaml.MappingNode) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    return cast("list[tuple[yaml.ScalarNode, yaml.Node]]", node.value)


def _entries(node: yaml.SequenceNode) -> list[yaml.Node]:
    return cast("list[yaml.Node]", node.value)


def _name_of(entry: yaml.Node) -> object:
    if not isinstance(entry, yaml.MappingNode):
        return entry.value
    keys = {key.value: value.value for key, value in _pairs(entry)}
    return next((keys[key] for key in ("id", "section", "statement") if key in keys), None)


def _below(node: Any, step: str | None) -> Any:
    """Return what stands below a place, or nothing where an edit will put something."""
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in _pairs(node) if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and step and step.isdigit():
        entries = _entries(node)
        return entries[int(step)] if int(step) < len(entries) else None
    return None
