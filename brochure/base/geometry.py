"""Rectangles on a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rect:
    """A rectangle in points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, other: "Rect", slack: float = 0.0) -> bool:
        """Say whether `other` lies inside, give or take `slack` points."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def cut_to(self, other: "Rect") -> "Rect":
        """Return the part that lies inside `other`."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    @property
    def middle(self) -> "Rect":
        """The middle, as a rectangle without size."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return Rect(x, y, x, y)

    def shrunk(self, by: float) -> "Rect":
        """Return it with each side moved in by so many points."""
        return Rect(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def meets(self, other: "Rect", slack: float = 0.0) -> bool:
        """Say whether `other` lies over it by more than `slack` points each way."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > slack and high > slack
