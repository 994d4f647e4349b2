"""A paper -> pages cut from it and panels folded of them, by formula; lengths are points.

The only module that holds the size of a paper. Stylesheets get the lengths as custom properties.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

INCH_PT = 72.0
MM_PT = INCH_PT / 25.4

# `letter` is sold and folded in inches, `a4` in millimetres.
PaperName = Literal["letter", "a4"]
# How a sheet of three panels is folded: rolled in, or to and fro.
FoldName = Literal["c", "z"]
# What of a paper a page is: all of it, upright or turned, or half of it, folded in the middle.
Cut = Literal["upright", "turned", "half"]
# The folds of one side, from its left trim.
Folds = tuple[float, ...]


@dataclass(frozen=True)
class Paper:
    """One paper: its size upright, and what its printers cut and fold by.

    Colour runs `bleed_pt` over the trim. A panel that is folded in is `tuck_pt` narrower than those
    that close around it. One that is `metric` is told of in millimetres first.
    """

    name: PaperName
    width_pt: float
    height_pt: float
    bleed_pt: float
    tuck_pt: float
    metric: bool = False

    def cut(self, cut: Cut) -> tuple[float, float]:
        """Return width and height of a page cut from it."""
        if cut == "upright":
            return self.width_pt, self.height_pt
        wide, high = self.height_pt, self.width_pt
        return (wide / 2, high) if cut == "half" else (wide, high)


LETTER = Paper("letter", 8.5 * INCH_PT, 11 * INCH_PT, INCH_PT / 8, INCH_PT / 16)
# 210 x 297 mm, and 3 mm, to the half point: less than 0.1 mm off, and every page and fold is whole
# pixels at 144 dots to the inch, at which proofs look. PDFium stretches a page that is not.
A4 = Paper("a4", 595.5, 842.0, 8.5, 8.5, metric=True)
PAPERS = {paper.name: paper for paper in (LETTER, A4)}


def to_half_mm(length_pt: float) -> float:
    """Return millimetres, to the half, as paper is cut and folded."""
    return round(2 * length_pt / MM_PT) / 2


def length_in_words(length_pt: float, metric: bool) -> str:
    """Return a length in the unit of a paper: ``0.125 in``, ``3 mm``."""
    return f"{length_pt / MM_PT:.3g} mm" if metric else f"{length_pt / INCH_PT:.3g} in"


def c_folds(width_pt: float, tuck_pt: float) -> tuple[Folds, Folds]:
    """Return the folds of a C-fold, outside and inside: its flap is left outside, right inside.

    Letter: panels of 3 5/8, 3 11/16 and 3 11/16 in; A4: of 97, 100 and 100 mm.
    """
    wide = (width_pt + tuck_pt) / 3
    flap = wide - tuck_pt
    return (flap, flap + wide), (wide, 2 * wide)


def z_folds(width_pt: float) -> tuple[Folds, Folds]:
    """Return the folds of a Z-fold: no panel is folded in, so all are of one width.

    What is printed where is as in a C-fold. Closed, the cover, outside right, is in front either
    way. C: behind it the flap lies over the middle, and the outside middle is the back. Z: the
    middle is folded behind the cover and the left panel behind the middle, so that the inside of
    the left panel, the inside right, is the back. The cover turns as a page about its left edge and
    shows the inside left and middle; the back turns as one, too, and shows the outside left and
    middle: flap and contact side by side. So the inside, where what helps stands beside what harms,
    is one spread either way, and what to do in need, at the foot of the inside right, lies on top
    when a closed Z is turned over.
    """
    folds = width_pt / 3, 2 * width_pt / 3
    return folds, folds


def folds_of(fold: FoldName, width_pt: float, tuck_pt: float) -> tuple[Folds, Folds]:
    """Return the folds of both sides of a sheet of three panels."""
    return z_folds(width_pt) if fold == "z" else c_folds(width_pt, tuck_pt)


def panel_widths(width_pt: float, folds: Folds) -> tuple[float, ...]:
    """Return the widths of the panels of a side from left to right."""
    return tuple(right - left for left, right in pairwise((0.0, *folds, width_pt)))


def place_panels(width_pt: float, folds_pt: tuple[Folds, ...]) -> Iterator[tuple[str, float]]:
    """Give folds and widths of panels, each with its custom property, as ``--side-1-fold-1``."""
    for side, folds in enumerate(folds_pt, 1):
        for number, fold in enumerate(folds, 1):
            yield f"--side-{side}-fold-{number}", fold
        for number, width in enumerate(panel_widths(width_pt, folds), 1):
            yield f"--side-{side}-panel-{number}", width


def write_lengths(lengths: Iterator[tuple[str, float]]) -> str:
    """Return custom properties as a rule of CSS, each length in points."""
    return ":root{" + "".join(f"{name}:{length:.6g}pt;" for name, length in lengths) + "}"
