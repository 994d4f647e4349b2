"""Sheets to fold: printed, cut at the spine and laid in reading order, they are the pages."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat

from brochure.base.editions import BOOKLET
from brochure.channels.channels import OFFICE
from brochure.channels.impose import PAPER_PT, Side, impose, sides_of
from brochure.layout.printed import Printed

PX_PER_PT = 2
# Creep opens a sliver at the outer edge and closes one at the spine: neither is compared.
EDGE_PX = 4
# Of 255 grays, in the mean: the same page differs by less than 0.01, another by more than 3.
MOST_DIFFERENCE = 0.1


def drawn(pdf: bytes) -> list[Image.Image]:
    document: Any = pdfium.PdfDocument(pdf)
    return [page.render(scale=PX_PER_PT).to_pil().convert("L") for page in document]


def cut_and_folded(sheets: bytes) -> list[Image.Image]:
    """Cut each side along the spine and return the halves in the order a reader turns them.

    The first sheet lies outermost: its front shows the last and the first page.
    """
    sides = drawn(sheets)
    halves: dict[int, Image.Image] = {}
    last = 2 * len(sides)
    for sheet in range(len(sides) // 2):
        front, back = sides[2 * sheet], sides[2 * sheet + 1]
        width, height = front.width // 2, front.height
        left, right = (0, 0, width, height), (width, 0, 2 * width, height)
        halves[last - 2 * sheet] = front.crop(left)
        halves[1 + 2 * sheet] = front.crop(right)
        halves[2 + 2 * sheet] = back.crop(left)
        halves[last - 1 - 2 * sheet] = back.crop(right)
    return [halves[number] for number in sorted(halves)]


def with_creep(pdf: bytes, paper_pt: float) -> bytes:
    """Return the pages as creep moves them: to the spine, by the paper folded around each sheet."""
    with pikepdf.open(io.BytesIO(pdf)) as moved:
        count = len(moved.pages)
        for number, page in enumerate(moved.pages, 1):
            sheet = min(number - 1, count - number) // 2
            by = sheet * paper_pt * (-1 if number % 2 else 1)
            left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
            page.MediaBox = pikepdf.Array([left - by, bottom, right - by, top])
            page.TrimBox = page.BleedBox = page.MediaBox
        out = io.BytesIO()
        moved.save(out)
        return out.getvalue()


def differences(sheets: bytes, pdf: bytes, paper_pt: float = PAPER_PT) -> list[float]:
    """Return how much each half of a sheet differs from its page: the mean of 255 grays."""
    pages, halves = drawn(with_creep(pdf, paper_pt)), cut_and_folded(sheets)
    assert len(halves) == len(pages)
    inner = (EDGE_PX, 0, pages[0].width - EDGE_PX, pages[0].height)
    both = (ImageChops.difference(h, p) for h, p in zip(halves, pages, strict=True))
    return [ImageStat.Stat(two.crop(inner)).mean[0] for two in both]


def swapped(pdf: bytes, one: int, other: int) -> bytes:
    """Return a PDF with two pages in each other's place; they count from 1."""
    with pikepdf.open(io.BytesIO(pdf)) as changed:
        order = list(changed.pages)
        order[one - 1], order[other - 1] = order[other - 1], order[one - 1]
        with pikepdf.new() as out:
            out.pages.extend(order)
            out.Root.Lang = pikepdf.String("en")
            out.Root.ViewerPreferences = pikepdf.Dictionary()
            stream = io.BytesIO()
            out.save(stream)
            return stream.getvalue()


def test_eight_pages_stand_as_saddle_stitching_needs_them() -> None:
    assert [(side.left, side.right) for side in sides_of(8)] == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_inner_sheets_creep_to_the_spine_by_the_paper_around_them() -> None:
    assert list(sides_of(4)) == [Side(4, 1, 0.0), Side(2, 3, 0.0)]
    assert [side.creep_pt for side in sides_of(12)] == pytest.approx(
        [0, 0, PAPER_PT, PAPER_PT, 2 * PAPER_PT, 2 * PAPER_PT]
    )


def test_printed_and_cut_each_half_is_its_page(booklet: Printed) -> None:
    found = differences(booklet.sheets, booklet.pdf)
    assert len(found) % 4 == 0 and len(found) >= 16
    assert max(found) < MOST_DIFFERENCE, found


def test_two_pages_in_each_others_place_would_be_seen(booklet: Printed) -> None:
    wrong = impose(swapped(booklet.pdf, 6, 11))
    found = differences(wrong, booklet.pdf)
    assert [n for n, by in enumerate(found, 1) if by > MOST_DIFFERENCE] == [6, 11]


