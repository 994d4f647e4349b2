"""The shipped stylesheets: what one says of a sign is drawn, and none holds a number of a sheet."""

import re
from collections.abc import Iterator

import pytest

from brochure.base.editions import list_editions
from brochure.base.sheet_geometry import A4, INCH_PT, LETTER, MM_PT, Paper
from brochure.base.staff_papers import CHANGE_SHEET, RECALL_NOTICE, TICKET
from tests.conftest import ROOT

STYLES = {file.stem: file.read_text("utf-8") for file in sorted((ROOT / "styles").glob("*.css"))}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAME = re.compile(r"::\w+|[\w-]+")
# What holds for a state of an element, or for a whole document: the sign is the same.
_WHERE = re.compile(
    r"(?<!:):[a-z-]+(?:\([^()]*\))?|\.(?:office|screen|press)\b|\.(?:motif|look|ground)-[a-z-]+"
)


def signs_in(css: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Give each rule of a ``::before`` or ``::after``: selector, names in it, declarations."""
    for selectors, declared in _RULE.findall(_COMMENT.sub("", css)):
        for selector in (one.strip() for one in selectors.split(",") if "::" in one):
            yield selector, frozenset(_NAME.findall(_WHERE.sub("", selector))), declared


DRAWN = [names for css in STYLES.values() for _, names, says in signs_in(css) if "content:" in says]


@pytest.mark.parametrize("name", STYLES)
def test_a_sign_is_styled_only_where_it_is_drawn(name: str) -> None:
    """Else it is no longer what a reader sees: once the stop not to be missed was left unfilled."""
    signs = signs_in(STYLES[name])
    idle = [what for what, names, _ in signs if not any(drawn <= names for drawn in DRAWN)]
    assert idle == [], "no rule with `content:` draws these"


PAPERS = (LETTER, A4)
EDITIONS = (*list_editions(("one",)), TICKET, CHANGE_SHEET, RECALL_NOTICE)
_POINTS = {"pt": 1.0, "in": INCH_PT, "mm": MM_PT, "cm": 10 * MM_PT, "px": 0.75}
_LENGTH = re.compile(r"(?<![\w.#-])-?(\d*\.?\d+)(pt|in|mm|cm|px)\b")
_SIZE = re.compile(r"(?<![\w-])size\s*:([^;}]*)")
_OVER_THE_TRIM = re.compile(r"(?<![\w-])(?:left|top|right|bottom)\s*:\s*-")


def sheet_lengths(paper: Paper, name: str) -> set[float]:
    """Return what is cut and folded of a paper, with and without bleed and safe margin.

    Of the editions that have the stylesheet `name`, or of all if none has it alone.
    """
    lengths: set[float] = set()
    own = tuple(e for e in EDITIONS if e.stylesheet == f"{name}.css") or EDITIONS
    for edition in (each.made_on(paper) for each in own):
        told = dict(edition.lengths())
        bleed, safe, _ = (told.pop(f"--{given}") for given in ("bleed", "safe", "unit"))
        for length in told.values():
            lengths |= {length + by for by in (0, bleed, 2 * bleed, -safe, -2 * safe)}
    return {round(length, 1) for length in lengths}


def numbers_of_sheets(css: str, name: str = "") -> list[str]:
    """Return what of a stylesheet is written out that a declaration should give."""
    css = _COMMENT.sub("", css)
    known = set[float]().union(*(sheet_lengths(paper, name) for paper in PAPERS))
    sizes = [size.strip() for size in _SIZE.findall(css) if _LENGTH.search(size)]
    lengths = [
        one[0]
        for one in _LENGTH.finditer(css)
        if round(float(one[1]) * _POINTS[one[2]], 1) in known
    ]
    return [*sizes, *lengths, *_OVER_THE_TRIM.findall(css)]


@pytest.mark.parametrize("name", STYLES)
def test_no_stylesheet_holds_a_number_of_the_sheet(name: str) -> None:
    """Paper, folds and bleed are the declaration's; else an edition could be made on one alone."""
    assert numbers_of_sheets(STYLES[name], name) == []


@pytest.mark.parametrize(
    "css",
    [
        "@page { size: 5in 7in }",
        ".side { width: 792pt }",
        ".side { height: 8.5in }",
        ".back { left: 261pt }",
        ".plate { width: 274.5pt }",
        ".ground { width: calc(10pt + 630pt) }",
        ".plate { left: -9pt }",
        ".column { width: 540pt }",
    ],
)
def test_a_number_of_the_sheet_is_found(css: str) -> None:
    assert numbers_of_sheets(css)
