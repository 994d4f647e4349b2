"""Content + Edition -> DocumentText: all wording of one document, in order, with what it is about.

What a page shows, what is heard in place of pictures, and what programs tell of the file: readers
meet all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from brochure.base.editions import Edition
from brochure.base.finding import Finding, Location, Severity
from brochure.content.model.content import Content
from brochure.content.model.email import Covering
from brochure.content.model.open_facts import OPEN_MARK
from brochure.content.model.rules import Rules
from brochure.content.yaml.paths import format_path, split_path
from brochure.selection.passage import Passage
from brochure.selection.selected import PlacedSection, Selected, SelectedPart
from brochure.selection.selection import Selection

EMAIL = "email"  # the message around documents, as a document of its own
# Lists whose entries stand on their own: no sentence leads from one to the next.
LISTS = ("bullets", "checklist")
# What tells of the page and not of care: marks, contents, and the list of sources.
_NO_WORDING = ("contents", "sources", "publishers")
Where = Literal["heading", "text", "entry", "heard", "file"]


@dataclass(frozen=True)
class TextUnit:
    """One piece of wording as a document says it.

    `where` says how a reader meets it: as a heading, as text, as an entry of a list, by ear alone,
    or in the title of the file. `owner` is the id of the section, statement, sheet field or fact
    that it is written in, `placed` the index of the place that prints it, `block` the kind of its
    block, `claim` and `claimed_at` as in `Passage`.
    """

    path: str
    text: str
    where: Where
    owner: str
    placed: int
    panel: str = ""
    claim: str = ""
    facts: tuple[str, ...] = ()
    boxed: bool = False
    block: str = ""
    claimed_at: str = ""


@dataclass(frozen=True)
class TextList:
    """A list that a document prints: its kind, and its entries; those of a title's list apart."""

    path: str
    owner: str
    kind: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class DocumentText:
    """All wording of one document: `units` in the order in which a reader meets them.

    `listed` are the content paths of what its list of sources prints. `edition` declares what it
    is; the message around documents has none.
    """

    name: str
    content: Content
    rules: Rules
    units: tuple[TextUnit, ...]
    lists: tuple[TextList, ...]
    listed: tuple[str, ...] = ()
    edition: Edition | None = None

    @property
    def sheet(self) -> str:
        """The id of the sheet that it prints, empty for any other document."""
        placement = self.content.editions.get(self.name)
        return placement.sheet or "" if placement else ""

    @property
    def path(self) -> str:
        """The content path of the document as a whole."""
        return format_path(("editions", self.name)) if self.name != EMAIL else EMAIL

    @cached_property
    def on_page(self) -> tuple[TextUnit, ...]:
        """What a reader sees, without what is heard or told of the file alone."""
        return tuple(unit for unit in self.units if unit.where not in ("heard", "file"))

    @cached_property
    def words(self) -> str:
        """All that a reader sees, in its order."""
        return " ".join(unit.text for unit in self.on_page)

    def seen_with(self, unit: TextUnit) -> tuple[TextUnit, ...]:
        """Return what a reader sees together with `unit`, itself among it.

        Of panels of fixed size that is all that lies open at once. Where pages break in what flows
        only the finished page knows: there it is the section, the one before and the one behind.
        """
        edition = self.edition
        if edition is None:
            return self.on_page
        if unit.panel == edition.flow_panel:
            near = range(unit.placed - 1, unit.placed + 2)
            return tuple(u for u in self.on_page if u.panel == unit.panel and u.placed in near)
        opened = next((o for o in edition.openings if unit.panel in o), (unit.panel,))
        return tuple(u for u in self.on_page if u.panel in opened)

    def is_among(self, documents: Iterable[str]) -> bool:
        """Say whether a rule for these, named by edition or by sheet, is one for it."""
        return bool({self.name, self.sheet} & {*documents} - {""})

    def finding(
        self,
        what: str,
        unit: TextUnit | None = None,
        remedy: str = "",
        id: str = "",
        severity: Severity = "error",
    ) -> Finding:
        """Return a finding at one piece of wording, or about the document.

        Its id and its remedy are those of the check where none are given.
        """
        path, panel = (unit.path, unit.panel) if unit else (self.path, "")
        place = Location(path=path, edition=self.name, panel=panel)
        return Finding(id, what, remedy, severity, place)


