"""Plain values, as YAML and JSON hold them: their type, and how to tell what any value is."""

import json
from collections.abc import Mapping
from typing import TypeAlias, TypeGuard

# What content.yaml holds.
Plain: TypeAlias = "dict[str, Plain] | tuple[Plain, ...] | str | int | float | None"
# What a text in JSON holds.
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | None"


def read_json(text: str | bytes) -> Json:
    """Read a text in JSON. Raises ValueError, and RecursionError where it nests too deep."""
    return json.loads(text)


def entry_of(value: Json, key: str) -> Json:
    """Return an entry of a group of keys. Raises KeyError, and TypeError where it is no group."""
    if not isinstance(value, dict):
        raise TypeError(f"no keys, and {key} is wanted")
    return value[key]


def is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    """Say whether a value is a mapping, whatever its keys are."""
    return isinstance(value, Mapping)


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Say whether a value is a tuple, of any length."""
    return isinstance(value, tuple)


def is_frozen_set(value: object) -> TypeGuard[frozenset[object]]:
    """Say whether a value is a frozen set."""
    return isinstance(value, frozenset)
