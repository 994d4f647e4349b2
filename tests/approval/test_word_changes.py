"""What changed in the words of a document: reworded, moved, removed, added; and nothing else."""

from collections.abc import Sequence

import pytest

from brochure.approval.snapshot import Said
from brochure.approval.word_changes import PassageChange, WordRun, list_runs, list_word_changes

ARRIVE = "We check your blood pressure when you arrive."
RIDE = "An adult takes you home and stays for the night."
CARE = "Do not drive for at least 24 hours after a session."


def say(*texts: str, panel: str = "flow", path: str = "steps[{n}].text") -> tuple[Said, ...]:
    """Return passages that stand in a panel, one after the other."""
    return tuple(Said(panel, path.format(n=n), text) for n, text in enumerate(texts))


def told(changes: Sequence[PassageChange]) -> list[tuple[str, str]]:
    return [(change.kind, change.said.text) for change in changes]


def test_the_same_words_are_no_change() -> None:
    assert list_word_changes(say(ARRIVE, RIDE), say(ARRIVE, RIDE)) == ()


def test_words_are_the_same_wherever_content_keeps_them() -> None:
    """A section before it was deleted, or its plain words became the only ones."""
    assert list_word_changes(say(ARRIVE), say(ARRIVE, path="other[{n}].plain")) == ()


def test_a_word_is_told_within_its_sentence() -> None:
    (change,) = list_word_changes(say(CARE), say(CARE.replace("24", "48")))
    assert change.kind == "reworded" and change.reworded
    assert change.runs == (
        WordRun("same", "Do not drive for at least"),
        WordRun("removed", "24"),
        WordRun("added", "48"),
        WordRun("same", "hours after a session."),
    )


def test_a_number_is_a_word_as_a_whole() -> None:
    assert list_runs("up to 0.5 mg/kg", "up to 5 mg/kg")[1] == WordRun("removed", "0.5")


def test_two_sentences_with_little_in_common_are_shown_whole() -> None:
    assert list_runs("Bring a friend.", "Nobody may wait here.") == (
        WordRun("removed", "Bring a friend."),
        WordRun("added", "Nobody may wait here."),
    )


def test_a_passage_that_came_in_between_moves_no_other() -> None:
    """Its place in content is that of another one before, which is told as what it is."""
    changes = list_word_changes(say(ARRIVE, CARE), say(ARRIVE, RIDE, CARE))
    assert told(changes) == [("added", RIDE)]


def test_a_passage_that_went_is_told_where_it_stood() -> None:
    changes = list_word_changes(say(ARRIVE, RIDE, CARE), say(ARRIVE, CARE.replace("drive", "run")))
    assert [change.kind for change in changes] == ["removed", "reworded"]
    assert changes[0].said.text == RIDE


def test_of_two_that_changed_places_one_has_moved() -> None:
    (change,) = list_word_changes(say(ARRIVE, RIDE, CARE), say(RIDE, ARRIVE, CARE))
    assert change.kind == "moved" and not change.reworded


def test_a_passage_moves_to_another_panel_and_is_reworded_on_the_way() -> None:
    before = (*say(ARRIVE), *say(CARE, panel="flap"))
    after = (*say(ARRIVE, CARE.replace("24", "48")),)
    (change,) = list_word_changes(before, after)
    assert change.kind == "moved" and change.reworded
    assert change.before and (change.before.panel, change.said.panel) == ("flap", "flow")


def test_what_stands_in_the_same_place_is_reworded_however_little_is_left_of_it() -> None:
    changes = list_word_changes(say(ARRIVE, "(336) 999-7116"), say(ARRIVE, "911"))
    assert told(changes) == [("reworded", "911")]


def test_what_is_heard_never_stands_for_what_is_read() -> None:
    read, heard = Said("flow", "a", RIDE), Said("flow", "a", RIDE, heard=True)
    assert told(list_word_changes((read,), (heard,))) in (
        [("removed", RIDE), ("added", RIDE)],
        [("added", RIDE), ("removed", RIDE)],
    )


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True)])
def test_what_was_or_is_safety_wording_counts_as_that(before: bool, after: bool) -> None:
    old, new = Said("flow", "a", CARE, before), Said("flow", "a", RIDE, after)
    assert [change.safety for change in list_word_changes((old,), (new,))] == [True]


def test_the_same_word_many_times_is_matched_one_by_one() -> None:
    changes = list_word_changes(say("Yes", "No", "Yes"), say("Yes", "No"))
    assert told(changes) == [("removed", "Yes")]


def test_a_document_that_is_written_anew_takes_no_time() -> None:
    before = say(*(f"Sentence {n} of the old text, number {n}." for n in range(400)))
    after = say(*(f"A new thing {n} to say, {n * 7}." for n in range(400)), path="new[{n}]")
    changes = list_word_changes(before, after)
    assert len([c for c in changes if c.kind in ("removed", "added")]) == 800
