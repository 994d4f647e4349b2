"""How many out of how many, as rows of people."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.wording import Wording


class IconArray(Wording, Block):
    """How many out of how many, as rows of people: `n` of them are filled.

    Its words must say both numbers, and where they come from: `claim:` with `sources:`, or
    `source:`.
    """

    asks: ClassVar[Asks] = Asks(whole=True, pictured=("said",))

    kind: Literal["icon-array"]
    n: int = Field(ge=0)
    of: int = Field(default=100, ge=2, le=200)

    @model_validator(mode="after")
    def _counts_what_a_source_counts(self) -> "IconArray":
        if self.n > self.of:
            what = f"counts {self.n} of {self.of}"
            raise PartError(PartFault(("n",), what, "Write how many of all it is: no more."))
        if not self.source and not (self.claim and self.claim.sources):
            raise ValueError(
                "gives a number without its source | Name it: `claim:` with `sources:`, or"
                " `source:`."
            )
        return self
