"""Sheets by formula: what is cut and folded of a paper, and what stylesheets are told of it."""

import pytest

from brochure.base.editions import BOOKLET, GUIDE, TRIFOLD, list_editions
from brochure.base.sheet_geometry import (
    A4,
    INCH_PT,
    LETTER,
    MM_PT,
    Paper,
    c_folds,
    panel_widths,
    to_half_mm,
    write_lengths,
    z_folds,
)

CLOSE_PT = 0.1 * MM_PT


def test_a_c_fold_of_letter_has_panels_of_sixteenths() -> None:
    outside, inside = c_folds(LETTER.height_pt, LETTER.tuck_pt)
    assert outside == (3.625 * INCH_PT, 7.3125 * INCH_PT)
    assert panel_widths(LETTER.height_pt, outside) == (261, 265.5, 265.5)
    assert panel_widths(LETTER.height_pt, inside) == (265.5, 265.5, 261)


def test_a_c_fold_of_a4_has_panels_of_whole_millimetres() -> None:
    outside, inside = c_folds(A4.height_pt, A4.tuck_pt)
    widths = [panel_widths(A4.height_pt, folds) for folds in (outside, inside)]
    assert widths[0] == pytest.approx([97 * MM_PT, 100 * MM_PT, 100 * MM_PT], abs=CLOSE_PT)
    assert widths[1] == pytest.approx(widths[0][::-1])


def test_a_sheet_is_folded_in_the_same_places_on_both_sides() -> None:
    for paper in (LETTER, A4):
        outside, inside = c_folds(paper.height_pt, paper.tuck_pt)
        mirrored = sorted(paper.height_pt - fold for fold in inside)
        assert mirrored == pytest.approx(outside), paper.name


def test_half_a_sheet_is_folded_in_the_middle() -> None:
    assert LETTER.cut("half") == (5.5 * INCH_PT, 8.5 * INCH_PT)
    assert A4.cut("half") == pytest.approx((148.5 * MM_PT, 210 * MM_PT), abs=CLOSE_PT)
    assert 2 * A4.cut("half")[0] == pytest.approx(A4.cut("turned")[0])


def test_each_edition_tells_stylesheets_its_sheet() -> None:
    for edition in list_editions(("one",)):
        told = dict(edition.lengths())
        assert told["--trim-width"] == edition.width_pt > 0, edition.name
        assert told["--trim-height"] == edition.height_pt > 0, edition.name
        assert (told["--bleed"], told["--safe"]) == (edition.bleed_pt, edition.safe_pt)
    assert "--side-1-fold-1" not in dict(BOOKLET.lengths()), "its pages are folded apart"
    assert write_lengths(TRIFOLD.lengths()) == (
        ":root{--trim-width:792pt;--trim-height:612pt;--bleed:9pt;--safe:18pt;--unit:4pt;"
        "--side-1-fold-1:261pt;--side-1-fold-2:526.5pt;"
        "--side-1-panel-1:261pt;--side-1-panel-2:265.5pt;--side-1-panel-3:265.5pt;"
        "--side-2-fold-1:265.5pt;--side-2-fold-2:531pt;"
        "--side-2-panel-1:265.5pt;--side-2-panel-2:265.5pt;--side-2-panel-3:261pt;}"
    )


def test_what_is_for_displays_is_of_no_paper() -> None:
    assert GUIDE.made_on(A4) == GUIDE


def test_a_z_fold_has_panels_of_one_width() -> None:
    outside, inside = z_folds(A4.height_pt)
    assert outside == inside
    assert panel_widths(A4.height_pt, outside) == pytest.approx([99 * MM_PT] * 3, abs=CLOSE_PT)


@pytest.mark.parametrize("paper", [LETTER, A4], ids=lambda paper: paper.name)
def test_a_trifold_folds_as_it_is_asked(paper: Paper) -> None:
    """Of a Z-fold flap and back are seen at once, of a C-fold one by one."""
    rolled = TRIFOLD.made_on(paper)
    zigzag = rolled.folded_as("z")
    assert (rolled.folding, zigzag.folding) == ("c-fold", "z-fold")
    assert zigzag.folds_pt == z_folds(paper.height_pt)
    assert (zigzag.width_pt, zigzag.bleed_pt) == (rolled.width_pt, rolled.bleed_pt)
    assert zigzag.openings[1] == ("flap", "flap-band", "back", "back-band")
    assert (zigzag.openings[0], zigzag.openings[-1]) == (rolled.openings[0], rolled.openings[-1])
    assert rolled.folded_as("c") == rolled.folded_as(None) == rolled


def test_what_is_not_folded_takes_no_fold() -> None:
    assert BOOKLET.folded_as("z") == BOOKLET


def test_every_page_is_whole_pixels_where_proofs_look() -> None:
    """PDFium stretches other pages: lines and boxes stand beside where they are looked for."""
    for paper in (LETTER, A4):
        for cut in ("upright", "turned", "half"):
            for length in (
                *paper.cut(cut),
                *panel_widths(paper.height_pt, c_folds(paper.height_pt, paper.tuck_pt)[0]),
                paper.bleed_pt,
            ):
                assert (2 * length).is_integer(), (paper.name, cut)


def test_a4_is_told_in_half_millimetres() -> None:
    lengths = (*A4.cut("upright"), *A4.cut("half"), A4.bleed_pt)
    assert [to_half_mm(length) for length in lengths] == [210, 297, 148.5, 210, 3]
