"""The search for the size of body type: each answer tells where to look next."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt

STEP_PT = 0.25


@dataclass(frozen=True)
class Fit:
    """How a size fits: `filled` is the fullest panel's share, above 1 where text runs over."""

    fits: bool
    filled: float = 1.0


def search_size(floor_pt: float, design_pt: float, try_size: Callable[[float], Fit]) -> float:
    """Return a size that fits while the next larger does not, in quarter points below the design.

    The design size if that fits; the floor if that does not fit either. The same answers always
    lead to the same size, also where a larger one happens to fit and a smaller one does not.
    """
    good, bad, stride = floor_pt, design_pt, STEP_PT
    fit = try_size(bad)
    if fit.fits or floor_pt == design_pt:
        return design_pt
    while True:  # downwards, until one fits
        size = max(floor_pt, min(bad - STEP_PT, _guess(fit, floor_pt, bad)))
        fit = try_size(size)
        if fit.fits:
            good = size
            break
        if size == floor_pt:
            return floor_pt
        bad = size
    while bad - good > STEP_PT:  # and up again, by longer and longer steps
        size = min(bad - STEP_PT, good + stride)
        good, bad = (size, bad) if try_size(size).fits else (good, size)
        stride *= 2
    return good


def _guess(fit: Fit, floor_pt: float, bad_pt: float) -> float:
    """Return a size that may fit: text takes room as the square of its size."""
    wanted = bad_pt * sqrt(1 / fit.filled) if fit.filled > 1 else (floor_pt + bad_pt) / 2
    return bad_pt - STEP_PT * ceil((bad_pt - wanted) / STEP_PT)
