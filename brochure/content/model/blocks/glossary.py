"""Terms and their meanings."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Slug, Wording


class Term(Part):
    """A word or short form that readers may not know, and what it means."""

    asks: ClassVar[Asks] = Asks(whole=True, beside=("term", "meaning"))

    id: Slug | None = None
    term: Wording
    meaning: Wording


class Glossary(Block):
    """Terms and their meanings."""

    kind: Literal["glossary"]
    items: tuple[Term, ...] = Field(min_length=1)
