"""A fact that a document owes and that is not in the finished file turns a proof red."""

from dataclasses import replace

from brochure.layout.printed import Printed
from brochure.proofs.facts import every_owed_fact_is_stated
from brochure.selection.selection import OwedFact
from tests.tiny import FIRST, SAID, SECOND, html, print_tiny, proven

STATING = (replace(SAID[0], facts=("watched",)), SAID[1])


def owing(printed: Printed, *ids: str) -> Printed:
    return replace(printed, owed=tuple(OwedFact(id, f"owes.{id}") for id in ids))


def test_a_fact_that_stands_in_the_file_is_not_missed() -> None:
    assert proven(every_owed_fact_is_stated, owing(print_tiny(pieces=STATING), "watched")) == ()


def test_a_fact_that_no_wording_states_is_missed() -> None:
    (finding,) = proven(every_owed_fact_is_stated, owing(print_tiny(), "watched"))
    assert finding.id == "facts.owed"
    assert finding.what == 'the fact "watched" is owed and stands nowhere'
    assert finding.place.path == "owes.watched"
    assert finding.remedy


def test_a_fact_whose_words_the_template_dropped_is_missed() -> None:
    lost = print_tiny(html(f"<p>{FIRST.replace('nine ', '')}</p>"), pieces=STATING)
    assert [f.id for f in proven(every_owed_fact_is_stated, owing(lost, "watched"))] == [
        "facts.owed"
    ]


def test_one_whole_place_is_enough() -> None:
    twice = (STATING[0], replace(STATING[1], facts=("watched",)))
    lost = print_tiny(html(f"<p>{FIRST.replace('nine ', '')}</p>"), pieces=twice)
    assert proven(every_owed_fact_is_stated, owing(lost, "watched")) == ()
    assert SECOND in twice[1].text
