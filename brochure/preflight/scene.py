"""What all content of a page shares, and how much of a file is drawn at most."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from pikepdf import Matrix

from brochure.preflight.colour import PressProfile
from brochure.preflight.graphics import UNMOVED
from brochure.preflight.layers import Layers

_MOST_FORMS = 200_000  # and tiles, each time they are drawn; and more for each page
_MORE_FORMS = 1_000


@dataclass(frozen=True)
class Scene:
    """What every content stream of one page shares; `steps` counts what they do.

    `forms` gives a number for each that may still be drawn in the file. `fonts` keeps which of its
    fonts are broken, by the number of their descriptor.
    """

    press: PressProfile
    layers: Layers
    base: Matrix = UNMOVED
    steps: Iterator[int] = field(default_factory=count)
    forms: Iterator[int] = field(default_factory=lambda: count_forms(1))
    fonts: dict[tuple[int, int], bool] = field(default_factory=dict[tuple[int, int], bool])

    def scaled(self, unit: float) -> "Scene":
        """Return the scene of another page, which counts `unit` points as one."""
        return replace(self, base=Matrix(unit, 0, 0, unit, 0, 0), steps=count())


def count_forms(pages: int) -> Iterator[int]:
    """Give a number for each form that a file of so many pages may draw.

    Forms that draw each other twice are few, and draw millions.
    """
    return iter(range(_MOST_FORMS + _MORE_FORMS * pages))
