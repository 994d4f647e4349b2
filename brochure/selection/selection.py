"""What one edition says, and where: the values that `select_content` makes and templates print."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from brochure.base.editions import Edition
from brochure.base.status import DRAFT, Status
from brochure.selection.inventory import take_inventory
from brochure.selection.passage import Passage
from brochure.selection.selected import (
    Inventory,
    PlacedSection,
    Selected,
    SelectedPart,
    passages_in,
)


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


def fill_page_numbers(selection: Selection, written: Mapping[str, str]) -> Selection:
    """Return `selection` saying the page numbers that layout has `written`, by heading."""
    return _map_passages(
        selection, lambda s: replace(s, text=written.get(s.page_of, "")) if s.page_of else s
    )


def _map_passages(selection: Selection, change: Callable[[Passage], Passage]) -> Selection:
    """Return `selection` with each piece of wording in its panels changed."""

    def changed(value: Selected) -> Selected:
        if isinstance(value, Passage):
            return change(value)
        if isinstance(value, SelectedPart):
            return changed_part(value)
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        return value

    def changed_part(part: SelectedPart) -> SelectedPart:
        return replace(part, parts={name: changed(own) for name, own in part.parts.items()})

    def changed_place(placed: PlacedSection) -> PlacedSection:
        title = change(placed.title) if placed.title else None
        return replace(placed, title=title, blocks=tuple(map(changed_part, placed.blocks)))

    panels = {name: tuple(map(changed_place, panel)) for name, panel in selection.panels.items()}
    return replace(selection, panels=panels)
