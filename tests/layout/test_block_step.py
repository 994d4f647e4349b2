"""Blocks of flowing text stand on one grid of lines, wherever a page ends."""

from dataclasses import replace

import pytest

from brochure.base.files.project import Assets
from brochure.layout.layout import Layout, lay_out
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY

FLOWING = replace(TINY, flow_panel="flow", panels=("flow",), control_panel="flow")
PAGE = "@page { margin: 10pt } .flow { line-height: 16pt }"
ODD = "h2 { margin: 0 0 5pt; font-size: 17pt; line-height: 21pt } .box { padding: 3pt }"
HALF_PT = 8.0


def laid(body: str, style: str = ODD, grid: bool = True) -> Layout:
    asked = " data-block-step" if grid else ""
    flow = f'<div class="flow"{asked}>{body}</div>'
    page = f'<html lang="en"><title>T</title><body>{flow}</body></html>'
    return lay_out(page, (STYLE, PAGE, style), FLOWING, Assets(ROOT))


def steps(layout: Layout, text: str) -> list[float]:
    """Return how many half lines below the margin of its page each line of this text stands."""
    lines = (place for words in layout.words() for place in words)
    return [round((top_pt - 10) / HALF_PT, 1) for said, _, top_pt in lines if said == text]


def are_whole(found: list[float]) -> bool:
    """Say whether all stand in steps from the first, which begins a page."""
    return all((step - found[0]) % 1 in (0, 1) for step in found)


SECTION = "<section><h2>Head</h2><p>word</p><p>word</p></section>"


def test_what_follows_an_odd_heading_stands_on_the_grid() -> None:
    text = f"<section><p>word</p></section>{SECTION * 2}"
    assert are_whole(steps(laid(text), "word"))
    assert not are_whole(steps(laid(text, grid=False), "word"))


def test_the_grid_begins_anew_with_each_page() -> None:
    found = laid(f"<section><p>word</p></section>{SECTION * 6}")
    assert found.pages > 2
    assert are_whole(steps(found, "word"))


def test_a_box_is_one_block_and_what_follows_it_stands_on_the_grid() -> None:
    box = '<section class="box"><p>in a box</p></section>'
    text = f"<section><p>word</p></section>{box}<section><p>word</p></section>"
    assert are_whole(steps(laid(text), "word"))
    assert not are_whole(steps(laid(text, grid=False), "word"))


def test_what_is_on_the_grid_stays_where_it_was() -> None:
    text = "<section><p>word</p><p>word</p></section>" * 3
    assert laid(text).flow_rules == ""
    assert laid(text).words() == laid(text, grid=False).words()


@pytest.mark.parametrize("gap_pt", [1, 4, 7, 8])
def test_room_is_added_and_none_taken(gap_pt: int) -> None:
    text = "<section><p>word</p><p>word</p></section>"
    first, second = steps(laid(text, f"p + p {{ margin-top: {gap_pt}pt }}"), "word")
    assert second - first == 3  # a line of two steps, and the gap made one
