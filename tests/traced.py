"""Limits for tests that take what would else last for hours: coverage makes each line slower."""

import sys

_TIMES_SLOWER = 10


def most_seconds(limit: float) -> float:
    """Return a limit in seconds of processor time, as long as it takes where lines are traced."""
    return limit * (_TIMES_SLOWER if sys.gettrace() else 1)
