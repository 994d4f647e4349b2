"""Numbered steps, with a drawing beside them if there is one."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.pictures import Figure
from brochure.content.model.wording import Part, Slug, Wording


class Step(Part):
    """A step: a short title, and what happens."""

    asks: ClassVar[Asks] = Asks(
        heading="title", over_what="body", whole=True, beside=("numeral", "title")
    )

    id: Slug | None = None
    title: Wording
    body: Wording | None = None


class Steps(Block):
    """Numbered steps, with a drawing beside them if there is one."""

    asks: ClassVar[Asks] = Asks(numbered="items")

    kind: Literal["steps"]
    figure: Figure | None = None
    items: tuple[Step, ...] = Field(min_length=1)
