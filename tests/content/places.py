"""Where things stand in the default content: paths by id, so that one section more moves none."""

import re
from typing import Any, cast

import yaml

from tests.conftest import ROOT

REAL = (ROOT / "content.yaml").read_text(encoding="utf-8")
_TREE: Any = yaml.safe_load(REAL)
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^\]]+)\]")


def at(path: str) -> str:
    """Return a path with numbers for ids: ``sections[safety].title`` is ``sections[5].title``.

    An entry of a list is named by its id, or by the section or statement that it places.
    """
    found, node = "", _TREE
    for step in _STEP.finditer(path):
        key, entry = step.groups()
        if entry and isinstance(node, list) and not entry.isdigit():
            entries = cast("list[object]", node)
            number = [_name_of(each) for each in entries].index(entry)
            found, node = f"{found}[{number}]", entries[number]
        else:
            found += step[0]
            node = _below(node, int(entry) if entry and entry.isdigit() else key)
    return found


def _name_of(entry: object) -> object:
    if not isinstance(entry, dict):
        return entry
    keys = cast("dict[str, object]", entry)
    return next((keys[key] for key in ("id", "section", "statement") if key in keys), None)


def _below(node: Any, step: Any) -> Any:
    """Return what stands below a place, or nothing where an edit will put something."""
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None
