"""How text flows: a heading alone, a page nearly empty, rows without heads, and what is torn."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from brochure.layout.printed import Printed
from brochure.proofs.flow import (
    groups_stand_whole,
    headings_stand_with_their_text,
    no_page_is_nearly_empty,
    rows_keep_their_heads,
)
from brochure.selection.passage import Passage
from brochure.selection.selected import Inventory
from brochure.selection.spoken import Heading, Spoken
from tests.tiny import print_tiny, proven

MARGIN = "@page { margin: 10pt }"
AWAY = ".away { break-before: page }"


def at(path: str, text: str) -> Passage:
    return Passage(path, Markup.escape(text), text, panel="flow")


TITLE, ONE, TWO, OTHER = (
    *(at("sections[0].title.text", "What helps"), at("sections[0].blocks[0].text", "Rest.")),
    *(at("sections[0].blocks[1].text", "Water."), at("sections[1].title.text", "Next")),
)


def flowing(body: str, pieces: tuple[Passage, ...], style: str = "", **things: object) -> Printed:
    """Print text that flows over small pages; the first of `pieces` is a heading."""
    page = f'<html lang="en"><title>Tiny</title><body>{body}</body></html>'
    printed = print_tiny(
        *(page, MARGIN + AWAY + style, pieces), panels=("flow",), flow_panel="flow", pages=(1, 9)
    )
    return replace(printed, spoken=Spoken((Heading(pieces[0]),)), **things)


@pytest.mark.parametrize(
    ("body", "pieces", "what"),
    [
        ("<h2>What helps</h2><p>Rest.</p><p>Water.</p><p class='away'>Next</p>", (), ""),
        ("<h2>What helps</h2><p>Rest.</p><p class='away'>Next</p>", (TITLE, ONE, OTHER), ""),
        ("<h2>What helps</h2><p class='away'>Rest.</p>", (TITLE, ONE), "stands alone"),
        (
            "<h2>What helps</h2><p>Rest.</p><p class='away'>Water.</p>",
            (TITLE, ONE, TWO),
            "stands with a single line",
        ),
        (
            "<h2>What helps</h2><p><i data-mark='line' style='border-bottom:1pt solid;"
            "display:block;height:20pt'></i></p><p class='away'>Rest.</p>",
            (TITLE, ONE),
            "",
        ),
    ],
)
def test_a_heading_stands_with_two_lines(body: str, pieces: tuple[Passage, ...], what: str) -> None:
    printed = flowing(body, pieces or (TITLE, ONE, TWO, OTHER))
    found = proven(headings_stand_with_their_text, printed)
    wanted = [f"the heading “What helps” {what} at the end of page 1"] if what else []
    assert [f.what for f in found] == wanted
    assert [f.place.path for f in found] == [TITLE.path] * len(wanted)
    assert all(f.id == "flow.heading" and f.severity == "error" for f in found)


@pytest.mark.parametrize(("lines", "empty"), [(1, True), (4, False)])
def test_a_page_that_is_nearly_empty(lines: int, empty: bool) -> None:
    first = at("sections[0].blocks[0].text", " ".join(["Rest."] * lines))
    body = f"{'<p>Rest.</p>' * lines}<p class='away'>Water.</p>"
    found = proven(no_page_is_nearly_empty, flowing(body, (first, TWO)))
    assert [(f.id, f.severity) for f in found] == [("flow.empty", "warning")] * empty
    assert [(f.place.page, f.place.path) for f in found] == [(1, TWO.path)] * empty


def test_the_last_page_may_be_nearly_empty() -> None:
    assert proven(no_page_is_nearly_empty, flowing("<p>Rest.</p>", (ONE,))) == ()


HEADS = tuple(at(f"t.columns[{n}].text", text) for n, text in enumerate(("This one", "Another")))
ROWS = tuple(at(f"t.rows[{n}].label.text", f"row {n}") for n in range(12))
TABLE = (
    "<table><thead><tr><th><span data-src='t.columns[0].text'>This one</span></th>"
    "<th><span data-src='t.columns[1].text'>Another</span></th></tr></thead><tbody>"
    + "".join(f"<tr><td>row {n}</td><td></td></tr>" for n in range(12))
    + "</tbody></table>"
)


@pytest.mark.parametrize(
    ("style", "what"),
    [
        ("", ""),
        ("thead { display: table-row-group }", "rows of a table stand on page 2 without its heads"),
        ("tbody { break-before: page }", ""),
        ("th { color: #fff }", "rows of a table stand on page 2 without its heads"),
        (
            "thead { display: table-row-group } thead + tbody { break-before: page }",
            "the heads of a table stand alone at the end of page 1",
        ),
    ],
)
def test_rows_stand_under_heads(style: str, what: str) -> None:
    printed = flowing(TABLE, (*HEADS, *ROWS), style)
    found = proven(rows_keep_their_heads, printed)
    assert [f.what for f in found][:1] == ([what] if what else [])
    assert {f.id for f in found} <= {"flow.heads"}


@pytest.mark.parametrize(("style", "torn"), [("", False), (".answer { break-before: page }", True)])
def test_an_answer_stands_with_its_question(style: str, torn: bool) -> None:
    body = "<p>Rest.</p><p class='answer'>Water.</p>"
    group = Inventory(groups=((ONE, TWO),))
    found = proven(groups_stand_whole, flowing(body, (ONE, TWO), style, inventory=group))
    whats = ["“Rest. Water.” is divided: it stands on page 1 and page 2"] * torn
    assert [f.what for f in found] == whats
    assert {f.id for f in found} <= {"flow.torn"}


def test_what_has_no_room_on_a_page_may_run_on() -> None:
    long = replace(TWO, text=" ".join(["Water."] * 12))
    body = f"<p>Rest.</p>{'<p>Water.</p>' * 12}"
    group = Inventory(groups=((ONE, long),))
    assert proven(groups_stand_whole, flowing(body, (ONE, long), inventory=group)) == ()
