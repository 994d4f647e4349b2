"""What one edition says, and where: the values that `select_content` makes and templates print."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, Literal, cast

from markupsafe import Markup

from brochure.base.editions import Edition
from brochure.base.status import DRAFT, Status
from brochure.selection.passage import Passage, Role

# Parts that are read as one: none is divided between two pages that has room on one.
_GROUPS = ("callout", "statement", "alert", "portrait", "question", "term", "step", "stop", "row")

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


@dataclass(frozen=True)
class SelectedPart:
    """A part of content as an edition places it: its wording has become passages.

    Its parts are read as attributes, in templates: ``block.items``, ``step.title``.
    """

    kind: str
    parts: Mapping[str, object]

    def __getattr__(self, name: str) -> object:
        try:
            return self.parts[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class PlacedSection:
    """A section, sheet field or statement in its place: a heading and blocks.

    `anchor` is what the contents lead to, where they list it. What is `under` the section before
    it has a smaller heading; what is `boxed` is never divided.
    """

    id: str
    kind: str
    title: Passage | None
    blocks: tuple[SelectedPart, ...]
    size: Role
    anchor: str = ""
    under: bool = False
    boxed: bool = False


@dataclass(frozen=True)
class Field:
    """What someone fills in on screen: a form field.

    `name` is how programs know it, `spoken_name` what a screen reader says of it. It stands on so
    many ruled `lines`, on one line with the wording in `beside`, or under it; right over it where
    each line has its label under it (`label_under`).
    """

    name: str
    kind: Literal["text", "checkbox", "signature"]
    spoken_name: str
    required: bool = False
    lines: int = 1
    beside: tuple[Passage, ...] = ()
    label_under: bool = False


@dataclass(frozen=True)
class PlacedPicture:
    """A picture or drawing in its place: the content path of its file, the file, and the panel."""

    path: str
    file: str
    panel: str


@dataclass(frozen=True)
class Inventory:
    """What an edition shows beside words: how many boxes, ruled lines and figures; the addresses
    that its codes hold; where its links lead, with the words that are linked; pairs of wording
    that stand side by side, such as a number and the reason to call it; what can be filled in on
    screen, in the order of content; the pictures; the figures that are drawn from a file; all
    wording of each box that must stay whole; and that of each group that does where a page has
    room for it, such as a question with its answer."""

    checkboxes: int = 0
    lines: int = 0
    figures: int = 0
    codes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[Passage, Passage], ...] = ()
    fields: tuple[Field, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    drawings: tuple[PlacedPicture, ...] = ()
    boxes: tuple[tuple[Passage, ...], ...] = ()
    groups: tuple[tuple[Passage, ...], ...] = ()


@dataclass(frozen=True)
class ClinicContact:
    """Whom a printer calls."""

    name: str = ""
    phone: str = ""
    website: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identity:
    """What a file says of itself to programs: ISO 32000-1, 14.3.3 and 14.9.2.

    `document` is its number, which a page foot may carry, `name` its title without clinic and
    version. `issued` is a month or a day: ``2026-11``.
    """

    title: str = ""
    keywords: str = ""
    language: str = ""
    document: str = ""
    name: str = ""
    version: str = ""
    issued: str = ""
    status: Status = DRAFT
    clinic: ClinicContact = field(default_factory=ClinicContact)


@dataclass(frozen=True)
class OwedFact:
    """A fact that a document must state: its id, and the content path that says so."""

    id: str
    path: str


@dataclass(frozen=True)
class Selection:
    """Everything one edition says: its panels in reading order, and the control line.

    The control line is pairs of label and value; what the program says of the status ends it.
    `owed` are the facts that it must state.
    """

    edition: Edition
    panels: Mapping[str, tuple[PlacedSection, ...]]
    control: tuple[tuple[Passage, Passage], ...] = ()
    status: Passage | None = None
    identity: Identity = field(default_factory=Identity)
    owed: tuple[OwedFact, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Each piece of wording, once for each placing, in the order it is printed."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        for name, panel in self.panels.items():
            yield from (said for placed in panel for said in passages_in(placed))
            if name == self.edition.control_panel:
                yield from (said for pair in self.control for said in pair)
                yield from (self.status,) if self.status else ()

    @property
    def facts(self) -> frozenset[str]:
        """The ids of the facts that its words state."""
        return frozenset(id for said in self.passages for id in said.facts)

    @property
    def inventory(self) -> Inventory:
        """What the panels show beside words."""
        return take_inventory(self.panels)


def passages_in(value: object) -> Iterator[Passage]:
    """Give every piece of wording under `value`, in the order it is printed."""
    if value is None or isinstance(value, str):
        return
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, PlacedSection):
        yield from passages_in((value.title, *value.blocks))
    elif isinstance(value, SelectedPart):
        for part in value.parts.values():
            yield from passages_in(part)
    elif isinstance(value, tuple):
        for part in value:  # type: ignore[reportUnknownVariableType]
            yield from passages_in(part)  # type: ignore[reportUnknownArgumentType]


def fill_page_numbers(selection: Selection, written: Mapping[str, str]) -> Selection:
    """Return `selection` saying the page numbers that layout has `written`, by heading."""
    return _map_passages(
        selection, lambda s: replace(s, text=written.get(s.page_of, "")) if s.page_of else s
    )


def _map_passages(selection: Selection, change: Callable[[Passage], Passage]) -> Selection:
    """Return `selection` with each piece of wording in its panels changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, Passage):
            return change(value)
        if isinstance(value, PlacedSection):
            blocks = tuple(changed(block) for block in value.blocks)
            return replace(value, title=changed(value.title), blocks=blocks)
        if isinstance(value, SelectedPart):
            return replace(value, parts={n: changed(part) for n, part in value.parts.items()})
        if isinstance(value, tuple):
            return tuple(changed(part) for part in cast("tuple[object, ...]", value))
        return value

    panels = {name: changed(panel) for name, panel in selection.panels.items()}
    return replace(selection, panels=panels)


