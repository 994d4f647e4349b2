"""Plain wording that claims more, or less, than the clinic's is found."""

import pytest

from brochure.wording.checks.drift import find_drift, load_hedges, plain_wording_claims_the_same
from tests.wording.texts import default_content

TEXT = "Many patients feel it within 24–72 hours. It can fade, and doesn’t always help."


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ("Many feel it within 24–72 hours. It may fade, and it does not always help.", []),
        ("Many may feel it within 24–72 hours. It may fade, and does not always help.", []),
        ("Many feel it within 72 hours. It may fade, and does not always help.", ["24 is lost"]),
        ("You feel it within 24–72 hours. It may fade, and may not help.", ['"many" is lost']),
        ("Many feel it within 24–72 hours. It fades, and does not always help.", ['"can" is lost']),
        (
            "Many often feel it within 24–72 hours, most in 1. It may not help.",
            ["1 is added", '"often" is added', '"most" is added'],
        ),
    ],
)
def test_a_number_or_a_hedge_that_is_lost_or_added_is_told(plain: str, told: list[str]) -> None:
    found = find_drift(TEXT, plain)
    assert len(found) == len(told)
    assert all(any(each in one for one in found) for each in told)


@pytest.mark.parametrize(
    ("text", "plain", "told"),
    [
        (
            "It lasts days to weeks.",
            "It lasts weeks to months.",
            ['"day" is lost', '"month" is added'],
        ),
        ("It fades the same day.", "It fades the same week.", ['"day" is lost', '"week" is added']),
        ("On your session day, rest.", "After your session, rest.", []),
        ("Come once a week.", "Come twice a week.", ['"twice" is added']),
        ("Stay for at least 2 hours.", "Stay for 2 hours.", ['"at least" is lost']),
        ("It helps.", "It always helps.", ['"always" is added']),
        ("It doesn’t always help.", "It may not help.", []),
        ("Others need several.", "Others need more.", ['"several" is lost']),
    ],
)
def test_how_long_and_how_often_may_not_change(text: str, plain: str, told: list[str]) -> None:
    found = find_drift(text, plain)
    assert len(found) == len(told)
    assert all(any(each in one for one in found) for each in told)


def test_a_superlative_is_no_count_of_people() -> None:
    assert find_drift("One of the most exciting advances may help.", "It may help.") == ()
    assert find_drift("Most people feel it.", "People feel it.")


def test_hedges_are_read_from_their_file() -> None:
    hedges = load_hedges()
    assert hedges.alike["may"] == hedges.alike["could"] != hedges.alike["some"]
    assert hedges.alike["may"] in hedges.may_be_added
    assert hedges.alike["many"] not in hedges.may_be_added


def test_the_default_content_has_no_drift() -> None:
    assert plain_wording_claims_the_same(default_content()) == ()
