"""A frozen value -> its fingerprint: the same for the same parts, in any process, on any day.

What a stage is given (a selection, a variant, named files) is told apart by this, so that what has
not changed need not be made again, and an approval can name what it is bound to.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from brochure.base.plain_value import is_frozen_set, is_mapping, is_tuple


def fingerprint(*values: object) -> str:
    """Return the SHA-256 of what `values` hold, in hexadecimal.

    Takes None, booleans, numbers, text, bytes, functions of a module (by their names: a change of
    the program itself is not seen), and tuples, mappings, frozen sets and dataclasses of these.
    Kinds are told apart, 1 from 1.0 too. A mapping counts in its order, which is that of reading; a
    field that does not count when values are compared does not count here. Raises TypeError for
    all else, closures among it: what cannot be told apart must not be taken for equal.
    """
    whole = hashlib.sha256()
    for value in values:
        for part in _parts(value):
            whole.update(len(part).to_bytes(8) + part)
    return whole.hexdigest()


def _parts(value: object) -> Iterator[bytes]:
    """Give what a value holds, each kind marked, so that no two kinds give the same bytes."""
    if value is None or isinstance(value, bool | int | float):
        yield f"{type(value).__name__} {value!r}".encode()
    elif isinstance(value, str):
        yield b"text " + value.encode("utf-8", "surrogatepass")
    elif isinstance(value, bytes):
        yield b"bytes " + value
    elif is_frozen_set(value):
        yield from _several("set", tuple(sorted(map(fingerprint, value))))
    elif is_tuple(value):
        yield from _several("tuple", value)
    elif is_mapping(value):
        yield from _several("mapping", tuple(value.items()))
    elif is_dataclass(value) and not isinstance(value, type):
        counted = (getattr(value, field.name) for field in fields(value) if field.compare)
        kind = type(value)
        yield from _several(f"{kind.__module__}.{kind.__qualname__}", tuple(counted))
    elif callable(value) and "<" not in getattr(value, "__qualname__", "<"):
        yield f"function {value.__module__}.{value.__qualname__}".encode()
    else:
        raise TypeError(f"{type(value).__qualname__} has no fingerprint")


def _several(kind: str, values: tuple[object, ...]) -> Iterator[bytes]:
    yield f"{kind} {len(values)}".encode()
    for value in values:
        yield from _parts(value)
