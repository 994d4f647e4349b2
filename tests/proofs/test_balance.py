"""Risks that stand late, far, small or few turn a proof red."""

from dataclasses import replace
from typing import Literal

import pytest
from markupsafe import Markup

from brochure.base.geometry import Rect
from brochure.layout.printed import Printed
from brochure.proofs.alignment import Word
from brochure.proofs.balance import (
    headings_of_risks_are_as_large,
    measure_balance,
    risks_are_as_large_as_benefits,
    risks_begin_early,
    risks_have_as_many_words,
    risks_stand_near_benefits,
)
from brochure.proofs.examined import examine
from brochure.selection.passage import Passage
from tests.placed import blank_page, examined, word
from tests.tiny import TINY, ids, print_tiny, proven

MARGIN = "@page { margin: 10pt } .away { break-before: page }"


def claiming(claim: str, text: str, path: str = "") -> Passage:
    path = path or f"sections[0].{claim}"
    return Passage(path, Markup.escape(text), text, panel="flow", claim=claim)


BENEFIT, RISK = claiming("benefit", "It may help."), claiming("risk", "It may harm you.")
STATUS = claiming("regulatory", "It is approved.")
OTHER = claiming("", "We are here each day and answer the phone.")


def flowing(body: str, *pieces: Passage, style: str = "") -> Printed:
    page = f'<html lang="en"><title>Tiny</title><body>{body}</body></html>'
    return print_tiny(
        *(page, MARGIN + style, pieces), panels=("flow",), flow_panel="flow", pages=(1, 9)
    )


def paragraphs(*pieces: Passage, away: Passage | None = None, style: str = "") -> Printed:
    """Print each piece as a paragraph; one stands on a page of its own."""
    body = (f"<p{' class=away' * (one is away)}>{one.text}</p>" for one in pieces)
    return flowing("".join(body), *pieces, style=style)


def test_what_is_balanced_is_found_so() -> None:
    printed = paragraphs(BENEFIT, RISK, STATUS)
    for proof in (
        risks_begin_early,
        risks_stand_near_benefits,
        risks_are_as_large_as_benefits,
        headings_of_risks_are_as_large,
        risks_have_as_many_words,
    ):
        assert proven(proof, printed) == (), proof.id


def test_the_figures_are_those_of_the_page() -> None:
    balance = measure_balance(examine(paragraphs(BENEFIT, RISK, STATUS, away=RISK)))
    assert balance
    assert (balance.first_benefit, balance.first_risk) == (0, pytest.approx(3 / 10))
    assert (balance.benefit_share, balance.risk_share) == (pytest.approx(0.3), pytest.approx(0.4))
    assert balance.pages_between == 1
    assert balance.benefit_pt == balance.risk_pt == 12


def test_content_that_marks_no_claims_is_not_judged() -> None:
    assert measure_balance(examine(paragraphs(BENEFIT, OTHER))) is None
    assert proven(risks_begin_early, paragraphs(OTHER, OTHER)) == ()


def test_risks_at_the_end_are_found() -> None:
    (found,) = proven(risks_begin_early, paragraphs(BENEFIT, OTHER, RISK))
    assert found.id == "balance.late"
    assert found.what == "risks begin after 75% of the words"
    assert found.place.path == RISK.path


@pytest.mark.parametrize(("away", "lost"), [(RISK, "no risk"), (STATUS, "nothing of what is")])
def test_what_is_over_the_page_is_found(away: Passage, lost: str) -> None:
    pieces = (BENEFIT, *(one for one in (RISK, STATUS) if one is not away), away)
    (found,) = proven(risks_stand_near_benefits, paragraphs(*pieces, away=away))
    assert found.id == "balance.apart" and lost in found.what
    assert found.place.path == BENEFIT.path


def test_a_benefit_without_any_risk_is_found() -> None:
    (found,) = proven(risks_stand_near_benefits, paragraphs(BENEFIT, OTHER))
    assert found.id == "balance.apart" and "no risk" in found.what
    assert found.severity == "warning", "its risks may not be marked yet"


def test_pages_that_face_lie_open_together() -> None:
    """Page 1 is a cover; what stands on 2 and on 3 is seen at once in a booklet."""
    first = claiming("", "A cover.")
    body = f"<p>{first.text}</p><p class=away>{BENEFIT.text}</p><p class=away>{RISK.text}</p>"
    printed = flowing(body, first, BENEFIT, RISK)
    assert ids(proven(risks_stand_near_benefits, printed)) == {"balance.apart"}
    stapled = replace(printed.variant.edition, saddle_stitched=True)
    bound = replace(printed, variant=replace(printed.variant, edition=stapled))
    assert proven(risks_stand_near_benefits, bound) == ()


@pytest.mark.parametrize(("outside", "found"), [(True, {"balance.apart"}), (False, set[str]())])
def test_panels_outside_a_folded_sheet_are_seen_one_by_one(outside: bool, found: set[str]) -> None:
    """Its inside lies open as a whole."""
    first = claiming("", "Outside.")
    before = "" if outside else f"<p>{first.text}</p>"
    body = (
        f"{before}<p{'' if outside else ' class=away'}>{BENEFIT.text}</p>"
        f"<p style='margin-left: 110pt'>{RISK.text}</p>"
    )
    printed = flowing(body, *(() if outside else (first,)), BENEFIT, RISK)
    assert proven(risks_stand_near_benefits, printed) == ()
    folded = replace(printed.variant.edition, folds_pt=((60.0, 115.0), (60.0, 115.0)))
    printed = replace(printed, variant=replace(printed.variant, edition=folded))
    assert ids(proven(risks_stand_near_benefits, printed)) == found


