"""Numbers with their units, however they are spelt, and words by their stems."""

from time import perf_counter

import pytest

from brochure.content.text.quantities import find_quantities
from brochure.content.text.stems import find_phrase, stem_of, telling_stems


@pytest.mark.parametrize(
    "text",
    ["2 hours", "two hours", "2-hour stay", "2 h", "2h", "Two Hours.", "**2** hours", "2\u00a0hrs"],
)
def test_one_quantity_is_found_in_every_spelling(text: str) -> None:
    (found,) = find_quantities(text)
    assert (found.low, found.high, found.unit) == (2, 2, "hour")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("within 24–72 hours", 24, 72, "hour"),
        ("24 to 72 hours", 24, 72, "hour"),
        ("24-72 h", 24, 72, "hour"),
        ("one or two days", 1, 2, "day"),
        ("in hours to 3 days", 0, 3, "day"),
        ("twenty-four hours", 24, 24, "hour"),
        ("18-year-old", 18, 18, "year"),
        ("eighteen", 18, 18, ""),
        ("1.5 hours", 1.5, 1.5, "hour"),
        ("1,000 people", 1000, 1000, "peopl"),
        ("10 percent", 10, 10, "%"),
        ("10%", 10, 10, "%"),
    ],
)
def test_ranges_are_numbers_of_their_own(text: str, low: float, high: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text", ["the 18th day", "open 24/7", "someone", "a B12x shot", "tenderly"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert list(find_quantities(text)) == []


@pytest.mark.parametrize(
    "words",
    [
        "drive drives driving driver",
        "watch watches watched watching",
        "stay stays stayed",
        "observe observed observing observation",
        "stop stopped stopping",
        "need needs needed",
        "seizure seizures",
    ],
)
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem_of(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["use us", "pass pas", "stay stand", "miss misuse", "ride rest"])
def test_other_words_have_other_stems(words: str) -> None:
    assert len({stem_of(word) for word in words.split()}) == 2


def test_a_phrase_is_told_by_its_words_without_those_at_its_ends() -> None:
    phrase = telling_stems("the next day")
    assert phrase == ("next", "day")
    text = "Not until the next day, please"
    span = find_phrase(phrase, text)
    assert span and text[slice(*span)] == "next day"
    assert find_phrase(phrase, "the day is next") is None
    assert find_phrase((), text) is None


@pytest.mark.parametrize("odd", ["2 " + "*" * 50_000, "one or " * 10_000, "1," * 50_000])
def test_odd_text_takes_no_longer_than_it_is_long(odd: str) -> None:
    begun = perf_counter()
    assert len(list(find_quantities(odd))) <= len(odd)
    assert perf_counter() - begun < 5
