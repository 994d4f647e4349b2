"""Large print: the whole article and each sheet, nothing under 18 points, an inch of white."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from markupsafe import Markup

from brochure.base.editions import LARGE_PRINT, LARGE_PRINT_SAFETY_SHEET, Edition, list_editions
from brochure.base.tolerances import LEAST_FILLED_LINES
from brochure.build.job import Built
from brochure.channels.channels import OFFICE
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.markup.render import render_html_page
from brochure.proofs.alignment import normalize_letters
from brochure.reading.pdfium import read_pdf
from brochure.reading.reading import Reading
from brochure.selection.select import select_content
from tests.clinics.sheet_rows import phrases_of
from tests.variants import variant_of

LEAST_PT = 18
# Gray of the least ink; white paper is 255.
_INK = 200


def large(content: Content | None) -> dict[str, Edition]:
    assert content
    every = list_editions(sheet.id for sheet in content.sheets)
    return {e.name: e for e in every if e.template == LARGE_PRINT.template}


@pytest.fixture(scope="module")
def article(output: Path) -> Reading:
    """The article in large print, as it is read back."""
    return read_pdf((output / f"office/{LARGE_PRINT.name}.pdf").read_bytes())


def test_every_document_for_patients_to_keep_comes_in_large_print(loaded: LoadedContent) -> None:
    assert loaded.content
    sheets = {f"{LARGE_PRINT_SAFETY_SHEET.name}-{sheet.id}" for sheet in loaded.content.sheets}
    assert {LARGE_PRINT.name} | sheets == set(large(loaded.content))
    assert set(large(loaded.content)) <= set(loaded.content.editions)


def test_no_letter_is_smaller_than_18_points(article: Reading) -> None:
    """Marks and page numbers included, which other documents set smaller."""
    assert min(g.size_pt for page in article.pages for g in page.glyphs) == LEAST_PT


def test_lines_stand_apart_and_letters_upright(article: Reading) -> None:
    """Spacing of 1.15 or more: the feet of two lines of body type are at least 20.7 pt apart."""
    for page in article.pages:
        feet = sorted({round(g.box.bottom, 1) for g in page.glyphs if g.text in "aemnrsx"})
        body = [b - a for a, b in pairwise(feet) if b - a > 1]
        assert min(body) >= 1.15 * LEAST_PT - 0.5
        assert all(g.upright for g in page.glyphs)
        assert not any("Italic" in f.name or f.name.endswith("It") for f in page.fonts)


def test_the_ride_home_bears_its_mark_on_the_first_page(
    article: Reading, loaded: LoadedContent
) -> None:
    """It must not be missed; no other entry beside it bears one."""
    assert loaded.content
    selection = select_content(loaded.content, LARGE_PRINT)
    html = render_html_page(selection, variant_of(loaded.content, LARGE_PRINT, OFFICE)).html
    (said,) = re.findall(r'<li class="key">(.*?)</li>', html)
    words = Markup(said).striptags()
    assert words == "You need a safe ride home after each session."
    assert normalize_letters(words) in normalize_letters(
        "".join(g.text for g in article.pages[0].glyphs)
    )


def test_an_inch_is_white_but_for_the_foot(article: Reading) -> None:
    for page in article.pages:
        drawn = page.drawn.point([255] * _INK + [0] * (256 - _INK))
        box = drawn.crop((0, 0, drawn.width, drawn.height * 718 // 792)).getbbox()
        assert box
        left, top, right, _ = (edge * page.width_pt / drawn.width for edge in box)
        assert (left >= 71, top >= 71, right <= page.width_pt - 71) == (True, True, True)


def test_no_page_is_left_half_empty(built: tuple[Built, ...]) -> None:
    """The drawn steps take a page of their own; the page before them is more than half full.

    The last page is ruled for questions as far as there is room.
    """
    for document in built:
        if document.edition == LARGE_PRINT.name:
            shares = {p.page: p.used_pt / p.room_pt for p in document.panels}
            assert document.pages == len(document.panels) == len(shares)
            drawn = [p.page for p in document.panels if not p.flows]
            early = {page - 1 for page in drawn}
            assert len(early) == 1
            others = [page for page in sorted(shares) if page not in early]
            assert min(shares[page] for page in others) >= 0.8 and shares[others[-1]] >= 0.9
            assert min(shares[page] for page in early) >= 0.55


def test_each_page_says_which_document_it_is_of(article: Reading) -> None:
    for number, page in enumerate(article.pages, 1):
        foot = "".join(g.text for g in page.glyphs if g.box.top > 720)
        assert foot == f"CW-LARGE·{number}/{len(article.pages)}"


@pytest.mark.parametrize("drug", ["ketamine", "spravato"])
def test_a_sheet_in_large_print_says_all_that_the_small_one_says(
    loaded: LoadedContent, output: Path, drug: str
) -> None:
    assert loaded.content
    edition = replace(LARGE_PRINT_SAFETY_SHEET, name=f"{LARGE_PRINT_SAFETY_SHEET.name}-{drug}")
    pages = read_pdf((output / f"office/{edition.name}.pdf").read_bytes()).pages
    text = "".join(
        normalize_letters(g.text) for page in pages for g in page.glyphs if g.box.top < 720
    )
    for phrase in phrases_of(drug):
        assert normalize_letters(phrase) in text, phrase
    small = next(e for e in list_editions([drug]) if e.name == f"safety-sheet-{drug}")
    there, wanted = select_content(loaded.content, edition), select_content(loaded.content, small)
    words = {s.text for s in there.passages}
    titles = {p.title for panel in wanted.panels.values() for p in panel}
    assert {s.text for s in wanted.passages} - words <= {"CW-SAFE-KET", "CW-SAFE-SPR"}
    assert titles - {None}
    assert there.inventory.checkboxes == wanted.inventory.checkboxes
    assert there.inventory.fills == 1, "more room for the patient's questions"
    assert there.inventory.lines == wanted.inventory.lines + LEAST_FILLED_LINES
