"""The model of content.yaml: what a clinic says, and which edition says it where."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from brochure.content.model.blocks import Block, ids_of
from brochure.content.model.email import Covering
from brochure.content.model.pictures import CoverPicture, Logo
from brochure.content.model.wording import Line, Part, Provenance, Shorthand, Slug, Wording
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
    digits = [c for c in value if c.isdigit()]
    if not 10 <= len(digits) <= 15 or set(value) - set("0123456789+()-. "):
        raise ValueError(
            f'"{value}" is not a phone number'
            " | Write 10 to 15 digits with the area code, such as (555) 010-0199."
        )
    return value


WebAddress = Annotated[Line, AfterValidator(_web_address)]
PhoneNumber = Annotated[str, AfterValidator(_phone_number)]
Month = Annotated[
    str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="a month", examples=["2026-11"])
]
Hex = Annotated[
    str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", description="a colour", examples=["#RRGGBB"])
]
Percent = Annotated[int, Field(ge=0, le=100)]


class Address(Part):
    """A postal address, as it is written on an envelope."""

    street: Line = Field(min_length=1)
    city: Line = Field(min_length=1)


class Clinic(Part):
    """Who hands the documents out. Facts only; a fact that is not known stays out."""

    name: Line = Field(min_length=1)
    short_name: Line = Field(min_length=1)
    tagline: Line = Field(min_length=1)
    place: Line = Field(min_length=1)
    address: Address
    phone: PhoneNumber
    text: PhoneNumber | None = None
    website: WebAddress
    booking: WebAddress


class ControlLabels(Part):
    """The words of the control line."""

    document: Line
    version: Line
    language: Line
    issued: Line
    review_by: Line
    approved_by: Line
    questions: Line
    draft: Line


class Document(Part):
    """Document control: what is the same for every edition."""

    version: str = Field(pattern=r"^[0-9]+\.[0-9]+$", description="a version", examples=["1.0"])
    language: str = Field(
        pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="a language tag", examples=["en-US"]
    )
    language_name: Line
    issued: Month
    labels: ControlLabels


class Colour(Part):
    """One colour: its sRGB value for screens, its CMYK percentages for the press."""

    screen: Hex
    press: tuple[Percent, Percent, Percent, Percent]


class Colours(Part):
    """The colours by role."""

    ink: Colour
    text: Colour
    river: Colour
    strand: Colour
    dim: Colour
    honey: Colour
    clay: Colour
    mist: Colour
    cream: Colour
    rule: Colour
    white: Colour


class Brand(Part):
    """How the clinic looks: its colours, its logo, and what is on its covers.

    `motif: knit` draws strands around the title; `none` leaves room for a figure of the clinic's
    own, which a section on the cover may hold. A `cover` picture takes the place of either.
    """

    motif: Literal["knit", "none"] = "knit"
    logo: Logo | None = None
    cover: CoverPicture | None = None

    colours: Colours


class Press(Part):
    """How a commercial printer will print.

    `condition` is gracol (coated paper in the US), fogra39 (coated paper in Europe), or the path
    of the printer's own ICC profile beside content.yaml.
    """

    condition: str = Field(default="gracol", min_length=1)


class Statement(Wording):
    """Safety or status wording: declared once, placed by every edition, retyped by nobody.

    `key` marks the one that must not be missed.
    """

    id: Slug
    title: Wording | None = None
    provenance: Provenance  # type: ignore[assignment]  # required here, may be left out elsewhere
    key: bool = False


class Section(Part):
    """A heading and what stands under it. `provenance` holds where a part names none itself."""

    id: Slug
    provenance: Provenance
    source: str = ""
    title: Wording
    blocks: tuple[Block, ...] = ()


class Sheet(Part):
    """A one-page safety sheet, field by field.

    `fields` are its own; `shared` names sections that it carries as fields too, so that what is
    the same on every sheet is written once. An edition of the sheet places all of them.
    """

    id: Slug
    title: Wording
    subtitle: Wording
    shared: tuple[Slug, ...] = ()
    fields: tuple[Section, ...] = Field(min_length=1)


class Place(Shorthand):
    """What stands in one place of a panel: a section (or sheet field), or a statement.

    A bare string in YAML names a section. `only` keeps the blocks and items with these ids,
    `words` overrides the edition's choice, `title: false` leaves the heading out, `blocks: false`
    all but the heading, and `size` chooses the type role.
    """

    shorthand: ClassVar[str] = "section"
    section: Slug | None = None
    statement: Slug | None = None
    only: tuple[Slug, ...] = ()
    words: Literal["text", "plain"] | None = None
    title: bool = True
    blocks: bool = True
    size: Literal["body", "secondary", "fine"] = "body"

    def blocks_of(self, section: Section) -> tuple[tuple[int, Block], ...]:
        """Return the blocks of `section` that stand here, each with its index in the section."""
        return tuple(
            (index, block)
            for index, block in enumerate(section.blocks)
            if self.blocks and (not self.only or set(ids_of(block)) & set(self.only))
        )

    @property
    def whole(self) -> bool:
        """Say whether all blocks of the section stand here."""
        return self.blocks and not self.only

    @model_validator(mode="after")
    def _names_one_thing(self) -> "Place":
        if (self.section is None) == (self.statement is None):
            raise ValueError(
                "a place holds either a section or a statement"
                " | Write `section: name` or `statement: name`, one of the two."
            )
        if self.statement is not None and (self.only or not self.title or not self.blocks):
            raise ValueError(
                "a statement stands whole: `only`, `title` and `blocks` are for sections"
                " | Delete those keys here."
            )
        return self


class Placement(Part):
    """One edition: its control data, whose words it uses, and what goes into which panel."""

    id: str = Field(
        pattern=r"^[A-Z0-9][A-Z0-9-]{1,30}$", description="a document number", examples=["CW-TRI"]
    )
    title: Line
    review_by: Month
    words: Literal["text", "plain"]
    sheet: Slug | None = None
    panels: dict[str, tuple[Place, ...]]


class Content(Part):
    """Everything in content.yaml."""

    clinic: Clinic
    document: Document
    brand: Brand
    press: Press = Press()
    email: Covering | None = None
    statements: tuple[Statement, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)
    sheets: tuple[Sheet, ...] = ()
    editions: dict[str, Placement] = Field(min_length=1)
