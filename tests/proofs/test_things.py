"""Boxes, lines, figures, codes, links, and what a file says of itself: what is lost is missed."""

from dataclasses import replace

import pytest
from PIL import Image

from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.base.qr import draw_qr_code
from brochure.layout.printed import Mark
from brochure.markup.render import data_url
from brochure.proofs.things import (
    boxes_lines_and_figures_show,
    codes_hold_their_address,
    links_lead_where_content_says,
    pairs_stand_side_by_side,
    the_file_says_what_it_is,
)
from brochure.selection.selected import Inventory, PlacedPicture
from tests.placed import blank_page, drawn_page, examined, word
from tests.tiny import html, ids, print_tiny, proven, said

ADDRESS = "https://example.org/book"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>'
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
BOX = '<input type="checkbox" data-mark="checkbox">'
LINE = '<div class="line" data-mark="line"></div>'
PLAIN = (
    ".line { height: 12pt; margin-top: 5pt; border-bottom: .75pt solid #345 }"
    " img { width: 20pt; display: block; margin-top: 5pt }"
    " input { display: block; box-sizing: border-box; width: 12pt; height: 12pt; padding: 0;"
    " border: 1pt solid #000; margin: 5pt 0 0 }"
)


def figure(svg: str = SVG) -> str:
    return f'<img data-mark="figure" src="{data_url(svg)}" alt="a square">'


def code(address: str = ADDRESS) -> str:
    return (
        f'<img class="code" data-mark="code" src="{data_url(draw_qr_code(address))}" alt="a code">'
    )


def test_what_shows_has_no_finding() -> None:
    page = html(f"{BOX}{LINE}{figure()}")
    assert (
        proven(boxes_lines_and_figures_show, print_tiny(page, PLAIN, (), Inventory(1, 1, 1))) == ()
    )


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
    printed = print_tiny(html(page), PLAIN + style, (), Inventory(1, 1, 1))
    assert ids(proven(boxes_lines_and_figures_show, printed)) == found, how


def test_boxes_in_one_place_are_found() -> None:
    """Each of them shows, and they count as two; on paper there is one."""
    things = Inventory(checkboxes=2)
    apart = print_tiny(html(BOX * 2), PLAIN, (), things)
    assert proven(boxes_lines_and_figures_show, apart) == ()
    piled = print_tiny(html(BOX * 2), PLAIN + "input { position: absolute; top: 5pt }", (), things)
    assert ids(proven(boxes_lines_and_figures_show, piled)) == {"things.piled"}


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
    printed = print_tiny(html(drawn), f"{style} {lid}", (), Inventory(codes=(ADDRESS,)))
    assert (proven(codes_hold_their_address, printed) == ()) is good, how


def linked(*links: tuple[str, str]) -> tuple[Finding, ...]:
    """Return what is wrong with a page of two links, where content wants `links`."""
    page = html('<p><a href="tel:911">911</a></p>', '<p><a href="https://a.org">two words</a></p>')
    return proven(links_lead_where_content_says, print_tiny(page, things=Inventory(links=links)))


def test_links_are_those_of_content() -> None:
    assert linked(("tel:911", "911"), ("https://a.org/", "two words")) == ()
    findings = linked(("tel:988", "988"), ("https://a.org", "two words"))
    assert [f.what for f in findings] == [
        "no link on “988” leads to tel:988",
        "a link on “911” leads to tel:911",
    ]


def test_swapped_links_and_links_that_are_too_few_are_seen() -> None:
    assert len(linked(("https://a.org", "911"), ("tel:911", "two words"))) == 4
    twice = (("tel:911", "911"), ("tel:911", "911"), ("https://a.org", "two words"))
    assert [f.what for f in linked(*twice)] == ["no link on “911” leads to tel:911"]


FOOT = "<div class='foot'><p>{}</p></div>"
RUNNING = (
    ".foot { position: running(foot) }"
    " @page { margin: 8pt 8pt 40pt; @bottom-left { content: element(foot); width: 100% } }"
)


