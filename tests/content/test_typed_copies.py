"""What a fact says and wording types again is told at its words; what is another number is not."""

import pytest

from brochure.base.finding import Finding
from brochure.content.checks.typed_copies import check_typed_copies
from tests.content.small import FACTS, NIGHT, WATCH, read, with_facts
from tests.content.small import LIST as PLAIN_LIST

MORE = """facts:
  - id: driving
    value: at least 24 hours
    subject: [drive, machines]
    provenance: label
    status: confirmed
  - id: next-day
    value: the next day, after restful sleep
    subject: [drive]
    provenance: label
    status: confirmed
  - id: age
    value: "18"
    subject: [under, years, children]
    provenance: label
    status: confirmed
"""
FIELD = "text: Press on the gauze for 20 minutes."
LEDE = "plain: A small screw holds your new tooth."
NUMBER = ("  phone:", "  text: (555) 010-0300\n  phone:")
FACTS_FOR_MORE = ("facts:\n", MORE)


def copies(said: str, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what is told of one sentence: the words at its place, and what to write."""
    text = with_facts(FACTS_FOR_MORE, *changes, (FIELD, f'text: "{said}"'))
    return [(at, f.remedy) for at, f in told(text)]


def told(text: str) -> list[tuple[str, Finding]]:
    content, source = read(text)
    lines = text.splitlines()
    found = tuple(check_typed_copies(content, source))
    assert {(f.id, f.severity) for f in found} <= {("facts.typed-copy", "warning")}
    return [(lines[f.place.line - 1][f.place.column - 1 :][: _width(f)], f) for f in found]


def _width(finding: Finding) -> int:
    return finding.detail[1].count("^")


@pytest.mark.parametrize(
    ("said", "words", "fact"),
    [
        ("We watch you for 2 hours.", "2 hours", "watched"),
        ("Stay two hours with us.", "two hours", "watched"),
        ("A 2-hour stay is the rule.", "2-hour", "watched"),
        ("You stayed for 2 h.", "2 h", "watched"),
        ("Hello. Staying 2 hours is the rule. Bye.", "2 hours", "watched"),
        ("Do not drive for 24 hours.", "24 hours", "driving"),
        ("No driving for twenty-four hours.", "twenty-four hours", "driving"),
        ("Machines: not for 24h.", "24h", "driving"),
        ("Do not drive until the next day.", "next day", "next-day"),
        ("Drive again after restful sleep.", "restful sleep", "next-day"),
        ("Not for those under 18.", "18", "age"),
        ("Not before eighteen years.", "eighteen years", "age"),
    ],
)
def test_a_number_or_words_typed_again_are_told_at_their_place(
    said: str, words: str, fact: str
) -> None:
    assert copies(said) == [(words, f"Write {{{fact}}}.")]


@pytest.mark.parametrize(
    "said",
    [
        "You may drive, and feel better within 24–72 hours.",  # a range
        "Drivers feel better in 24 to 72 hours.",
        "Most people who drive feel well in hours to 24 days.",
        "Relief can come within 24 hours.",  # not about driving
        "Do not drive. Call within 24 hours.",  # about something else in the next sentence
        "No food for 2 hours before.",
        "We watch you for 20 minutes.",  # another unit
        "We watch you for 3 hours.",
        "The next day you may work.",
        "Under 180 pounds.",
        "Under the 18th roof.",
        "We watch you {watched}.",
        "Do not drive for {driving}, or {next-day}.",
        "Call 911 if you have chest pain.",  # one entry of a list
        "In an emergency: {emergency}.",
        "Call (555) 010-0111.",
    ],
)
def test_another_number_another_subject_and_a_name_in_braces_are_no_copies(said: str) -> None:
    assert copies(said) == []


def test_the_number_of_a_month_is_no_length_of_time() -> None:
    plan = ("value: at least 2 hours", "value: twice a week in month 1")
    assert copies("You stay well for weeks after one session.", plan) == []
    assert copies("You stay with us more often in month 1.", plan) == [("1", "Write {watched}.")]


def test_a_range_that_is_a_fact_is_told_as_such() -> None:
    spread = ("value: at least 24 hours", "value: 24 to 72 hours")
    assert copies("Do not drive for 24–72 hours.", spread) == [("24–72 hours", "Write {driving}.")]


def test_two_entries_of_a_list_in_one_sentence_are_a_copy() -> None:
    remedy = "Write {emergency} in a sentence, or `fact: emergency` for a list."
    assert copies("Call 911 for a seizure or chest pain.") == [("seizure", remedy)]


def test_two_entries_in_items_of_one_list_are_a_copy() -> None:
    for items, found in (
        ("[Seizures, Chest pain, Fever]", ["Seizures"]),
        ("[Seizures, Fever]", []),
        ("[Seizures, A seizure]", []),
    ):
        text = with_facts(("fact: emergency", f"items: {items}"))
        assert [at for at, _ in told(text)] == found


def test_a_title_over_a_sentence_tells_what_it_is_about() -> None:
    titled = (
        "- id: bleeding\n    key: true\n    title: Bleeding",
        "- id: bleeding\n    key: true\n    title: How long we watch you",
    )
    assert copies("At least 2 hours.", titled) == [("2 hours", "Write {watched}.")]
    assert copies("At least 2 hours.") == []


@pytest.mark.parametrize(
    "said", ["(555) 010-0199", "555.010.0199", "+1 555-010-0199", "5550100199"]
)
def test_the_phone_number_is_a_copy_in_any_spelling(said: str) -> None:
    assert copies(f"Call {said} now.") == [(said, "Write {phone}.")]


def test_a_text_number_is_a_copy_once_it_is_confirmed() -> None:
    assert copies("Text (555) 010-0300.", NUMBER) == [("(555) 010-0300", "Write {text}.")]
    asked = "{number: (555) 010-0300, status: to confirm, question: Which?}"
    assert copies("Text (555) 010-0300.", ("  phone:", f"  text: {asked}\n  phone:")) == []


def test_a_phone_number_that_is_a_fact_is_a_copy_in_any_spelling() -> None:
    known = ("status: to fill in", "status: confirmed\n    value: (555) 010-0200")
    assert copies("At night: 555 010 0200.", known) == [("555 010 0200", "Write {after-hours}.")]


def test_the_clinics_own_article_is_exempt_and_plain_wording_is_not() -> None:
    """Its provenance may stand at the wording, or at the section around it."""
    copy = "We watch you for 2 hours."
    seed = (
        "  - id: bleeding\n    key: true\n    title: Bleeding\n    provenance: template",
        "  - id: bleeding\n    key: true\n    title: Bleeding\n    provenance: seed",
    )
    assert copies(copy, seed) == []
    section = ("- id: welcome\n    provenance: template", "- id: welcome\n    provenance: seed")
    for key, found in (("text", []), ("plain", ["2 hours"])):
        text = with_facts(section, (NIGHT_NOW[key], f"{key}: {copy}"))
        assert [at for at, _ in told(text)] == found
    text = with_facts((NIGHT_NOW["text"], f"text: {copy}\n        provenance: seed"))
    assert told(text) == []


NIGHT_NOW = {"text": 'text: "At night call {after-hours}."', "plain": LEDE}


def test_content_without_facts_has_no_copies() -> None:
    text = with_facts(
        (FACTS, "statements:\n"),
        ("fact: emergency", "items: [Chest pain, A seizure]"),
        (FIELD, "text: Call (555) 010-0199."),
    )
    assert told(text) == []
    assert WATCH not in text and NIGHT not in text and PLAIN_LIST not in text


def test_a_copy_is_told_on_its_own_line_in_folded_text() -> None:
    text = with_facts((FIELD, "text: >-\n      Press on the gauze\n      and stay\n      2 hours."))
    ((at, finding),) = told(text)
    assert at == "2 hours"
    assert finding.what == '“2 hours” is typed here, and the fact "watched" says it'
