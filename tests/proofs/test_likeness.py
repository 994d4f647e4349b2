"""How far a page is from a picture, to a gray: where it is cut, how it is drawn, what is clear."""

import io
from dataclasses import replace
from random import Random

import pytest
from PIL import Image, ImageFilter

from brochure.base.geometry import Rect
from brochure.layout.printed import Mark, PrintedPicture
from brochure.proofs.likeness import is_clear_in_part, place_on_page, tell_apart
from brochure.selection.selected import PlacedPicture
from tests.pictures import saved
from tests.placed import blank_page, drawn_page, examined
from tests.tiny import TINY

CLIPPED = replace(TINY, bleed_pt=3)
FINE = 10  # steps to the pixel: what is drawn between whole pixels


def blots(columns: int, rows: int, seed: int = 1) -> Image.Image:
    """Return blots of 4 pixels: moved by a pixel or two, it is another picture."""
    grays = Image.frombytes("L", (columns, rows), Random(seed).randbytes(columns * rows))
    large = grays.resize((columns * 4, rows * 4), Image.Resampling.NEAREST)
    return large.filter(ImageFilter.GaussianBlur(1.5))


def depicted(image: Image.Image) -> PrintedPicture:
    return PrintedPicture(PlacedPicture("a.file", "a.png", "one"), *image.size, saved(image, "PNG"))


def apart(
    image: Image.Image, mark: Mark, shown: Image.Image, drawn: Rect, channel: int = -1
) -> float:
    """Return how far a page of 100 × 80 pt is from `image`; it shows another one, in pixels."""
    page = Image.new(shown.mode, (200 * FINE, 160 * FINE))
    box = tuple(round(side * FINE) for side in drawn.sides)
    size = (box[2] - box[0], box[3] - box[1])
    page.paste(shown.resize(size, Image.Resampling.NEAREST), (box[0], box[1]))
    on = examined(pages=(blank_page(), drawn_page(page.reduce(FINE))), edition=CLIPPED)
    return tell_apart(on, depicted(image), mark, channel)


PICTURE = blots(24, 16)  # 96 × 64 pixels


def moved(part: tuple[int, int, int, int], x: int, y: int) -> tuple[int, int, int, int]:
    return part[0] + x, part[1] + y, part[2] + x, part[3] + y


@pytest.mark.parametrize(
    ("how", "rect", "part", "drawn", "seen"),
    [
        ("whole", (10, 10, 58, 42), (0, 0, 96, 64), (20, 20, 116, 84), None),
        ("larger", (2, 2, 98, 66), (0, 0, 96, 64), (4, 4, 196, 132), None),
        ("cut above and below", (10, 10, 58, 26), (0, 16, 96, 48), (20, 20, 116, 52), None),
        ("cut at its sides", (10, 10, 26, 42), (32, 0, 64, 64), (20, 20, 52, 84), None),
        ("over the trim", (-2, -3, 46, 29), (4, 6, 96, 64), (0, 0, 92, 58), None),
        ("over the other trim", (54, 50, 102, 82), (0, 0, 92, 60), (108, 100, 200, 160), None),
        ("its left shows", (10, 10, 58, 42), (0, 0, 48, 64), (20, 20, 68, 84), (10, 10, 34, 42)),
        ("its foot shows", (10, 10, 58, 42), (0, 32, 96, 64), (20, 52, 116, 84), (0, 26, 99, 99)),
        ("to pixels around", (10.3, 10.2, 57.6, 41.7), (0, 0, 96, 64), (20, 20, 116, 84), None),
        ("to pixels near", (10.45, 10.45, 58.05, 42.05), (0, 0, 96, 64), (21, 21, 116, 84), None),
        ("between", (10.3, 10.2, 58.3, 42.2), (0, 0, 96, 64), (20.6, 20.4, 116.6, 84.4), None),
    ],
)
def test_a_picture_in_its_place_is_itself(
    how: str,
    rect: tuple[float, ...],
    part: tuple[int, int, int, int],
    drawn: tuple[float, ...],
    seen: tuple[float, ...] | None,
) -> None:
    """`part` is what of it is drawn, in pixels; two pixels further it is not itself."""
    mark = Mark("picture", 2, Rect(*rect), shown=Rect(*seen) if seen else None)
    least = apart(PICTURE, mark, PICTURE.crop(part), Rect(*drawn))
    others = [
        apart(PICTURE, mark, PICTURE.crop(moved(part, *by)), Rect(*drawn))
        for by in ((-2, 0), (2, 0), (0, -2), (0, 2))
    ]
    most = {"to pixels near": 6.2, "between": 10.3}.get(how, 1.6)  # cells cut pixels
    assert least < most < min(others), (how, least, others)


@pytest.mark.parametrize(
    ("rect", "place"),
    [
        ((10, 10, 34, 28), (10, 10, 34, 28)),
        ((-4, -4, 104, 84), (0, 0, 100, 80)),  # bleed, and a point
        ((-4.5, 10, 20, 28), (-4.5, 10, 20, 28)),
    ],
)
def test_what_runs_off_by_more_than_bleed_stays_outside(
    rect: tuple[float, ...], place: tuple[float, ...]
) -> None:
    on = examined(pages=(blank_page(), drawn_page(Image.new("L", (200, 160)))), edition=CLIPPED)
    assert place_on_page(on, Mark("picture", 2, Rect(*rect))) == Rect(*place)


