"""What a kind of block asks of a page, by the names of its fields."""

from typing import ClassVar

import pytest

from brochure.content.model.asks import Asks
from brochure.content.model.wording import Part, Wording


class Titled(Part):
    title: Wording


def kind_that(asks: Asks) -> type:
    """Return a kind that asks this, as a module of one declares it."""
    own = {"__module__": __name__, "__annotations__": {"asks": ClassVar[Asks]}, "asks": asks}
    return type("Kind", (Titled,), own)


@pytest.mark.parametrize(
    "asks",
    [
        Asks(heading="titel"),
        Asks(boxes="titel"),
        Asks(beside=("numeral", "titel")),
        Asks(secondary_fields=("title", "titel")),
    ],
)
def test_a_field_that_is_asked_for_and_not_there_is_told_at_once(asks: Asks) -> None:
    """Else no heading is heard, no box drawn, and a proof blames the page."""
    with pytest.raises(TypeError, match="Kind: `asks` names 'titel', which is none of its fields"):
        kind_that(asks)


def test_a_numeral_is_given_and_no_field() -> None:
    assert kind_that(Asks(heading="title", beside=("numeral", "title")))
