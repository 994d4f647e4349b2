"""How to reach the clinic."""

from typing import Literal

from pydantic import Field, model_validator

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Part, Unset, Wording

ClinicFact = Literal[
    "name",
    "short-name",
    "tagline",
    "place",
    "address",
    "phone",
    "text",
    "fax",
    "email",
    "website",
    "booking",
    "qr",
]


class ContactItem(Part):
    """A fact about the clinic, with the words before it; as a button where `button` is true."""

    show: ClinicFact
    label: Wording | None = None
    button: bool = False
    value: bool = True
    alt: Unset | None = None

    @model_validator(mode="after")
    def _can_be_read(self) -> "ContactItem":
        if self.show == "qr" and self.alt is None:
            raise ValueError("a QR code needs `alt:` | Say in words where the code leads.")
        if not self.value and self.label is None:
            raise ValueError("shows neither label nor value | Add `label:`.")
        return self


class Contact(Block):
    """How to reach the clinic."""

    kind: Literal["contact"]
    items: tuple[ContactItem, ...] = Field(min_length=1)
