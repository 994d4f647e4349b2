"""PDF functions, evaluated: what a tint or a shading becomes (ISO 32000-1, 7.10)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import SupportsFloat

import pikepdf
from pikepdf import Object

from brochure.preflight.calculator import calculate

Values = tuple[float, ...]
Evaluator = Callable[[Values], Values]
_DEEPEST = 16  # functions stitched of functions
_MOST_OUTPUTS = 32  # what readers take of colorants (ISO 32000-1, annex C)
_BITS = (1, 2, 4, 8, 12, 16, 24, 32)


def read_function(function: Object) -> Evaluator:
    """Read a function, or an array of them, once for many inputs; return what evaluates it.

    Raises ValueError for a kind that the standard does not know, for a broken program, and for
    what is deeper or wider than any function of use. So does what it returns: what is stitched is
    read when it is asked for.
    """
    if not isinstance(function, pikepdf.Array):
        return _read(function, 0)
    if len(function) > _MOST_OUTPUTS:
        raise ValueError(f"{len(function)} functions for one colour")
    parts = tuple(_read(part, 0) for part in function)
    return lambda inputs: tuple(value for part in parts for value in part(inputs))


def _read(function: Object, depth: int) -> Evaluator:
    if depth > _DEEPEST:
        raise ValueError("a function stitched of itself")
    domain = tuple(pairwise_of(function.get("/Domain", [0, 1])))
    kind = int(function.get("/FunctionType", -1))
    if kind not in _KINDS:
        raise ValueError(f"function of type {kind}")
    compute = _KINDS[kind](function, depth)
    ranges = tuple(pairwise_of(function["/Range"])) if "/Range" in function else None

    def evaluate(inputs: Values) -> Values:
        within = (_clamp(x, *bounds) for x, bounds in zip(inputs, domain, strict=False))
        outputs = compute(tuple(within))
        if ranges is None:
            return outputs
        return tuple(_clamp(y, *bounds) for y, bounds in zip(outputs, ranges, strict=False))

    return evaluate


def pairwise_of(numbers: Iterable[SupportsFloat]) -> Iterator[tuple[float, float]]:
    """Give ``[a b c d]`` as ``(a, b), (c, d)``."""
    flat = [float(n) for n in numbers]
    return zip(flat[::2], flat[1::2], strict=False)


def _clamp(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


def _scale(x: float, low: float, high: float, to_low: float, to_high: float) -> float:
    return to_low if high == low else to_low + (x - low) * (to_high - to_low) / (high - low)


def _read_sampled(function: Object, _depth: int) -> Evaluator:
    """Read type 0: linear between samples for one input, the nearest sample for more."""
    sizes = [int(n) for n in function["/Size"]]
    bits = int(function["/BitsPerSample"])
    ranges = tuple(pairwise_of(function["/Range"]))
    if bits not in _BITS or len(ranges) > _MOST_OUTPUTS:
        raise ValueError(f"{len(ranges)} samples of {bits} bits")
    encode = tuple(pairwise_of(function.get("/Encode", [n for s in sizes for n in (0, s - 1)])))
    decode = tuple(pairwise_of(function.get("/Decode", [n for r in ranges for n in r])))
    domain = tuple(pairwise_of(function["/Domain"]))
    row = _read_rows(bytes(function.read_bytes()), bits, decode, len(ranges))

    def evaluate(inputs: Values) -> Values:
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

    return evaluate


def _read_rows(
    data: bytes, bits: int, decode: Sequence[tuple[float, float]], width: int
) -> Callable[[int], Values]:
    """Return what gives the samples of one place, by its number."""
    most = (1 << bits) - 1

    def sample(index: int, n: int) -> float:
        at = (index * width + n) * bits
        start, end = at // 8, (at + bits + 7) // 8
        value = int.from_bytes(data[start:end], "big") >> (8 * end - at - bits)
        return _scale(value & most, 0, most, *decode[n])

    return lambda index: tuple(sample(index, n) for n in range(width))


def _read_exponential(function: Object, _depth: int) -> Evaluator:
    start = [float(a) for a in function.get("/C0", [0])]
    end = [float(b) for b in function.get("/C1", [1])]
    exponent = float(function["/N"])

    def evaluate(inputs: Values) -> Values:
        power = inputs[0] ** exponent
        return tuple(a + power * (b - a) for a, b in zip(start, end, strict=True))

    return evaluate


def _read_stitched(function: Object, depth: int) -> Evaluator:
    ((low, high),) = pairwise_of(function["/Domain"])
    edges = [low, *(float(b) for b in function["/Bounds"]), high]
    encode = tuple(pairwise_of(function["/Encode"]))
    last = len(edges) - 2
    parts: dict[int, Evaluator] = {}

    def evaluate(inputs: Values) -> Values:
        for n, (a, b) in enumerate(pairwise(edges)):
            if inputs[0] < b or n == last:
                if n not in parts:
                    parts[n] = _read(function["/Functions"][n], depth + 1)
                return parts[n]((_scale(inputs[0], a, b, *encode[n]),))
        raise ValueError("stitching without parts")

    return evaluate


def _read_calculated(function: Object, _depth: int) -> Evaluator:
    words = bytes(function.read_bytes()).decode("latin-1")
    return lambda inputs: calculate(words, inputs)


_KINDS: dict[int, Callable[[Object, int], Evaluator]] = {
    0: _read_sampled,
    2: _read_exponential,
    3: _read_stitched,
    4: _read_calculated,
}
