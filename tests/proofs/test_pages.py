"""The pages: as many as declared, each of the declared size."""

from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from brochure.layout.printed import Printed
from brochure.proofs.pages import (
    boxes_stand_whole,
    contents_give_the_right_pages,
    page_numbers_are_right,
    pages_fold_into_whole_sheets,
    pages_match_the_declaration,
)
from brochure.proofs.words import every_word_is_there
from brochure.selection.passage import Passage
from brochure.selection.selected import Inventory
from tests.tiny import html, print_tiny, proven, said

NEXT = '<p>here</p><p style="break-before: page">more</p>'


def test_a_page_as_declared_has_no_finding() -> None:
    assert proven(pages_match_the_declaration, print_tiny()) == ()


@pytest.mark.parametrize(
    ("after", "declared", "what", "remedy"),
    [
        (NEXT, (1, 1), "has 2 pages instead of 1", "Cut"),
        ("", (2, 2), "has 1 page instead of 2", "Place more in it"),
        (NEXT, (3, 5), "has 2 pages instead of 3 to 5", "Place more in it"),
    ],
)
def test_too_many_or_too_few_pages(
    after: str, declared: tuple[int, int], what: str, remedy: str
) -> None:
    printed = print_tiny(html(after=after), pages=declared)
    (finding,) = proven(pages_match_the_declaration, printed)
    assert (finding.id, finding.what) == ("pages.count", what)
    assert finding.remedy.startswith(remedy)


def test_what_flows_too_far_is_told_by_its_words() -> None:
    """The control line, which stands on a page of its own here, is none of them."""
    pieces = (said("here", "flow"), said("one two", "flow"), said("Number", "two"))
    next_page = '<p style="break-before: page">'
    body = f"<p>here</p>{next_page}one two</p>{next_page}Number</p>"
    page = f'<html lang="en"><title>Tiny</title><body>{body}</body></html>'
    flowing: dict[str, Any] = {"panels": ("flow",), "flow_panel": "flow"}
    (finding,) = proven(pages_match_the_declaration, print_tiny(page, "", pieces, **flowing))
    assert finding.remedy == "Cut 2 words, or move some to another document."
    assert (finding.place.page, finding.place.path, finding.place.panel) == (
        *(2, "flow.text", "flow"),
    )
    fits = print_tiny(page, "", pieces, **flowing, pages=(1, 2))
    (finding,) = proven(pages_match_the_declaration, fits)
    assert finding.remedy == "Cut words, or move some elsewhere."
    assert (finding.place.page, finding.place.path) == (0, "")


def test_a_page_of_another_size() -> None:
    (finding,) = proven(
        pages_match_the_declaration, print_tiny(style="@page { size: 210pt 150pt }")
    )
    assert (finding.id, finding.place.page) == ("pages.size", 1)
    assert finding.what == "is 210 x 150 pt instead of 200 x 150 pt"


@pytest.mark.parametrize(
    ("pages", "whats"), [(4, []), (2, ["has 2 pages, which is not a multiple of 4"])]
)
def test_a_stapled_edition_has_a_multiple_of_four_pages(pages: int, whats: list[str]) -> None:
    printed = print_tiny(html(after=NEXT * (pages - 1)), saddle_stitched=True)
    findings = proven(pages_fold_into_whole_sheets, printed)
    assert [(f.id, f.what) for f in findings] == [("pages.multiple", what) for what in whats]


@pytest.mark.parametrize(("broken", "pages"), [(False, (1, 1)), (True, (2, 2))])
def test_a_box_stands_whole_on_one_page(broken: bool, pages: tuple[int, int]) -> None:
    box = (said("Warning"), said("one risk", "two"))
    where = ' style="break-before: page"' if broken else ""
    text = f"<p>Warning</p><p{where}>one risk</p>"
    page = f'<html lang="en"><title>Tiny</title><body>{text}</body></html>'
    printed = print_tiny(page, pieces=box, things=Inventory(boxes=(box,)), pages=pages)
    whats = ["the box “Warning” is divided: it stands on pages 1 and 2"] if broken else []
    assert [f.what for f in proven(boxes_stand_whole, printed)] == whats


HEADING = said("Head", "two")
LISTED = replace(HEADING, panel="one")
CONTENTS = (
    '<html lang="en"><title>Tiny</title><body>'
    '<p><span>Head</span> <span class="page" data-page-of="two.text"></span></p>'
    '<p id="head" data-src="two.text" style="break-before: page">Head</p></body></html>'
)


