"""The key of a layout: equal where letters stand in the same places, and only there."""

from base64 import b64encode
from xml.etree.ElementTree import Element, fromstring

import pytest

from brochure.layout.layout_key import layout_key

PAGE = '<html><body class="office look-standard"><p class="a b">One <b>two</b></p></body></html>'
ROLES = ":root{--ink:#123456;--gap:4pt}"


def key(*styles: str, page: str = PAGE) -> str:
    return layout_key(_parsed(page), (ROLES, *styles), {})


def _parsed(page: str) -> Element:
    return fromstring(page)


@pytest.mark.parametrize(
    "style",
    [
        ".a { color: red; background: var(--ink) url(x.png) no-repeat; outline: 1pt solid red }",
        ".a { border-color: red; border-radius: 3pt; clip: rect(0, 1pt, 1pt, 0) }",
        ".office .a { text-decoration: underline; text-underline-offset: 2pt }",
        ".screen .a { margin: 9pt }",
        ".a .missing, .c.a { display: none }",
        "@page { bleed: 9pt; background: black; marks: crop }",
        ":root { --colour: red }",
        ".screen { --gap: 7pt }",
        "@media print { .a { color: red } }",
    ],
    ids=lambda style: style[:40],
)
def test_what_moves_no_box_on_this_page_does_not_count(style: str) -> None:
    assert key(style) == key()


@pytest.mark.parametrize(
    "style",
    [
        ".a { margin: 1pt }",
        ".office .a { display: none }",
        ".missing, .b { width: 3pt }",
        "p:not(.screen) { margin: 1pt }",
        ".a { border: 1pt solid red }",
        ".a { padding: var(--gap) }",
        "@page { margin: 9pt }",
        "@page { @bottom-left { content: 'x' } }",
        "@media print { .a { margin: 1pt } }",
        ".a { border-collapse: collapse }",
        "@import 'own.css';",
        ".a::first-line { color: red }",
        "p { font: 12pt serif }",
    ],
    ids=lambda style: style[:40],
)
def test_what_can_move_a_box_counts(style: str) -> None:
    assert key(style) != key()


@pytest.mark.parametrize(
    "style",
    [
        ".office{--ac:red}.b{border:9pt solid var(--ac)}",
        ":root{--ac:red}.office{--ac:initial}.b{border:9pt solid var(--ac)}",
        ".office{--ac:red}.b{border:var(--ac,9pt) solid}",
    ],
)
def test_a_border_in_a_colour_that_may_be_none_counts(style: str) -> None:
    assert key(style) != key(style, page=PAGE.replace("office", "screen"))


@pytest.mark.parametrize("style", [" foo", "p{@media print{margin:9pt}}", "p{:}"])
def test_what_cannot_be_read_counts_as_it_is_written(style: str) -> None:
    assert key(style) == key(style) != key()


def test_files_count_where_a_stylesheet_brings_more() -> None:
    page, style = _parsed(PAGE), "@import 'own.css';"
    keys = {layout_key(page, (style,), {"styles/own.css": held}) for held in ("one", "two", "")}
    assert len(keys) == 3
    assert layout_key(page, (ROLES,), {"styles/own.css": "one"}) == layout_key(page, (ROLES,), {})


def test_of_a_border_its_width_counts_and_its_colour_does_not() -> None:
    assert key(".a{border:1pt solid red}") == key(".a{border:1pt solid var(--ink)}")
    assert key(".a{border:1pt solid red}") == key(".a{border:1pt solid}")
    assert key(".a{border:1pt solid red}") != key(".a{border:2pt solid red}")
    assert key(".a{border:var(--gap) solid}") != key(".a{border:solid}"), "a length is no colour"
    assert key(".a{border:1pt solid red}") != key(".a{border:1pt solid red blue}"), "no border"


def test_a_variable_that_is_no_colour_counts() -> None:
    taken = ".a{margin:var(--two)}:root{--two:calc(2*var(--one))}"
    assert key(taken, ":root{--one:1pt}") != key(taken, ":root{--one:2pt}")
    assert key(taken, ":root{--ink:red}") == key(taken)
    screen = PAGE.replace("office", "screen")
    own = ".office{--one:1pt}.a{margin:var(--one,0pt)}"
    assert key(own) != key(own, page=screen)


def test_classes_of_the_body_count_where_a_rule_that_counts_asks_for_them() -> None:
    screen = PAGE.replace("office", "screen")
    assert key() == key(page=screen)
    assert key(".office .a{color:red}") == key(".office .a{color:red}", page=screen)
    for rule in (".office .a{margin:1pt}", "body:not(.office) p{margin:1pt}"):
        assert key(rule) != key(rule, page=screen), rule
    for rule in (
        "[class~=office] p{margin:1pt}",
        "[class^='scr'] p{margin:1pt}",
        "[CLASS^=off] p{margin:1pt}",
        "body::before{content:attr(class)}",
        ".office{p{margin:1pt}}",
        ".office{& p{margin:1pt}}",
        "body:not(.office){p{margin:1pt}}",
        ".office p::first-letter{font-size:20pt}",
        "p:is(.office *){margin:1pt}",
        ".of\\66 ice p{margin:1pt}",
    ):
        assert key(rule) != key(rule, page=screen), rule


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One", "Two"),
        ('class="a b"', 'class="a"'),
        ("<b>two</b>", "<i>two</i>"),
        ("<p ", "<p id='x' "),
    ],
)
def test_the_page_counts(before: str, after: str) -> None:
    assert key() != key(page=PAGE.replace(before, after))


@pytest.mark.parametrize(
    "style", ["border-collapse:collapse", "content:url(x.png)", "border-collapse/**/: collapse"]
)
def test_a_style_of_an_element_that_brings_more_lets_all_count(style: str) -> None:
    page = PAGE.replace("<p ", f'<p style="{style}" ')
    assert key(page=page) != key(page=page.replace("office", "screen"))


def test_a_style_in_the_page_lets_all_count() -> None:
    styled = PAGE.replace("<p ", "<style>.office p{margin:1pt}</style><p ")
    assert key(page=styled) != key(page=styled.replace("office look", "screen look"))


def test_a_drawing_counts_by_its_size() -> None:
    def drawn(svg: str) -> str:
        address = b64encode(svg.encode()).decode()
        return PAGE.replace("One", f'<img src="data:image/svg+xml;base64,{address}"/>')

    small = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" fill="red"/>'
    assert key(page=drawn(small)) == key(page=drawn(small.replace("red", "blue")))
    assert key(page=drawn(small)) != key(page=drawn(small.replace('"9"', '"8"')))
    assert key(page=drawn("<!-- <svg> -->" + small)) == key(page=drawn(small))
    styled = small.replace("/>", "><style>svg{width:9px}</style></svg>")
    assert key(page=drawn(styled)) != key(page=drawn(styled.replace("9px", "8px")))
