"""What is as bright as the paper is not there, whatever the file holds."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from brochure.layout.printed import Printed, PrintedPicture
from brochure.proofs.grounds import (
    logos_show_no_white_box,
    pictures_stand_out_from_their_ground,
)
from brochure.proofs.pictures import pictures_show_whole_and_uncovered
from brochure.selection.selected import PlacedPicture
from tests.pictures import saved
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