WHOLE = Mark("picture", 2, Rect(0, 0, 16, 16))  # 4 cells each way, of 8 pixels
ALL = Rect(0, 0, 32, 32)


def cells(*values: int | tuple[int, ...], mode: str = "L") -> Image.Image:
    """Return a picture of 4 × 4 cells in these values; the last one fills what is left."""
    image = Image.new(mode, (4, 4), values[-1])
    for at, value in enumerate(values):
        image.putpixel((at % 4, at // 4), value)
    return image.resize((32, 32), Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    ("how", "wanted", "there", "off"),
    [
        ("one flat colour", (100,), (40,), 0),
        ("a spot on a flat colour", (100,), (140, 100), 37.5),
        ("hardly a picture", (*(100, 101) * 8,), (100,), 0),
        ("a picture of two grays that is gone", (*(100, 102) * 8,), (100,), 255),
        ("brighter all over", (*(100, 200) * 8,), (*(120, 220) * 8,), 0),
        ("paler by nearly half", (*(100, 200) * 8,), (*(100, 152) * 8,), 0),
        ("paler by half", (*(100, 200) * 8,), (*(100, 150) * 8,), 255),
        ("nearly twice as hard", (*(100, 150) * 8,), (*(50, 148) * 8,), 0),
        ("twice as hard", (*(100, 150) * 8,), (*(50, 150) * 8,), 255),
        ("upside down", (*(100, 200) * 8,), (*(200, 100) * 8,), 255),
        ("one cell is off", (*(100, 200) * 8,), (140, *(200, 100) * 7, 200), 35),
    ],
)
def test_the_worst_cell_counts(
    how: str, wanted: tuple[int, ...], there: tuple[int, ...], off: float
) -> None:
    assert apart(cells(*wanted), WHOLE, cells(*there), ALL) == pytest.approx(off, abs=0.1), how


HALF, NONE, BLACK, FULL = (200, 128), (0, 0), (0, 255), (200, 255)


@pytest.mark.parametrize(
    ("how", "wanted", "there", "off"),
    [
        ("half clear", (NONE, HALF, FULL), (60, 130, 200), 0),
        ("half clear, on another ground", (NONE, HALF, FULL), (160, 180, 200), 0),
        ("half clear, gone", (NONE, HALF, FULL), (60, 60, 200), 55.1),
        (
            "the middle of its ground",
            (*(NONE,) * 5, *(BLACK, FULL) * 3),
            (40, 40, 60, 60, 100, *(0, 200) * 3),
            40,
        ),
        ("clear but for a trace", ((0, 3), FULL), (60, 200), 0),
        ("clear nowhere", ((0, 4), (0, 4), FULL), (10, 90, 200), 0),
        ("no ground that is clear", ((200, 128), FULL), (0, 200), 0),
        ("nearly solid, no ground", ((200, 251), FULL), (0, 200), 0),
        ("all but solid, no ground", ((200, 252), FULL), (0, 200), 187.5),
        ("solid nowhere", (HALF,), (90, 10, 40), 0),
    ],
)
def test_where_it_is_clear_its_ground_shows(
    how: str, wanted: tuple[tuple[int, int], ...], there: tuple[int, ...], off: float
) -> None:
    image = cells(*wanted, mode="LA")
    assert apart(image, WHOLE, cells(*there), ALL) == pytest.approx(off, abs=0.6), how


@pytest.mark.parametrize(("channel", "off"), [(0, 0), (1, 255), (2, 255)])
def test_each_channel_is_compared_with_its_own(channel: int, off: float) -> None:
    """A red checked with black is no cyan one: its green and blue are not there."""
    wanted = cells(*((200, 0, 100), (100, 100, 0)) * 8, mode="RGB")
    shown = cells(*((200, 100, 0), (100, 0, 100)) * 8, mode="RGB")
    assert apart(wanted, WHOLE, shown, ALL, channel) == off


def test_what_is_finer_than_a_cell_is_not_compared() -> None:
    speck, place = PICTURE.copy(), Mark("picture", 2, Rect(10, 10, 58, 42))
    speck.putpixel((13, 13), (speck.getpixel((13, 13)) + 128) % 256)  # pyright: ignore
    assert 0.5 < apart(PICTURE, place, speck, Rect(20, 20, 116, 84)) < 3
    tiny = Mark("picture", 2, Rect(0, 0, 7, 3))
    assert apart(PICTURE, tiny, blots(12, 9, seed=2), Rect(0, 0, 14, 6)) == 0


@pytest.mark.parametrize(
    ("mode", "colour", "clear"),
    [
        ("RGB", (0, 0, 0), False),
        ("RGBA", (0, 0, 0, 4), False),
        ("RGBA", (255, 255, 255, 3), True),
        ("LA", (255, 0), True),
        ("LA", (0, 255), False),
    ],
)
def test_whether_it_is_clear_in_part(mode: str, colour: tuple[int, ...], clear: bool) -> None:
    image = Image.new(mode, (9, 9), (*colour[:-1], 255) if "A" in mode else colour)
    image.putpixel((4, 4), colour)
    raw = io.BytesIO(saved(image, "PNG")).getvalue()
    assert is_clear_in_part(replace(depicted(image), raw=raw)) is clear
