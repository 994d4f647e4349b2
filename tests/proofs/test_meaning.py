"""What makes no sense when heard is told, and what a second judge finds keeps a file back."""

from unittest.mock import Mock

import pytest

from brochure.access import second_judge
from brochure.access.second_judge import BrokenRule, judge_again
from brochure.proofs import meaning
from brochure.proofs.meaning import a_second_judge_agrees, the_file_makes_sense_when_heard
from tests.layout.test_tag_writer import tags_of
from tests.proofs.test_declarations import MEANING_IDS
from tests.tiny import FIRST, html, ids, print_tiny, printed_by_the_engine, proven

TYPED = "<p>1. Call the clinic</p><p>2. Come by bus</p>"


def test_a_tiny_document_makes_sense() -> None:
    printed = print_tiny()
    assert tags_of(printed)
    assert proven(the_file_makes_sense_when_heard, printed) == ()
    assert proven(a_second_judge_agrees, printed) == ()


def test_what_a_check_of_meaning_finds_is_found_in_a_build() -> None:
    """`access.meaning` finds what its checks find, by their ids."""
    assert the_file_makes_sense_when_heard.id == "access.meaning"
    found = proven(the_file_makes_sense_when_heard, print_tiny(html(TYPED)))
    assert "ua.list-missing" in ids(found) <= MEANING_IDS
    assert {(f.place.edition, f.place.page) for f in found} == {("tiny", 1)}
    assert not any("Word" in f.remedy for f in found)


def test_a_second_judge_keeps_a_file_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """`access.judged`: with what the judge says; without one nothing is said."""
    told = judge_again(printed_by_the_engine(html(f"<ul><li><p>{FIRST}</p></li></ul>"), ""))
    assert told and all(rule.rule and rule.message for rule in told)
    told = (BrokenRule("7.1-3", "not tagged"),)
    monkeypatch.setattr(meaning, "judge_again", Mock(return_value=told))
    (found,) = proven(a_second_judge_agrees, print_tiny())
    assert (found.id, found.severity) == ("access.judged", "error")
    monkeypatch.undo()
    monkeypatch.setattr(second_judge, "PACKAGE", "a-package-that-nobody-has")
    assert judge_again(b"%PDF-") is None
    assert proven(a_second_judge_agrees, print_tiny()) == ()


def test_the_second_judge_says_nothing_of_what_it_cannot_read() -> None:
    assert judge_again(b"words") is None
