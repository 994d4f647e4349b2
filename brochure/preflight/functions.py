"""PDF functions, evaluated: what a tint or a shading becomes (ISO 32000-1, 7.10)."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from brochure.preflight.calculator import calculate

Values = tuple[float, ...]
_DEEPEST = 16  # functions stitched of functions
_MOST_OUTPUTS = 32  # what readers take of colorants (ISO 32000-1, annex C)
_BITS = (1, 2, 4, 8, 12, 16, 24, 32)


def evaluate(function: Any, inputs: Values) -> Values:
    """Return the outputs of a function, or of an array of them, for `inputs`.

    Raises ValueError for a kind that the standard does not know, for a broken program, and for
    what is deeper or wider than any function of use.
    """
    if isinstance(function, pikepdf.Array):
        if len(function) > _MOST_OUTPUTS:
            raise ValueError(f"{len(function)} functions for one colour")
        return tuple(value for part in function for value in _evaluate(part, inputs, 0))
    return _evaluate(function, inputs, 0)


def _evaluate(function: Any, inputs: Values, depth: int) -> Values:
    if depth > _DEEPEST:
        raise ValueError("a function stitched of itself")
    domain = tuple(pairwise_of(function.get("/Domain", [0, 1])))
    inputs = tuple(_clamp(x, *bounds) for x, bounds in zip(inputs, domain, strict=False))
    kind = int(function.get("/FunctionType", -1))
    if kind not in _KINDS:
        raise ValueError(f"function of type {kind}")
    outputs = tuple(_KINDS[kind](function, inputs, depth))
    if "/Range" in function:
        bounds = pairwise_of(function["/Range"])
        outputs = tuple(_clamp(y, *b) for y, b in zip(outputs, bounds, strict=False))
    return outputs


def pairwise_of(numbers: Any) -> Iterator[tuple[float, float]]:
    """Give ``[a b c d]`` as ``(a, b), (c, d)``."""
    flat = [float(n) for n in numbers]
    return zip(flat[::2], flat[1::2], strict=False)


def _clamp(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


def _scale(x: float, low: float, high: float, to_low: float, to_high: float) -> float:
    return to_low if high == low else to_low + (x - low) * (to_high - to_low) / (high - low)


def _evaluate_sampled(function: Any, inputs: Values, _depth: int) -> Values:
    """Evaluate type 0: linear between samples for one input, the nearest sample for more."""
    sizes = [int(n) for n in function["/Size"]]
    bits = int(function["/BitsPerSample"])
    ranges = tuple(pairwise_of(function["/Range"]))
    if bits not in _BITS or len(ranges) > _MOST_OUTPUTS:
        raise ValueError(f"{len(ranges)} samples of {bits} bits")
    encode = tuple(pairwise_of(function.get("/Encode", [n for s in sizes for n in (0, s - 1)])))
    most = (1 << bits) - 1
    decode = tuple(pairwise_of(function.get("/Decode", [n for r in ranges for n in r])))
    data = bytes(function.read_bytes())

    def row(index: int) -> Values:
        def sample(n: int) -> float:
            at = (index * len(ranges) + n) * bits
            start, end = at // 8, (at + bits + 7) // 8
            value = int.from_bytes(data[start:end], "big") >> (8 * end - at - bits)
            return _scale(value & most, 0, most, *decode[n])

        return tuple(sample(n) for n in range(len(ranges)))

    domain = pairwise_of(function["/Domain"])
    places = [
        _clamp(_scale(x, *d, *e), 0, s - 1)
        for x, d, e, s in zip(inputs, domain, encode, sizes, strict=True)
    ]
    if len(places) == 1:
        below = int(places[0])
        rest = places[0] - below
        pairs = zip(row(below), row(min(below + 1, sizes[0] - 1)), strict=True)
        return tuple(a + (b - a) * rest for a, b in pairs)
    index, step = 0, 1
    for place, size in zip(places, sizes, strict=True):
        index, step = index + round(place) * step, step * size
    return row(index)


def _evaluate_exponential(function: Any, inputs: Values, _depth: int) -> Values:
    start, end = function.get("/C0", [0]), function.get("/C1", [1])
    power = inputs[0] ** float(function["/N"])
    return tuple(float(a) + power * (float(b) - float(a)) for a, b in zip(start, end, strict=True))


def _evaluate_stitched(function: Any, inputs: Values, depth: int) -> Values:
    ((low, high),) = pairwise_of(function["/Domain"])
    edges = [low, *(float(b) for b in function["/Bounds"]), high]
    encode = tuple(pairwise_of(function["/Encode"]))
    last = len(edges) - 2
    for n, (a, b) in enumerate(pairwise(edges)):
        if inputs[0] < b or n == last:
            inner = (_scale(inputs[0], a, b, *encode[n]),)
            return _evaluate(function["/Functions"][n], inner, depth + 1)
    raise ValueError("stitching without parts")


def _evaluate_calculated(function: Any, inputs: Values, _depth: int) -> Values:
    return calculate(bytes(function.read_bytes()).decode("latin-1"), inputs)


_KINDS: dict[int, Callable[[Any, Values, int], Values]] = {
    0: _evaluate_sampled,
    2: _evaluate_exponential,
    3: _evaluate_stitched,
    4: _evaluate_calculated,
}
