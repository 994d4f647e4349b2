"""The sheets of a stapled edition, folded, are its pages."""

import io
from dataclasses import replace

import pikepdf
import pytest

from brochure.base.geometry import Rect
from brochure.channels.impose import impose
from brochure.layout.printed import Printed
from brochure.proofs.sheets import sheets_fold_into_the_pages
from brochure.reading.reading import Glyph, Letters
from tests.channels.test_impose import swapped
from tests.placed import blank_page, examined, letters
from tests.tiny import TINY, html, print_tiny, proven

NEXT = '<p style="break-before: page">page {n}</p>'


@pytest.fixture(scope="module")
def booklet() -> Printed:
    """Eight pages of a few words, and the sheets that fold into them."""
    after = "<p>page 1</p>" + "".join(NEXT.format(n=n) for n in range(2, 9))
    printed = print_tiny(html(after=after), pages=(8, 8), saddle_stitched=True)
    return replace(printed, sheets=impose(told(printed.pdf)))


def told(pdf: bytes) -> bytes:
    """Return a PDF with the language and preferences that a channel writes."""
    return swapped(pdf, 1, 1)


def changed(sheets: bytes, side: int, before: bytes) -> bytes:
    """Return sheets whose side, counted from 0, begins with more operators."""
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        page = pdf.pages[side]
        page.contents_add(pdf.make_stream(before), prepend=True)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_sheets_that_fold_into_the_pages(booklet: Printed) -> None:
    assert proven(sheets_fold_into_the_pages, booklet) == ()


def test_an_edition_without_sheets(booklet: Printed) -> None:
    assert proven(sheets_fold_into_the_pages, replace(booklet, sheets=b"")) == ()


def test_two_pages_in_each_others_place(booklet: Printed) -> None:
    wrong = replace(booklet, sheets=impose(swapped(booklet.pdf, 3, 6)))
    findings = proven(sheets_fold_into_the_pages, wrong)
    assert [(f.id, f.place.page) for f in findings] == [("sheets.order", 3), ("sheets.order", 6)]


@pytest.mark.parametrize(
    ("operators", "pages"),
    [(b"1 0 0 1 0 3 cm", [4, 5]), (b"1 0 0 1 -2 0 cm", [4]), (b"1 0 0 1 5 0 cm", [4, 5])],
)
def test_pages_that_stand_elsewhere(booklet: Printed, operators: bytes, pages: list[int]) -> None:
    """Higher; moved left, which is creep for the right page but not for the left; too far."""
    wrong = replace(booklet, sheets=changed(booklet.sheets, 3, operators))
    findings = proven(sheets_fold_into_the_pages, wrong)
    assert [(f.id, f.place.page) for f in findings] == [("sheets.place", page) for page in pages]


def test_a_side_that_is_missing_and_sheets_of_another_size(booklet: Printed) -> None:
    with pikepdf.open(io.BytesIO(booklet.sheets)) as pdf:
        del pdf.pages[2:]
        fewer = io.BytesIO()
        pdf.save(fewer)
        for page in pdf.pages:
            page.MediaBox = pikepdf.Array([0, 0, 300, 150])
        smaller = io.BytesIO()
        pdf.save(smaller)
    for sheets in (fewer, smaller):
        wrong = replace(booklet, sheets=sheets.getvalue())
        (finding,) = proven(sheets_fold_into_the_pages, wrong)
        assert finding.id == "sheets.size"


STAPLED = replace(TINY, saddle_stitched=True)


def moved(text: str, left: float, by: tuple[float, float] = (0, 0)) -> Glyph:
    """Return a letter of 2 pt at so much from the left, and where it has been moved to."""
    left, top = left + by[0], 10 + by[1]
    return letters(text, Rect(left, top, left + 2, top + 8))


def folded(
    one: tuple[Glyph, ...], two: tuple[Glyph, ...] = (), size: tuple[float, float] = (400, 150)
) -> list[tuple[str, int]]:
    """Return what is found of four pages: on page 1 a and b, on page 2 c, d on 4, none on 3."""
    texts = (("a", 20.0), ("b", -1.0)), (("c", 30.0),), (), (("d", 50.0),)
    pages = [blank_page(moved(text, left) for text, left in page) for page in texts]
    front = (moved("d", 50), *one) if one else (moved("d", 50), moved("a", 220), moved("b", 199))
    sides = (Letters(*size, front), Letters(400, 150, two or (moved("c", 30),)))
    on = examined(pages=pages, sheets=sides, edition=STAPLED)
    return [(f.id, f.place.page) for f in sheets_fold_into_the_pages(on)]


def test_a_letter_on_the_spine_is_of_the_right_page() -> None:
    assert folded(()) == []
    assert folded((moved("a", 220), moved("b", 198.5))) == [
        ("sheets.order", 1),
        ("sheets.order", 4),
    ]


@pytest.mark.parametrize(
    ("a", "b", "wrong"),
    [
        ((0.25, 0), (0, 0), False),  # not quite alike
        ((0.5, 0), (0, 0), True),
        ((-0.25, 0), (0, 0), False),  # to the spine, as creep is, but one of both
        ((-0.5, 0), (0, 0), True),
        ((0.25, 0), (0.25, 0), False),  # from the spine
        ((0.5, 0), (0.5, 0), True),
        ((0, 0.25), (0, -0.25), False),  # up or down
        ((0, 0.5), (0, 0), True),
        ((0, 0), (0, -0.5), True),
    ],
)
def test_how_far_letters_may_be_moved(
    a: tuple[float, float], b: tuple[float, float], wrong: bool
) -> None:
    assert folded((moved("a", 220, a), moved("b", 199, b))) == [("sheets.place", 1)] * wrong


@pytest.mark.parametrize(("by", "wrong"), [(3.75, False), (4, True), (-0.25, False), (-0.5, True)])
def test_how_far_a_left_page_may_creep(by: float, wrong: bool) -> None:
    assert folded((), (moved("c", 30, (by, 0)),)) == [("sheets.place", 2)] * wrong


@pytest.mark.parametrize(
    ("size", "wrong"),
    [((400.5, 150), False), ((399.25, 150), True), ((400, 150.5), False), ((400, 149.25), True)],
)
def test_how_far_the_size_of_a_side_may_be_off(size: tuple[float, float], wrong: bool) -> None:
    wider = (size[0] - 400) / 2  # its spine stands there
    one = moved("a", 220 + wider), moved("b", 199 + wider)
    assert folded(one, size=size) == [("sheets.size", 0)] * wrong