def print_contents(number: str, told: str) -> Printed:
    """Print contents that lead to page 2; the stylesheet writes `number` there, layout `told`."""
    page_of = Passage("two.text", Markup(), told, panel="one", page_of="two.text")
    pieces = (LISTED, page_of, HEADING)
    style = f".page::after {{ content: {number} }}"
    return print_tiny(CONTENTS, style, pieces, pages=(2, 2))


def test_contents_lead_to_the_right_page() -> None:
    printed = print_contents("target-counter('#head', page)", "2")
    assert proven(contents_give_the_right_pages, printed) == ()
    assert proven(every_word_is_there, printed) == ()


@pytest.mark.parametrize(("number", "told"), [("counter(page)", "1"), ("'3'", "3"), ("none", "")])
def test_contents_that_lead_elsewhere(number: str, told: str) -> None:
    printed = print_contents(number, told)
    (finding,) = proven(contents_give_the_right_pages, printed)
    assert (finding.id, finding.place.panel) == ("pages.contents", "one")
    assert finding.what == f"“Head” stands on page 2; the contents say “{told}”"
    assert proven(every_word_is_there, printed) == ()


def test_a_number_that_the_contents_do_not_print() -> None:
    printed = print_contents("none", "2")
    assert proven(contents_give_the_right_pages, printed) == ()
    (finding,) = proven(every_word_is_there, printed)
    assert finding.id == "words.missing"


FLOWING = '<html lang="en"><title>Tiny</title><body><p>one</p><p class="next">two</p></body></html>'
BREAK = ".next { break-before: page } @page { margin: 8pt 8pt 24pt"


@pytest.mark.parametrize(
    ("margin", "whats"),
    [
        ("@bottom-right { content: counter(page) ' / ' counter(pages) }", []),
        (
            "@bottom-right { content: counter(page) ' of 2' }",
            ["“1 of 2” stands", "“2 of 2” stands"],
        ),
        ("@bottom-right { content: counter(page) }", []),
        ("@bottom-left { content: 'T-1 · ' counter(page) ' / ' counter(pages) }", []),
        ("@bottom-left { content: 'T-2 · ' counter(page) }", ["“T-2 · 1” stands", "“T-2 · 2”"]),
        ("@bottom-right { content: counter(page); color: #fff }", ["“1” stands", "“2” stands"]),
        ("", ["has 0 page numbers", "has 0 page numbers"]),
        (
            "@bottom-right { content: counter(page) ' / ' counter(pages) }"
            " @bottom-left { content: 'Buy now' }",
            ["“Buy now” stands", "“Buy now” stands", "has 2 page", "has 2 page"],
        ),
    ],
)
def test_page_numbers(margin: str, whats: list[str]) -> None:
    pieces = (said("one", ""), said("two", ""))
    style = f"{BREAK}; {margin} }}"
    printed = print_tiny(FLOWING, style, pieces, panels=("flow",), flow_panel="flow")
    printed = replace(printed, identity=replace(printed.identity, document="T-1"))
    findings = proven(page_numbers_are_right, printed)
    assert len(findings) == len(whats)
    for finding, what in zip(findings, whats, strict=True):
        assert finding.what.startswith(what)


@pytest.mark.parametrize(
    ("foot", "whats"),
    [
        ('<a href="tel:911">911</a> <a href="#there">one</a>', []),
        ('<a href="tel:911">911</a> Buy now', ["“911 Buy now” stands", "“911 Buy now” stands"]),
        ('<a style="color: #fff" href="tel:911">911</a>', ["“911” stands", "“911” stands"]),
    ],
)
def test_beside_its_number_a_margin_holds_links_alone(foot: str, whats: list[str]) -> None:
    page = FLOWING.replace("<p>one", f"<div class='foot'><p>{foot}</p></div><p id='there'>one")
    style = (
        f"{BREAK}; @top-right {{ content: counter(page) }}"
        " @bottom-left { content: element(foot) } } .foot { position: running(foot) }"
    )
    pieces = (said("one", ""), said("two", ""))
    printed = print_tiny(page, style, pieces, panels=("flow",), flow_panel="flow")
    found = [finding.what for finding in proven(page_numbers_are_right, printed)]
    assert [what[: len(begins)] for what, begins in zip(found, whats, strict=True)] == whats
    assert proven(every_word_is_there, printed) == ()
