"""Boxes, lines, figures, codes, links, and what a file says of itself: what is lost is missed."""

import pytest

from brochure.markup import qr_code, svg_data
from brochure.proofs.things import (
    boxes_lines_and_figures_show,
    codes_hold_their_address,
    links_lead_where_content_says,
    the_file_says_what_it_is,
)
from brochure.selection import Things
from tests.tiny import FIRST, html, ids, print_tiny, proven

ADDRESS = "https://example.org/book"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>'
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
BOX = '<input type="checkbox" data-mark="checkbox">'
LINE = '<div class="line" data-mark="line"></div>'
PLAIN = (
    ".line { height: 12pt; margin-top: 5pt; border-bottom: .75pt solid #345 }"
    " img { width: 20pt; display: block; margin-top: 5pt }"
    " input { display: block; box-sizing: border-box; width: 12pt; height: 12pt; padding: 0;"
    " border: 1pt solid #000; margin: 0 }"
)


def figure(svg: str = SVG) -> str:
    return f'<img data-mark="figure" src="{svg_data(svg)}" alt="a square">'


def code(address: str = ADDRESS) -> str:
    return f'<img class="code" data-mark="code" src="{svg_data(qr_code(address))}" alt="a code">'


def test_what_shows_has_no_finding() -> None:
    page = html(f"{BOX}{LINE}{figure()}")
    for forms in (True, False):
        printed = print_tiny(page, PLAIN, (), Things(1, 1, 1), forms)
        assert proven(boxes_lines_and_figures_show, printed) == (), forms


@pytest.mark.parametrize(
    ("how", "page", "style", "found"),
    [
        ("a box left out", LINE + figure(), "", {"things.count"}),
        ("a line left out", BOX + figure(), "", {"things.count"}),
        ("a figure too many", BOX + LINE + figure() * 2, "", {"things.count"}),
        ("not displayed", BOX + LINE + figure(), ".line { display: none }", {"things.count"}),
        ("not visible", BOX + LINE + figure(), "img { visibility: hidden }", {"things.hidden"}),
        ("no edge", BOX + LINE + figure(), ".line { border-color: #fff }", {"things.hidden"}),
        ("pale", BOX + LINE + figure(), ".line { border-color: #f4f4f4 }", {"things.hidden"}),
        ("an empty drawing", BOX + LINE + figure(EMPTY), "", {"things.hidden"}),
        ("a box without edge", BOX + LINE + figure(), "input { border: 0 }", {"things.hidden"}),
    ],
)
def test_what_is_lost_or_hidden_is_found(how: str, page: str, style: str, found: set[str]) -> None:
    printed = print_tiny(html(page), PLAIN + style, (), Things(1, 1, 1))
    assert ids(proven(boxes_lines_and_figures_show, printed)) == found, how


def test_a_drawn_box_that_is_no_field_on_screen() -> None:
    fake = '<div class="line" data-mark="checkbox"></div>'
    printed = print_tiny(html(fake), PLAIN, (), Things(checkboxes=1), forms=True)
    assert ids(proven(boxes_lines_and_figures_show, printed)) == {"things.fields"}


@pytest.mark.parametrize(
    ("how", "drawn", "style", "good"),
    [
        ("as it should be", code(), ".code { width: 55pt }", True),
        ("another address", code("https://example.org/bad"), ".code { width: 55pt }", False),
        ("too small", code(), ".code { width: 12pt }", False),
        ("hidden", code(), ".code { width: 55pt; visibility: hidden }", False),
        ("turned round", code(), ".code { width: 55pt; transform: rotate(90deg) }", False),
        ("covered", code() + '<div class="lid"></div>', ".code { width: 55pt }", False),
    ],
)
def test_a_code_is_compared_module_by_module(how: str, drawn: str, style: str, good: bool) -> None:
    lid = ".lid { position: absolute; left: 0; top: 0; padding: 15pt; background: #fff }"
    printed = print_tiny(html(drawn), f"{style} {lid}", (), Things(codes=(ADDRESS,)))
    assert (proven(codes_hold_their_address, printed) == ()) is good, how


def test_links_are_those_of_content() -> None:
    page = html(f'<p><a href="tel:911">{FIRST}</a></p>', '<p><a href="https://a.org">two</a></p>')
    good = print_tiny(page, things=Things(links=("tel:911", "https://a.org/")))
    assert proven(links_lead_where_content_says, good) == ()
    wrong = print_tiny(page, things=Things(links=("tel:988", "https://a.org")))
    findings = proven(links_lead_where_content_says, wrong)
    assert [f.what for f in findings] == [
        "no link leads to tel:988",
        "a link leads to tel:911, which this edition does not name",
    ]


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        (html(), ""),
        (html().replace("<title>Tiny", "<title>Huge"), "title"),
        (html().replace('lang="en"', 'lang="fr"'), "language"),
        (html().replace("</title>", '</title><meta name="keywords" content="x">'), "keywords"),
    ],
)
def test_a_file_says_what_it_is(page: str, wrong: str) -> None:
    findings = proven(the_file_says_what_it_is, print_tiny(page))
    assert [f.what.split("’")[0].split(" is ")[0] for f in findings] == (
        [f"the file's {wrong}"] if wrong else []
    )
