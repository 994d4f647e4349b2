"""The words of the program for printers and staff, from ``staff_words.yaml`` beside this module."""

from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml


@cache
def _words() -> dict[str, Any]:
    file = Path(__file__).with_suffix(".yaml")
    return cast("dict[str, Any]", yaml.safe_load(file.read_text(encoding="utf-8")))


def staff_words(path: str) -> str:
    """Return one piece of wording by its path, such as ``ticket.trim.label``."""
    found = _at(path)
    assert isinstance(found, str), path
    return found


def staff_list(path: str) -> tuple[str, ...]:
    """Return a list of words by its path."""
    return tuple(cast("list[str]", _at(path)))


def _at(path: str) -> object:
    found: Any = _words()
    for key in path.split("."):
        found = found[key]
    return found
