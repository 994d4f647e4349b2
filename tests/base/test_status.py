"""The words of a status, and dates in words."""

import pytest

from brochure.base.dates import day_in_words, month_in_words
from brochure.base.status import DRAFT, LONGEST_APPROVAL, SAMPLE, WITHDRAWN, Status, find_status

LONGEST = Status("approved", "Wilhelmina Womack", "DNP, APRN", "2026-09-28")


def test_each_status_says_what_it_is() -> None:
    assert DRAFT.words("en-US") == "Draft, not approved"
    assert SAMPLE.words("en-US") == "SAMPLE, not for patients"
    assert WITHDRAWN.words("en-US") == "Withdrawn"
    approved = Status("approved", "Jane Q. Doe", "MD", "2026-11-28")
    assert approved.words("en-US") == "Approved by Jane Q. Doe, MD, November 28, 2026"


def test_a_language_without_words_of_its_own_gets_the_english_ones_whole() -> None:
    approved = Status("approved", "Jane Q. Doe", "MD", "2026-11-28")
    assert approved.words("es-MX") == approved.words("en")
    assert approved.words("en-GB") == "Approved by Jane Q. Doe, MD, 28 November 2026"


def test_a_status_is_said_in_german_too() -> None:
    approved = Status("approved", "Jana Doe", "Physiotherapeutin", "2026-11-28")
    assert approved.words("de-DE") == "Freigabe: Jana Doe, Physiotherapeutin, 28. November 2026"
    assert DRAFT.words("de") == "Entwurf, nicht freigegeben"
    letters = "".join(f"Blatt {approved.words('de')} Seite".split())
    assert [letters[start:end] for start, end in find_status(letters)] == [
        "Freigabe:JanaDoe,Physiotherapeutin,28.November2026"
    ]


def test_the_longest_approval_has_sixty_characters() -> None:
    assert len(LONGEST.words("en")) == LONGEST_APPROVAL == 60
    with pytest.raises(ValueError, match="has 61 characters; documents have room for 60"):
        Status("approved", "Wilhelmina Womack", "DNP, APRNs", "2026-09-28")


@pytest.mark.parametrize(
    ("name", "role", "day"),
    [
        ("", "MD", "2026-11-28"),
        ("Jane Doe", "", "2026-11-28"),
        ("Jane Doe", "MD", ""),
        ("Jane Doe", "MD", "November"),
        ("Jane Doe", "MD", "2026-11-31"),
        ("Jane\nDoe", "MD", "2026-11-28"),
        (" Jane Doe", "MD", "2026-11-28"),
        ("Jane\u202eDoe", "MD", "2026-11-28"),
    ],
)
def test_an_approval_says_who_as_what_and_when(name: str, role: str, day: str) -> None:
    with pytest.raises(ValueError):
        Status("approved", name, role, day)


def test_no_other_status_names_anybody() -> None:
    with pytest.raises(ValueError, match="names nobody"):
        Status("draft", "Jane Doe", "MD", "2026-11-28")


def test_dates_are_in_the_words_of_the_language() -> None:
    assert month_in_words("2026-11", "en-US") == "November 2026"
    assert month_in_words("2026-11", "es-MX") == "noviembre de 2026"
    assert day_in_words("2026-11-28", "de") == "28. November 2026"


def test_in_a_language_that_nobody_knows_a_date_stays_as_it_is() -> None:
    assert month_in_words("2026-11", "qqq") == "2026-11"
    assert day_in_words("2026-11-28", "qqq") == "2026-11-28"
