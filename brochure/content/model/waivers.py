"""Waivers: findings about wording that someone at the clinic has decided to accept, by name."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from brochure.content.model.wording import Line, Part, Slug

_LETTERS_OF_A_DAY = 10


def real_day(value: str) -> str:
    """Refuse a day that no calendar has; of a year or a month the first is taken."""
    try:
        date.fromisoformat(f"{value}-01-01"[:_LETTERS_OF_A_DAY])
    except ValueError:
        raise ValueError(f'"{value}" is no day | Write a day of the calendar.') from None
    return value


Day = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        description="a day",
        examples=["2026-11-30"],
    ),
    AfterValidator(real_day),
]


class Waiver(Part):
    """One finding that is accepted: which, where, why, by whom, and for which words.

    `check` is the id of the finding, `place` the id of the section, statement, fact, source, sheet
    field or edition that it is about. `covers` is the mark of the wording, as `brochure check`
    tells it: the waiver lapses when these words change.
    """

    check: Annotated[str, Field(pattern=r"^[a-z]+\.[a-z-]+$", examples=["wording.sentence"])]
    place: Slug
    covers: Annotated[str, Field(pattern=r"^[a-p][0-9a-f]{7}$", examples=["bf3a9c02"])]
    reason: Line = Field(min_length=1)
    by: Line = Field(min_length=1)
    date: Day