def take_inventory(panels: Mapping[str, tuple[PlacedSection, ...]]) -> Inventory:
    """Count what the selected parts show beside words."""
    parts = tuple(part for placed in panels.values() for part in parts_of(placed))
    items = [_inventory_of(part) for part in parts]
    said = (s for placed in panels.values() for s in passages_in(placed))
    inline = (
        (unescape(href), Markup(text).striptags())
        for s in said
        for href, text in _LINK.findall(s.html)
    )
    return Inventory(
        checkboxes=sum(thing.checkboxes for thing in items),
        lines=sum(thing.lines for thing in items),
        figures=sum(thing.figures for thing in items),
        codes=tuple(code for thing in items for code in thing.codes),
        links=(*(link for thing in items for link in thing.links), *inline),
        pairs=tuple(pair for thing in items for pair in thing.pairs),
        fields=tuple(field for part in parts for field in _fields(part)),
        pictures=tuple(shown for thing in items for shown in thing.pictures),
        drawings=tuple(drawn for thing in items for drawn in thing.drawings),
        boxes=tuple(
            tuple(passages_in(placed))
            for places in panels.values()
            for placed in places
            if placed.boxed
        ),
        groups=tuple(tuple(passages_in(part)) for part in parts if part.kind in _GROUPS),
    )


def _inventory_of(part: SelectedPart) -> Inventory:
    """Say what one part shows, its own parts left out."""
    own: Any = part.parts
    if own.get("shown"):
        return Inventory(pictures=(own["shown"],))
    if own.get("drawn"):
        return Inventory(figures=1, drawings=(own["drawn"],))
    if part.kind == "checklist":
        return Inventory(checkboxes=len(own["items"]))
    if part.kind == "blank":
        return Inventory(lines=own["lines"])
    if part.kind == "signatures":
        return Inventory(lines=len(own["signers"]) * len(own["columns"]))
    if part.kind == "cell" and "fields" in own:
        return Inventory(lines=1)
    if part.kind == "call":
        link = (f"tel:{own['dial']}", own["number"].text)
        return Inventory(links=(link,), pairs=((own["number"], own["title"] or own["body"]),))
    if part.kind == "entry":
        return Inventory(pairs=((own["said"], own["number"]),))
    if part.kind == "term":
        return Inventory(pairs=((own["term"], own["meaning"]),))
    if "numeral" in own and "title" in own:
        return Inventory(pairs=((own["numeral"], own["title"]),))
    if part.kind == "contact-item" and own["show"] == "qr":
        return Inventory(codes=(own["href"],))
    if part.kind == "contact-item" and own["href"] and (own["lines"] or own["button"]):
        shown = [line.text for line in own["lines"]]
        words = [*([own["label"].text] if own["button"] and own["label"] else []), *shown]
        return Inventory(links=((own["href"], " ".join(words)),))
    return Inventory(figures=int("file" in own or own.get("mark") is not None))


def _fields(part: SelectedPart) -> tuple[Field, ...]:
    """Return the form fields of one part, its own parts left out."""
    given = part.parts.get("fields", ())
    return cast("tuple[Field, ...]", given)


def parts_of(value: object) -> Iterator[SelectedPart]:
    """Give every selected part under `value`, itself first."""
    if isinstance(value, PlacedSection):
        yield from (part for block in value.blocks for part in parts_of(block))
    elif isinstance(value, SelectedPart):
        yield value
        yield from (part for own in value.parts.values() for part in parts_of(own))
    elif isinstance(value, tuple):
        yield from (p for part in cast("tuple[object, ...]", value) for p in parts_of(part))
