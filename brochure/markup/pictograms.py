"""What content says in words -> pictures of the same beside it, drawn in code from its data.

Pictograms are few shapes in one ink, in strokes of two of their 24 units or more, so that each is
told from the others at 18 pt and on a bad copy. Meaning hangs on no colour: what must wait is
crossed out, what must not be missed is filled, who is counted is solid. Each picture is as wide as
its stylesheet says.
"""

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Literal

from brochure.markup.motif import Point

_LINE, _FILL, _CUT = "line", "fill", "cut"
_Shape = tuple[Literal["line", "fill", "cut"], str]  # how a path is drawn, and its data
_STROKE = 2.2
_SYMBOLS: Mapping[str, tuple[_Shape, ...]] = {
    "arrive": ((_LINE, "M13 2.5H21.5V21.5H13M2.5 12H15M10.5 7L15.5 12L10.5 17"),),
    "check": (
        (_LINE, "M8 4.5H4V21.5H20V4.5H16M8 14L11 17L16 11"),
        (_FILL, "M8.5 2.5H15.5V6.5H8.5Z"),
    ),
    "treatment": ((_FILL, "M9 2.5H15V9H21.5V15H15V21.5H9V15H2.5V9H9Z"),),
    "rest": (
        (_LINE, "M2.5 5V20.5M2.5 17H21.5V20.5M21.5 17V14A3.5 3.5 0 0 0 18 10.5H11V17"),
        (_FILL, "M5 13A1.6 1.6 0 1 0 8.2 13A1.6 1.6 0 1 0 5 13Z"),
    ),
    "ride": (
        (_FILL, "M2 17.5V12L4.5 11L7 5.5H16.5L19.5 11L22 12V17.5Z"),
        (_CUT, "M7 11L8.6 7.6H11V11ZM13 11V7.6H15.2L17 11Z"),
        (_CUT, "M4 18A3.3 3.3 0 1 0 10.6 18A3.3 3.3 0 1 0 4 18Z"),
        (_CUT, "M13.4 18A3.3 3.3 0 1 0 20 18A3.3 3.3 0 1 0 13.4 18Z"),
        (_FILL, "M5 18A2.3 2.3 0 1 0 9.6 18A2.3 2.3 0 1 0 5 18Z"),
        (_FILL, "M14.4 18A2.3 2.3 0 1 0 19 18A2.3 2.3 0 1 0 14.4 18Z"),
    ),
    "food": (
        (_LINE, "M4 2.5V7.5A3.5 3.5 0 0 0 11 7.5V2.5M7.5 2.5V21.5M17 21.5V13.5"),
        (_FILL, "M17 2.5C20 5 20.5 9.5 20.5 14H17Z"),
    ),
    "drink": ((_LINE, "M5 2.5H19L17 21.5H7Z"), (_FILL, "M5.8 10.5H18.2L17 21.5H7Z")),
    "medicine": (
        (_LINE, "M13 4.6A4.5 4.5 0 0 1 19.4 11L11 19.4A4.5 4.5 0 0 1 4.6 13Z"),
        (_FILL, "M8.8 8.8L15.2 15.2L11 19.4A4.5 4.5 0 0 1 4.6 13Z"),
    ),
    "other": (),
}
PICTOGRAMS = tuple(_SYMBOLS)

_DIAL = 41.0  # radius of the middle of its ring, which is drawn between 33 and 49
_DAY = 24  # hours once around
_EVENING, _MORNING = 6, 18  # of a clock with noon at its top
_MOON = "M51.8 86.6A4.7 4.7 0 1 0 54.5 93.3A4 4 0 0 1 51.8 86.6Z"
_SUN = "M46.8 9A3.2 3.2 0 1 0 53.2 9A3.2 3.2 0 1 0 46.8 9Z"
_FEW, _IN_A_ROW, _PERSON_WIDE, _PERSON_HIGH = 50, 20, 12, 16


def draw_pictogram(
    name: str, colours: Mapping[str, str], filled: bool = False, crossed: bool = False
) -> str:
    """Return one of PICTOGRAMS in a ring, as SVG; `filled` it is light on a dark disc."""
    dark, light = colours["ink"], colours["white"]
    ink, ground = (light, dark) if filled else (dark, light)
    ring = f'<circle cx="20" cy="20" r="18.6" fill="{ground}" stroke="{dark}" stroke-width="2.6"/>'
    slash = _draw_slash(20, 18.6, 2.6, ink, ground) if crossed else ""
    return _svg(40, 40, ring + _draw_symbol(name, 7, 26 / 24, ink, ground) + slash)


