"""Facts in wording: said as they stand in a sentence, marked while they are open, in every list."""

import re

import pytest

from brochure.base.editions import GUIDE, TRIFOLD, list_editions
from brochure.content.text.font_coverage import measure_em
from brochure.selection.passage import Passage
from brochure.selection.select import select_content
from brochure.selection.stated_facts import state_facts
from tests.conftest import ROOT
from tests.content.small import WATCH, read, with_facts

HERE = '"{watched} is how long you stay."'
STYLES = (ROOT / "styles/_blocks.css").read_text("utf-8")
WIDTHS_EM = {
    int(n): float(em) for n, em in re.findall(r"\.gap \.w(\d+) \{ width: ([\d.]+)em", STYLES)
}
SHEET = next(e for e in list_editions(["implant"]) if e.needs_sheet)


def said(text: str, *changes: tuple[str, str]) -> Passage:
    """Return what the trifold says of one sentence of content."""
    content, _ = read(with_facts((HERE, f'"{text}"'), *changes))
    path = "sections[1].blocks[0].items[0].text"
    return next(s for s in select_content(content, TRIFOLD).passages if s.path == path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{watched} is how long you stay.", "At least 2 hours is how long you stay."),
        ("You stay {watched}.", "You stay at least 2 hours."),
        ("Please stay. {watched} is the rule.", "Please stay. At least 2 hours is the rule."),
        ("{watched}: {watched}.", "At least 2 hours: At least 2 hours."),
        ("Call {phone}, {clinic}.", "Call (555) 010-0199, Northgate."),
        ("Call 911 for {emergency}.", "Call 911 for chest pain, a seizure, or trouble breathing."),
        ("**Stay {watched}** here.", "Stay at least 2 hours here."),
        ("Write \\\\{watched} in braces.", "Write {watched} in braces."),
    ],
)
def test_a_fact_is_said_as_it_stands_in_a_sentence(text: str, words: str) -> None:
    passage = said(text)
    assert passage.text == words
    assert " ".join(passage.html.striptags().replace("\u00a0", " ").split()) == words


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    assert "2\u00a0hours" in said("You stay {watched}.").html


def test_a_citation_mark_behind_a_long_fact_keeps_it_on_no_line() -> None:
    """What is kept whole cannot break, and a list would run out of its panel."""
    content, _ = read(
        with_facts((HERE, '{text: "Call for {emergency}.", cite: [{publisher: NHS}]}'))
    )
    stated = state_facts("Call for {emergency}.", "1,2", content)
    assert stated.html.endswith("trouble breathing</span>.\N{WORD JOINER}<sup>1,2</sup>")
    assert stated.text.endswith("trouble breathing.1,2")
    assert "whole" in state_facts("Call {emergency} now.", "1", content).html


def test_a_passage_names_the_facts_that_it_states() -> None:
    assert said("Stay {watched}, or call {phone}.").facts == ("watched", "phone")
    assert said("Stay.").facts == ()


def test_what_is_to_confirm_is_marked_and_says_the_same_words() -> None:
    text, sure = "Call for {emergency}.", ("status: to confirm", "status: confirmed")
    assert said(text).text == said(text, sure).text
    assert '<span class="to-confirm">' in said(text).html
    assert "to-confirm" not in said(text, sure).html


def test_a_gap_is_said_as_the_number_of_its_question_alone() -> None:
    passage = said("Call {after-hours} at night.")
    assert passage.text == "Call [Q2] at night."
    assert " ".join(passage.html.striptags().split()) == "Call [Q2] at night."
    assert passage.html.count("<i class=") == 2


def test_a_full_stop_stands_at_the_mark_of_a_gap_and_a_bracket_apart_from_it() -> None:
    """Boxes stand before the mark: what touches it in the words must touch it on the page."""
    assert said("Call {after-hours}.").text == "Call [Q2]."
    assert said("Call us ({after-hours}).").text == "Call us ( [Q2])."
    assert said("Call {after-hours}/{phone}.").text == "Call [Q2]/(555) 010-0199."


def test_a_list_takes_its_entries_from_the_fact_with_capitals() -> None:
    content, _ = read(with_facts())
    selection = select_content(content, SHEET)
    entries = [s for s in selection.passages if s.path.startswith("facts[2].items")]
    assert [s.text for s in entries] == ["Chest pain", "A seizure", "Trouble breathing"]
    assert all(s.facts == ("emergency",) and "to-confirm" in s.html for s in entries)
    assert selection.inventory.checkboxes == 3


def test_a_list_that_is_a_gap_is_one_entry() -> None:
    gap = (
        "items: [chest pain, a seizure, trouble breathing]",
        "question: When is 911 called?\n    typical: chest pain",
    )
    content, _ = read(with_facts(gap, ("status: to confirm", "status: to fill in")))
    passages = select_content(content, SHEET).passages
    assert [s.text for s in passages if s.facts == ("emergency",)] == ["[Q3]"]


def test_every_edition_states_a_fact_in_the_same_words() -> None:
    content, _ = read(with_facts())
    for edition in (TRIFOLD, GUIDE):
        words = {s.text for s in select_content(content, edition).passages if "watched" in s.facts}
        assert words == {"At least 2 hours is how long you stay."}


@pytest.mark.parametrize(
    "answer",
    [
        "(555) 010-0200",
        "nothing to eat for 6 hours and only clear liquids until 2 hours before",
        "Monday to Friday, 8 a.m. to 5 p.m.",
        "may MAOIs IV/IM SPRAVATO® uncontrolled hypertension",
        "https://northgate.example.org/after-hours",
        "1",
    ],
)
def test_boxes_are_as_wide_as_the_words_of_the_answer_and_little_wider(answer: str) -> None:
    """They come in steps of half an em; one more tenth holds what rounding may add."""
    passage = said("Call {after-hours}.", ("typical: (555) 010-0200", f'typical: "{answer}"'))
    boxes = [WIDTHS_EM[int(n)] for n in re.findall(r'<i class="w(\d+)">', passage.html)]
    words = [measure_em(word) for word in answer.split()]
    assert len(boxes) == len(words)
    for box, word in zip(boxes, words, strict=True):
        assert word <= box <= word + 0.6


def test_every_width_of_a_box_has_its_rule() -> None:
    assert list(WIDTHS_EM) == list(range(1, 41))
    assert WATCH not in with_facts()
