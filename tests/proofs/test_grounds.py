"""What is as bright as the paper is not there, whatever the file holds."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from brochure.base.geometry import Rect
from brochure.layout.printed import Mark, Printed, PrintedPicture
from brochure.proofs.examined import Examined
from brochure.proofs.grounds import (
    logos_show_no_white_box,
    pictures_stand_out_from_their_ground,
)
from brochure.proofs.pictures import pictures_show_whole_and_uncovered
from brochure.selection.selected import PlacedPicture
from tests.pictures import saved
from tests.placed import blank_page, drawn_page, examined
from tests.tiny import html, print_tiny, proven

PATH = "brand.logo.file"
STYLE = "img { width: 50pt; height: 50pt; display: block }"
DARK = ".one { background: #123 }"
WHITE, BLUE, PALE = (255, 255, 255, 255), (29, 90, 134, 255), (230, 230, 210, 255)


def ring(colour: tuple[int, ...], letters: tuple[int, ...] | None = None) -> Image.Image:
    """Return a ring on nothing, with a bar below it that stands for its name."""
    image = Image.new("RGBA", (200, 200))
    pen = ImageDraw.Draw(image)
    pen.ellipse((40, 10, 160, 130), outline=colour, width=20)
    pen.rectangle((20, 150, 180, 180), fill=letters or colour)
    return image


def card(colour: tuple[int, ...]) -> Image.Image:
    """Return a white card with round corners and something on it."""
    image = Image.new("RGBA", (200, 200))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, 199, 199), 40, fill=WHITE)
    pen.ellipse((60, 60, 140, 140), fill=colour)
    return image


def shown(image: Image.Image, style: str, folder: Path) -> Printed:
    (folder / "images").mkdir(parents=True)
    raw = saved(image, "PNG")
    (folder / "images/logo.png").write_bytes(raw)
    page = html(f'<img data-mark="picture" data-file="{PATH}" src="../images/logo.png" alt="a">')
    printed = print_tiny(page, f"{STYLE}{style}", (), None, folder)
    placed = PlacedPicture(PATH, "images/logo.png", "one")
    return replace(printed, pictures=(PrintedPicture(placed, *image.size, raw),))


@pytest.mark.parametrize(
    ("image", "style", "what"),
    [
        (ring(WHITE), "", "100% of images/logo.png cannot be told from"),
        (ring(PALE), "", "100% of images/logo.png cannot be told from"),
        (ring(BLUE), "", ""),
        (ring(WHITE), DARK, ""),
        (ring((20, 40, 60, 255)), DARK, "100% of images/logo.png cannot be told from"),
        (ring(BLUE, WHITE), "", "44% of images/logo.png cannot be told from"),
        (ring((170, 170, 170, 255)), "", "images/logo.png stands out from its ground by less"),
        (card(BLUE), "", ""),
        (card(WHITE), "", "100% of"),
        (ring(WHITE).convert("LA"), "", "100% of"),
        (Image.new("RGB", (90, 90), "white"), "", ""),
    ],
)
def test_a_picture_that_is_lost_in_its_ground_is_found(
    image: Image.Image, style: str, what: str, tmp_path: Path
) -> None:
    found = proven(pictures_stand_out_from_their_ground, shown(image, style, tmp_path))
    assert [f.what[: len(what)] for f in found] == ([what] if what else [])
    assert all(f.place.path == PATH and "light ground" in f.remedy for f in found)
    assert {f.severity for f in found} <= {"warning" if "stands" in what else "error"}


def on_white(colour: tuple[int, ...]) -> Image.Image:
    """Return a ring on a white ground of its own."""
    image = Image.new("RGBA", (200, 200), WHITE)
    image.alpha_composite(ring(colour))
    return image


@pytest.mark.parametrize(
    ("image", "style", "is_told"),
    [
        (on_white(BLUE), ".one { background: #FBF5E8 }", True),
        (on_white(BLUE).convert("RGB"), DARK, True),
        (on_white(BLUE), "", False),
        (ring(BLUE), ".one { background: #FBF5E8 }", False),
        (card(BLUE), ".one { background: #FBF5E8 }", False),
        (Image.new("RGB", (90, 90), "navy"), ".one { background: #FBF5E8 }", False),
    ],
)
def test_a_logo_with_a_white_ground_on_paper_that_is_not_white_is_told(
    image: Image.Image, style: str, is_told: bool, tmp_path: Path
) -> None:
    found = proven(logos_show_no_white_box, shown(image, style, tmp_path))
    assert [f.id for f in found] == ["contrast.white-box"] * is_told
    assert all(f.severity == "warning" and f.place.path == PATH for f in found)
    assert all("images/logo.png" in f.what and "transparent" in f.remedy for f in found)


def test_a_lost_picture_is_told_once_and_a_white_sheet_is_hidden(tmp_path: Path) -> None:
    lost = proven(pictures_show_whole_and_uncovered, shown(ring(WHITE), "", tmp_path / "a"))
    assert lost == (), "told by contrast.picture, with what to do"
    blank = Image.new("RGB", (90, 90), "white")
    (finding,) = proven(pictures_show_whole_and_uncovered, shown(blank, "", tmp_path / "b"))
    assert finding.what == "images/logo.png cannot be seen"
    veiled = shown(ring(BLUE), "img { visibility: hidden }", tmp_path / "c")
    (finding,) = proven(pictures_show_whole_and_uncovered, veiled)
    assert finding.what == "images/logo.png cannot be seen"


def laid(
    image: Image.Image, ground: Image.Image, at: tuple[int, int] = (40, 40), path: str = PATH
) -> Examined:
    """Return a document that shows a picture on a ground, so many pixels from the corner."""
    shown, left, top = ground.convert("RGBA"), at[0] / 2, at[1] / 2
    shown.alpha_composite(image.convert("RGBA"), at)
    box = Rect(left, top, left + image.width / 2, top + image.height / 2)
    placed = PlacedPicture(path, "images/logo.png", "one")
    mark = Mark("picture", 2, box, path=path)
    return examined(
        pages=(blank_page(), drawn_page(shown)),
        pictures=(PrintedPicture(placed, *image.size, saved(image, "PNG")),),
        marks=(mark,),
    )


PAPER = Image.new("RGB", (200, 160), "white")


@pytest.mark.parametrize(
    ("dark", "pale", "white", "what"),
    [
        (100, 0, 5, ""),
        (100, 0, 6, "6% of images/logo.png cannot be told from"),
        (100, 100, 0, ""),
        (100, 101, 0, "images/logo.png stands out from its ground by less"),
    ],
)
def test_how_much_of_a_picture_may_be_lost_or_pale(
    dark: int, pale: int, white: int, what: str
) -> None:
    """Each colour has a row of its own, of so many pixels; what is between them is clear."""
    image = Image.new("RGBA", (120, 9))
    for row, (count, gray) in enumerate(((dark, 0), (pale, 170), (white, 255))):
        image.paste((gray, gray, gray, 255), (0, 3 * row, count, 3 * row + 1))
    found = pictures_stand_out_from_their_ground(laid(image, PAPER))
    assert [f.what[: len(what)] for f in found] == ([what] if what else [])
    assert {f.place.page for f in found} <= {2}


@pytest.mark.parametrize(
    ("path", "kind", "dark", "pale", "white", "is_told"),
    [
        (PATH, "figure", 60, 0, 40, True),
        (PATH, "figure", 40, 60, 0, True),
        ("a.file", "figure", 50, 0, 50, False),
        ("a.file", "figure", 50, 0, 51, True),
        ("a.file", "figure", 40, 60, 0, False),
        ("a.file", "picture", 60, 0, 40, True),
    ],
)
def test_a_figure_may_shade_its_ground_and_a_drawn_logo_may_not(
    path: str, kind: str, dark: int, pale: int, white: int, is_told: bool
) -> None:
    image = Image.new("RGBA", (120, 9))
    for row, (count, gray) in enumerate(((dark, 0), (pale, 170), (white, 255))):
        image.paste((gray, gray, gray, 255), (0, 3 * row, count, 3 * row + 1))
    on = laid(image, PAPER, path=path)
    (mark,), shown = on.printed.marks, on.printed.pictures
    own = {"drawings": shown, "pictures": ()} if kind == "figure" else {}
    printed = replace(on.printed, marks=(replace(mark, kind=kind),), **own)
    found = pictures_stand_out_from_their_ground(replace(on, printed=printed))
    assert [f.place.path for f in found] == [path] * is_told


@pytest.mark.parametrize(("alpha", "is_told"), [(127, False), (128, True)])
def test_how_solid_a_part_is_that_may_be_lost(alpha: int, is_told: bool) -> None:
    """What is half clear is the shade of a picture."""
    image = Image.new("RGBA", (120, 9))
    image.paste((0, 0, 0, 255), (0, 0, 60, 1))
    image.paste((255, 255, 255, alpha), (0, 3, 60, 4))
    assert len(pictures_stand_out_from_their_ground(laid(image, PAPER))) == is_told


@pytest.mark.parametrize(
    ("gray", "dots", "is_told"), [(255, 4, True), (255, 5, False), (250, 0, True), (249, 0, False)]
)
def test_how_white_the_edges_of_a_logo_are(gray: int, dots: int, is_told: bool) -> None:
    """Of the 80 pixels along the edges of this one, so many are black."""
    image = Image.new("RGB", (20, 20), (gray, 255, 255))
    for dot in range(dots):
        image.putpixel((19, 2 + dot), (0, 0, 0))
    ground = Image.new("RGB", (200, 160), "#345")
    assert len(logos_show_no_white_box(laid(image, ground))) == is_told


@pytest.mark.parametrize(
    ("tint", "white", "is_told"),
    [
        ((250, 250, 250), (0, 0, 9, 9), False),
        ((250, 250, 249), (0, 0, 9, 9), True),
        ((0, 0, 0), (39, 0, 200, 160), False),  # black along one of its sides
        ((0, 0, 0), (0, 43, 200, 160), False),  # above it, and a little down
        ((0, 0, 0), (0, 44, 200, 160), True),
        ((0, 0, 0), (34, 34, 66, 66), False),  # a rim of 3 pt
        ((0, 0, 0), (35, 35, 65, 65), True),
    ],
)
def test_how_much_around_a_logo_is_tinted(
    tint: tuple[int, int, int], white: tuple[int, int, int, int], is_told: bool
) -> None:
    """It stands at 40 pixels, and is 20 pixels wide and high; a part of the paper is white."""
    ground = Image.new("RGB", (200, 160), tint)
    ground.paste((255, 255, 255), white)
    logo = Image.new("RGB", (20, 20), "white")
    assert len(logos_show_no_white_box(laid(logo, ground))) == is_told


def test_a_white_box_is_found_behind_other_pictures() -> None:
    logo, ground = Image.new("RGB", (20, 20), "white"), Image.new("RGB", (200, 160), "#345")
    on = laid(logo, ground)
    (depicted,), (mark,) = on.printed.pictures, on.printed.marks
    other = replace(depicted, placed=replace(depicted.placed, path="people[0].file"))
    marks = (replace(mark, path="people[0].file"), mark)
    printed = replace(on.printed, pictures=(other, depicted), marks=marks)
    (found,) = logos_show_no_white_box(replace(on, printed=printed))
    assert (found.place.page, found.place.path) == (2, PATH)


@pytest.mark.parametrize("at", [(0, 0), (180, 140)])
def test_a_logo_in_the_corner_of_a_tint(at: tuple[int, int]) -> None:
    """Two of its sides are those of the page."""
    logo, ground = Image.new("RGB", (20, 20), "white"), Image.new("RGB", (200, 160), "#345")
    assert len(logos_show_no_white_box(laid(logo, ground, at))) == 1
    assert logos_show_no_white_box(laid(logo, PAPER, at)) == ()
    whole = Image.new("RGB", PAPER.size, "white")
    assert logos_show_no_white_box(laid(whole, ground, (0, 0))) == ()
