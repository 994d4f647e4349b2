"""Whether a document is approved: bound to words and pages, by the policy of the clinic."""

import pytest

from brochure.approval.entry import FACTS, LAYOUT
from brochure.approval.standing import approved_words, judge_standing
from brochure.content.model.approval import OF_SHEETS, USUAL, FastLane, Requirement
from tests.approval.entries import binding, numbered, signed

WROTE = signed("Sam Lee", "wrote", role="Nurse")
REVIEWED = signed("Ann Poe", "medical review")


def lacks(*entries: object, requirement: Requirement = USUAL) -> list[str]:
    found = judge_standing(binding(), requirement, None, numbered(*entries))  # type: ignore[arg-type]
    return [f"{one.meaning} {one.why}".strip() for one in found.lacks]


def test_it_wants_each_signature_of_the_policy() -> None:
    assert lacks() == ["wrote", "medical review"]
    assert lacks(WROTE) == ["medical review"]
    assert lacks(REVIEWED) == ["wrote"]
    assert lacks(WROTE, REVIEWED) == []
    standing = judge_standing(binding(), USUAL, None, numbered(WROTE, REVIEWED))
    assert standing.is_approved and standing.approver and standing.approver.by == "Ann Poe"


def test_pages_name_their_author_as_approver_only_where_nobody_else_has_to_sign() -> None:
    assert judge_standing(binding(), USUAL, None, numbered(WROTE)).approver is None
    alone = USUAL.model_copy(update={"signatures": USUAL.signatures[:1]})
    approver = judge_standing(binding(), alone, None, numbered(WROTE)).approver
    assert approver and approver.by == "Sam Lee"


def test_nobody_reviews_what_they_wrote_however_the_name_is_typed() -> None:
    own = signed("sam  lee", "medical review")
    assert lacks(WROTE, own) == ["medical review sam  lee wrote it, so somebody else reviews it"]


def test_a_sheet_wants_a_licensed_prescriber() -> None:
    nurse = signed("Ann Poe", "medical review", role="Nurse")
    assert lacks(WROTE, nurse, requirement=OF_SHEETS) == ["medical review"]
    doctor = signed("Ann Poe", "medical review", role="Licensed Prescriber")
    assert lacks(WROTE, doctor, requirement=OF_SHEETS) == []


def test_as_many_people_as_the_policy_says_sign_it() -> None:
    three = USUAL.model_copy(update={"people": 3})
    assert lacks(WROTE, REVIEWED, requirement=three) == [
        "medical review 3 different people sign it, and 2 did"
    ]


def test_another_person_who_signs_the_same_is_one_of_the_people() -> None:
    three = USUAL.model_copy(update={"people": 3})
    second = signed("Eve Day", "medical review")
    assert lacks(WROTE, REVIEWED, second, requirement=three) == []
    standing = judge_standing(binding(), three, None, numbered(WROTE, REVIEWED, second))
    assert [one.by for one in standing.signed] == ["Ann Poe", "Sam Lee", "Eve Day"]
    assert standing.approver and standing.approver.by == "Eve Day"
    again = signed("ann  poe", "medical review")
    assert lacks(WROTE, REVIEWED, again, requirement=three) != []
    own = signed("Sam Lee", "medical review")
    assert lacks(WROTE, REVIEWED, own, requirement=three) != []


@pytest.mark.parametrize("change", [{"words": "two"}, {"version": "1.1"}])
def test_other_words_or_another_version_are_not_approved(change: dict[str, str]) -> None:
    standing = judge_standing(binding(**change), USUAL, None, numbered(WROTE, REVIEWED))
    assert [one.meaning for one in standing.lacks] == ["wrote", "medical review"]


def test_new_pages_of_the_same_words_are_looked_at_again_by_who_may_review() -> None:
    new = binding(pages="drawn otherwise")
    before = numbered(WROTE, REVIEWED)
    standing = judge_standing(new, OF_SHEETS, None, before)
    assert standing.has_words and not standing.is_approved
    assert standing.new_pages == ("office", "screen")
    nurse = numbered(*before, signed("Eve Day", LAYOUT, new, role="Nurse"))
    assert not judge_standing(new, OF_SHEETS, None, nurse).is_approved
    doctor = numbered(*before, signed("Eve Day", LAYOUT, new, role="MD"))
    assert judge_standing(new, OF_SHEETS, None, doctor).is_approved


def test_pages_that_the_author_alone_has_seen_are_not_looked_at() -> None:
    new = binding(pages="drawn otherwise")
    again = signed("Sam Lee", "wrote", new, role="Nurse")
    assert judge_standing(new, USUAL, None, numbered(WROTE, REVIEWED, again)).new_pages


def test_pages_that_the_program_found_alike_hold() -> None:
    new = binding(pages="drawn by a new PDFium")
    redrawn = signed("", "", new, role="", event="redrawn")
    assert judge_standing(new, USUAL, None, numbered(WROTE, REVIEWED, redrawn)).is_approved


def test_what_was_signed_before_a_review_was_asked_for_is_over() -> None:
    asked = signed("Kim Roe", "", event="review", reason="FDA alert")
    assert lacks(WROTE, REVIEWED, asked) == ["wrote", "medical review"]
    assert lacks(WROTE, REVIEWED, asked, WROTE, REVIEWED) == []


LANE = FastLane(facts=("hours",), roles=("Office manager",))


def test_one_person_may_sign_a_change_of_facts_that_are_not_clinical() -> None:
    old, new = binding(clinical="same"), binding(words="new hours", version="1.1", clinical="same")
    full = (
        signed("Sam Lee", "wrote", old),
        signed("Ann Poe", "medical review", old),
    )
    quick = signed("Kim Roe", FACTS, new, role="office manager")
    standing = judge_standing(new, USUAL, LANE, numbered(*full, quick))
    assert standing.is_approved and standing.approver and standing.approver.by == "Ann Poe"
    other = signed("Kim Roe", FACTS, new, role="Intern")
    assert not judge_standing(new, USUAL, LANE, numbered(*full, other)).is_approved
    assert not judge_standing(new, USUAL, None, numbered(*full, quick)).is_approved


def test_the_fast_lane_is_closed_where_more_has_changed() -> None:
    old = binding(clinical="same")
    new = binding(words="new risks", version="1.1", clinical="other")
    full = (signed("Sam Lee", "wrote", old), signed("Ann Poe", "medical review", old))
    quick = signed("Kim Roe", FACTS, new, role="Office manager")
    assert not judge_standing(new, USUAL, LANE, numbered(*full, quick)).is_approved


def test_the_approval_of_a_version_is_found_whatever_its_words_are_now() -> None:
    entries = numbered(WROTE, REVIEWED)
    found = approved_words("guide", "1.0", USUAL, entries)
    assert found and found.by == "Ann Poe"
    assert approved_words("guide", "1.0", USUAL, entries[:1]) is None
    assert approved_words("guide", "1.1", USUAL, entries) is None
    assert approved_words("booklet", "1.0", USUAL, entries) is None
