"""What to stop before a visit, from the longest time before it to the shortest."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Slug, Wording

# What a crossed pictogram can show; `other` is the crossed ring alone.
Stopped = Literal["food", "drink", "medicine", "other"]


class LastTime(Part):
    """What to stop, and how long before: beside its pictogram, crossed out."""

    asks: ClassVar[Asks] = Asks(whole=True, pictured=("before", "stop"))

    id: Slug | None = None
    picture: Stopped
    before: Wording
    stop: Wording


class Arrival(Wording):
    """The visit, at which the countdown ends."""

    asks: ClassVar[Asks] = Asks(whole=True, pictured=("said",))


class Countdown(Block):
    """What to stop before coming, from the longest time before it to the shortest."""

    kind: Literal["countdown"]
    items: tuple[LastTime, ...] = Field(min_length=1, max_length=6)
    end: Arrival | None = None
