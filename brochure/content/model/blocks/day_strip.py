"""A day as a strip of pictograms, one under the other."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Slug, Wording


class DayStop(Part):
    """One thing of the day beside its pictogram; `key` fills the one that must not be missed.

    `other` is an empty ring, for what none of them shows.
    """

    asks: ClassVar[Asks] = Asks(whole=True, pictured=("title",))

    id: Slug | None = None
    picture: Literal["arrive", "check", "treatment", "rest", "ride", "other"]
    title: Wording
    duration: Wording | None = None
    body: Wording | None = None
    key: bool = False


class DayStrip(Block):
    """A day as a strip of pictograms: what happens, and how long it takes."""

    kind: Literal["day-strip"]
    items: tuple[DayStop, ...] = Field(min_length=2, max_length=8)