@pytest.mark.parametrize(
    ("foot", "whats"),
    [
        ('<a href="tel:911">911</a>', []),
        ('<a href="tel:911">911</a> <a href="#there">two</a>', []),
        ('<a href="tel:988">911</a>', ["a link on “911” leads to tel:988"]),
        ('<a href="tel:911">988</a>', ["a link on “988” leads to tel:911"]),
    ],
)
def test_links_in_the_margin_say_and_do_what_those_in_the_text_do(
    foot: str, whats: list[str]
) -> None:
    text = f"{FOOT.format(foot)}<p id='there'><a href='tel:911'>911</a> here</p><p>two</p>"
    page = f'<html lang="en"><title>Tiny</title><body>{text}</body></html>'
    pieces = (said("911 here"), said("two"))
    printed = print_tiny(page, RUNNING, pieces, Inventory(links=(("tel:911", "911"),)))
    assert [f.what for f in proven(links_lead_where_content_says, printed)] == whats


@pytest.mark.parametrize(
    ("how", "style", "id"),
    [
        ("off the page", ".line { position: relative; top: 200pt }", "things.outside"),
        ("a code off the page", ".code { position: relative; top: 400pt }", "things.outside"),
        ("a box of 4 pt", "input { width: 4pt; height: 4pt }", "things.small"),
        ("at the edge, hidden", ".one { left: 0; top: 0 } .one img { visibility: hidden }", ""),
    ],
)
def test_things_out_of_place(how: str, style: str, id: str) -> None:
    page = html(f"{figure()}{BOX}{LINE}", code())
    things = Inventory(1, 1, 1, (ADDRESS,))
    printed = print_tiny(page, f"{PLAIN} .code {{ width: 50pt }} {style}", (), things)
    found = ids(proven(boxes_lines_and_figures_show, printed))
    assert (id or "things.hidden") in found, how
    assert proven(codes_hold_their_address, printed) == (), "and a figure before it is no code"


def test_a_checkbox_that_is_ticked_already() -> None:
    style = ".tick { width: 4pt; height: 4pt; margin: -8pt 0 0 4pt; background: #000 }"
    printed = print_tiny(html(f'{BOX}<div class="tick"></div>'), PLAIN + style, (), Inventory(1))
    assert ids(proven(boxes_lines_and_figures_show, printed)) == {"things.ticked"}


@pytest.mark.parametrize(
    ("style", "apart"),
    [
        ("", False),
        (".b { position: relative; top: 30pt }", True),
        (".a { float: right }", True),
        (".a { display: block; line-height: 14pt }", False),
    ],
)
def test_a_number_stands_beside_its_words(style: str, apart: bool) -> None:
    number, words = said("911"), said("Trouble breathing")
    page = html('<span class="a">911</span> <span class="b">Trouble breathing</span>', "")
    things = Inventory(pairs=((number, words),))
    printed = print_tiny(page, style, (number, words), things)
    assert bool(proven(pairs_stand_side_by_side, printed)) is apart


@pytest.mark.parametrize("apart", [False, True])
def test_a_meaning_stands_under_the_last_line_of_its_term(apart: bool) -> None:
    term, words = said("A term so long that it takes two lines"), said("what it is")
    gap = 30 if apart else 0
    page = html(f"<p>{term.text}</p><p style='margin-top:{gap}pt'>{words.text}</p>", "")
    printed = print_tiny(page, "", (term, words), Inventory(pairs=((term, words),)))
    assert bool(proven(pairs_stand_side_by_side, printed)) is apart


@pytest.mark.parametrize(
    ("left", "top", "page", "together"),
    [
        (25, 40, 1, True),  # right of the number, on its line
        (25, 49, 1, True),
        (25, 50, 1, False),
        (25, 31, 1, True),
        (25, 30, 1, False),
        (10, 45, 1, False),  # over it
        (9, 45, 1, False),
        (25, 40, 2, False),
        (10, 50, 1, True),  # right below
        (10, 49.5, 1, True),
        (10, 49, 1, False),
        (10, 61.75, 1, True),
        (10, 62, 1, False),
        (21.75, 55, 1, True),
        (22, 55, 1, False),
        (-1.75, 55, 1, True),
        (-2, 55, 1, False),
        (10, 50, 2, False),
    ],
)
def test_how_near_to_its_words_a_number_stands(
    left: float, top: float, page: int, together: bool
) -> None:
    """It stands from 40 to 50 pt on page 1, 10 pt from the left, in 12 pt."""
    number, words = said("911"), said("Breathing")
    on = examined(
        (
            word("911", Rect(10, 40, 20, 50), number),
            word("Breathing", Rect(left, top, left + 60, top + 10), words, page),
        ),
        (blank_page(), blank_page()),
        inventory=Inventory(pairs=((number, words),)),
    )
    found = pairs_stand_side_by_side(on)
    assert [f.what for f in found] == ["“911” does not stand beside “Breathing”"] * (not together)


