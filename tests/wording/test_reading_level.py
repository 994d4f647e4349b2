"""Syllables, and the grade that comes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.wording.reading_level import ReadingLevel, count_syllables, measure_level
from brochure.wording.word_lists import read_odd_syllables

BY_RULE = {
    "treatment": 2, "monitoring": 4, "breathing": 2, "used": 1, "like": 1, "little": 2, "chest": 1,
    "approved": 2, "needed": 2, "esketamine": 4, "ketamine": 3, "dizzy": 2, "tables": 2,
    "places": 2, "washes": 2, "safely": 2, "something": 2, "period": 3, "nation": 2,
    "various": 3, "quiet": 2, "being": 2, "video": 3, "player": 2, "played": 1, "the": 1, "hm": 1,
    "neuroplasticity": 6, "antidepressant": 5, "people": 2, "every": 2, "anxiety": 4, "medicine": 3,
}  # fmt: skip
BY_LIST = {
    "different": 2, "business": 2, "area": 3, "idea": 3, "science": 2, "suicide": 3, "nausea": 3,
    "anyone": 3, "Mr": 2, "naïve": 2, "mg": 3,
}  # fmt: skip
SHORT_FORMS = {
    "FDA": 3, "FDA’s": 3, "NMDA": 4, "MAOIs": 4, "IV": 2, "PTSD": 4, "TRD": 3, "WWW": 9,
    "U.S": 2, "a.m": 2, "Ph.D": 3, "I": 1, "W": 3,
    "REMS": 1, "AMPA": 2, "GABA": 2, "mTOR": 2, "COVID-19": 4,
    "AIDS": 1, "STOP": 1, "NOT": 1, "WARNING": 2, "SPRAVATO": 3,
}  # fmt: skip
NUMBERS = {"911": 3, "24": 2, "2.5": 2, "10,000": 5, "2nd": 1, "20s": 2, "1-800-FDA-1088": 11}
JOINED = {
    "don't": 1, "can’t": 1, "didn't": 2, "wouldn’t": 2, "haven't": 2, "we're": 1, "you’ll": 1,
    "it'll": 2, "I'm": 1, "clinic's": 2, "nurse's": 2, "boss’s": 2, "o'clock": 2, "off-label": 3,
    "treatment-resistant": 5, "careolina.com": 6,
}  # fmt: skip


@pytest.mark.parametrize("known", [BY_RULE, BY_LIST, SHORT_FORMS, NUMBERS, JOINED])
def test_syllables_are_counted_as_a_word_is_read_aloud(known: dict[str, int]) -> None:
    assert {word: count_syllables(word) for word in known} == known


def test_the_list_is_needed() -> None:
    assert {word.lower() for word in BY_LIST if word != "naïve"} <= {*read_odd_syllables()}
    assert not {*BY_RULE} & {*read_odd_syllables()}


@given(st.text(min_size=1, max_size=20))
def test_any_word_has_a_syllable(word: str) -> None:
    assert count_syllables(word) >= 1
    assert count_syllables(word.replace("’", "'")) == count_syllables(word)


def test_the_grade_is_that_of_kincaid() -> None:
    level = measure_level(["You may feel tired. Tell a nurse or doctor soon"])
    assert (level.words, level.sentences, level.syllables) == (10, 2, 12)
    assert level.grade == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)


def test_each_piece_ends_a_sentence() -> None:
    apart, joined = measure_level(["chest pain", "a rash"]), measure_level(["chest pain a rash"])
    assert (apart.sentences, joined.sentences) == (2, 1)
    assert (apart.words, apart.syllables) == (joined.words, joined.syllables) == (4, 4)
    assert apart.grade < joined.grade


def test_nothing_has_no_grade() -> None:
    assert measure_level([]) == measure_level(["", " — "]) == ReadingLevel(0, 0, 0, 0.0)


def test_the_grade_rises_with_longer_words_and_with_longer_sentences() -> None:
    easy = measure_level(["We help you. You can stop. Tell us how you feel."])
    longer = measure_level(["We help you and you can stop and tell us how you feel."])
    harder = measure_level(["We support you. You can discontinue. Tell us your experience."])
    assert easy.grade < longer.grade < 5
    assert easy.grade < harder.grade
