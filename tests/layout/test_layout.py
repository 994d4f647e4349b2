"""What layout tells of a page beside panels: words left alone, and where things stand."""

from brochure.base.files.project import Assets
from brochure.layout.layout import lay_out
from tests.conftest import ROOT
from tests.tiny import STYLE, TINY, html

LINES = '<p><span data-src="a">one two three four five six seven</span></p>'


def lonely(one: str, width_pt: int) -> frozenset[str]:
    style = f".one {{ width: {width_pt}pt }}"
    return lay_out(html(one), (STYLE, style), TINY, Assets(ROOT)).runts


def test_a_last_line_of_one_word_is_named_by_its_path() -> None:
    assert lonely(LINES, 150) == {"a"}
    assert lonely(LINES, 180) == frozenset(), "one line"
    assert lonely(LINES, 110) == frozenset(), "two words on the last line"


def test_a_title_breaks_as_it_is_written() -> None:
    assert lonely(LINES.replace("<p>", "<h1>").replace("</p>", "</h1>"), 150) == frozenset()