def test_the_cover_is_not_where_the_first_benefit_counts() -> None:
    cover = replace(BENEFIT, panel="cover")
    body = f"<p>{cover.text}</p><p class=away>{BENEFIT.text}</p><p>{RISK.text}</p>"
    printed = flowing(body, cover, BENEFIT, RISK)
    assert proven(risks_stand_near_benefits, printed)
    covered = replace(printed.variant.edition, cover_panel="cover")
    printed = replace(printed, variant=replace(printed.variant, edition=covered))
    assert proven(risks_stand_near_benefits, printed) == ()


def test_small_risks_are_found() -> None:
    body = f"<p>{BENEFIT.text}</p><p style='font-size:10pt'>{RISK.text}</p>"
    (found,) = proven(risks_are_as_large_as_benefits, flowing(body, BENEFIT, RISK))
    assert found.id == "balance.small"
    assert found.what == "risks are set in 10 pt, benefits in 12 pt"


@pytest.mark.parametrize(("size", "found"), [(14, {"balance.heading"}), (20, set[str]())])
def test_a_smaller_heading_of_risks_is_found(size: int, found: set[str]) -> None:
    gain, loss = claiming("benefit", "What it may do"), claiming("risk", "What may go wrong")
    body = (
        f"<h2 style='font-size:20pt'>{gain.text}</h2><p>{BENEFIT.text}</p>"
        f"<h2 style='font-size:{size}pt'>{loss.text}</h2><p>{RISK.text}</p>"
    )
    printed = flowing(body, gain, BENEFIT, loss, RISK)
    assert ids(proven(headings_of_risks_are_as_large, printed)) == found


def test_few_words_of_risk_are_told() -> None:
    (found,) = proven(risks_have_as_many_words, paragraphs(BENEFIT, claiming("risk", "It harms.")))
    assert (found.id, found.severity) == ("balance.few", "warning")
    assert found.what == "2 words tell of risks, 3 of benefits"
    as_many = claiming("risk", "It may harm.")
    assert not proven(risks_have_as_many_words, paragraphs(BENEFIT, as_many))


def told(claim: str, page: int, size_pt: float = 12, path: str = "") -> Word:
    """Return a word of so many points that makes a claim on a page."""
    passage = claiming(claim, "Word", path)
    return word("Word", Rect(10, 10, 40, 20), passage, page, size_pt=size_pt)


def test_the_nearest_of_several_risks_counts_and_the_first_is_told() -> None:
    words = (
        *(told("risk", 4, 10, "a.text"), told("", 4), told("mechanism", 1)),
        *(told("risk", 2, 11, "b.text"), told("benefit", 3), told("risk", 3, 10, "c.text")),
    )
    on = examined(words, [blank_page()] * 4)
    balance = measure_balance(on)
    assert balance and balance.pages_between == 1
    assert (balance.first_benefit, balance.first_risk) == (pytest.approx(2 / 6), 0)
    assert (balance.benefit_pt, balance.risk_pt) == (12, 10)
    (small,) = risks_are_as_large_as_benefits(on)
    assert (small.place.path, small.place.page) == ("a.text", 4)
    assert tuple(risks_begin_early(on)) == ()


@pytest.mark.parametrize(("before", "late"), [(2, False), (3, True)])
def test_how_late_risks_may_begin(before: int, late: bool) -> None:
    """After 2 of 5 words, or 40 %, they are in time."""
    risks = (told("risk", 1, path="a.text"), told("risk", 1, path="b.text"))
    words = (*(told("benefit", 1),) * before, *(*risks, told("", 1))[: 5 - before])
    found = tuple(risks_begin_early(examined(words)))
    assert [f.place.path for f in found] == ["a.text"] * late


@pytest.mark.parametrize(("size_pt", "small"), [(12, False), (11.9, True), (11.96, False)])
def test_how_much_smaller_risks_are(size_pt: float, small: bool) -> None:
    """Sizes are rounded to a tenth of a point."""
    on = examined((told("benefit", 1), told("risk", 1, size_pt)))
    assert len(tuple(risks_are_as_large_as_benefits(on))) == small


@pytest.mark.parametrize(
    ("fold", "benefit", "risk", "between"),
    [
        ("c", (20, 1), (20, 2), 1),  # the flap, and inside
        ("c", (90, 1), (20, 2), 1),  # the back
        ("c", (120, 1), (120, 2), 2),  # the cover
        ("c", (20, 1), (120, 1), 1),
        ("c", (20, 1), (90, 1), 2),
        ("c", (90, 1), (120, 1), 3),
        ("c", (60, 1), (20, 1), 0),
        ("c", (115, 1), (90, 1), 0),
        ("c", (20, 2), (120, 2), 0),
        ("z", (20, 1), (90, 1), 0),  # flap and back, at once
        ("z", (20, 1), (120, 1), 3),
        ("z", (20, 1), (20, 2), 1),
        ("z", (90, 1), (20, 2), 1),
        ("z", (120, 1), (20, 2), 2),
    ],
)
def test_how_far_apart_the_panels_of_a_folded_sheet_are_read(
    fold: Literal["c", "z"], benefit: tuple[int, int], risk: tuple[int, int], between: int
) -> None:
    """Outside from the left: flap, back, cover; it is folded at 60 and at 115 pt."""
    folds = ((60.0, 115.0), (60.0, 115.0))
    words = [
        word("Word", Rect(left, 10, left + 5, 20), claiming(claim, "Word"), page)
        for claim, (left, page) in (("benefit", benefit), ("risk", risk))
    ]
    edition = replace(TINY, folds_pt=folds, fold=fold)
    balance = measure_balance(examined(words, [blank_page()] * 2, edition=edition))
    assert balance and balance.pages_between == between
