"""Ruled lines for what only the clinic or the patient knows."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Line, Wording


class Blank(Block):
    """What only the clinic or the patient knows: a label, and ruled lines to write on.

    `lines: fill` rules all that is left of its panel or page. On screen it is a field to type in.
    `hint` tells those who hear the field what belongs there, or how it is written; it is never
    printed.
    """

    asks: ClassVar[Asks] = Asks(ruled="label", secondary=True)

    kind: Literal["blank"]
    label: Wording | None = None
    lines: Annotated[int, Field(ge=1, le=24)] | Literal["fill"] = 1
    hint: Line | None = None
    required: bool = False
