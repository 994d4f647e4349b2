"""A row to sign for each signer."""

from typing import ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Line, Slug, Wording


class Column(Wording):
    """What one column of a signature row asks for; `hint` as for a blank.

    `signed` marks the column that holds the signature. Where one is marked, each line to write on
    has its label under it, and the first says who signs; else the first column is signed.
    """

    id: Slug | None = None
    hint: Line | None = None
    signed: bool = False


class Signer(Wording):
    """Who signs. Where `required` is true, no field of the row may stay empty on screen."""

    id: Slug | None = None
    required: bool = False


class Signatures(Block):
    """A row for each signer.

    Who it is and the signature stand under the first column, fields to type in under the others.
    """

    asks: ClassVar[Asks] = Asks(secondary=True)

    kind: Literal["signatures"]
    columns: tuple[Column, ...] = Field(min_length=2, max_length=4)
    signers: tuple[Signer, ...] = Field(min_length=1, max_length=4)
