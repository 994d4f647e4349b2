"""Rules at their limits and the figures they tell, on pages whose things are placed by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from brochure.base.geometry import Box
from brochure.preflight.order import Order
from brochure.preflight.press_file import (
    FileMetadata,
    InkColour,
    Inks,
    Line,
    OutputIntent,
    Page,
    Painted,
    PressFile,
    Text,
)
from brochure.preflight.rule import Rule
from brochure.preflight.rules.details import (
    lines_can_be_printed,
    small_text_is_not_rich_black,
    text_can_be_printed,
)
from brochure.preflight.rules.edges import edges_are_kept_clear
from brochure.preflight.rules.ink import paper_takes_the_ink, thin_paper_takes_the_ink
from brochure.preflight.rules.whole_file import names_document_and_version, one_printing_condition

SHEET = Box(0, 0, 612, 792)
TRIM = Box(36, 36, 576, 756)
INSIDE = Box(200, 300, 260, 310)
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
PAGE = Page(1, SHEET, SHEET, TRIM, None, TRIM.grow(9), ())
FILE = PressFile((PAGE,), (), FileMetadata(), False, True, (), 0, ())


def cmyk(*inks: float) -> InkColour:
    c, m, y, k = inks
    return InkColour("DeviceCMYK", 4, (c, m, y, k))


def told(rule: Rule, *painted: Painted, **measured: object) -> list[str]:
    page = replace(PAGE, painted=painted, **measured)
    return [finding.what for finding in rule(replace(FILE, pages=(page,)), Order())]


def text(words: str = "words", size: float = 9.0, inks: Sequence[float] = BLACK) -> Text:
    return Text(INSIDE, cmyk(*inks), words=words, size_pt=size)


def line(width: float, inks: Sequence[float] = BLACK, box: Box = INSIDE) -> Line:
    return Line(box, cmyk(*inks), width_pt=width)


@pytest.mark.parametrize(("others", "wrong"), [(0.05, False), (0.06, True)])
def test_small_black_text_may_have_a_trace_of_other_inks(others: float, wrong: bool) -> None:
    assert bool(told(small_text_is_not_rich_black, text(inks=(others, 0, 0, 1)))) is wrong


@pytest.mark.parametrize(("size", "wrong"), [(4.98, True), (4.99, False), (5.0, False)])
def test_text_is_as_large_as_asked_but_for_rounding(size: float, wrong: bool) -> None:
    assert bool(told(text_can_be_printed, text(size=size))) is wrong


@pytest.mark.parametrize(
    ("words", "quoted"),
    [("a" * 40, f"“{'a' * 40}”"), ("a" * 41, f"“{'a' * 38} …”"), ("", "text")],
)
def test_long_words_are_cut_where_they_are_told(words: str, quoted: str) -> None:
    assert told(text_can_be_printed, text(words, 3.0)) == [f"has type of 3 pt: {quoted}."]
    near = replace(text(words), box=Box(TRIM.left + 2, 300, TRIM.left + 50, 310))
    (what,) = told(edges_are_kept_clear, near)
    assert quoted in what


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ((line(0.1),), ["has a line as thin as 0.1 pt."]),
        ((line(0.2), line(0.1)), ["has 2 lines as thin as 0.1 pt."]),
        ((line(0.1, (0, 0, 0, 0)),), []),
        ((line(0.1, box=Box(301, 300, 300, 301)),), []),
        ((line(0.25),), []),
        ((line(0.0),), ["has a line as thin as 0 pt."]),
    ],
)
def test_thin_lines_are_counted_white_and_empty_ones_not(
    lines: tuple[Line, ...], what: list[str]
) -> None:
    assert told(lines_can_be_printed, *lines) == what


@pytest.mark.parametrize(("sum_pct", "wrong"), [(320.0, False), (321.0, False), (321.5, True)])
def test_ink_of_a_wide_place_may_be_a_step_over_the_limit(sum_pct: float, wrong: bool) -> None:
    found = told(paper_takes_the_ink, wide_ink_pct=sum_pct, wide_ink_at=INSIDE)
    assert bool(found) is wrong


def test_much_ink_is_told_with_its_place_from_the_corner_of_the_cut() -> None:
    at = Box(TRIM.left + 72, TRIM.top - 3 * 72, TRIM.left + 3 * 72, TRIM.top - 72)
    (what,) = told(thin_paper_takes_the_ink, ink_pct=310.0, ink_at=at)
    assert "2 in from the left, 2 in from the top" in what


@pytest.mark.parametrize(
    ("intents", "begins"), [(0, "It does not say for which"), (2, "It names 2 times for which")]
)
def test_a_file_names_one_printing_condition(intents: int, begins: str) -> None:
    intent = OutputIntent("GTS_PDFX", "CGATS TR 006", "prtr", "CMYK")
    (found,) = one_printing_condition(replace(FILE, intents=(intent,) * intents), Order())
    assert found.what.startswith(begins)


@pytest.mark.parametrize(
    ("named", "lacks"),
    [
        ((), "DocumentID, VersionID and RenditionClass"),
        (("xmpMM:VersionID",), "DocumentID and RenditionClass"),
        (("xmpMM:DocumentID", "xmpMM:VersionID"), "RenditionClass"),
    ],
)
def test_what_metadata_lacks_is_told_as_one_says_it(named: tuple[str, ...], lacks: str) -> None:
    metadata = FileMetadata(xmp=tuple((name, "1") for name in named))
    (found,) = names_document_and_version(replace(FILE, metadata=metadata), Order())
    assert found.what == f"Its metadata (XMP) lacks {lacks}."
