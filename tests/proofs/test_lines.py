"""Where lines end: what is misread apart, last lines that are scraps, titles of one short word."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from brochure.base.geometry import Rect
from brochure.layout.printed import Printed
from brochure.proofs.lines import (
    no_line_ends_between_what_belongs_together,
    no_scrap_stands_alone,
)
from brochure.selection.passage import Passage
from brochure.selection.spoken import Heading, Spoken
from tests.placed import blank_page, examined, word
from tests.tiny import print_tiny, proven

PATH = "sections[0].blocks[0].text"


def lines(*lines: str, path: str = PATH, title: bool = False, columns: bool = False) -> Printed:
    """Print one piece of wording that ends its lines as told."""
    text = " ".join(lines)
    passage = Passage(path, Markup.escape(text), text, breaks_as_written=columns)
    broken = "<br>".join(str(Markup.escape(line)) for line in lines)
    page = f'<html lang="en"><title>Tiny</title><body><p>{broken}</p></body></html>'
    printed = print_tiny(page, "@page { margin: 10pt }", (passage,))
    return replace(printed, spoken=Spoken((Heading(passage),))) if title else printed


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (("Come home. Do", "not drive today."), "“Do” and “not”, but “Do” begins its sentence"),
        (("Please do", "not drive."), "“do” and “not”, but “do” says what not to do"),
        (("So. Do not", "drive home."), "“not” and “drive”, but “not” says what not to do"),
        (("It", "may not work."), "“It” and “may”, but “It” begins its sentence"),
        (("Wait for 2", "hours at home."), "“2” and “hours”, but “2” belongs to its unit"),
        (("Wait for 2", "to 4 hours."), "“2” and “to”, but “2” belongs to its unit"),
        (("Wait for 2 to", "4 hours."), "“to” and “4”, but “to” stands between two numbers"),
        (("Ask for Dr.", "Hill today."), "“Dr.” and “Hill”, but “Dr.” is the title of a name"),
        (("Come with", "a friend."), ""),
        (("Since 2025", "it is so."), ""),
        (("It may not work.",), ""),
    ],
)
def test_words_that_are_misread_apart_stay_on_a_line(broken: tuple[str, ...], what: str) -> None:
    found = proven(no_line_ends_between_what_belongs_together, lines(*broken))
    assert [f.what for f in found] == ([f"a line ends between {what}"] if what else [])
    assert all((f.id, f.severity) == ("lines.parted", "warning") for f in found)


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (("You may stop at any", "time."), "“time.” stands alone on a last line"),
        (("You may stop", "or go on at any", "time."), "“time.” stands alone on a last line"),
        (("It lasts", "for a while."), ""),
        (("For extraordinary", "practitioners"), ""),
        (("You ask extraordinary", "teachers"), ""),  # too long to be tied
        (("It is self-medicated", "today"), "“today” stands alone on a last line"),
        (("For a time of", "[Q3] days."), ""),  # nobody knows yet
        (("time.",), ""),
    ],
)
def test_no_scrap_ends_a_paragraph(broken: tuple[str, ...], what: str) -> None:
    found = proven(no_scrap_stands_alone, lines(*broken))
    assert [f.what for f in found] == ([what] if what else [])
    assert all((f.id, f.severity) == ("lines.scrap", "warning") for f in found)


def test_no_line_of_a_title_is_a_short_word() -> None:
    (found,) = proven(no_scrap_stands_alone, lines("Pathways", "may", "reconnect", title=True))
    assert found.what == "“may” stands alone on a line of a title"
    assert not proven(no_scrap_stands_alone, lines("How they", "reconnect", title=True))


def test_what_is_no_wording_may_end_as_it_does() -> None:
    broken = ("Mary-Jane-Street 1", "Hill")
    assert not proven(no_scrap_stands_alone, lines(*broken, path="clinic.address.street"))
    assert not proven(no_scrap_stands_alone, lines(*broken, columns=True))
    assert proven(no_scrap_stands_alone, lines(*broken))


@pytest.mark.parametrize(
    ("left", "top", "size_pt", "page", "alone"),
    [
        (60, 10, 12, 1, False),  # behind it
        (60, 21.75, 12, 1, False),  # lowered, as marks are
        (60, 22, 12, 1, True),
        (60, -2, 12, 1, True),  # in the next column
        (60, 19, 8, 1, False),
        (10, 10, 12, 1, False),
        (9.75, 10, 12, 1, True),
        (60, 10, 12, 2, True),
    ],
)
def test_where_the_next_line_begins(
    left: float, top: float, size_pt: float, page: int, alone: bool
) -> None:
    """The word before stands from 10 to 20 pt, in `size_pt`; the next one in 12 pt."""
    passage = Passage(PATH, Markup("You sleep"), "You sleep")
    words = (
        word("You", Rect(10, 10, 50, 20), passage, size_pt=size_pt),
        word("sleep", Rect(left, top, left + 40, top + 10), passage, page, size_pt=12),
    )
    found = no_scrap_stands_alone(examined(words, (blank_page(), blank_page())))
    assert [f.what for f in found] == ["“sleep” stands alone on a last line"] * alone


@pytest.mark.parametrize(
    ("before", "last", "scrap"),
    [
        ("You", "are not here", False),  # 12 letters and spaces
        ("You", "are no here", True),
        ("teachers a", "b c d e f", True),
        ("extraordinary", "at home", True),  # 21 of both
        ("extraordinary", "at homes", False),
        ("all-extraordinary", "at home", True),
    ],
)
def test_how_short_a_scrap_is(before: str, last: str, scrap: bool) -> None:
    found = tuple(proven(no_scrap_stands_alone, lines(before, last)))
    assert [f.what for f in found] == [f"“{last}” stands alone on a last line"] * scrap


@pytest.mark.parametrize(("short", "told"), [("may", True), ("will", False), ("it is", False)])
def test_how_short_a_line_of_a_title_is(short: str, told: bool) -> None:
    found = proven(no_scrap_stands_alone, lines("Pathways", short, "reconnect", title=True))
    assert len(tuple(found)) == told