def draw_clock(name: str, hours: int | None, colours: Mapping[str, str]) -> str:
    """Return a clock of one day around what must wait, which is crossed out, as SVG.

    So many hours are filled from the top on; without any, the half of it that is night.
    """
    ink, white = colours["ink"], colours["white"]
    first, last = (0, hours) if hours else (_EVENING, _MORNING)
    dial = f'<circle cx="50" cy="50" r="{_DIAL:g}" fill="none" stroke="{ink}" stroke-width="16"/>'
    if last - first < _DAY:
        dial += _stroke(_arc(last, first + _DAY), white, 12.4)
    dial += "".join(
        _stroke(_spoke(hour), white if first < hour < last else ink, 1.6)
        for hour in range(3, _DAY, 3)
        if hour not in (first, last)
    )
    marks = (
        _stroke(f"M50 0V{_of(50 - 32)}", white, 2.4)
        if hours
        else f'<path d="{_MOON}" fill="{white}"/><path d="{_SUN}" fill="{ink}"/>'
    )
    ring = f'<circle cx="50" cy="50" r="26.5" fill="{white}" stroke="{ink}" stroke-width="3.6"/>'
    face = ring + _draw_symbol(name, 33.2, 1.4, ink, white)
    return _svg(100, 100, dial + marks + face + _draw_slash(50, 26.5, 3.6, ink, white))


def draw_icon_array(n: int, of: int, colours: Mapping[str, str]) -> str:
    """Return rows of people, the first `n` of `of` solid and the others in outline, as SVG.

    There are twenty in a row, or ten where they are few.
    """
    row = _IN_A_ROW if of > _FEW else _IN_A_ROW // 2
    places = [(i % row * _PERSON_WIDE, i // row * _PERSON_HIGH) for i in range(of)]
    ink, white = colours["ink"], colours["white"]
    drawn = "".join(
        f'<path d="{"".join(map(_person, people))}" fill="{colour}" stroke="{ink}"'
        ' stroke-width="1" stroke-linejoin="round"/>'
        for people, colour in ((places[:n], ink), (places[n:], white))
        if people
    )
    wide, high = min(of, row) * _PERSON_WIDE, places[-1][1] + _PERSON_HIGH
    return _svg(wide, high, drawn)


def _draw_symbol(name: str, at: float, scale: float, ink: str, ground: str) -> str:
    """Return a symbol in its square, whose corner is `at` from the left and from the top."""
    lined = f'fill="none" stroke="{ink}" stroke-width="{_STROKE}" stroke-linecap="round"'
    looks = {
        _LINE: f'{lined} stroke-linejoin="round"',
        _FILL: f'fill="{ink}"',
        _CUT: f'fill="{ground}"',
    }
    paths = "".join(f'<path d="{data}" {looks[how]}/>' for how, data in _SYMBOLS[name])
    return f'<g transform="translate({at:g} {at:g}) scale({scale:.4g})">{paths}</g>'


def _draw_slash(centre: float, radius: float, wide: float, ink: str, ground: str) -> str:
    """Return a bar from edge to edge of a ring, clear of what it crosses out."""
    off = radius * sin(pi / 4)
    near = off - wide / 2
    bar = f"M{_of(centre - near)} {_of(centre - near)}L{_of(centre + near)} {_of(centre + near)}"
    whole = f"M{_of(centre - off)} {_of(centre - off)}L{_of(centre + off)} {_of(centre + off)}"
    return _stroke(bar, ground, wide * 2.2) + _stroke(whole, ink, wide * 1.1)


def _on_dial(hour: float, radius: float) -> Point:
    turn = 2 * pi * hour / _DAY
    return 50 + radius * sin(turn), 50 - radius * cos(turn)


def _arc(first: int, last: int) -> str:
    """Return the part of the dial between two hours, clockwise; less than all of it."""
    (x, y), (to_x, to_y) = _on_dial(first, _DIAL), _on_dial(last, _DIAL)
    large = int(last - first > _DAY / 2)
    return f"M{_of(x)} {_of(y)}A{_DIAL:g} {_DIAL:g} 0 {large} 1 {_of(to_x)} {_of(to_y)}"


def _spoke(hour: int) -> str:
    (x, y), (to_x, to_y) = _on_dial(hour, _DIAL - 3), _on_dial(hour, _DIAL + 3)
    return f"M{_of(x)} {_of(y)}L{_of(to_x)} {_of(to_y)}"


def _person(corner: Point) -> str:
    """Return head and body of one person, 12 wide and 16 high."""
    left, top = corner
    head = f"M{_of(left + 4)} {_of(top + 3)}a2 2 0 1 0 4 0a2 2 0 1 0-4 0Z"
    return f"{head}M{_of(left + 2.6)} {_of(top + 14.4)}v-4.8a3.4 3.4 0 0 1 6.8 0v4.8Z"


def _stroke(data: str, colour: str, wide: float) -> str:
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{wide:.3g}"/>'


def _svg(wide: float, high: float, drawn: str) -> str:
    size = f'width="{wide:g}pt" height="{high:g}pt" viewBox="0 0 {wide:g} {high:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'


def _of(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
