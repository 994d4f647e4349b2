"""The building blocks of content: the kinds of block that hold wording."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from brochure.content.model.blanks import Blank, Signatures
from brochure.content.model.pictures import Figure, Portrait, StandingFigure
from brochure.content.model.wording import Part, Slug, Unset, Wording


class Paragraph(Wording):
    """A paragraph."""

    kind: Literal["paragraph"]
    id: Slug | None = None


class Callout(Wording):
    """A paragraph that stands out on a tint, with a title."""

    kind: Literal["callout"]
    id: Slug | None = None
    tone: Literal["mist", "cream"] = "mist"
    title: Wording | None = None


class Item(Wording):
    """One entry of a list; a title, where there is one, leads."""

    id: Slug | None = None
    title: Wording | None = None


class _ItemsOrFact(Part):
    """A list that is written here, or that of a fact."""

    id: Slug | None = None
    items: tuple[Item, ...] = ()
    fact: Slug | None = None

    @model_validator(mode="after")
    def _has_one_list(self) -> Self:
        if bool(self.items) == bool(self.fact):
            raise ValueError(
                "holds either items or the list of a fact | Write `items:` or `fact: name`."
            )
        return self


class Bullets(_ItemsOrFact):
    """An unordered list."""

    kind: Literal["bullets"]


class Checklist(_ItemsOrFact):
    """Things to tick off: each with a real checkbox."""

    kind: Literal["checklist"]


class Step(Part):
    """A step: a short title, and what happens."""

    id: Slug | None = None
    title: Wording
    body: Wording | None = None


class Steps(Part):
    """Numbered steps, with a drawing beside them if there is one."""

    kind: Literal["steps"]
    id: Slug | None = None
    figure: Figure | None = None
    items: tuple[Step, ...] = Field(min_length=1)


class Stop(Step):
    """A step on a timeline; `key` marks the one that must not be missed."""

    key: bool = False


class Timeline(Part):
    """What happens one after the other on one day."""

    kind: Literal["timeline"]
    id: Slug | None = None
    items: tuple[Stop, ...] = Field(min_length=2)


class Question(Part):
    """A question and its answer."""

    id: Slug
    question: Wording
    answer: Wording


class Questions(Part):
    """Questions and answers."""

    kind: Literal["questions"]
    id: Slug | None = None
    items: tuple[Question, ...] = Field(min_length=1)


class Term(Part):
    """A word or short form that readers may not know, and what it means."""

    id: Slug | None = None
    term: Wording
    meaning: Wording


class Glossary(Part):
    """Terms and their meanings."""

    kind: Literal["glossary"]
    id: Slug | None = None
    items: tuple[Term, ...] = Field(min_length=1)


class Cell(Wording):
    """A cell of a comparison; a mark doubles its meaning by shape (ring: open, tick: approved)."""

    mark: Literal["ring", "tick"] | None = None
    title: Wording | None = None


class Row(Part):
    """One thing compared: its name, and a cell for each column."""

    label: Wording
    cells: tuple[Cell, ...] = Field(min_length=2, max_length=3)


class Comparison(Part):
    """Two or three things side by side."""

    kind: Literal["comparison"]
    id: Slug | None = None
    columns: tuple[Wording, ...] = Field(min_length=2, max_length=3)
    rows: tuple[Row, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_row_fills_every_column(self) -> "Comparison":
        for number, row in enumerate(self.rows, 1):
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row {number} has {len(row.cells)} cells under {len(self.columns)} columns"
                    " | Give each row one cell for each column."
                )
        return self


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


class Alert(Part):
    """The one plate of an edition that says: act now."""

    kind: Literal["alert"]
    id: Slug | None = None
    title: Wording | None = None
    items: tuple[Call, ...] = Field(min_length=1, max_length=4)


class StatementRef(Part):
    """The place of a locked statement, named by its id."""

    kind: Literal["statement"]
    id: Slug


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


class Contact(Part):
    """How to reach the clinic."""

    kind: Literal["contact"]
    id: Slug | None = None
    items: tuple[ContactItem, ...] = Field(min_length=1)


class Sources(Part):
    """The list of the sources that the edition's citation marks stand for."""

    kind: Literal["sources"]
    id: Slug | None = None


class Publishers(Part):
    """Every publisher that content cites, once, for an edition without citation marks."""

    kind: Literal["publishers"]
    id: Slug | None = None
    label: Wording | None = None


class Contents(Part):
    """What the edition holds: each titled section of the panels after this one, and its page."""

    kind: Literal["contents"]
    id: Slug | None = None


Block = Annotated[
    Paragraph
    | Callout
    | Bullets
    | Checklist
    | StandingFigure
    | Portrait
    | Steps
    | Timeline
    | Questions
    | Glossary
    | Comparison
    | Blank
    | Signatures
    | Alert
    | StatementRef
    | Contact
    | Sources
    | Publishers
    | Contents,
    Field(discriminator="kind"),
]


def ids_of(block: Block) -> Iterator[str]:
    """Give the id of a block, if it has one, and those of its items."""
    parts: tuple[Any, ...] = (block, *getattr(block, "items", ()))
    yield from (part.id for part in parts if getattr(part, "id", None))
