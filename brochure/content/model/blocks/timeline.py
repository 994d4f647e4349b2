"""What happens one after the other on one day."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Slug, Wording


class Stop(Part):
    """One thing that happens; `key` marks the one that must not be missed."""

    asks: ClassVar[Asks] = Asks(whole=True)

    id: Slug | None = None
    title: Wording
    body: Wording | None = None
    key: bool = False


class Timeline(Block):
    """What happens one after the other on one day."""

    kind: Literal["timeline"]
    items: tuple[Stop, ...] = Field(min_length=2)
