"""A photograph of someone."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.pictures import PictureFile
from brochure.content.model.wording import Unset, Wording


class Portrait(Block):
    """A photograph of someone, who it is, and what the clinic says of them beside it."""

    asks: ClassVar[Asks] = Asks(whole=True, secondary=True)

    kind: Literal["portrait"]
    file: PictureFile
    alt: Unset = Field(min_length=1)
    name: Wording
    caption: Wording | None = None
