"""Waivers: findings about wording that someone at the clinic has decided to accept, by name."""

from typing import Annotated

from pydantic import Field

from brochure.content.model.wording import Line, Part, Slug

Day = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        description="a day",
        examples=["2026-11-30"],
    ),
]


class Waiver(Part):
    """One finding that is accepted: which, where, why, by whom, and for which words.

    `check` is the id of the finding, `place` the id of the section, statement, fact, source, sheet
    field or edition that it is about. `covers` is the mark of the wording, as `brochure check`
    tells it: the waiver lapses when these words change.
    """

    check: Annotated[str, Field(pattern=r"^[a-z]+\.[a-z-]+$", examples=["wording.sentence"])]
    place: Slug
    covers: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$", examples=["1f3a9c02"])]
    reason: Line = Field(min_length=1)
    by: Line = Field(min_length=1)
    date: Day
