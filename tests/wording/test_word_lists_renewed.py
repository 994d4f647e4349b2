"""Renewing the lists: what is read of packages, and what is kept of it. Nothing is fetched."""

from datetime import date

from brochure.wording.reading_level import count_by_rule
from docs.word_lists import (
    CMU,
    DALE_CHALL,
    Fetched,
    head_of,
    list_odd_words,
    read_common_words,
    read_everyday_words,
    read_pronunciations,
    tell_shares,
)

DICTIONARY = """export const dictionary = {
  "'bout": "B AW1 T",
  area: "EH1 R IY0 AH0",
  every: "EH1 V ER0 IY0",
  "every(1)": "EH1 V R IY0",
  "hm": "HH M",
}"""


def test_everyday_words_are_read_in_either_quotes() -> None:
    module = "export const daleChall = [\n  'able',\n  \"can't\",\n  'Able',\n  'a'\n]\n"
    assert read_everyday_words(module) == ("a", "able", "can't")


def test_syllables_are_the_vowels_of_each_pronunciation() -> None:
    counts = {"'bout": (1,), "area": (3,), "every": (3, 2), "hm": (0,)}
    assert read_pronunciations(DICTIONARY) == counts


def test_common_words_are_of_letters_and_in_order() -> None:
    entries = '[{"word": "The", "count": 9}, {"word": "b2"}, {"word": "a"}, {"word": "cat"}]'
    assert read_common_words(entries) == ("the", "cat")


def test_only_what_the_rule_gets_wrong_is_kept() -> None:
    known = read_pronunciations(DICTIONARY)
    assert (count_by_rule("every"), count_by_rule("area")) == (2, 2)
    assert list_odd_words(("hm", "every", "area", "'bout", "unknown"), known) == ("area 3",)


def test_shares_are_of_words_in_the_dictionary() -> None:
    told = tell_shares(("every", "area", "unknown"), read_pronunciations(DICTIONARY))
    assert told == "of 2 words: rule 50.0% (50.0%), rule and list 100.0% (100.0%)"


def test_the_head_has_source_licence_and_date() -> None:
    head = head_of("Title.", (Fetched(CMU, "", "ISC License\n\nText."),), date(2026, 1, 2))
    assert head.splitlines() == [
        "# Title.",
        f"# Source: {CMU.name} {CMU.version} (npm). Licence: ISC.",
        "# Fetched: 2026-01-02. Renewed by: python -m docs.word_lists",
        "#",
        "# ISC License",
        "#",
        "# Text.",
    ]
    assert DALE_CHALL.integrity.startswith("sha512-")
