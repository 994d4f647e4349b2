"""How text flows: a heading alone, a page nearly empty, rows without heads, and what is torn."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from brochure.base.geometry import Rect
from brochure.layout.printed import Mark, Printed, RepeatedHeads
from brochure.proofs.examined import Examined
from brochure.proofs.flow import (
    groups_stand_whole,
    headings_stand_with_their_text,
    no_page_is_nearly_empty,
    rows_keep_their_heads,
)
from brochure.selection.passage import Passage
from brochure.selection.selected import Inventory
from brochure.selection.spoken import Heading, Spoken
from tests.placed import blank_page, examined, letters, panel, word
from tests.tiny import TINY, print_tiny, proven

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


# Two columns on page 1, of 40 pt, and one on page 2, of 100 pt.
FRAMES = (
    panel("page 1, column 1", Rect(10, 10, 90, 50), flows=True),
    panel("page 1, column 2", Rect(110, 10, 190, 50), flows=True),
    panel("page 2", Rect(10, 10, 190, 110), 2, flows=True),
)
FLOWING = replace(TINY, panels=("flow",), flow_panel="flow")
LEFT, RIGHT, NEXT = (20, 1), (120, 1), (20, 2)


def in_columns(*said: tuple[str, Passage, tuple[int, int], float], **more: object) -> Examined:
    """Return words in these frames: what they say, where (left, page), and the top of each."""
    words = [
        word(text, Rect(where[0], top, where[0] + 40, top + 10), passage, where[1])
        for text, passage, where, top in said
    ]
    return examined(
        *(words, (blank_page(), blank_page())),
        **{"edition": FLOWING, "panels": FRAMES, "spoken": Spoken((Heading(TITLE),)), **more},
    )


def mark(top: float) -> Mark:
    return Mark("line", 1, Rect(30, top, 60, top + 1))


@pytest.mark.parametrize(
    ("below", "marks", "what"),
    [
        ([("Rest.", ONE, LEFT, 35), ("Water.", TWO, RIGHT, 10)], (), "with a single line"),
        ([("Rest.", ONE, RIGHT, 10), ("Water.", TWO, RIGHT, 20)], (), "alone"),
        ([("Rest.", ONE, LEFT, 30), ("Rest.", ONE, LEFT, 40), ("Water.", TWO, RIGHT, 10)], (), ""),
        (  # side by side, they are one line
            [("Rest.", ONE, LEFT, 30), ("Rest.", ONE, (62, 1), 39), ("Water.", TWO, RIGHT, 10)],
            *((), "with a single line"),
        ),
        ([("Rest.", ONE, LEFT, 30), ("Next", OTHER, RIGHT, 10)], (), ""),
        (  # what ends the document is of another section
            [("Rest.", ONE, LEFT, 35), ("Water.", TWO, RIGHT, 10), ("Next", OTHER, NEXT, 10)],
            *((), "with a single line"),
        ),
        ([("Rest.", ONE, LEFT, 35), ("Next", OTHER, RIGHT, 10), ("Water.", TWO, NEXT, 9)], (), ""),
        ([("Rest.", ONE, RIGHT, 10)], (mark(25),), ""),
        ([("Rest.", ONE, RIGHT, 10)], (mark(20),), "alone"),
        ([("Rest.", ONE, RIGHT, 10)], (mark(15),), "alone"),
    ],
)
def test_what_stands_below_a_heading_in_its_column(
    below: list[tuple[str, Passage, tuple[int, int], float]], marks: tuple[Mark, ...], what: str
) -> None:
    """The heading takes two lines, which begin at 10 and 20 pt."""
    heading = ("What", TITLE, LEFT, 10), ("helps", TITLE, LEFT, 20)
    found = headings_stand_with_their_text(in_columns(*heading, *below, marks=marks))
    told = f"the heading “What helps” stands {what} at the end of page 1, column 1"
    assert [f.what for f in found] == ([told] if what else [])


def test_a_heading_that_ends_the_document_leads_nothing() -> None:
    on = in_columns(("Rest.", ONE, LEFT, 10), ("What", TITLE, LEFT, 20))
    assert headings_stand_with_their_text(on) == ()


@pytest.mark.parametrize(("top", "what"), [(9.75, "24%"), (10, ""), (-10, "0%")])
def test_a_page_that_ends_early(top: float, what: str) -> None:
    """The last word of page 2 ends at `top` and a quarter of 40 pt; page 3 follows."""
    frames = (*FRAMES[:2], panel("page 2", Rect(10, 10, 190, 50), 2, flows=True), NEXT_FRAME)
    own = [("Water.", TWO, NEXT, top)] if top > 0 else []
    on = in_columns(
        *(("Rest.", ONE, LEFT, 30), ("Or", ONE, RIGHT, 30), *own, ("Next", OTHER, (20, 3), 10)),
        panels=frames,
    )
    found = no_page_is_nearly_empty(on)
    told = f"page 2 is nearly empty: its text ends after {what} of its height"
    assert [f.what for f in found] == ([told] if what else [])
    assert all((f.place.page, f.place.path) == (2, OTHER.path) for f in found)


NEXT_FRAME = panel("page 3", Rect(10, 10, 190, 50), 3, flows=True)


@pytest.mark.parametrize(
    ("tops", "torn"),
    [((30, 40, 10), True), ((20, 40, 10), False), ((20.25, 40, 10), True), ((10, 20, 30), False)],
)
def test_what_has_room_in_a_column_stands_in_one(
    tops: tuple[float, float, float], torn: bool
) -> None:
    """The lowest column is 40 pt high; so much, or more, may be divided."""
    words = [("Rest.", ONE, LEFT, tops[0]), ("Or", ONE, LEFT, tops[1])]
    words.append(("Water.", TWO, LEFT if tops[2] == 30 else RIGHT, tops[2]))
    groups = Inventory(groups=((TWO, ONE), (ONE,)))
    found = groups_stand_whole(in_columns(*words, inventory=groups))
    whats = ["“Rest. Or Water.” is divided: it stands on page 1, column 1 and page 1, column 2"]
    assert [f.what for f in found] == whats * torn


@pytest.mark.parametrize(
    ("again", "left", "shows", "found"),
    [("This one", 110, True, False), ("This two", 110, True, True), ("This one", 10, True, True)],
)
def test_heads_are_repeated_over_the_rows_of_a_column(
    again: str, left: float, shows: bool, found: bool
) -> None:
    head, rows = HEADS[0], ROWS[:2]
    box = Rect(left, 10, left + 80, 20)
    repeated = RepeatedHeads(1, box, (head.path,))
    shown = word("This one", Rect(20, 10, 60, 19), head)
    words = (
        *(shown, word("row 0", Rect(20, 30, 60, 40), rows[0])),
        word("row 1", Rect(120, 30, 160, 40), rows[1]),
    )
    on = examined(
        words,
        (blank_page((letters(again, box, 1),)),),
        panels=FRAMES[:2],
        repeated=(repeated,),
        edition=FLOWING,
    )
    page = on.reading.pages[0]
    page.ink.paste(255, (0, 0, 400, 300))
    told = [f.what for f in rows_keep_their_heads(on)]
    assert told == ["rows of a table stand on page 1, column 2 without its heads"] * found


@pytest.mark.parametrize(
    ("under", "below", "told"),
    [(OTHER, OTHER, False), (OTHER, ONE, True), (None, OTHER, True), (None, ONE, True)],
)
def test_a_step_of_one_line_leads_nothing(
    under: Passage | None, below: Passage, told: bool
) -> None:
    words = ("Or", TWO, LEFT, 10), ("What", TITLE, LEFT, 30), ("Rest.", below, RIGHT, 10)
    on = in_columns(*words, spoken=Spoken((Heading(TITLE, under),)))
    assert len(headings_stand_with_their_text(on)) == told
