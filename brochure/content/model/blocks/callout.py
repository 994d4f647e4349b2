"""A paragraph that stands out on a tint, with a title."""

from typing import ClassVar, Literal

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Wording


class Callout(Wording, Block):
    """A paragraph that stands out on a tint, with a title."""

    asks: ClassVar[Asks] = Asks(heading="title", whole=True)

    kind: Literal["callout"]
    tone: Literal["mist", "cream"] = "mist"
    title: Wording | None = None
