"""One place of one panel: parts of content -> parts selected, their wording chosen and marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from brochure.base.breaks import drop_idle_breaks, mark_addresses, without_breaks
from brochure.base.finding import ContentPath
from brochure.content.model.blanks import Blank, Signatures
from brochure.content.model.blocks import (
    Alert,
    Block,
    Bullets,
    Checklist,
    Comparison,
    Contact,
    ContactItem,
    Contents,
    Publishers,
    Sources,
    StatementRef,
    Steps,
)
from brochure.content.model.contact_details import dial, find_contact_detail
from brochure.content.model.content import Content
from brochure.content.model.open_facts import OpenFact, find_open_fact
from brochure.content.model.pictures import CoverPicture, Figure, KeyEntry, Logo, Portrait
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Cite, Part, Wording
from brochure.content.text import markdown
from brochure.content.yaml.paths import format_path
from brochure.selection.passage import Passage, Role
from brochure.selection.selection import PlacedPicture, SelectedPart
from brochure.selection.stated_facts import (
    Stated,
    mark_open,
    print_gap,
    print_item,
    state_facts,
)

# Parts that are set in secondary type wherever they stand.
_SECONDARY = (KeyEntry, Signatures, Blank, Figure, Portrait)


@dataclass
class CitationMarks:
    """The citation marks given out so far; none where the edition prints no list of sources."""

    printed: bool
    cites: list[tuple[ContentPath, Cite]] = field(default_factory=list[tuple[ContentPath, Cite]])

    def give(self, path: ContentPath, cites: tuple[Cite, ...]) -> str:
        if not self.printed or not cites:
            return ""
        first = len(self.cites) + 1
        self.cites.extend(((*path, "cite", i), cite) for i, cite in enumerate(cites))
        return ",".join(str(first + i) for i in range(len(cites)))


@dataclass(frozen=True)
class ContentsEntry:
    """A titled section that the contents list: its panel and place there, its id, title and path,
    and whose words it uses."""

    at: tuple[str, int]
    id: str
    title: Wording
    path: ContentPath
    words: str


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

    def say(self, wording: Wording, path: ContentPath, role: Role | None = None) -> Passage:
        plain = (self.words == "plain" and wording.plain is not None) or wording.text is None
        source = (wording.plain if plain else wording.text) or ""
        own = (*path, "plain" if plain else "text")
        mark = self.marks.give(path, wording.cite)
        return self._stated(own, state_facts(source, mark, self.content, self.on_paper), role)

    def literal(self, text: str, path: ContentPath, role: Role | None = None) -> Passage:
        said, html = without_breaks(text), mark_addresses(drop_idle_breaks(text))
        own = format_path(path)
        return Passage(own, Markup.escape(html), said, role or self.role, self.panel)

    def part(self, part: Part, path: ContentPath) -> SelectedPart:
        """Select one part, its fields in the order of the model, its own wording last."""
        selector = replace(self, role="secondary") if isinstance(part, _SECONDARY) else self
        said = Wording.model_fields if isinstance(part, Wording) else ()
        parts = {
            name: selector.value(getattr(part, name), (*path, name))
            for name in type(part).model_fields
            if name not in said
        }
        if isinstance(part, Wording):
            parts["said"] = selector.say(part, path)
        if isinstance(part, Figure | KeyEntry):
            parts["drawn"] = PlacedPicture(format_path((*path, "file")), part.file, self.panel)
        if isinstance(part, Bullets | Checklist) and part.fact:
            parts["items"] = self._list_of(part.fact)
        if isinstance(part, Comparison):
            parts["rows"] = tuple(
                self._row(part, i, (*path, "rows", i)) for i in range(len(part.rows))
            )
        return SelectedPart(str(parts.get("kind", type(part).__name__.lower())), parts)

    def value(self, value: Any, path: ContentPath) -> object:
        if value is None or isinstance(value, str | bool):  # most: a model takes longer to ask for
            return value
        if type(value) is Wording:
            return self.say(value, path)
        if isinstance(value, Part):
            return self.part(value, path)
        if isinstance(value, tuple):
            return tuple(self.value(v, (*path, i)) for i, v in self._keep(value))  # type: ignore[reportUnknownArgumentType]
        return value

    def _keep(self, values: tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
        """Keep what `only` names: entries with these ids, or all where no entry has one of them."""
        named = {getattr(v, "id", None) for v in values} & set(self.only)
        return ((i, v) for i, v in enumerate(values) if not named or v.id in named)

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
            SelectedPart("item", {"id": name, "title": None, "said": self._stated(path, stated)})
            for name, path, stated in entries
        )

    def _stated(self, path: ContentPath, stated: Stated, role: Role | None = None) -> Passage:
        own, role = format_path(path), role or self.role
        return Passage(own, stated.html, stated.text, role, self.panel, facts=stated.facts)

    def _row(self, table: Comparison, index: int, path: ContentPath) -> SelectedPart:
        row = table.rows[index]
        cells = tuple(self.part(c, (*path, "cells", i)) for i, c in enumerate(row.cells))
        label = self.say(row.label, (*path, "label"), "secondary")
        return SelectedPart("row", {"label": label, "cells": cells})

    def block(self, block: Block, path: ContentPath) -> SelectedPart:
        if isinstance(block, StatementRef):
            return self.statement(block.id)
        if isinstance(block, Publishers):
            return self._publishers(block, path)
        if isinstance(block, Sources):
            return SelectedPart(
                "sources",
                {"items": tuple(self._source(n, *c) for n, c in enumerate(self.marks.cites, 1))},
            )
        if isinstance(block, Contents):
            return SelectedPart("contents", {"items": tuple(self._entry(on) for on in self.listed)})
        if isinstance(block, Portrait):
            return self.picture("portrait", block, path)
        selected = self.part(block, path)
        if isinstance(block, Steps):
            return replace(
                selected,
                parts={**selected.parts, "items": self._number_steps(block, selected, path)},
            )
        if isinstance(block, Signatures) and any(column.signed for column in block.columns):
            return SelectedPart("sign-off", {"id": block.id, "signers": self._signers(block, path)})
        if isinstance(block, Alert):
            return replace(selected, parts={**selected.parts, "items": self._calls(block, path)})
        if isinstance(block, Contact):
            given = self.content.clinic
            shown = tuple(
                self._contact(item, (*path, "items", n))
                for n, item in enumerate(block.items)
                if not (item.show in ("text", "fax", "email") and getattr(given, item.show) is None)
            )
            return replace(selected, parts={**selected.parts, "items": shown})
        return selected

    def picture(
        self, kind: str, picture: CoverPicture | Logo | Portrait, at: ContentPath
    ) -> SelectedPart:
        """Select a picture; of pixels, unless it is an SVG, which is drawn as figures are."""
        shown = PlacedPicture(format_path((*at, "file")), picture.file, self.panel)
        way = "drawn" if picture.file.endswith(".svg") else "shown"
        parts = {**self.part(picture, at).parts, "shown": None, "drawn": None}
        return SelectedPart(kind, parts | {way: shown})

    def statement(self, id: str) -> SelectedPart:
        index, statement = next((i, s) for i, s in enumerate(self.content.statements) if s.id == id)
        return replace(self.part(statement, ("statements", index)), kind="statement")

    def _number_steps(
        self, steps: Steps, selected: SelectedPart, path: ContentPath
    ) -> tuple[SelectedPart, ...]:
        items: Any = selected.parts["items"]
        places = ((*path, "items", i) for i, _ in self._keep(steps.items))
        return tuple(
            replace(item, parts={"numeral": self.literal(str(n), at), **item.parts})
            for n, (item, at) in enumerate(zip(items, places, strict=True), 1)
        )

    def _signers(self, block: Signatures, path: ContentPath) -> tuple[SelectedPart, ...]:
        """Select for each signer the lines to write on; the first says who it is."""
        selector = replace(self, role="secondary")
        rows: list[SelectedPart] = []
        for i, signer in enumerate(block.signers):
            role = selector.say(signer, (*path, "signers", i))
            cells: list[SelectedPart] = []
            for n, column in enumerate(block.columns):
                label = selector.part(column, (*path, "columns", n)).parts
                who = {} if cells else {"who": role}
                cells.append(SelectedPart("cell", {**who, **label}))
            parts = {"id": signer.id, "required": signer.required, "cells": tuple(cells)}
            rows.append(SelectedPart("signer", {**parts, "spoken": role.text}))
        return tuple(rows)

    def _calls(self, alert: Alert, path: ContentPath) -> tuple[SelectedPart, ...]:
        out: list[SelectedPart] = []
        for i, call in enumerate(alert.items):
            own: ContentPath = (*path, "items", i)
            selected = replace(self, on_paper=False).part(call, own)  # its number stands beside
            clinic = call.number == "clinic"
            where: ContentPath = ("clinic", "phone") if clinic else (*own, "number")
            number = self.content.clinic.phone if clinic else call.number
            dialled = dial(self.content, number) if clinic else number
            parts = {**selected.parts, "number": self.literal(number, where)}
            out.append(replace(selected, parts=parts | {"clinic": clinic, "dial": dialled}))
        return tuple(out)

    def _contact(self, item: ContactItem, path: ContentPath) -> SelectedPart:
        known = find_contact_detail(self.content, item.show)
        shown = known.lines if item.value else ()
        lines = tuple(self.literal(text, where) for text, where in shown)
        opened = find_open_fact(self.content, item.show)
        if opened and item.value:
            lines = (self._open_line(opened),)
        elif item.show not in ("phone", "text", "fax"):
            lines = tuple(replace(line, html=markdown.keep_together(line.text)) for line in lines)
        return SelectedPart(
            "contact-item",
            {
                "show": item.show,
                "button": item.button and bool(known.href),
                "label": self.say(item.label, (*path, "label")) if item.label else None,
                "lines": lines,
                "href": known.href,
                "alt": item.alt,
            },
        )

    def _open_line(self, opened: OpenFact) -> Passage:
        """Select a detail of the clinic that nobody has confirmed: marked, or a gap."""
        if opened.is_gap:
            words, html = print_gap(opened)
        else:
            words, html = opened.value, mark_open(markdown.keep_together(opened.value))
        return self._stated(opened.path, Stated(html, words, (opened.id,)))

    def _publishers(self, block: Publishers, path: ContentPath) -> SelectedPart:
        names = dict.fromkeys(
            part.publisher for _, part in walk_parts(self.content) if isinstance(part, Cite)
        )
        label = self.say(block.label, (*path, "label")) if block.label else None
        said = self.literal(", ".join(sorted(names, key=str.casefold)), path)
        return SelectedPart("publishers", {"label": label, "said": said})

    def _entry(self, listed: ContentsEntry) -> SelectedPart:
        """Select one line of the contents; layout writes the number of the page."""
        said = replace(self, words=listed.words, marks=CitationMarks(False)).say(
            listed.title, listed.path
        )
        number = Passage(said.path, Markup(), "", self.role, self.panel, page_of=said.path)
        return SelectedPart("entry", {"anchor": listed.id, "said": said, "number": number})

    def _source(self, number: int, path: ContentPath, cite: Cite) -> SelectedPart:
        words = f"{cite.publisher} +{cite.more}" if cite.more else cite.publisher
        numeral, said = (self.literal(text, path, "fine") for text in (str(number), words))
        return SelectedPart("source", {"numeral": numeral, "said": said})
