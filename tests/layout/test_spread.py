"""Panels that are not full: more room between their blocks, within bounds."""

import pytest

from brochure.base.files.project import Assets
from brochure.base.tolerances import MOST_FEATHER, SPREAD_PANEL_SHARE
from brochure.layout.layout import Layout, lay_out
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY, html

SPREADS = ".panel p + p { margin-top: calc(2pt * var(--feather)) } :root { --feather: 1 }"
TWO = "<p>one</p><p>two</p>"  # 32 of 60 pt
THREE = "<p>one</p><p>two</p><p>three</p>"  # 49 pt
FOUR = "<p>one</p><p>two</p><p>three</p><p>four</p>"  # 66 pt


def laid(one: str, two: str, style: str = SPREADS) -> Layout:
    return lay_out(html(one, two), (STYLE, style), TINY, Assets(ROOT))


def used(layout: Layout) -> list[float]:
    return [panel.used_pt for panel in layout.panels]


def test_a_loose_panel_is_spread_until_it_is_full_and_no_further() -> None:
    layout = laid(THREE, THREE)
    filled = [panel.used_pt / panel.room_pt for panel in layout.panels]
    assert all(0.9 <= share <= SPREAD_PANEL_SHARE for share in filled), "but for a step"
    assert used(laid(THREE, THREE, "")) == [45, 45], "where no stylesheet asks for it, nothing is"


def test_a_panel_is_spread_to_three_times_its_margins_at_most() -> None:
    layout = laid(TWO, TWO)
    assert used(layout) == [30 + 2 * MOST_FEATHER] * 2
    assert f"--feather:{MOST_FEATHER:g}" in layout.flow_rules


def test_each_panel_is_spread_by_its_own_measure() -> None:
    few, more = used(laid(TWO, THREE))
    assert (few, more) == (used(laid(TWO, TWO))[0], used(laid(THREE, THREE))[1])
    assert few < more


@pytest.mark.parametrize("style", ["", ".two p { margin-left: 175pt; white-space: nowrap }"])
def test_where_one_panel_is_overfull_nothing_is_spread(style: str) -> None:
    assert laid(TWO, TWO if style else FOUR, SPREADS + style).flow_rules == ""


def test_a_panel_that_nothing_spreads_stays_as_it_is() -> None:
    first_alone = ".one p + p { margin-top: calc(2pt * var(--feather)) }"
    layout = laid(TWO, TWO, first_alone)
    assert used(layout) == [30 + 2 * MOST_FEATHER, 30]
    assert "two" not in layout.flow_rules


def test_how_many_words_more_fit_is_told_of_the_panel_as_it_is_written() -> None:
    two = "<p>one word</p><p>two words</p>"
    spread, plain = laid(two, two).panels, laid(two, two, ".panel p + p { margin-top: 2pt }").panels
    assert [panel.words_free for panel in spread] == [panel.words_free for panel in plain]
    assert all(panel.words_free for panel in plain)
