"""What layout tells of a page, and what it does not lay out twice."""

from dataclasses import replace

import pytest

from brochure.base.files.project import Assets
from brochure.layout.layout import Layout, lay_out
from brochure.layout.parsed_page import ParsedPage
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY, html

LONG = "<p>" + "One word and another. " * 40 + "</p>"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return what each layout was asked for beside the size: nothing on the real page."""
    asked: list[tuple[str, ...]] = []
    theirs = ParsedPage.render_anew

    def render(page: ParsedPage, body_pt: float, *more: str) -> object:
        asked.append(more)
        return theirs(page, body_pt, *more)

    monkeypatch.setattr(ParsedPage, "render_anew", render)
    return asked


def laid(page: str, style: str = "") -> Layout:
    return lay_out(page, (STYLE, style), TINY, Assets(ROOT))


def test_what_fits_its_page_is_laid_out_once(rendered: list[tuple[str, ...]]) -> None:
    assert [panel.over_pt for panel in laid(html()).panels] == [0, 0]
    assert rendered == [()]


@pytest.mark.parametrize(
    "page", [html(two=LONG), html(LONG)], ids=["past the page", "past its box"]
)
def test_what_runs_over_is_measured_where_nothing_is_lost(
    page: str, rendered: list[tuple[str, ...]]
) -> None:
    panel = max(laid(page).panels, key=lambda panel: panel.over_pt)
    assert panel.over_pt > 100 and panel.words == 160
    assert len(rendered) == 2 and "21600pt" in rendered[1][0]


def test_a_table_that_the_engine_puts_around_cells_is_no_panel_of_its_own() -> None:
    page = html("<p>Some words.</p><p>More words.</p>", "<p>A cell.</p><p>Another one.</p>")
    cells = laid(page, ".two p { display: table-cell }")
    assert [panel.name for panel in cells.panels] == [p.name for p in laid(page).panels]
    assert [panel.words for panel in cells.panels] == [4, 4]


def test_what_the_engine_drops_is_missed(rendered: list[tuple[str, ...]]) -> None:
    """A panel that looks as if it fitted, as the engine left out what did not."""
    lost = "<p style='position: absolute; top: 140pt'>A line past the end of the page.</p>"
    laid(html(two=lost), ".two { height: 20pt }")
    assert len(rendered) == 2


def test_a_page_is_measured_alike_on_its_page_and_on_a_tall_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = html("<p>Some words.</p><p>And more words, in two lines of this narrow box.</p>")
    on_its_page = laid(page).panels

    def deny(*_: object) -> bool:
        return False

    monkeypatch.setattr("brochure.layout.layout._fits", deny)
    assert laid(page).panels == on_its_page


def test_what_the_engine_complains_of_is_told_each_time() -> None:
    """Stylesheets are parsed once in a process; their faults belong to each document."""
    for _ in range(2):
        told = laid(html(), ".one { colour: red }").log
        assert any("colour" in line for line in told)


FLOWING = replace(TINY, panels=("flow",), flow_panel="flow", pages=(1, 9))
GAPS = """
@page { margin: 10pt }
:root { --feather: 1 }
p + p { margin-top: calc(16pt * var(--feather)) }
"""


def flown(lines: int, style: str = GAPS) -> Layout:
    """Lay out so many lines; a page takes four of them, or five or six with less room between."""
    said = "<p>A line of words.</p>" * lines
    page = f"<html lang='en'><title>Tiny</title><body>{said}</body></html>"
    return lay_out(page, (STYLE, style), FLOWING, Assets(ROOT))


@pytest.mark.parametrize(
    ("lines", "pages", "feather"),
    [(4, 1, ""), (5, 1, "0.75"), (6, 1, "0.5"), (7, 2, ""), (9, 2, "0.75")],
)
def test_a_last_page_with_next_to_nothing_is_saved(lines: int, pages: int, feather: str) -> None:
    found = flown(lines)
    assert len(found.document.pages) == pages
    assert found.flow_rules == (f":root{{--feather:{feather}!important}}" if feather else "")


def test_where_less_room_saves_no_page_it_stays(rendered: list[tuple[str, ...]]) -> None:
    found = flown(5, GAPS.replace("16pt", "1pt").replace("10pt", "40pt"))
    assert found.flow_rules == ""
    assert len(rendered) == 3, "both were tried"


def test_nothing_is_tried_for_styles_that_do_not_ask_for_it(
    rendered: list[tuple[str, ...]],
) -> None:
    flown(5, GAPS.replace("var(--feather)", "1"))
    assert rendered == [()]
