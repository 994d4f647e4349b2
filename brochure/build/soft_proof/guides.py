"""A finished document -> the lines that its soft proofs show on each page: trim, folds, margins.

Lengths are points from the left top corner of the trim, y downwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from brochure.base.geometry import Rect
from brochure.layout.printed import Printed

Kind = Literal["bleed", "trim", "fold", "safe", "unprintable"]


@dataclass(frozen=True)
class Guide:
    """A box that is drawn over a page, or a line: a box without width.

    `by_pt` is how far it lies from the trim, for the legend, which tells it in millimetres where
    the paper is `metric`.
    """

    kind: Kind
    rect: Rect
    by_pt: float = 0.0
    metric: bool = False


def guides_of(printed: Printed, number: int) -> Iterator[Guide]:
    """Give the guides of one page, counted from 1, or of one side of a sheet to fold."""
    edition, height = printed.edition, printed.edition.height_pt
    count = 2 if printed.sheets else 1
    whole = Rect(0, 0, count * edition.width_pt, height)
    if printed.channel.purpose == "print shop":
        yield Guide("bleed", whole.shrink(-edition.bleed_pt), edition.bleed_pt, edition.metric)
    yield Guide("trim", whole)
    blank_pt = printed.channel.unprintable_pt
    if blank_pt:
        yield Guide("unprintable", whole.shrink(blank_pt), blank_pt, edition.metric)
    folds = edition.folds_pt[number - 1] if number <= len(edition.folds_pt) else ()
    if printed.sheets:
        folds = (edition.width_pt,)
    for fold in folds:
        yield Guide("fold", Rect(fold, 0, fold, height))
    edges = (0.0, *folds, whole.right)
    for left, right in pairwise(edges):
        panel = Rect(left, 0, right, height)
        yield Guide("safe", panel.shrink(edition.safe_pt), edition.safe_pt, edition.metric)
