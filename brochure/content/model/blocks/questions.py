"""Questions and answers."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Slug, Wording


class Question(Part):
    """A question and its answer."""

    asks: ClassVar[Asks] = Asks(whole=True)

    id: Slug
    question: Wording
    answer: Wording


class Questions(Block):
    """Questions and answers."""

    kind: Literal["questions"]
    items: tuple[Question, ...] = Field(min_length=1)
