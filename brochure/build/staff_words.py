"""The words of the program for printers and staff, from ``staff_words.yaml`` beside this module."""

from functools import cache
from pathlib import Path
from typing import TypeAlias

import yaml

_Words: TypeAlias = "dict[str, _Words] | list[str] | str"


@cache
def _words() -> _Words:
    file = Path(__file__).with_suffix(".yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def staff_words(path: str) -> str:
    """Return one piece of wording by its path, such as ``ticket.trim.label``."""
    found = _at(path)
    assert isinstance(found, str), path
    return found


def staff_list(path: str) -> tuple[str, ...]:
    """Return a list of words by its path."""
    found = _at(path)
    assert isinstance(found, list), path
    return tuple(found)


def _at(path: str) -> _Words:
    found = _words()
    for key in path.split("."):
        assert isinstance(found, dict), path
        found = found[key]
    return found
