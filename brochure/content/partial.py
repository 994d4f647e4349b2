"""Content with faults in it -> the parts that can be read, so that names in them are followed too.

Whoever mends a file wants every problem at once: a wrong value in one place must not hide a wrong
name in another.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from brochure.base.plain_value import Plain
from brochure.content.model.approval import Approval
from brochure.content.model.content import Content, Owes, Placement, Section, Sheet, Statement
from brochure.content.model.facts import Fact
from brochure.content.model.sources import Reference
from brochure.content.model.wording import Part, Slug
from brochure.content.yaml.source import Source

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)

Some = TypeVar("Some", bound=Part)


@dataclass(frozen=True)
class PartialContent:
    """What could be read of content. `whole` if no statement, section, sheet or edition is missing.

    `unsure` names the kinds (statement, section, sheet, fact, source) of which some ids could not
    be read, so that a name among them may be right.
    """

    content: Content
    whole: bool = True
    unsure: frozenset[str] = frozenset()


def read_partially(source: Source) -> PartialContent:
    """Return the statements, sections, sheets and editions of `source` that can be read.

    A part that does not fit the model keeps its id and place and loses all else.
    """
    data = source.data
    statements, sections = _entries(data.get("statements")), _entries(data.get("sections"))
    absent = None if set(data) - set(Content.model_fields) else ()  # it may be there, misspelt
    sheets, facts = _entries(data.get("sheets", absent)), _entries(data.get("facts", absent))
    ledger = _entries(data.get("sources", absent))
    fields = [field for s in sheets or () for field in _entries(_of(s, "fields")) or (None,)]
    ids = {
        "statement": statements or None,
        "section": (*(sections or (None,)), *fields),
        "sheet": sheets,
        "fact": facts,
        "source": ledger,
    }
    placements = _placements(data.get("editions"))
    known = Content.model_construct(
        statements=tuple(_part(Statement, raw) for raw in statements or ()),
        sections=tuple(_part(Section, raw, blocks=()) for raw in sections or ()),
        sheets=tuple(_sheet(raw) for raw in sheets or ()),
        facts=tuple(_part(Fact, raw) for raw in facts or ()),
        sources=tuple(_part(Reference, raw) for raw in ledger or ()),
        editions={name: placed for name, placed in placements.items() if placed},
        approval=_read(Approval, data.get("approval")) or Approval(),
    )
    unsure = frozenset(kind for kind, entries in ids.items() if not _all_have_ids(entries))
    parts = ((Statement, statements), (Section, sections), (Sheet, sheets))
    readable = all(_read(kind, raw) for kind, entries in parts for raw in entries or ())
    return PartialContent(known, readable and all(placements.values()) and not unsure, unsure)


def _entries(value: Plain) -> tuple[Plain, ...] | None:
    return value if isinstance(value, tuple) else None


def _of(value: Plain, key: str) -> Plain:
    return value.get(key) if isinstance(value, dict) else None


def _all_have_ids(entries: tuple[Plain, ...] | None) -> bool:
    return entries is not None and all(_id(entry) for entry in entries)


def _id(entry: Plain) -> str:
    """Return the id of an entry, or an empty string where it has none that can be used."""
    try:
        return _SLUG.validate_python(_of(entry, "id"), strict=True)
    except ValidationError:
        return ""


def _read(kind: type[Some], raw: Plain) -> Some | None:
    """Return one part, or None where it does not fit the model; its letters may be any."""
    try:
        return kind.model_validate(raw, strict=True)
    except ValidationError:
        return None


def _part(kind: type[Some], raw: Plain, **rest: Any) -> Some:
    return _read(kind, raw) or kind.model_construct(id=_id(raw), **rest)


def _sheet(raw: Plain) -> Sheet:
    fields = _entries(_of(raw, "fields")) or ()
    parts = tuple(_part(Section, field, blocks=()) for field in fields)
    bare = Sheet.model_construct(id=_id(raw), owes=Owes(), shared=(), fields=parts)
    return _read(Sheet, raw) or bare


def _placements(value: Plain) -> dict[str, Placement | None]:
    """Return the editions; one that cannot be read is None and says nothing of its names."""
    named = value if isinstance(value, dict) else dict[str, Plain]()
    return {name: _read(Placement, raw) for name, raw in named.items()}
