"""Rectangles on a page: `Rect` as one reads, y downwards, and `Box` as a PDF counts, y upwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


class _Rectangle:
    """What both can do, as both are made of `sides`: the least x and y, the greatest x and y."""

    def __init__(self, x0: float, y0: float, x1: float, y1: float, /) -> None:
        raise NotImplementedError  # each is a dataclass, whose fields have names of their own

    @property
    def sides(self) -> tuple[float, float, float, float]:
        raise NotImplementedError

    @classmethod
    def enclose(cls, rectangles: Iterable[Self]) -> Self:
        """Return the smallest rectangle that holds all of at least one."""
        x0, y0, x1, y1 = zip(*(each.sides for each in rectangles), strict=True)
        return cls(min(x0), min(y0), max(x1), max(y1))

    @property
    def width(self) -> float:
        x0, _, x1, _ = self.sides
        return x1 - x0

    @property
    def height(self) -> float:
        _, y0, _, y1 = self.sides
        return y1 - y0

    @property
    def is_empty(self) -> bool:
        x0, y0, x1, y1 = self.sides
        return x1 < x0 or y1 < y0

    @property
    def middle(self) -> Self:
        """The middle, as a rectangle without size."""
        x0, y0, x1, y1 = self.sides
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return type(self)(x, y, x, y)

    def holds(self, other: Self, slack: float = 0.0) -> bool:
        """Say whether `other` lies inside, give or take `slack` points."""
        x0, y0, x1, y1 = self.sides
        left, low, right, high = other.sides
        return (
            left >= x0 - slack and low >= y0 - slack and right <= x1 + slack and high <= y1 + slack
        )

    def holds_middle(self, other: Self, slack: float = 0.0) -> bool:
        """Say whether the middle of `other` lies inside, give or take `slack` points."""
        x0, y0, x1, y1 = self.sides
        left, low, right, high = other.sides
        x, y = (left + right) / 2, (low + high) / 2
        return x0 - slack <= x <= x1 + slack and y0 - slack <= y <= y1 + slack

    def meets(self, other: Self, slack: float = 0.0) -> bool:
        """Say whether both share more than `slack` points each way."""
        x0, y0, x1, y1 = self.sides
        left, low, right, high = other.sides
        return min(x1, right) - max(x0, left) > slack and min(y1, high) - max(y0, low) > slack

    def cut_to(self, other: Self) -> Self:
        """Return the part that lies inside `other`; it may be empty."""
        x0, y0, x1, y1 = self.sides
        left, low, right, high = other.sides
        return type(self)(max(x0, left), max(y0, low), min(x1, right), min(y1, high))

    def grow(self, by: float) -> Self:
        """Return it with each side moved out by so many points."""
        x0, y0, x1, y1 = self.sides
        return type(self)(x0 - by, y0 - by, x1 + by, y1 + by)

    def shrink(self, by: float) -> Self:
        """Return it with each side moved in by so many points."""
        x0, y0, x1, y1 = self.sides
        return type(self)(x0 + by, y0 + by, x1 - by, y1 - by)


@dataclass(frozen=True)
class Rect(_Rectangle):
    """A rectangle in points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Its sides in points: left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True)
class Box(_Rectangle):
    """A rectangle in points, y upwards. Source: ISO 32000-1, 8.3.2.3."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Its sides in points: left, bottom, right, top."""
        return self.left, self.bottom, self.right, self.top
