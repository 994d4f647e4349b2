"""The lists that ship: what they say, and that they are small, licensed and well formed."""

import re

import pytest

from brochure.wording.reading_level import count_by_rule
from brochure.wording.word_lists import (
    EVERYDAY,
    LISTS,
    SYLLABLES,
    TERMS,
    is_everyday,
    read_everyday,
    read_odd_syllables,
)

MOST_BYTES = 60_000


def lines_of(name: str) -> list[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    "word",
    [
        *("blood", "doctor", "Doctor", "medicine", "headache", "the", "a", "I", "Mr.", "Mr"),
        *("cats", "boxes", "babies", "knives", "stopped", "hoped", "tried", "running", "using"),
        *("bigger", "safer", "happier", "biggest", "safest", "happiest", "nurse's", "nurses’"),
        *("don’t", "can't", "24", "2.5", "2nd", "good-looking", "two-day"),
    ],
)
def test_an_everyday_word_is_one_in_each_regular_form(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize(
    "word", ["dissociation", "receptor", "NMDA", "sedation", "as-needs-receptor", "es", "s", "b2"]
)
def test_a_hard_word_is_none(word: str) -> None:
    assert not is_everyday(word)


def test_a_document_may_have_everyday_words_of_its_own() -> None:
    own = {"ketamine", "iv"}
    assert not is_everyday("ketamine")
    assert is_everyday("Ketamine’s", own)
    assert is_everyday("IV", own)
    assert not is_everyday("glutamate", own)


@pytest.mark.parametrize("name", [EVERYDAY, SYLLABLES, TERMS])
def test_each_list_tells_its_source_licence_and_date(name: str) -> None:
    text = (LISTS / name).read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert text.startswith(head)
    assert "Source: " in head
    assert re.search(r"Licence: (MIT|ISC)\b", head)
    assert re.search(r"(Fetched|Date): 20\d\d-\d\d-\d\d", head)
    assert "Renewed by" in head
    assert len(text.encode()) < MOST_BYTES
    assert lines_of(name) == sorted({*lines_of(name)})


def test_licences_that_must_go_along_stand_above_the_words() -> None:
    for name in (EVERYDAY, SYLLABLES):
        text = (LISTS / name).read_text(encoding="utf-8")
        assert re.search(r"# Copyright \(c\) \d{4} ", text)
        assert "Permission" in text


def test_the_lists_say_no_more_than_is_needed() -> None:
    """Every word has letters, and only what the rule gets wrong has its syllables in the list."""
    assert all(re.fullmatch(r"[a-z][a-z'-]*", word) for word in read_everyday())
    odd = read_odd_syllables()
    assert all(re.fullmatch(r"[a-z']+", word) and 1 <= n <= 9 for word, n in odd.items())
    listed = dict(line.split() for line in lines_of(SYLLABLES))
    assert len(listed) > 2000
    assert [word for word, n in listed.items() if count_by_rule(word) == int(n)] == []


def test_no_list_holds_all_files_but_these() -> None:
    assert {file.name for file in LISTS.iterdir()} == {EVERYDAY, SYLLABLES, TERMS}