def test_creep_is_really_there(booklet: Printed) -> None:
    """Without it only the pages of the outermost sheet are where they are."""
    found = differences(booklet.sheets, booklet.pdf, paper_pt=0)
    last = len(found)
    same = {n for n, by in enumerate(found, 1) if by < MOST_DIFFERENCE}
    assert same == {1, 2, last - 1, last}


def test_nothing_runs_over_the_spine(booklet: Printed) -> None:
    """The ground of the cover runs past its trim, where the back cover stands."""
    with pikepdf.open(io.BytesIO(booklet.sheets)) as sheets:
        operators = pikepdf.parse_content_stream(sheets.pages[0])
    boxes = [[float(n) for n in o.operands] for o in operators if str(o.operator) == "re"]
    assert boxes == [[0, 0, 396, 612], [396, 0, 396, 612]]


def test_what_a_viewer_and_a_reader_are_told(output: Path) -> None:
    with pikepdf.open(output / "office/booklet.pdf") as sheets:
        preferences = sheets.Root.ViewerPreferences
        assert (preferences.Duplex, preferences.PrintScaling) == ("/DuplexFlipShortEdge", "/None")
        assert str(sheets.Root.Lang) == "en-US"
        assert str(sheets.docinfo.Keywords) == "CW-BOOK, version 1.0"
        assert sheets.pdf_version >= "1.7", "older ones know of no such preferences"
        fonts = {str(o.get("/FontName")) for o in sheets.objects if is_font(o)}
    assert len(fonts) == 4, "each font is kept once"
    told = OFFICE.instruction(BOOKLET)
    assert told == (
        "print at actual size (100 %), both sides, flip on the short edge,"
        " then fold and staple in the middle"
    )


def is_font(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_the_same_pages_give_the_same_bytes(booklet: Printed) -> None:
    assert impose(booklet.pdf) == booklet.sheets


def test_pages_that_cannot_be_folded_by_fours_stay_as_they_are(output: Path) -> None:
    sheet = (output / "office/trifold.pdf").read_bytes()
    assert impose(sheet) == sheet


def pieces(tree: Any, number: dict[Any, int], page: Any = None) -> Iterator[tuple[int, int]]:
    """Give each piece of marked content in the order of the tags: its page, and its number there.

    `number` counts pages, or the forms that they became.
    """
    page = tree.get("/Pg", page)
    kids = tree.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield number[page.objgen], int(kid)
        elif kid.get("/Type") == "/MCR":
            yield number[kid.get("/Stm", kid.get("/Pg", page)).objgen], int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield from pieces(kid, number, page)


def test_read_aloud_the_sheets_are_the_booklet_in_its_order(booklet: Printed) -> None:
    with pikepdf.open(io.BytesIO(booklet.pdf)) as pages:
        count = len(pages.pages)
        numbered = {page.obj.objgen: at for at, page in enumerate(pages.pages, 1)}
        heard = list(pieces(pages.Root.StructTreeRoot, numbered))
    with pikepdf.open(io.BytesIO(booklet.sheets)) as sheets:
        forms: dict[Any, int] = {}
        for side, sheet in zip(sides_of(count), sheets.pages, strict=True):
            drawn: Any = sheet.Resources.XObject
            forms |= {drawn.Left.objgen: side.left, drawn.Right.objgen: side.right}
        assert list(pieces(sheets.Root.StructTreeRoot, forms)) == heard
    assert len(heard) > 300
    assert [page for page, _ in heard] == sorted(page for page, _ in heard), "in reading order"


def test_links_come_along_to_where_their_words_are_now(booklet: Printed) -> None:
    def links(pdf: bytes) -> list[tuple[str, int, float, float]]:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return sorted(
                (str(note.A.URI), number, float(note.Rect[0]), float(note.Rect[1]))
                for number, page in enumerate(opened.pages, 1)
                for note in cast("Any", page.get("/Annots", []))
            )

    with pikepdf.open(io.BytesIO(booklet.pdf)) as pages:
        sides = tuple(enumerate(sides_of(len(pages.pages)), 1))
    moved, creeps = list[tuple[str, int, float, float]](), set[float]()
    for address, page, left, bottom in links(booklet.pdf):
        number, half = next((n, half) for n, half in sides if page in (half.left, half.right))
        by = half.creep_pt if page == half.left else BOOKLET.width_pt - half.creep_pt
        moved.append((address, number, left + by, bottom))
        creeps.add(half.creep_pt)
    assert max(creeps) > 0, "not on the outermost sheet alone, which stays where it is"
    there = links(booklet.sheets)
    assert len({address for address, *_ in there}) == 6
    for one, other in zip(sorted(moved), there, strict=True):
        assert other[:2] == one[:2]
        assert other[2:] == pytest.approx(one[2:])
