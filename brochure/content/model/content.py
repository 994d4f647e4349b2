"""The model of content.yaml: what a clinic says, and which edition says it where."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from brochure.base.editions import Edition, list_editions
from brochure.base.sheet_geometry import PAPERS, FoldName, PaperName
from brochure.content.model.approval import OF_SHEETS, USUAL, Approval, Requirement
from brochure.content.model.asks import Asks
from brochure.content.model.blocks import AnyBlock
from brochure.content.model.blocks.block import Block
from brochure.content.model.brand import Brand, Press
from brochure.content.model.clinic import Clinic
from brochure.content.model.email import Covering
from brochure.content.model.facts import Fact
from brochure.content.model.sources import Reference
from brochure.content.model.waivers import Waiver
from brochure.content.model.wording import (
    Claim,
    Line,
    Part,
    Provenance,
    Shorthand,
    Slug,
    Unset,
    Wording,
)

Month = Annotated[
    str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="a month", examples=["2026-11"])
]
Version = Annotated[
    str, Field(pattern=r"^[0-9]+\.[0-9]+$", description="a version", examples=["1.0"])
]
# The words that content once gave a status; the program alone says it now.
_IGNORED: Any = Field(default=None, json_schema_extra={"deprecated": True})


class ControlLabels(Part):
    """The words of the control line. `approved_by` and `draft` of older files are passed over."""

    document: Line
    version: Line
    language: Line
    issued: Line
    review_by: Line
    questions: Line
    approved_by: Line | None = _IGNORED
    draft: Line | None = _IGNORED


class Document(Part):
    """Document control: what is the same for every edition that does not name its own."""

    version: Version
    language: str = Field(
        pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="a language tag", examples=["en-US"]
    )
    language_name: Line
    issued: Month
    labels: ControlLabels


class Statement(Wording):
    """Safety or status wording: declared once, placed by every edition, retyped by nobody.

    `key` marks the one that must not be missed.
    """

    asks: ClassVar[Asks] = Asks(heading="title", whole=True)

    id: Slug
    title: Wording | None = None
    provenance: Provenance  # type: ignore[assignment]  # required here, may be left out elsewhere
    key: bool = False


class Section(Part):
    """A heading and what stands under it.

    `provenance` and `claim` hold where a part names none itself.

    What is `boxed` stands in a box and is never divided: a boxed warning is.
    """

    id: Slug
    provenance: Provenance
    source: str = ""
    title: Wording
    claim: Claim | None = None
    boxed: bool = False
    blocks: tuple[AnyBlock, ...] = ()


class Owes(Part):
    """What a document must carry: statements, each whole, and facts, wherever they are said.

    Without `statements` it owes all of them.
    """

    statements: tuple[Slug, ...] | None = None
    facts: tuple[Slug, ...] = ()


class Sheet(Part):
    """A one-page safety sheet, field by field.

    `fields` are its own; `shared` names sections that it carries as fields too, so that what is
    the same on every sheet is written once. An edition of the sheet places all of them, and owes
    what the sheet owes. Bold words of the title are the tab that tells one sheet from another.
    """

    id: Slug
    title: Wording
    subtitle: Wording
    owes: Owes = Owes()
    shared: tuple[Slug, ...] = ()
    fields: tuple[Section, ...] = Field(min_length=1)


class Place(Shorthand):
    """What stands in one place of a panel: a section (or sheet field), or a statement.

    A bare string in YAML names a section. `only` keeps the blocks and items with these ids,
    `words` overrides the edition's choice, `title: false` leaves the heading out, `blocks: false`
    all but the heading, and `size` chooses the type role. What is `under: true` belongs to the
    section before it: its heading is a smaller one, which the contents do not list.
    """

    shorthand: ClassVar[str] = "section"
    section: Slug | None = None
    statement: Slug | None = None
    only: tuple[Slug, ...] = ()
    words: Literal["text", "plain"] | None = None
    title: bool = True
    blocks: bool = True
    under: bool = False
    size: Literal["body", "secondary", "fine"] = "body"

    def blocks_of(self, section: Section) -> tuple[tuple[int, Block], ...]:
        """Return the blocks of `section` that stand here, each with its index in the section."""
        return tuple(
            (index, block)
            for index, block in enumerate(section.blocks)
            if self.blocks and (not self.only or set(block.ids()) & set(self.only))
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
    """One edition: its control data, whose words it uses, and what goes into which panel.

    `version` and `issued` are its own; where they are left out, those of `document` hold. `fold` is
    how a tri-fold is folded: c, rolled in, or z, to and fro.
    """

    id: str = Field(
        pattern=r"^[A-Z0-9][A-Z0-9-]{1,30}$", description="a document number", examples=["CW-TRI"]
    )
    title: Unset
    version: Version | None = None
    issued: Month | None = None
    review_by: Month
    words: Literal["text", "plain"]
    sheet: Slug | None = None
    fold: FoldName | None = None
    owes: Owes = Owes()
    panels: dict[str, tuple[Place, ...]]


class Content(Part):
    """Everything in content.yaml. `paper` is what every document for paper is made on."""

    clinic: Clinic
    document: Document
    paper: PaperName = "letter"
    brand: Brand
    press: Press = Press()
    email: Covering | None = None
    facts: tuple[Fact, ...] = ()
    sources: tuple[Reference, ...] = ()
    statements: tuple[Statement, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)
    sheets: tuple[Sheet, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    approval: Approval = Approval()
    editions: dict[str, Placement] = Field(min_length=1)

    def placed_editions(self) -> tuple[Edition, ...]:
        """Return the editions that it places something on, in the order of their declarations.

        Each is made on the paper, and folded as content says.
        """
        known = list_editions(sheet.id for sheet in self.sheets)
        return tuple(
            edition.made_on(PAPERS[self.paper]).folded_as(self.editions[edition.name].fold)
            for edition in known
            if edition.name in self.editions
        )

    def version_of(self, edition: str) -> str:
        """Return the version of one edition."""
        return self.editions[edition].version or self.document.version

    def issued_of(self, edition: str) -> str:
        """Return the month in which this version of one edition was issued."""
        return self.editions[edition].issued or self.document.issued

    def requirement_of(self, edition: str) -> Requirement:
        """Return what must be signed before one edition is released."""
        policy = self.approval.documents
        named = next((one for one in policy if edition in one.documents), None)
        usual = OF_SHEETS if self.editions[edition].sheet else USUAL
        return named or next((one for one in policy if not one.documents), usual)

    def owed_by(self, edition: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of the statements, and of the facts, that an edition must carry."""
        placement = self.editions[edition]
        sheet = next((s.owes for s in self.sheets if s.id == placement.sheet), Owes())
        named = placement.owes.statements
        if named is None:
            named = sheet.statements
        every = tuple(statement.id for statement in self.statements)
        facts = dict.fromkeys((*sheet.facts, *placement.owes.facts))
        return every if named is None else named, tuple(facts)
