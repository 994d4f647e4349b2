"""One place of one panel: parts of content -> parts selected, their wording chosen and marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from brochure.base.breaks import drop_idle_breaks, mark_addresses, without_breaks
from brochure.base.finding import ContentPath
from brochure.content.model.asks import Asks
from brochure.content.model.blocks.items import ItemsOrFact
from brochure.content.model.content import Content
from brochure.content.model.open_facts import find_open_fact
from brochure.content.model.pictures import DrawnFile
from brochure.content.model.sources import Reference
from brochure.content.model.wording import Cite, Claim, FieldValue, Part, Wording, id_of
from brochure.content.yaml.paths import format_path
from brochure.selection.passage import Passage, Role
from brochure.selection.selected import (
    NOTHING_SHOWN,
    Inventory,
    PlacedPicture,
    Selected,
    SelectedPart,
)
from brochure.selection.stated_facts import Stated, print_gap, print_item, state_facts

_ROW = Asks(whole=True)
_LONGEST_PAIR = 2  # of numbers that are written out


@dataclass
class CitationMarks:
    """The citation marks given out so far; none where the edition prints no list of sources.

    `listed` holds what they stand for, by content path, in the order of their numbers.
    `in_brackets` they stand on the baseline, ``[3]``; else they are raised.
    """

    printed: bool = False
    in_brackets: bool = False
    listed: dict[ContentPath, Cite | Reference] = field(
        default_factory=dict[ContentPath, Cite | Reference]
    )

    def give(self, cited: Iterable[tuple[ContentPath, Cite | Reference]]) -> str:
        """Return the marks of these sources, such as ``1,3-5``; each keeps the number it has."""
        if not self.printed:
            return ""
        sources = dict(cited)
        if not sources:
            return ""
        self.listed |= {path: one for path, one in sources.items() if path not in self.listed}
        order = [*self.listed]
        numbers = join_numbers(order.index(path) + 1 for path in sources)
        return f"[{numbers}]" if self.in_brackets else numbers


def join_numbers(numbers: Iterable[int]) -> str:
    """Return numbers as the AMA writes citation marks: in order, three and more as ``3-5``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{run[0]}-{run[-1]}" if len(run) > _LONGEST_PAIR else ",".join(map(str, run))
        for run in runs
    )


@dataclass(frozen=True)
class ContentsEntry:
    """What the contents list by its title, and what stands under it.

    `at` is its panel and place there, `words` whose words it uses, `letters` how many
    its title has. `key` says that it must not be missed.
    """

    at: tuple[str, int]
    id: str
    title: Wording
    path: ContentPath
    words: str
    letters: int
    key: bool = False
    under: "tuple[ContentsEntry, ...]" = ()


