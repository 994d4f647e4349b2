"""A clock that shows until when something must wait."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Wording


class WaitingClock(Block):
    """A clock: what must wait, from when, and until when.

    Either so many `hours` of the day's 24 are filled, and its words must say that number, or, with
    `night: true`, a night lies between. The pictogram is crossed out.
    """

    asks: ClassVar[Asks] = Asks(whole=True, pictured=("title", "until"))

    kind: Literal["clock"]
    picture: Literal["ride", "food", "drink", "medicine", "other"] = "ride"
    title: Wording
    start: Wording | None = None
    until: Wording
    hours: int | None = Field(default=None, ge=1, le=24)
    night: bool = False

    @model_validator(mode="after")
    def _shows_one_time(self) -> "WaitingClock":
        if (self.hours is not None) == self.night:
            raise ValueError(
                "shows either hours or a night | Write `hours:`, or `night: true` where a night"
                " must lie between."
            )
        return self
