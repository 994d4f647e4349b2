"""Pictures drawn in code: told apart when small and copied, and as many as content counts."""

import io
import re
from itertools import combinations
from math import cos, pi, sin

import pytest
import resvg_py
from PIL import Image, ImageChops

from brochure.markup.pictograms import (
    PICTOGRAMS,
    draw_clock,
    draw_icon_array,
    draw_pictogram,
)

COLOURS = {"ink": "#0C343B", "white": "#FFFFFF"}
BLACK = {"ink": "#000000", "white": "#FFFFFF"}
SMALL_PX = 75  # 18 pt at the 300 dots of an office copier
_LEAST_SHARE = 0.04  # of the area: two pictograms differ by more
_COPIER = 128  # of 255 grays: a bad copier knows black and white


def copied(svg: str) -> Image.Image:
    """Return a picture as a bad copier leaves it: small, black and white, coarse."""
    coarse = rendered(svg, SMALL_PX).resize((SMALL_PX // 3, SMALL_PX // 3))
    return coarse.point([0] * _COPIER + [255] * (256 - _COPIER))


def rendered(svg: str, wide_px: int) -> Image.Image:
    """Return a square picture so large, on white."""
    sized = re.sub(
        r'width="[^"]*" height="[^"]*"', f'width="{wide_px}" height="{wide_px}"', svg, count=1
    )
    png = bytes(resvg_py.svg_to_bytes(svg_string=sized, skip_system_fonts=True))
    drawn = Image.open(io.BytesIO(png)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("L")


def share_of_difference(one: Image.Image, other: Image.Image) -> float:
    counts = ImageChops.difference(one, other).histogram()
    return counts[255] / sum(counts)


@pytest.mark.parametrize("filled", [False, True])
def test_each_pictogram_is_told_from_every_other_at_18_points(filled: bool) -> None:
    drawn = {name: copied(draw_pictogram(name, COLOURS, filled)) for name in PICTOGRAMS}
    alike = [
        (a, b)
        for a, b in combinations(drawn, 2)
        if share_of_difference(drawn[a], drawn[b]) < _LEAST_SHARE
    ]
    assert alike == []


def test_what_is_crossed_out_and_what_is_filled_look_otherwise() -> None:
    for name in PICTOGRAMS:
        plain = copied(draw_pictogram(name, COLOURS))
        for other in (
            draw_pictogram(name, COLOURS, crossed=True),
            draw_pictogram(name, COLOURS, filled=True),
        ):
            assert share_of_difference(plain, copied(other)) > _LEAST_SHARE, name


def test_a_pictogram_in_another_ink_is_the_same() -> None:
    """The comparison above can fail."""
    one = copied(draw_pictogram("ride", COLOURS))
    assert share_of_difference(one, copied(draw_pictogram("ride", BLACK))) < _LEAST_SHARE


@pytest.mark.parametrize(("n", "of"), [(0, 10), (7, 100), (100, 100), (13, 25), (1, 200)])
def test_so_many_people_are_solid_as_are_counted(n: int, of: int) -> None:
    svg = draw_icon_array(n, of, COLOURS)
    people = dict(re.findall(r'd="([^"]*)" fill="(#\w+)"', svg))
    counts = {fill: data.count("Z") // 2 for data, fill in people.items()}
    assert counts.get(COLOURS["ink"], 0) == n
    assert counts.get(COLOURS["white"], 0) == of - n


@pytest.mark.parametrize("hours", [1, 3, 8, 12, 18, 23, 24])
def test_as_much_of_the_clock_is_filled_as_are_hours_of_a_day(hours: int) -> None:
    """Counted around the dial, where no tick stands in the way."""
    dial = copied_dial(draw_clock("ride", hours, BLACK))
    assert dial == [h < hours for h in range(24)]


def test_a_night_is_the_lower_half_of_the_clock() -> None:
    assert copied_dial(draw_clock("ride", None, BLACK)) == [6 <= h < 18 for h in range(24)]


def copied_dial(svg: str) -> list[bool]:
    """Return for each hour whether its middle is dark, at the inner edge of the dial."""
    drawn = rendered(svg, 1000)
    turns = [2 * pi * (hour + 0.5) / 24 for hour in range(24)]
    places = [(round(500 + 370 * sin(turn)), round(500 - 370 * cos(turn))) for turn in turns]
    return [drawn.tobytes()[1000 * y + x] < _COPIER for x, y in places]