@dataclass(frozen=True)
class PartSelector:
    """Turns parts of content into selected ones, for one place of one panel."""

    content: Content
    words: str
    role: Role
    panel: str
    only: tuple[str, ...]
    marks: CitationMarks
    listed: tuple[ContentsEntry, ...] = ()
    on_paper: bool = False
    narrow: bool = False
    claim: str = ""
    claimed_at: str = ""

    def say(self, wording: Wording, path: ContentPath, role: Role | None = None) -> Passage:
        """Select wording: the clinic's own or the plainer one, its facts and marks filled in."""
        plain = (self.words == "plain" and wording.plain is not None) or wording.text is None
        source = (wording.plain if plain else wording.text) or ""
        own = (*path, "plain" if plain else "text")
        mark = self.marks.give(self._cited(wording, path))
        stated = state_facts(source, mark, self.content, self.on_paper)
        return self.about(wording.claim, path).stated(own, stated, role)

    def _cited(
        self, wording: Wording, path: ContentPath
    ) -> Iterator[tuple[ContentPath, Cite | Reference]]:
        """Give what stands behind wording as marks: sources of the ledger, then bare publishers."""
        if wording.claim and wording.claim.mark:
            for id in wording.claim.sources:
                yield from (
                    (("sources", index), source)
                    for index, source in enumerate(self.content.sources)
                    if source.id == id
                )
        yield from (((*path, "cite", i), cite) for i, cite in enumerate(wording.cite))

    def about(self, claim: Claim | None, path: ContentPath) -> "PartSelector":
        """Return what selects for the same place what makes this claim at `path`, if it is one."""
        return replace(self, claim=claim.kind, claimed_at=format_path(path)) if claim else self

    def literal(self, text: str, path: ContentPath, role: Role | None = None) -> Passage:
        """Select words that stand in content as they are: a number, an address, a name."""
        said, html = without_breaks(text), mark_addresses(drop_idle_breaks(text))
        own = format_path(path)
        html, role = Markup.escape(html), role or self.role
        return Passage(
            own, html, said, role, self.panel, claim=self.claim, claimed_at=self.claimed_at
        )

    def part(self, part: Part, path: ContentPath) -> SelectedPart:
        """Select one part, its fields in the order of the model, its own wording last."""
        asks, said = part.asks, Wording.model_fields if isinstance(part, Wording) else ()
        selector = self._asked_by(asks)
        if isinstance(part, Wording):
            selector = selector.about(part.claim, path)
        parts: dict[str, Selected] = {}
        for name, value in part:
            if name not in said and name != asks.rows:
                smaller = name in asks.secondary_fields
                chosen = replace(selector, role="secondary") if smaller else selector
                parts[name] = chosen.value(value, (*path, name))
        if isinstance(part, Wording):
            parts["said"] = selector.say(part, path)
        if isinstance(part, ItemsOrFact) and part.fact:
            parts["items"] = self._list_of(part.fact)
        if asks.rows:
            parts[asks.rows] = self._rows(part, (*path, asks.rows), selector)
        if asks.numbered:
            parts[asks.numbered] = self._number_entries(part, parts, path)
        parts |= part.derived()
        shows, alt = NOTHING_SHOWN, ""
        if isinstance(part, DrawnFile):
            drawn = PlacedPicture(format_path((*path, "file")), part.file, self.panel)
            parts["drawn"], alt = drawn, part.alt
            shows = Inventory(figures=1, drawings=(drawn,))
        kind = parts.get("kind", type(part).__name__.lower())
        return SelectedPart(str(kind), parts, asks, shows, alt, format_path((*path, "alt")))

    def _asked_by(self, asks: Asks) -> "PartSelector":
        """Return what selects the fields of a part; for most that is this one."""
        role: Role = "secondary" if asks.secondary else self.role
        narrow = self.narrow or asks.narrow
        same = (role, narrow) == (self.role, self.narrow)
        return self if same else replace(self, role=role, narrow=narrow)

    def value(self, value: FieldValue, path: ContentPath) -> Selected:
        """Select what one field holds: wording, parts, lists of these, or plain values."""
        if value is None or isinstance(value, (str, int)):  # most: a model takes longer to ask for
            return value
        if type(value) is Wording:
            return self.say(value, path)
        if isinstance(value, Part):
            return self.part(value, path)
        if isinstance(value, tuple):
            return tuple(self.value(entry, (*path, i)) for i, entry in self.keep(value))
        raise TypeError(f"no block holds a mapping: {format_path(path)}")

    def keep(self, values: tuple[FieldValue, ...]) -> Iterator[tuple[int, FieldValue]]:
        """Keep what `only` names: entries with these ids, or all where no entry has one of them."""
        if not self.only:
            return enumerate(values)
        ids = [id_of(value) if isinstance(value, Part) else "" for value in values]
        named = {*ids} & {*self.only}
        numbered = enumerate(zip(ids, values, strict=True))
        return ((i, value) for i, (id, value) in numbered if not named or id in named)

    def _list_of(self, id: str) -> tuple[SelectedPart, ...]:
        """Select the entries of a fact, each as an item of a list."""
        index, fact = next((i, f) for i, f in enumerate(self.content.facts) if f.id == id)
        opened = find_open_fact(self.content, id)
        own: ContentPath = ("facts", index)
        if fact.is_gap and opened:
            words, html = print_gap(opened)
            entries = [(None, own, Stated(html, words, (id,)))]
        else:
            entries = [
                (item.id, (*own, "items", n), print_item(fact, n, opened, self.on_paper))
                for n, item in enumerate(fact.items)
            ]
        return tuple(
            SelectedPart(
                "item", {"id": name, "title": None, "key": False, "said": self.stated(path, stated)}
            )
            for name, path, stated in entries
        )

    def stated(self, path: ContentPath, stated: Stated, role: Role | None = None) -> Passage:
        """Return words that facts have been filled into as a passage of this place."""
        own, role = format_path(path), role or self.role
        return Passage(
            own,
            stated.html,
            stated.text,
            role,
            self.panel,
            facts=stated.facts,
            claim=self.claim,
            claimed_at=self.claimed_at,
            breaks_as_written=self.narrow,
        )

    def _rows(
        self, part: Part, path: ContentPath, selector: "PartSelector"
    ) -> tuple[SelectedPart, ...]:
        """Select each list of cells as a row."""
        rows: tuple[FieldValue, ...] = vars(part)[part.asks.rows]
        return tuple(
            SelectedPart("row", {"cells": selector.value(row, (*path, i))}, _ROW)
            for i, row in enumerate(rows)
        )

    def _number_entries(
        self, part: Part, parts: dict[str, Selected], path: ContentPath
    ) -> tuple[SelectedPart, ...]:
        """Give each entry of a list a numeral, which leads it."""
        name = part.asks.numbered
        places = ((*path, name, i) for i, _ in self.keep(vars(part)[name]))
        entries = SelectedPart("", parts).entries_of(name)
        return tuple(
            replace(entry, parts={"numeral": self.literal(str(n), at), **entry.parts})
            for n, (entry, at) in enumerate(zip(entries, places, strict=True), 1)
        )
