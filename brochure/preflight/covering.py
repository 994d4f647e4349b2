"""What a page paints, in order -> the same, knowing which text and lines lie over other things.

What lies below is told by boxes: of areas, part by part, and of pictures. A white area lays bare
paper again. Text and lines count as no ground: their boxes hold more than they print.
"""

from collections.abc import Iterable, Iterator

from brochure.base.geometry import Box
from brochure.preflight.graphics import alter
from brochure.preflight.press_file import Area, Line, Painted, Picture, Text

_CELLS = 48  # each way
_MOST_IN_A_CELL = 64
_TOUCH_PT = 0.5  # what shares less with its neighbour only touches it


def mark_covering(painted: Iterable[Painted], media: Box) -> Iterator[Painted]:
    """Give each thing, marked where it lies over an area or picture that prints."""
    ground = _Ground(media)
    for thing in painted:
        if isinstance(thing, Text | Line) or thing.overprints:
            yield alter(thing, covers=True) if ground.lies_below(thing.box) else thing
        else:
            yield thing
        if isinstance(thing, Area | Picture) and not thing.box.is_empty:
            is_bare = thing.colour.is_white and isinstance(thing, Area)
            if not is_bare or (thing.opaque and not thing.overprints):
                for part in getattr(thing, "parts", ()) or (thing.box,):
                    ground.add(part, prints=not is_bare)


class _Ground:
    """What is painted so far, in cells; one that is covered whole forgets what was there before."""

    def __init__(self, media: Box) -> None:
        self._media = media
        self._across, self._up = media.width / _CELLS, media.height / _CELLS
        self._whole = [False] * _CELLS**2
        self._parts: dict[int, list[tuple[Box, bool]]] = {}

    def add(self, box: Box, prints: bool) -> None:
        for at, cell in self._cells(box):
            if box.holds(cell):
                self._whole[at] = prints
                self._parts.pop(at, None)
            elif prints != self._whole[at] or at in self._parts:
                parts = self._parts.setdefault(at, [])
                parts.append((box, prints))
                del parts[:-_MOST_IN_A_CELL]

    def lies_below(self, box: Box) -> bool:
        return any(self._prints_at(at, box.cut_to(cell)) for at, cell in self._cells(box))

    def _prints_at(self, at: int, box: Box) -> bool:
        for part, prints in reversed(self._parts.get(at, ())):
            if prints and part.meets(box, min(_TOUCH_PT, box.width / 2, box.height / 2)):
                return True
            if not prints and part.holds(box):
                return False
        return self._whole[at]

    def _cells(self, box: Box) -> Iterator[tuple[int, Box]]:
        """Give each cell that a box lies in, by its number."""
        media = self._media
        box = box.cut_to(media)
        if box.is_empty:
            return
        left, right = self._span(box.left - media.left, box.right - media.left, self._across)
        low, high = self._span(box.bottom - media.bottom, box.top - media.bottom, self._up)
        for row in range(low, high + 1):
            bottom = media.bottom + row * self._up
            for column in range(left, right + 1):
                x = media.left + column * self._across
                cell = Box(x, bottom, x + self._across, bottom + self._up)
                yield row * _CELLS + column, cell

    def _span(self, start: float, end: float, step: float) -> tuple[int, int]:
        return min(int(start / step), _CELLS - 1), min(int(end / step), _CELLS - 1)