def read_document_text(content: Content, selection: Selection, rules: Rules) -> DocumentText:
    """Return all wording of the document that `selection` is the selection of."""
    name = selection.edition.name
    places = ((panel, placed) for panel, own in selection.panels.items() for placed in own)
    readers = tuple(_Reader(content, placed, n, panel) for n, (panel, placed) in enumerate(places))
    units = tuple(unit for reader in readers for unit in reader.units())
    lists = tuple(found for reader in readers for found in reader.lists())
    title = TextUnit(f"editions.{name}.title", content.editions[name].title, "file", name, -1)
    listed = tuple(path for reader in readers for path in _paths_listed(reader.placed))
    return DocumentText(name, content, rules, (title, *units), lists, listed, selection.edition)


def _paths_listed(placed: PlacedSection) -> Iterator[str]:
    for block in placed.blocks:
        for source in block.entries_of("items") if block.kind == "sources" else ():
            said = source.passage_of("said")
            yield said.path if said else ""


def read_email_text(content: Content, rules: Rules) -> DocumentText:
    """Return the wording of the message around e-mailed documents; it is one of the documents."""
    written = _email_texts(content.email) if content.email else ()
    units = tuple(TextUnit(f"{EMAIL}.{key}", text, "file", EMAIL, -1) for key, text in written)
    return DocumentText(EMAIL, content, rules, units, ())


def _email_texts(covering: Covering) -> Iterator[tuple[str, str]]:
    yield "subject", covering.subject
    yield "greeting", covering.greeting
    yield "greeting_by_name", covering.greeting_by_name or ""
    for index, paragraph in enumerate(covering.body):
        yield f"body[{index}].one", paragraph.one
        yield f"body[{index}].several", paragraph.several or ""
    for edition, name in covering.file_names.items():
        yield f"file_names.{edition}", name
    for look, name in covering.look_names.items():
        yield f"look_names.{look}", name


@dataclass(frozen=True)
class _Reader:
    """Reads one section, sheet field or statement in its place."""

    content: Content
    placed: PlacedSection
    number: int
    panel: str

    def units(self) -> Iterator[TextUnit]:
        if self.placed.title:
            yield self._unit(self.placed.title, "heading")
        for block in self.placed.blocks:
            for unit in self._read(block, "text"):
                yield replace(unit, block=block.kind)

    def _read(self, value: Selected, where: Where) -> Iterator[TextUnit]:
        if isinstance(value, Passage):
            yield self._unit(value, where)
        elif isinstance(value, tuple):
            for part in value:
                yield from self._read(part, where)
        elif isinstance(value, SelectedPart) and value.kind not in _NO_WORDING:
            for name, part in value.parts.items():
                own: Where = where
                if name == value.asks.heading:
                    own = "heading"
                elif value.kind in LISTS and name == "items":
                    own = "entry"
                if name != "numeral":
                    yield from self._read(part, own)
            if value.alt and not value.asks.pictured:  # else its words are on the page already
                yield self._heard(value)

    def _heard(self, shown: SelectedPart) -> TextUnit:
        owner = owner_of(self.content, shown.alt_path) or self.placed.id
        return TextUnit(shown.alt_path, shown.alt, "heard", owner, self.number, self.panel)

    def _unit(self, said: Passage, where: Where) -> TextUnit:
        owner = owner_of(self.content, said.path) or self.placed.id
        return TextUnit(
            path=said.path,
            text=OPEN_MARK.sub("", said.text).strip(),
            where=where,
            owner=owner,
            placed=self.number,
            panel=self.panel,
            claim=said.claim,
            facts=said.facts,
            boxed=self.placed.boxed,
            claimed_at=said.claimed_at,
        )

    def lists(self) -> Iterator[TextList]:
        for block in self.placed.blocks:
            if block.kind in LISTS:
                entries = tuple(
                    " ".join(unit.text for unit in self._read(entry, "entry"))
                    for entry in block.entries_of("items")
                )
                first = next((unit.path for unit in self._read(block, "entry")), "")
                yield TextList(first, self.placed.id, block.kind, entries)


def owner_of(content: Content, path: str) -> str:
    """Return the id of the section, sheet field, statement, fact or source that holds a path."""
    steps = split_path(path)
    match steps:
        case ("sections", int(index), *_):
            return content.sections[index].id
        case ("statements", int(index), *_):
            return content.statements[index].id
        case ("facts", int(index), *_):
            return content.facts[index].id
        case ("sources", int(index), *_):
            return content.sources[index].id
        case ("sheets", int(index), "fields", int(field), *_):
            return content.sheets[index].fields[field].id
        case ("sheets", int(index), *_):
            return content.sheets[index].id
        case ("editions", str(name), *_):
            return name
        case _:
            return str(steps[0]) if steps else ""
