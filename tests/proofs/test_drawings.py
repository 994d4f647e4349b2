"""A drawing that is not printed as it looks, and a colour in a gray document, turn proofs red."""

from dataclasses import replace

import pytest

from brochure.base.files.drawing import draw_picture
from brochure.base.files.svg_plain import read_plain
from brochure.base.looks import LOOKS
from brochure.layout.printed import Printed, PrintedPicture
from brochure.markup.render import data_url
from brochure.proofs.drawings import drawings_look_as_their_files_do, gray_documents_are_gray
from brochure.selection.selected import PlacedPicture
from tests.drawings import PICTURE, VECTOR, drawing
from tests.tiny import html, ids, print_tiny, proven

PATH = "brand.logo.file"
STYLE = "img { width: 50pt; height: 50pt }"


def page_with(svg: str, more: str = "") -> str:
    image = f'<img data-mark="figure" data-file="{PATH}" src="{data_url(svg)}" alt="a">'
    return html(f"{image}{more}")


def declared(printed: Printed, svg: str) -> Printed:
    """Return a document that should show a drawing where layout put its first figure."""
    plain = read_plain(svg.encode())
    placed = PlacedPicture(PATH, "figures/logo.svg", "one")
    size = round(plain.width_px), round(plain.height_px)
    return replace(printed, drawings=(PrintedPicture(placed, *size, draw_picture(plain, 200)),))


@pytest.mark.parametrize("name", [*VECTOR, *PICTURE])
def test_each_drawing_is_printed_as_it_looks(name: str) -> None:
    printed = print_tiny(page_with(drawing(name)), STYLE)
    assert proven(drawings_look_as_their_files_do, declared(printed, drawing(name))) == ()


@pytest.mark.parametrize(
    ("shown", "file", "style"),
    [
        ("shapes", "ellipse", ""),
        ("evenodd", "round", ""),
        ("shapes", "multiply", ""),
        ("linear", "turned stops", ""),
        ("shapes", "shapes", "img { position: relative; left: 20pt; margin-right: -20pt }"),
        ("shapes", "shapes", ".lid { display: block; width: 25pt; height: 50pt; background: #39f;"
         " position: relative; top: -50pt }"),
    ],
)  # fmt: skip
def test_what_is_not_the_drawing_is_found(shown: str, file: str, style: str) -> None:
    page = page_with(drawing(shown), '<i class="lid"></i>')
    printed = declared(print_tiny(page, f"{STYLE}{style}"), drawing(file))
    if "left" in style:  # as if it had slipped after layout
        marks = tuple(
            replace(m, rect=replace(m.rect, left=m.rect.left - 20, right=m.rect.right - 20))
            for m in printed.marks
        )
        printed = replace(printed, marks=marks)
    (finding,) = proven(drawings_look_as_their_files_do, printed)
    assert (finding.id, finding.place.path) == ("things.drawn", PATH)
    assert "figures/logo.svg" in finding.what


def test_a_colour_of_the_same_gray_is_found() -> None:
    """On paper in gray nobody would see it; on a screen it is another drawing."""
    red, same = '<rect width="90" height="90" fill="#dd3333"/>', "#6a6a6a"
    svg = drawing("shapes").partition("<rect")[0]
    printed = print_tiny(page_with(f"{svg}{red}</svg>"), STYLE)
    file = f"{svg}{red.replace('#dd3333', same)}</svg>"
    assert ids(proven(drawings_look_as_their_files_do, declared(printed, file))) == {"things.drawn"}


def gray(svg: str, style: str = "") -> Printed:
    printed = print_tiny(page_with(svg), f"{STYLE}{style}")
    return replace(printed, variant=replace(printed.variant, look=LOOKS["grayscale"]))


def test_a_gray_document_is_gray_all_over() -> None:
    veiled = drawing("dashes").replace("#036", "#444444")
    assert proven(gray_documents_are_gray, gray(veiled)) == ()
    (finding,) = proven(gray_documents_are_gray, gray(drawing("dashes")))
    assert (finding.id, finding.place.page, finding.place.path) == ("look.gray", 1, PATH)
    assert finding.what == "page 1 holds the colour #003366"
    (finding,) = proven(gray_documents_are_gray, gray(veiled, "p { color: #501010 }"))
    assert (finding.id, finding.place.path) == ("look.gray", "")


@pytest.mark.parametrize("lost", ["img:first-of-type { visibility: hidden }", ""])
def test_a_drawing_is_looked_at_whatever_is_wrong_with_the_one_before_it(lost: str) -> None:
    """What cannot be seen at all is told elsewhere."""
    printed = print_tiny(page_with(drawing("shapes")).replace("<img", "<img ", 1), f"{STYLE}{lost}")
    both = print_tiny(
        page_with(
            drawing("shapes"), page_with(drawing("shapes")).split('one">')[1].split("</div>")[0]
        ),
        f"{STYLE}{lost}",
    )
    assert len(both.marks) == 2 and len(printed.marks) == 1
    shapes, ellipse = (declared(both, drawing(name)).drawings[0] for name in ("shapes", "ellipse"))
    found = proven(drawings_look_as_their_files_do, replace(both, drawings=(shapes, ellipse)))
    assert ids(found) == {"things.drawn"} and len(found) == 1
