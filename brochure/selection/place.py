"""One place of one panel: parts of content -> parts selected, their wording chosen and marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from markupsafe import Markup

from brochure.base.finding import ContentPath
from brochure.content.model.blanks import Blank, Signatures
from brochure.content.model.blocks import (
    Alert,
    Block,
    Comparison,
    ContactItem,
    Contents,
    Publishers,
    Sources,
    StatementRef,
    Steps,
)
from brochure.content.model.clinic_facts import dial_digits, find_fact
from brochure.content.model.content import Content
from brochure.content.model.pictures import CoverPicture, Figure, KeyEntry, Logo, Portrait
from brochure.content.model.wording import Cite, Part, Wording
from brochure.content.text import markdown
from brochure.content.yaml.paths import format_path
from brochure.selection.passage import Passage, Role
from brochure.selection.selection import PlacedPicture, SelectedPart

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

    def say(self, wording: Wording, path: ContentPath, role: Role | None = None) -> Passage:
        plain = (self.words == "plain" and wording.plain is not None) or wording.text is None
        source = (wording.plain if plain else wording.text) or ""
        own = (*path, "plain" if plain else "text")
        mark = self.marks.give(path, wording.cite)
        html = markdown.render_html(source, mark)
        text = markdown.render_text(source) + mark
        return Passage(format_path(own), html, text, role or self.role, self.panel)

    def literal(self, text: str, path: ContentPath, role: Role | None = None) -> Passage:
        return Passage(format_path(path), Markup.escape(text), text, role or self.role, self.panel)

    def part(self, part: Part, path: ContentPath) -> SelectedPart:
        """Select one part, its fields in the order of the model, its own wording last."""
        selector = replace(self, role="secondary") if isinstance(part, _SECONDARY) else self
        parts = {
            name: selector.value(getattr(part, name), (*path, name))
            for name in type(part).model_fields
            if not (isinstance(part, Wording) and name in Wording.model_fields)
        }
        if isinstance(part, Wording):
            parts["said"] = selector.say(part, path)
        if isinstance(part, Comparison):
            parts["rows"] = tuple(
                self._row(part, i, (*path, "rows", i)) for i in range(len(part.rows))
            )
        return SelectedPart(str(parts.get("kind", type(part).__name__.lower())), parts)

    def value(self, value: Any, path: ContentPath) -> object:
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
        if isinstance(block, Alert):
            return replace(selected, parts={**selected.parts, "items": self._calls(block, path)})
        if selected.kind == "contact":
            items = block.items  # type: ignore[union-attr]
            shown = tuple(self._contact(i, (*path, "items", n)) for n, i in enumerate(items))  # type: ignore[arg-type]
            return replace(selected, parts={**selected.parts, "items": shown})
        return selected

    def picture(
        self, kind: str, picture: CoverPicture | Logo | Portrait, at: ContentPath
    ) -> SelectedPart:
        """Select a picture; of pixels, unless it is an SVG, which is drawn as figures are."""
        shown = PlacedPicture(format_path((*at, "file")), picture.file, self.panel)
        drawn = picture.file.endswith(".svg")
        return SelectedPart(
            kind, {**self.part(picture, at).parts, "shown": None if drawn else shown}
        )

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

    def _calls(self, alert: Alert, path: ContentPath) -> tuple[SelectedPart, ...]:
        out: list[SelectedPart] = []
        for i, call in enumerate(alert.items):
            own: ContentPath = (*path, "items", i)
            selected = self.part(call, own)
            clinic = call.number == "clinic"
            where: ContentPath = ("clinic", "phone") if clinic else (*own, "number")
            number = self.content.clinic.phone if clinic else call.number
            parts = {**selected.parts, "number": self.literal(number, where)}
            out.append(
                replace(selected, parts=parts | {"clinic": clinic, "dial": dial_digits(number)})
            )
        return tuple(out)

    def _contact(self, item: ContactItem, path: ContentPath) -> SelectedPart:
        known = find_fact(self.content.clinic, item.show)
        shown = known.lines if item.value else ()
        lines = tuple(self.literal(text, where) for text, where in shown)
        if not known.href:  # a name or a street; nothing may stand inside a link
            lines = tuple(replace(line, html=markdown.keep_together(line.text)) for line in lines)
        return SelectedPart(
            "contact-item",
            {
                "show": item.show,
                "button": item.button,
                "label": self.say(item.label, (*path, "label")) if item.label else None,
                "lines": lines,
                "href": known.href,
                "alt": item.alt,
            },
        )

    def _publishers(self, block: Publishers, path: ContentPath) -> SelectedPart:
        names = dict.fromkeys(cite.publisher for cite in _cites(self.content))
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
        parts = {
            "numeral": self.literal(str(number), path, "fine"),
            "said": self.literal(words, path, "fine"),
        }
        return SelectedPart("source", parts)


def _cites(value: object) -> Iterator[Cite]:
    """Give every citation under a part of content."""
    if isinstance(value, Cite):
        yield value
    elif isinstance(value, Part):
        yield from (c for name in type(value).model_fields for c in _cites(getattr(value, name)))
    elif isinstance(value, tuple):
        yield from (c for part in cast("tuple[object, ...]", value) for c in _cites(part))
