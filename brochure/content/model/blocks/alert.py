"""The one plate of an edition that says: act now."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Wording


class Call(Part):
    """A number to call in an emergency, or the clinic's, and the reasons to call it."""

    number: (
        Literal["clinic"]
        | Annotated[
            str,
            Field(
                pattern=r"^[0-9]{3,6}$", description="a number of 3 to 6 digits", examples=["911"]
            ),
        ]
    )
    title: Wording | None = None
    body: Wording


class Alert(Block):
    """The one plate of an edition that says: act now."""

    asks: ClassVar[Asks] = Asks(heading="title", whole=True)

    kind: Literal["alert"]
    title: Wording | None = None
    items: tuple[Call, ...] = Field(min_length=1, max_length=4)
