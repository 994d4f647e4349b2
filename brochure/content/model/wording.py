"""Wording: what a reader reads, as content.yaml holds it, and where it comes from."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from brochure.base.breaks import without_breaks
from brochure.content.model.asks import NOTHING, Asks
from brochure.content.text.validate import check_inline, check_line

Provenance = Literal["seed", "label", "secondary", "public", "template", "clinic"]
# What wording is about, where that has to be held to account.
ClaimKind = Literal["benefit", "risk", "mechanism", "regulatory", "instruction"]
Evidence = Literal["human", "animal", "label", "unknown"]
Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,63}$",
        description="an id of small letters, digits and hyphens",
        examples=["off-label"],
    ),
]


def _inline(value: str, info: ValidationInfo) -> str:
    return check_inline(value, info.context)


def _line(value: str, info: ValidationInfo) -> str:
    return check_line(value, info.context)


def _line_or_nothing(value: str, info: ValidationInfo) -> str:
    return without_breaks(check_line(value, info.context)) if value else value


# What a reader sees. The validation context is the set of characters that the fonts have.
Inline = Annotated[str, AfterValidator(_inline)]  # with Markdown
Line = Annotated[str, AfterValidator(_line)]  # without
# A line that no page shows: without marks where it may break.
Unset = Annotated[Line, AfterValidator(without_breaks)]
# What someone hears in place of a picture; empty if it says nothing that the words do not.
Alt = Annotated[str, AfterValidator(_line_or_nothing)]


# What a field of a part may hold.
FieldValue: TypeAlias = (
    "Part | str | int | bool | tuple[FieldValue, ...] | Mapping[str, FieldValue] | None"
)


# What follows from the fields of a part, for its template.
Derived: TypeAlias = "str | int | bool | tuple[Derived, ...]"


class Part(BaseModel):
    """Anything in content.yaml: frozen, and no key that nobody reads.

    `asks` says what it wants of a page beside its words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    asks: ClassVar[Asks] = NOTHING

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Hold each part to its own words. Raises TypeError if it asks for a field it has not."""
        for name in cls.asks.fields():
            if name not in cls.model_fields:
                raise TypeError(
                    f"{cls.__name__}: `asks` names {name!r}, which is none of its fields"
                )

    def derived(self) -> Mapping[str, Derived]:
        """Return what follows from its fields and its template prints by, such as an alignment."""
        return {}


def id_of(part: Part) -> str:
    """Return the id of a part, empty if it has none; one read in parts may lack any field."""
    return str(vars(part).get("id") or "")


class Shorthand(Part):
    """A part that may be written as a bare string: the value of its `shorthand` key."""

    shorthand: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_string(cls, value: Any) -> Any:
        return {cls.shorthand: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        own = handler.resolve_ref_schema(handler(core_schema))
        required = {name for name, field in cls.model_fields.items() if field.is_required()}
        return {"anyOf": [{"type": "string"}, own]} if required <= {cls.shorthand} else own


class Cite(Part):
    """A citation mark as the article prints it: the publisher, and how many more it counted."""

    publisher: Line = Field(min_length=1)
    more: int = Field(default=0, ge=0, le=9)


class Claim(Shorthand):
    """What wording claims, on which evidence, and the ids of the sources that bear it out.

    `kind` alone may be written as a bare string. `instruction` is what a reader is to do. Behind
    one piece of wording each source stands as a citation mark, where the edition prints a list of
    sources; unless `mark: false`, as on a cover. What a whole section claims has no marks.
    """

    shorthand: ClassVar[str] = "kind"

    kind: ClaimKind
    evidence: Evidence = "unknown"
    sources: tuple[Slug, ...] = ()
    mark: bool = True


class Wording(Shorthand):
    """What a reader reads: the clinic's own words, a plainer version, or both.

    A bare string in YAML is the same as ``{text: string}``. Where `provenance` or `claim` is
    absent, that of the section holds.
    """

    text: Inline | None = None
    plain: Inline | None = None
    cite: tuple[Cite, ...] = ()
    claim: Claim | None = None
    provenance: Provenance | None = None
    source: str = ""

    shorthand: ClassVar[str] = "text"

    @model_validator(mode="after")
    def _says_something(self) -> "Wording":
        if self.text is None and self.plain is None:
            raise ValueError("says nothing | Write the words after `text:` or `plain:`.")
        return self
