"""The sheets of a stapled edition, folded, are its pages."""

import io
from dataclasses import replace

import pikepdf
import pytest

from brochure.channels.impose import impose
from brochure.layout.printed import Printed
from brochure.proofs.sheets import sheets_fold_into_the_pages
from tests.channels.test_impose import swapped
from tests.tiny import html, print_tiny, proven

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
