"""Blanks that go on to the end of their panel or page: as many lines as it has room for."""

from dataclasses import replace

import pytest

from brochure.base.files.project import Assets
from brochure.layout.layout import Layout, lay_out
from brochure.proofs.things import boxes_lines_and_figures_show
from brochure.selection.selected import Inventory
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY, html, ids, print_tiny, proven

LINES = """
[data-more] { display: none !important }
.ruled { display: block; height: 9pt; border-bottom: 1pt solid #345 }
"""
LEAST = '<span class="ruled" data-mark="line"></span>'
MORE = '<i class="ruled" data-more data-mark="line"></i>'
BLANK = f"<div data-fill>{LEAST * 3}{MORE * 20}</div>"
FLOWING = replace(TINY, flow_panel="flow", panels=("flow",), control_panel="flow")


def lines(layout: Layout) -> list[int]:
    """Return on which page each line stands."""
    return [mark.page for mark in layout.marks if mark.kind == "line"]


@pytest.mark.parametrize(
    ("one", "count"),
    [
        (BLANK, 6),
        (f"<p>word</p>{BLANK}", 4),  # 60 pt less a line of text of 15 pt
        (f"{BLANK}<p>word</p>", 4),
        (f"<p>word</p><p>word</p>{BLANK}", 3),
        (f"{BLANK}{BLANK}", 6),  # no room for more than both must have
    ],
)
def test_lines_go_on_to_the_end_of_a_panel(one: str, count: int) -> None:
    layout = lay_out(html(one, "<p>word</p>"), (STYLE, LINES), TINY, Assets(ROOT))
    assert len(lines(layout)) == count
    assert all(panel.over_pt == 0 for panel in layout.panels)


def test_two_blanks_share_the_room_of_a_panel() -> None:
    taller = LINES + ".one { height: 100pt } .two { top: 120pt; height: 20pt }"
    layout = lay_out(html(BLANK * 2, "<p>word</p>"), (STYLE, taller), TINY, Assets(ROOT))
    assert len(lines(layout)) == 10


def test_lines_go_on_to_the_end_of_a_page_and_take_no_other() -> None:
    flow = f"<html lang='en'><title>T</title><body>{'<p>word</p>' * 11}{BLANK}</body></html>"
    styles = (STYLE, LINES, "@page { margin: 10pt }")  # 130 pt of room on a page
    layout = lay_out(flow, styles, FLOWING, Assets(ROOT))
    assert layout.pages == 2
    assert lines(layout).count(2) == len(lines(layout)) - lines(layout).count(1)
    assert layout.panels[-1].room_pt - layout.panels[-1].used_pt < 10


def test_more_lines_than_content_knows_are_no_fault_where_they_fill_and_fewer_are() -> None:
    def found(blank: str, things: Inventory) -> set[str]:
        return ids(proven(boxes_lines_and_figures_show, print_tiny(html(blank), LINES, (), things)))

    assert found(BLANK, Inventory(lines=3, fills=1)) == set()
    assert found(BLANK, Inventory(lines=3)) == {"things.count"}
    assert found(BLANK.replace(LEAST * 3 + MORE * 20, LEAST * 2), Inventory(lines=3, fills=1)) == {
        "things.count"
    }
