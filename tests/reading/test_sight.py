"""What is quick to see on a drawn page is never called good where a close look says otherwise."""

from random import Random

import pytest
from PIL import Image, ImageDraw

from brochure.base.geometry import Rect
from brochure.reading.reading import Glyph, ReadPage

SIDE_PT = 60
COLOURS = ("#ffffff", "#f4efe4", "#e8e8e8", "#8a8a8a", "#767676", "#636363", "#c8503c", "#101010")


def drawn_at_random(random: Random) -> ReadPage:
    """Return a page of plates and rules with marks as letters have them, some of them pale."""
    bare = Image.new("RGB", (2 * SIDE_PT, 2 * SIDE_PT), random.choice(COLOURS))
    draw = ImageDraw.Draw(bare)
    for _ in range(random.randrange(5)):
        x, y = random.randrange(100), random.randrange(100)
        size = random.choice((1, 2, 30))
        draw.rectangle((x, y, x + 20, y + size), fill=random.choice(COLOURS))
    full = bare.copy()
    draw = ImageDraw.Draw(full)
    for _ in range(40):
        x, y, colour = random.randrange(118), random.randrange(118), random.choice(COLOURS)
        draw.line((x, y, x + random.randrange(9), y + random.randrange(9)), fill=colour)
    glyphs = tuple(
        Glyph("a", 1, box, 12, False, run=run)
        for run in range(12)
        for box in boxes_at_random(random)
    )
    ink, gray = Image.new("L", bare.size), (full.convert("L"), bare.convert("L"))
    return ReadPage(SIDE_PT, SIDE_PT, glyphs, (), ink, *gray, full, bare)


def boxes_at_random(random: Random) -> list[Rect]:
    """Return the boxes of letters on one line, some of them off the page or without a width."""
    x, y = random.uniform(-8, SIDE_PT), random.uniform(-8, SIDE_PT)
    sizes = [(random.choice((0.0, 2.5, 6.0)), random.uniform(0, 7)) for _ in range(4)]
    return [
        Rect(x + 6 * n, y, x + 6 * n + width, y + height) for n, (width, height) in enumerate(sizes)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_contrast_is_enough_only_where_it_is(seed: int) -> None:
    random, met = Random(seed), set[bool]()
    for _ in range(12):
        page = drawn_at_random(random)
        for _ in range(40):
            boxes, enough = boxes_at_random(random), random.choice((3, 4.5, 7))
            most, found = page.contrast(boxes), page.contrast(boxes, enough)
            assert (found >= enough) == (most >= enough)
            assert found >= enough or found == most
            met.add(most >= enough)
    assert met == {True, False}


@pytest.mark.parametrize("seed", range(8))
def test_a_letter_is_on_flat_ground_only_if_its_own_is_flat(seed: int) -> None:
    random, met = Random(seed), set[bool]()
    for _ in range(12):
        page = drawn_at_random(random)
        for glyph in page.glyphs:
            assert page.is_on_flat(glyph) == page.is_flat(glyph.box)
            met.add(page.is_flat(glyph.box))
    assert met == {True, False}