def test_a_number_that_its_panel_says_twice_may_be_meant_in_either_place() -> None:
    number, words = said("911"), said("Trouble breathing")
    page = html("<p>911</p><p>911 Trouble breathing</p>", "")
    things = Inventory(pairs=((number, words),))
    printed = print_tiny(page, "", (number, number, words), things)
    assert proven(pairs_stand_side_by_side, printed) == ()


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


@pytest.mark.parametrize(
    ("svg", "style", "id", "what", "remedy"),
    [
        (EMPTY, "", "things.hidden", "figures/a.svg cannot be seen", "in a browser"),
        (SVG, "img { width: 4pt }", "things.small", "figures/a.svg is only 4 x 4 pt", "Cut away"),
        (SVG, "img { margin-top: 300pt }", "things.outside", "figures/a.svg runs off", "less wide"),
    ],
)
def test_a_figure_of_content_is_told_by_its_file_and_place(
    svg: str, style: str, id: str, what: str, remedy: str
) -> None:
    placed = PlacedPicture("sections[1].blocks[0].file", "figures/a.svg", "one")
    page = html(figure(svg).replace("<img", f'<img data-file="{placed.path}"'))
    things = Inventory(figures=1, drawings=(placed,))
    (finding,) = proven(
        boxes_lines_and_figures_show, print_tiny(page, f"{PLAIN}{style}", (), things)
    )
    assert (finding.id, finding.place.path) == (id, placed.path)
    assert finding.what.startswith(what) and remedy in finding.remedy


def test_a_link_that_a_full_panel_lost_is_not_told_but_a_foreign_one_is() -> None:
    page = html('<p><a href="tel:911">911</a></p>', '<p><a href="https://b.org">two</a></p>')
    things = Inventory(links=(("tel:911", "911 and more"), ("https://a.org", "one")))
    printed = print_tiny(page, things=things)
    full = (replace(printed.panels[0], over_pt=9.0), *printed.panels[1:])
    found = proven(links_lead_where_content_says, replace(printed, panels=full))
    assert [f.what for f in found] == ["a link on “two” leads to https://b.org"]


@pytest.mark.parametrize(
    ("kind", "size", "what"),
    [
        ("line", (90, 0.5), ""),
        ("checkbox", (9, 9), ""),
        ("checkbox", (8.75, 9), "a checkbox is only 9 x 9 pt"),
        ("checkbox", (9, 8.75), "a checkbox is only 9 x 9 pt"),
        ("figure", (7, 7), ""),
        ("figure", (7, 6.75), "a figure is only 7 x 7 pt"),
        ("code", (6, 6), ""),
    ],
)
def test_how_small_a_thing_may_be(kind: str, size: tuple[float, float], what: str) -> None:
    """It stands on page 2, and shows."""
    shown = Image.new("L", (400, 300), "white")
    shown.paste(0, (40, 40, 40 + max(1, round(2 * size[0])), 40 + max(1, round(2 * size[1]))))
    inner = (42, 42, 38 + round(2 * size[0]), 38 + round(2 * size[1]))
    shown.paste(255, inner if kind == "checkbox" else (0, 0, 0, 0))
    box = Rect(20, 20, 20 + size[0], 20 + size[1])
    counts = {"line": "lines", "checkbox": "checkboxes", "figure": "figures"}
    things = Inventory(**({counts[kind]: 1} if kind in counts else {"codes": (ADDRESS,)}))  # pyright: ignore
    on = examined(
        pages=(blank_page(), drawn_page(shown)), marks=(Mark(kind, 2, box),), inventory=things
    )
    found = boxes_lines_and_figures_show(on)
    assert [(f.what, f.place.page) for f in found] == ([(what, 2)] if what else [])
