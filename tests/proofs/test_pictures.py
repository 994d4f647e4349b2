"""A picture that is lost, moved, covered, swapped, turned or coarse is found; a good one is not."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from brochure.base.files.image_conversion import convert_picture
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.layout.printed import Mark, Printed, PrintedPicture
from brochure.proofs import Proof
from brochure.proofs.pictures import (
    pictures_are_sharp_enough,
    pictures_show_whole_and_uncovered,
    pictures_stand_where_content_places_them,
)
from brochure.selection.selected import PlacedPicture
from tests.pictures import lake, person, saved, sign, sun
from tests.placed import blank_page, examined, panel
from tests.tiny import html, ids, in_channel, print_tiny, proven

PROOFS: tuple[Proof, ...] = (
    pictures_stand_where_content_places_them,
    pictures_show_whole_and_uncovered,
    pictures_are_sharp_enough,
)
PLAIN = "img { display: block; height: 40pt; width: 52pt }"
FILES = {
    "images/sun.jpg": saved(sun(270, 210)),
    "images/lake.jpg": saved(lake(270, 210)),
    "images/person.jpg": saved(person(240, 300)),
    "images/logo.png": saved(sign(200), "PNG"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "images").mkdir()
    for name, raw in FILES.items():
        (folder / name).write_bytes(raw)
    return folder


def picture(file: str = "images/lake.jpg", path: str = "a.file", shown: str = "") -> str:
    """Return a picture as the template prints it; `shown` is another one in its stead."""
    return f'<img data-mark="picture" data-file="{path}" src="../{shown or file}" alt="a">'


def depicted(
    file: str = "images/lake.jpg", path: str = "a.file", panel: str = "one"
) -> PrintedPicture:
    width, height = Image.open(io.BytesIO(FILES[file])).size
    return PrintedPicture(
        PlacedPicture(path, file, panel), width, height, convert_picture(FILES[file], file)
    )


def printed(
    project: Path, page: str, style: str = "", wanted: tuple[PrintedPicture, ...] = ()
) -> Printed:
    made = print_tiny(html(*page.split("|")), PLAIN + style, (), project=project)
    return replace(made, pictures=wanted or (depicted(),))


def found(made: Printed) -> set[str]:
    return {id for proof in PROOFS for id in ids(proven(proof, made))}


@pytest.mark.parametrize(
    ("how", "style"),
    [
        ("as wide as it is", ""),
        ("cut to a square", "img { object-fit: cover; width: 40pt }"),
        ("cut to a strip", "img { object-fit: cover; width: 84pt; height: 28pt }"),
    ],
)
def test_a_picture_in_its_place_has_no_finding(how: str, style: str, project: Path) -> None:
    assert found(printed(project, picture(), style)) == set(), how


@pytest.mark.parametrize("file", ["images/person.jpg", "images/logo.png"])
def test_portraits_and_logos_with_clear_parts_have_no_finding(file: str, project: Path) -> None:
    style = "img { width: auto } .one { background: #123 }"
    assert found(printed(project, picture(file), style, (depicted(file),))) == set()


@pytest.mark.parametrize("width_pt", [30, 37.3, 53.9])
@pytest.mark.parametrize("at_pt", [0.3, 0.62, 1.17])
def test_a_small_logo_between_whole_pixels(width_pt: float, at_pt: float, project: Path) -> None:
    """Readers draw it up to a pixel larger; hard edges move with that."""
    place = f"position: absolute; left: {at_pt}pt; top: {at_pt * 2}pt"
    style = f"img {{ width: {width_pt}pt; height: auto; {place} }}"
    page = picture("images/logo.png")
    made = printed(project, page, style, (depicted("images/logo.png"),))
    assert found(made) == set()


@pytest.mark.parametrize(
    ("how", "page", "style", "id"),
    [
        ("left out", "", "", "pictures.count"),
        ("not displayed", picture(), "img { display: none }", "pictures.count"),
        ("twice", picture() * 2, "img { width: 26pt; height: 20pt }", "pictures.count"),
        ("not visible", picture(), "img { visibility: hidden }", "pictures.hidden"),
        ("clipped", f"<div class=slit>{picture()}</div>", "", "pictures.hidden"),
        ("covered", picture() + "<div class=lid></div>", "", "pictures.hidden"),
        ("covered by a third", picture() + "<div class='lid part'></div>", "", "pictures.hidden"),
        ("another", picture(shown="images/person.jpg"), "", "pictures.hidden"),
        ("upside down", picture(), "img { transform: rotate(180deg) }", "pictures.hidden"),
        ("mirrored", picture("images/sun.jpg"), "img { transform: scaleX(-1) }", "pictures.hidden"),
        (
            "squeezed",
            picture("images/sun.jpg"),
            "img { width: 90pt; height: 20pt }",
            "pictures.hidden",
        ),
        ("pale", picture(), "img { opacity: .3 }", "pictures.hidden"),
        ("the other panel", f"|{picture()}", "", "pictures.outside"),
        ("off the page", picture(), "img { margin-left: 170pt }", "pictures.outside"),
        ("over its panel", picture(), "img { margin-top: 30pt }", "pictures.outside"),
    ],
)
def test_a_picture_that_is_lost_or_hidden(
    how: str, page: str, style: str, id: str, project: Path
) -> None:
    lid = (
        ".lid { position: absolute; left: 0; top: 0; width: 52pt; height: 40pt;"
        " background: #bcd } .part { width: 17pt } .slit { height: 20pt; overflow: hidden }"
    )
    wanted = depicted("images/sun.jpg" if "sun" in page else "images/lake.jpg")
    assert id in found(printed(project, page, lid + style, (wanted,))), how


def test_a_lid_over_the_solid_parts_of_a_logo(project: Path) -> None:
    page = picture("images/logo.png") + "<div class=lid></div>"
    lid = ".lid { position: absolute; left: 0; top: 20pt; width: 40pt; height: 12pt }"
    style = lid + "img { width: 40pt } .lid { background: #0c343b }"
    made = printed(project, page, style, (depicted("images/logo.png"),))
    assert found(made) == {"pictures.hidden"}


def coarse(project: Path, width_pt: float, ppi: float = 300) -> tuple[Finding, ...]:
    """Return what is said of 270 × 210 pixels at a width; 270 × 72 / 300 is 64.8 pt."""
    style = f"img {{ width: {width_pt}pt; height: auto }} .one {{ height: 150pt }}"
    plain = printed(project, picture(), style)
    made = in_channel(plain, replace(plain.channel, picture_ppi=ppi))
    return proven(pictures_are_sharp_enough, made)


@pytest.mark.parametrize(
    ("width_pt", "ppi", "severity"),
    [
        (64.8, 300, ""),
        (86.3, 300, ""),
        (88, 300, "warning"),
        (129, 300, "warning"),
        (132, 300, "error"),
        (129, 200, ""),
        (132, 200, "warning"),
    ],
)
def test_below_225_warns_and_below_150_refuses(
    width_pt: float, ppi: float, severity: str, project: Path
) -> None:
    assert [f.severity for f in coarse(project, width_pt, ppi)] == ([severity] if severity else [])


def test_it_says_how_many_pixels_are_needed(project: Path) -> None:
    (finding,) = coarse(project, 132)
    assert finding.what == (
        "images/lake.jpg has 270 × 210 pixels; at 1.83 in × 1.43 in that is 147 to the inch"
    )
    assert finding.remedy.startswith("Use 550 × 428 pixels or more: the original")
    assert (finding.id, finding.place.path, finding.place.panel) == (
        "pictures.coarse",
        "a.file",
        "one",
    )


def test_what_object_fit_cuts_off_counts_for_the_resolution(project: Path) -> None:
    """210 pixels fill 60 pt, so 270 fill 77: the strip is as sharp as its height."""
    style = "img { object-fit: cover; width: 30pt; height: 60pt }"
    assert proven(pictures_are_sharp_enough, printed(project, picture(), style)) == ()
    style = "img { object-fit: cover; width: 150pt; height: 10pt }"
    (finding,) = proven(pictures_are_sharp_enough, printed(project, picture(), style))
    assert "that is 130 to the inch" in finding.what


def test_a_logo_beside_a_coarse_cover_is_as_sharp_as_it_is(project: Path) -> None:
    """The cover is cut to its frame; what is cut off reaches under the logo, and shows nowhere."""
    page = (
        f'<div class="frame">{picture("images/sun.jpg", "a.cover")}</div>'
        f'<div class="brand">{picture("images/logo.png", "a.logo")}</div>'
    )
    style = (
        ".frame img { object-fit: cover; width: 160pt; height: 20pt }"
        ".brand img { width: 30pt; height: auto }"
    )
    wanted = (depicted("images/sun.jpg", "a.cover"), depicted("images/logo.png", "a.logo"))
    made = printed(project, page, style, wanted)
    assert [f.place.path for f in proven(pictures_are_sharp_enough, made)] == ["a.cover"]


TWO_PANELS = (
    panel("one", Rect(10, 10, 90, 60)),
    panel("two", Rect(100, 10, 190, 60)),
    panel("one", Rect(10, 80, 90, 140), 2),
)


@pytest.mark.parametrize(
    ("name", "page", "box", "outside"),
    [
        ("one", 1, (9, 9, 91, 61), False),
        ("one", 1, (8.75, 9, 91, 61), True),
        ("one", 2, (10, 80, 90, 140), False),
        ("one", 2, (10, 10, 90, 60), True),  # the place of its panel on another page
        ("two", 1, (10, 10, 90, 60), True),  # the place of another panel
        ("two", 2, (100, 10, 190, 60), True),
        ("two", 1, (100, 10, 190, 60), False),
        ("flow", 1, (-1, -1, 201, 151), False),
        ("flow", 2, (-1.25, 0, 90, 60), True),
    ],
)
def test_the_place_of_a_picture_is_its_panel_or_the_page(
    name: str, page: int, box: tuple[float, ...], outside: bool
) -> None:
    shown, mark = depicted(panel=name), Mark("picture", page, Rect(*box), path="a.file")
    on = examined((), [blank_page()] * 2, pictures=(shown,), marks=(mark,), panels=TWO_PANELS)
    found = pictures_stand_where_content_places_them(on)
    assert [(f.id, f.place.page) for f in found] == [("pictures.outside", page)] * outside


def test_how_often_a_picture_stands_is_told_of_the_document() -> None:
    shown, mark = depicted(), Mark("picture", 1, Rect(10, 10, 50, 50), path="a.file")
    twice = (mark, replace(mark, path="b.file"), mark)
    on = examined((), pictures=(shown,), marks=twice, panels=TWO_PANELS)
    found = pictures_stand_where_content_places_them(on)
    assert [(f.what, f.place.page, f.place.path) for f in found] == [
        ("images/lake.jpg is printed 2 times, not 1", 0, "a.file"),
        ("a picture is printed 1 time, not 0", 0, "b.file"),
    ]
