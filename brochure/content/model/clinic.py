"""Who hands the documents out: names, addresses and numbers of the clinic."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator

from brochure.base.breaks import without_breaks
from brochure.content.model.facts import FactStatus
from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.wording import Line, Part, Provenance, Shorthand, Unset
from brochure.content.text.mail_address import parse_address
from brochure.content.text.phone import looks_like_number
from brochure.content.text.validate import is_whole_address

LONGEST_ADDRESS = 300


def _web_address(value: str) -> str:
    if not is_whole_address(value):
        raise ValueError(
            f'"{value}" is not a whole web address'
            " | Write it as the browser shows it, beginning with https://"
        )
    if len(value) > LONGEST_ADDRESS:
        raise ValueError(
            f"has {len(value)} letters; a QR code that phones read holds {LONGEST_ADDRESS}"
            " | Use the address of the front page, or a short link of your own."
        )
    return value


def _phone_number(value: str) -> str:
    if not looks_like_number(value):
        raise ValueError(
            f'"{value}" is not a phone number'
            " | Write 10 to 15 digits with the area code, such as (555) 010-0199."
        )
    return value


WebAddress = Annotated[Unset, AfterValidator(_web_address)]
PhoneNumber = Annotated[str, AfterValidator(without_breaks), AfterValidator(_phone_number)]


MailAddress = Annotated[str, AfterValidator(without_breaks), AfterValidator(parse_address)]


class Address(Part):
    """A postal address, as it is written on an envelope."""

    street: Line = Field(min_length=1)
    city: Line = Field(min_length=1)


class TextNumber(Shorthand):
    """The number that patients text. A bare string in YAML is a number that the clinic confirms.

    One that is not confirmed is marked on drafts and leads nowhere: a text in need must not reach
    a telephone that takes none. `typical` takes the room of a number that is not known yet.
    """

    shorthand: ClassVar[str] = "number"
    number: PhoneNumber | None = None
    status: FactStatus = "confirmed"
    provenance: Provenance = "clinic"
    source: str = ""
    question: Line | None = None
    typical: Line = "(555) 555-0100"

    @model_validator(mode="after")
    def _is_known_or_asked(self) -> "TextNumber":
        if self.number is None and (self.status == "confirmed" or not self.question):
            raise ValueError(
                "has no number"
                ' | Write `number: "(555) 010-0199"`, with your own; or, if it is not known,'
                " `status: to fill in` and a `question:` for the clinic."
            )
        if self.number is not None and self.status == "to fill in":
            remedy = "Write `status: confirmed` if the clinic has said so, else `to confirm`."
            fault = PartFault(("status",), "is `to fill in` and has a number", remedy)
            raise PartError(fault)
        return self


class Clinic(Part):
    """Who hands the documents out. Facts only; a fact that is not known stays out.

    `country` says how numbers are dialled (ISO 3166-1): without it, that of the language, en-US.
    `provenance` and `source` say where name, address and numbers come from.
    """

    name: Line = Field(min_length=1)
    short_name: Line = Field(min_length=1)
    tagline: Line = Field(min_length=1)
    place: Line = Field(min_length=1)
    address: Address
    phone: PhoneNumber
    text: TextNumber | None = None
    fax: PhoneNumber | None = None
    email: MailAddress | None = None
    country: str | None = Field(
        default=None,
        pattern=r"^[A-Z]{2}$",
        description="a country, by its two letters",
        examples=["US"],
    )
    website: WebAddress
    booking: WebAddress
    provenance: Provenance | None = None
    source: str = ""
