"""The search for the size of type: which size it finds, and how seldom it asks."""

from random import Random

import pytest

from brochure.layout.size_search import STEP_PT, Fit, search_size

FLOOR, DESIGN = 11.0, 13.0


def asked(
    fits: set[float], filled: float = 1.0, floor_pt: float = FLOOR
) -> tuple[float, list[float]]:
    """Return the size found where these fit, and those that were tried."""
    tried: list[float] = []

    def try_size(size_pt: float) -> Fit:
        tried.append(size_pt)
        return Fit(size_pt in fits, filled)

    return search_size(floor_pt, DESIGN, try_size), tried


def below(most_pt: float) -> set[float]:
    return {n * STEP_PT for n in range(200) if n * STEP_PT <= most_pt}


@pytest.mark.parametrize("most_pt", [11, 11.25, 11.5, 12, 12.25, 12.75, 13])
def test_it_finds_the_largest_that_fits(most_pt: float) -> None:
    found, tried = asked(below(most_pt))
    assert found == most_pt
    assert len(tried) == len(set(tried)), "nothing is laid out twice"


def test_a_design_that_fits_is_asked_once() -> None:
    assert asked(below(20)) == (DESIGN, [DESIGN])


def test_what_never_fits_stays_at_the_floor() -> None:
    assert asked(set())[0] == FLOOR
    assert asked(set(), floor_pt=DESIGN) == (DESIGN, [DESIGN])


def test_the_fullest_panel_tells_where_to_look() -> None:
    found, tried = asked(below(11), filled=(13 / 11) ** 2)
    assert (found, tried) == (11, [13, 11, 11.25])


def test_the_size_found_fits_and_the_next_does_not() -> None:
    """Also where a larger one happens to fit and a smaller one does not."""
    random = Random(13)
    for _ in range(500):
        fits = {size for size in below(DESIGN) if size >= FLOOR and random.random() < 0.5}
        found, tried = asked(fits, filled=random.uniform(0.8, 1.6))
        if found == FLOOR not in fits:
            continue
        assert found in fits
        assert found == DESIGN or (found + STEP_PT in tried and found + STEP_PT not in fits)
