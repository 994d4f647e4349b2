"""Matrices and boxes of page content (ISO 32000-1, 8.3)."""

from collections.abc import Sequence

from pikepdf import Matrix, Object

from brochure.base.geometry import Box

NOTHING_PT = 0.001


def matrix_of(thing: Object) -> Matrix:
    """Return the Matrix of a form or a pattern."""
    return Matrix(*(float(n) for n in thing.get("/Matrix", [1, 0, 0, 1, 0, 0])))


def scale_of(m: Matrix) -> float:
    """Return by how much lengths grow, as a mean of all directions."""
    return abs(m.a * m.d - m.b * m.c) ** 0.5


def measure_advance(start: Matrix, end: Matrix) -> float:
    """Return how far `end` is from `start` in the text space of `start`."""
    return start.inverse().transform((end.e, end.f))[0]


def around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the smallest box that holds all points."""
    across, up = [p[0] for p in points], [p[1] for p in points]
    return Box(min(across), min(up), max(across), max(up))


def stroke_box(box: Box, width: float, cap: int) -> Box:
    """Return how far the stroke along a path reaches; one with butt ends is no longer than it."""
    across = 0.0 if not cap and box.height < NOTHING_PT else width / 2
    up = 0.0 if not cap and box.width < NOTHING_PT else width / 2
    return Box(box.left - across, box.bottom - up, box.right + across, box.top + up)
