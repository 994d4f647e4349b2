"""Letters in the order in which they are read aloud -> the lines that they stand on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from brochure.base.geometry import Rect
from brochure.reading.reading import Glyph

_SAME_LINE = 0.5  # of the type size
_LEVEL, _ABOVE = 0.6, 0.7
_FEWEST_SLANTED = 4  # letters, to tell a slant by


@dataclass(frozen=True)
class TextLine:
    """Letters that follow each other on one line.

    `turn` is how often the line is turned clockwise by 90°, `slope` how it slants beyond that;
    `across` where it lies across itself:
    greater is later for who reads; `along` where it begins and ends along itself.
    """

    page: int
    turn: int
    across: float
    along: tuple[float, float]
    size_pt: float
    words: str
    box: Rect
    slope: float = 0.0


def cut_into_lines(glyphs: tuple[Glyph, ...]) -> tuple[TextLine, ...]:
    """Return lines as they are read, one for each time that a line begins."""
    return tuple(_cut(glyphs))


def _cut(glyphs: tuple[Glyph, ...]) -> Iterator[TextLine]:
    for page, letters in groupby(glyphs, key=lambda glyph: glyph.page):
        for _, run in groupby(_with_turns(tuple(letters)), key=lambda pair: pair[0]):
            held = list(run)
            yield from _lines(page, held[0][0], [glyph for _, glyph in held])


def _with_turns(glyphs: tuple[Glyph, ...]) -> Iterator[tuple[int, Glyph]]:
    """Give each letter with the turn of its text object: where the pen goes from the first on."""
    for _, run in groupby(glyphs, key=lambda glyph: glyph.run):
        letters = tuple(run)
        turn = _turn(letters)
        yield from ((turn, letter) for letter in letters)


def _turn(letters: tuple[Glyph, ...]) -> int:
    if letters[0].upright or len(letters) < 2:
        return 0
    first, last = letters[0].box.middle, letters[-1].box.middle
    right, down = last.left - first.left, last.top - first.top
    if abs(right) >= abs(down):
        return 0 if right >= 0 else 2
    return 1 if down >= 0 else 3


def _lines(page: int, turn: int, glyphs: list[Glyph]) -> Iterator[TextLine]:
    held: list[Glyph] = []
    for glyph in glyphs:
        if held and _begins_line(held[-1], glyph, turn):
            yield _line(page, turn, held)
            held = []
        held.append(glyph)
    if held:
        yield _line(page, turn, held)


def _begins_line(before: Glyph, glyph: Glyph, turn: int) -> bool:
    """Say whether a letter stands on another line than the one before it, or back on its own."""
    if turn == 0:  # nearly all there is
        size = max(before.size_pt, glyph.size_pt)
        down = glyph.box.bottom - before.box.bottom
        return abs(down) > _SAME_LINE * size or glyph.box.left < before.box.left - size
    (start, _), across = _place(before.box, turn)
    (next_start, _), next_across = _place(glyph.box, turn)
    size = max(before.size_pt, glyph.size_pt)
    return abs(next_across - across) > _SAME_LINE * size or next_start < start - size


def _place(box: Rect, turn: int) -> tuple[tuple[float, float], float]:
    """Return where a box begins and ends along its line, and where it lies across it."""
    return {
        0: ((box.left, box.right), box.bottom),
        1: ((box.top, box.bottom), -box.left),
        2: ((-box.right, -box.left), -box.top),
        3: ((-box.bottom, -box.top), box.right),
    }[turn]


def _line(page: int, turn: int, glyphs: list[Glyph]) -> TextLine:
    places = [_place(glyph.box, turn) for glyph in glyphs]
    across = sorted(place for _, place in places)[len(places) // 2]
    box = Rect.enclose(glyph.box for glyph in glyphs)
    words = "".join(f"{' ' * glyph.after_space}{glyph.text}" for glyph in glyphs).strip()
    along = min(a for (a, _), _ in places), max(b for (_, b), _ in places)
    size = max(glyph.size_pt for glyph in glyphs)
    return TextLine(page, turn, across, along, size, words, box, _slope(turn, glyphs))


def _slope(turn: int, glyphs: list[Glyph]) -> float:
    """Return how far a line of slanted letters moves across itself for each point along it."""
    if glyphs[0].upright or len(glyphs) < _FEWEST_SLANTED:
        return 0.0
    (x, y), (to_x, to_y) = (g.box.middle.sides[:2] for g in (glyphs[0], glyphs[-1]))
    if turn in (1, 3):
        x, y, to_x, to_y = y, x, to_y, to_x
    return (to_y - y) / (to_x - x) if to_x != x else 0.0


def steps_back(lines: tuple[TextLine, ...]) -> Iterator[tuple[TextLine, TextLine]]:
    """Give each two lines of which the second stands before the first, in the same column.

    Of slanted text, too: pieces of one line count as lines.
    """
    for one, other in pairwise(lines):
        if one.page != other.page or one.turn != other.turn:
            continue
        size = max(one.size_pt, other.size_pt)
        beside = min(one.along[1], other.along[1]) - max(one.along[0], other.along[0])
        level = _is_level(one, other)
        if (beside > 0 and other.across < one.across - _ABOVE * size) or (
            level
            and other.along[1] <= one.along[0] + _LEVEL * size
            and len(other.words) > 1 < len(one.words)
        ):
            yield one, other


def _is_level(one: TextLine, other: TextLine) -> bool:
    """Say whether two pieces stand on one line, slanted as the first."""
    (x, y), (to_x, to_y) = one.box.middle.sides[:2], other.box.middle.sides[:2]
    if one.turn in (1, 3):
        x, y, to_x, to_y = y, x, to_y, to_x
    size = max(one.size_pt, other.size_pt)
    return abs(to_y - y - one.slope * (to_x - x)) < _LEVEL * size
