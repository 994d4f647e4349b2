"""Ordinary prose has the same grade by two counters that others wrote."""

import pytest

from brochure.wording.reading_level import measure_level
from tests.wording.counters import Prose, grade_by_syllapy, grade_by_textstat, read_prose

TOLERANCE = 0.5  # of a grade; docs/plain-language.md promises 1


def test_the_prose_goes_from_easy_to_hard() -> None:
    prose = read_prose()
    grades = sorted(measure_level([one.text]).grade for one in prose)
    assert len(prose) >= 8
    assert min(measure_level([one.text]).words for one in prose) >= 100
    assert grades[0] < 2
    assert 4 < grades[2] < 9
    assert grades[-1] > 20


@pytest.mark.parametrize("prose", read_prose(), ids=lambda prose: prose.title)
def test_other_counters_agree_on_prose(prose: Prose) -> None:
    ours = measure_level([prose.text]).grade
    assert grade_by_textstat(prose.text) == pytest.approx(ours, abs=TOLERANCE)
    assert grade_by_syllapy(prose.text) == pytest.approx(ours, abs=TOLERANCE)


def test_a_counter_that_differs_would_be_seen() -> None:
    """Full stops that end no sentence, which the others take for one, move a grade further."""
    text = "He went aboard H.M.S. Beagle as a naturalist and made notes on all that he saw there."
    assert abs(grade_by_syllapy(text) - measure_level([text]).grade) > TOLERANCE
