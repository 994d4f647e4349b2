"""The knit: numbers and the brand's colours -> the SVG drawing that runs through the family.

A field of strands opens into a void on its left. Strands that meet the void end there, each with
a dot; beside its tip the whole ones squeeze through one neck and run on. One strand is honey.
Lengths are points, y downwards; `u` counts strands from 0 to 1 and `v` height from the foot.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import dist, exp, sin
from random import Random

from brochure.base.looks import Ground

Point = tuple[float, float]

_SAMPLES = 400
_KNOTS = 34
_PAST_EDGE_PT = 14.0
_OVERLAP = 0.3
# Drawings that are kept: documents made in one process share theirs.
_REMEMBERED = 32


@dataclass(frozen=True)
class Void:
    """Half a superellipse at the left edge: its tip's x and its centre's y.

    It has a height above and one below the centre, each with the exponent that rounds it.
    """

    tip: float
    centre: float
    above: float
    below: float
    power_above: float
    power_below: float

    def holds(self, point: Point, share: float) -> bool:
        """Say whether `point` lies inside the void grown to `share` of its height."""
        x, y = point
        if x >= self.tip:
            return False
        high, power = (
            (self.above, self.power_above) if y < self.centre else (self.below, self.power_below)
        )
        half = high * (1 - max(0.0, x / self.tip) ** power)
        return abs(y - self.centre) < half * share


@dataclass(frozen=True)
class Neck:
    """Where the whole strands squeeze together: share of the width, `v`, reach in `v`, strength."""

    x: float
    v: float
    reach: float
    squeeze: float


@dataclass(frozen=True)
class Knit:
    """One drawing of the motif. `messenger_gap` is the widest gap that dots still cross.

    It is drawn on for `bleed` over its top and right, and stops clean at its left and foot.
    """

    width: float
    height: float
    void: Void
    neck: Neck
    strands: int = 50
    sway: tuple[float, float] = (32, 16)
    strand_width: float = 1.15
    honey_width: float = 3.4
    end_radius: float = 2.2
    messenger_radius: float = 1.5
    messenger_gap: float = 130
    jitter: float = 0.05
    seed: int = 2
    bleed: float = 0

    def stretched(self, across: float, down: float) -> "Knit":
        """Return it redrawn for a cover that is so much wider and higher; dots stay round.

        The words in its void are of one size on every paper, so that keeps its height.
        """
        void = replace(self.void, tip=self.void.tip * across)
        return replace(self, width=self.width * across, height=self.height * down, void=void)

    def pull(self, v: float) -> float:
        """Return how far the neck draws strands to its middle at height `v`, from 0 to 1."""
        return self.neck.squeeze * exp(-(((v - self.neck.v) / self.neck.reach) ** 2))

    def x(self, u: float, v: float, pull: float) -> float:
        """Return where strand `u` stands at height `v`, with the pull of the neck there."""
        spread = (u * (1 + 2 * _OVERLAP) - _OVERLAP) * self.width
        waves = self.sway[0] * sin(3.1 * v + 1.2 * u) + self.sway[1] * sin(6.3 * v + 3 * u + 1.2)
        middle = self.neck.x * self.width
        return middle + (spread + waves - middle) * (1 - pull)


COVER = Knit(265.5, 514, Void(236, 256, 200, 216, 6, 5), Neck(0.93, 0.49, 0.24, 0.70), bleed=9)
PHONE_COVER = Knit(292.5, 520, Void(266, 262, 206, 200, 6, 5), Neck(0.95, 0.49, 0.24, 0.70))

# Half Letter, with 9 pt of bleed above and on both sides.
BOOKLET_COVER = Knit(414, 523, Void(366, 271, 206, 198, 6, 5), Neck(0.93, 0.49, 0.24, 0.70), 66)
BOOKLET_BAND = Knit(
    414, 127, Void(170, 66, 110, 110, 2.2, 2.2), Neck(0.6, 0.5, 0.42, 0.4), 92, messenger_gap=34
)

# The band over large print; a title wider than the drawing's void grows down, not into it.
LARGE_PRINT_BAND = Knit(
    468, 132, Void(368, 66, 124, 124, 6, 6), Neck(0.86, 0.5, 0.42, 0.4), 80, messenger_gap=34
)

KNITS = {
    "cover": COVER,
    "phone": PHONE_COVER,
    "booklet-cover": BOOKLET_COVER,
    "booklet-band": BOOKLET_BAND,
    "large-print": LARGE_PRINT_BAND,
}


@dataclass(frozen=True)
class _Strand:
    """The knots of each run of one strand, from foot to head; a whole one has a single run."""

    runs: tuple[tuple[Point, ...], ...]
    whole: bool


def draw_motif(knit: Knit, colours: Mapping[str, str], ground: Ground) -> str:
    """Return the drawing as SVG in the brand's `colours` by role.

    On a plate strands are light; on paper they are ink, and honey, too pale for white, gets an
    edge of ink. The second whole strand is the honey one.
    """
    on_plate = ground == "plate"
    line, edge = colours["strand" if on_plate else "ink"], "" if on_plate else colours["ink"]
    return _draw(knit, line, colours["dim"], colours["honey"], edge)


@lru_cache(maxsize=_REMEMBERED)
def _draw(knit: Knit, line: str, dim: str, honey: str, edge: str) -> str:
    """Return the drawing in its colours; without one, nothing has an edge."""
    strands = _strands(knit)
    whole = [i for i, strand in enumerate(strands) if strand.whole]
    chosen = whole[min(1, len(whole) - 1)] if whole else -1
    under: list[str] = []
    over: list[str] = []
    for i, strand in enumerate(strands):
        if i == chosen:
            wide = knit.honey_width
            if edge:
                over.append(draw_stroke(strand.runs[0], edge, wide + 2.2))
            over.append(draw_stroke(strand.runs[0], honey, wide))
            continue
        colour = line if strand.whole else dim
        under.extend(draw_stroke(run, colour, knit.strand_width) for run in strand.runs)
        if not strand.whole:
            over.extend(_ends(knit, strand, line))
            over.extend(_messengers(knit, strand, honey, edge))
    width, height = knit.width + knit.bleed, knit.height + knit.bleed
    size = f'width="{width:g}pt" height="{height:g}pt"'
    box = f'viewBox="0 {0 - knit.bleed:g} {width:g} {height:g}"'
    drawing = "".join((*under, *over))
    fit = 'preserveAspectRatio="none"'  # its box may be a hair larger
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {fit}>{drawing}</svg>'


@lru_cache(maxsize=_REMEMBERED)
def _strands(knit: Knit) -> tuple[_Strand, ...]:
    """Return every strand, broken where it meets the void; its seeded jitter roughens the edge."""
    random = Random(knit.seed)
    past = _PAST_EDGE_PT / knit.height
    heights = [-past + (1 + 2 * past) * j / _SAMPLES for j in range(_SAMPLES + 1)]
    pulls = [knit.pull(v) for v in heights]
    strands: list[_Strand] = []
    for i in range(knit.strands):
        u, share = (i + 0.5) / knit.strands, 1 + random.uniform(-knit.jitter, knit.jitter)
        runs: list[list[Point]] = [[]]
        for v, pull in zip(heights, pulls, strict=True):
            point = (knit.x(u, v, pull), (1 - v) * knit.height)
            if not knit.void.holds(point, share):
                runs[-1].append(point)
            elif runs[-1]:
                runs.append([])
        seen = [run for run in runs if len(run) > 6 and _is_on(knit, run)]
        whole = len(seen) == 1 and len(seen[0]) > 0.95 * _SAMPLES
        strands.append(_Strand(tuple(tuple(_thin(run)) for run in seen), whole))
    return tuple(strands)


def _is_on(knit: Knit, run: Sequence[Point]) -> bool:
    """Say whether any of a run can be seen."""
    past = _PAST_EDGE_PT
    return any(-past <= x <= knit.width + past and -past <= y <= knit.height + past for x, y in run)


def _thin(run: Sequence[Point]) -> list[Point]:
    """Keep as many knots as a smooth curve needs, the ends among them."""
    count = max(2, round(len(run) / _SAMPLES * _KNOTS))
    chosen = sorted({round(j * (len(run) - 1) / count) for j in range(count + 1)})
    return [run[j] for j in chosen]


def _ends(knit: Knit, strand: _Strand, colour: str) -> Iterator[str]:
    for run in strand.runs:
        for end in (run[0], run[-1]):
            on_field = end[0] >= knit.end_radius and 0 < end[1] < knit.height
            if on_field and knit.void.holds(end, 1.3):
                yield draw_dot(end, knit.end_radius, colour)


def _messengers(knit: Knit, strand: _Strand, honey: str, edge: str) -> Iterator[str]:
    """Give the dots that cross a narrow gap between two ends."""
    if len(strand.runs) != 2:
        return
    start, end = strand.runs[0][-1], strand.runs[1][0]
    gap = dist(start, end)
    if not 10 < gap < knit.messenger_gap:
        return
    count = max(1, int(gap // 14))
    for n in range(1, count + 1):
        share = n / (count + 1)
        point = (
            start[0] + (end[0] - start[0]) * share,
            start[1] + (end[1] - start[1]) * share,
        )
        if edge:
            yield draw_dot(point, knit.messenger_radius + 1, edge)
        yield draw_dot(point, knit.messenger_radius, honey)


def curve_path(points: Sequence[Point]) -> str:
    """Return the data of a path through all `points`: Catmull-Rom as cubic curves."""
    parts = [f"M{_number(points[0][0])} {_number(points[0][1])}"]
    for i in range(len(points) - 1):
        before, start = points[max(0, i - 1)], points[i]
        end, after = points[i + 1], points[min(len(points) - 1, i + 2)]
        bends = (
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
        parts.append("C" + " ".join(_number(b) for b in bends))
    return "".join(parts)


def draw_stroke(points: Sequence[Point], colour: str, width: float) -> str:
    """Return a smooth line with round ends, `width` points wide."""
    return (
        f'<path d="{curve_path(points)}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def draw_dot(centre: Point, radius: float, colour: str) -> str:
    """Return a filled circle."""
    x, y = (_number(c) for c in centre)
    return f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="{colour}"/>'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
