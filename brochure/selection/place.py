"""One place of one panel: parts of content -> parts picked, their wording chosen and marked."""

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
from brochure.content.model.clinic_facts import digits, fact
from brochure.content.model.content import Content
from brochure.content.model.pictures import CoverPicture, Figure, KeyEntry, Logo, Portrait
from brochure.content.model.wording import Cite, Part, Wording
from brochure.content.text import markdown
from brochure.content.yaml.source import dotted
from brochure.selection.passage import Role, Said
from brochure.selection.selection import Picked, Shown

# Parts that are set in secondary type wherever they stand.
_SECONDARY = (KeyEntry, Signatures, Blank, Figure, Portrait)


@dataclass
class Marks:
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
class Listed:
    """A titled section that the contents list: its panel and place there, its id, title and path,
    and whose words it uses."""

    at: tuple[str, int]
    id: str
    title: Wording
    path: ContentPath
    words: str


@dataclass(frozen=True)
class Picker:
    """Turns parts of content into picked ones, for one place of one panel."""

    content: Content
    words: str
    role: Role
    panel: str
    only: tuple[str, ...]
    marks: Marks
    listed: tuple[Listed, ...] = ()

    def say(self, wording: Wording, path: ContentPath, role: Role | None = None) -> Said:
        plain = (self.words == "plain" and wording.plain is not None) or wording.text is None
        source = (wording.plain if plain else wording.text) or ""
        own = (*path, "plain" if plain else "text")
        mark = self.marks.give(path, wording.cite)
        html = markdown.to_html(source, mark)
        text = markdown.to_text(source) + mark
        return Said(dotted(own), html, text, role or self.role, self.panel)

    def literal(self, text: str, path: ContentPath, role: Role | None = None) -> Said:
        return Said(dotted(path), Markup.escape(text), text, role or self.role, self.panel)

    def part(self, part: Part, path: ContentPath) -> Picked:
        """Pick one part, its fields in the order of the model, its own wording last."""
        picker = replace(self, role="secondary") if isinstance(part, _SECONDARY) else self
        parts = {
            name: picker.value(getattr(part, name), (*path, name))
            for name in type(part).model_fields
            if not (isinstance(part, Wording) and name in Wording.model_fields)
        }
        if isinstance(part, Wording):
            parts["said"] = picker.say(part, path)
        if isinstance(part, Comparison):
            parts["rows"] = tuple(
                self._row(part, i, (*path, "rows", i)) for i in range(len(part.rows))
            )
        return Picked(str(parts.get("kind", type(part).__name__.lower())), parts)

    def value(self, value: Any, path: ContentPath) -> object:
        if type(value) is Wording:
            return self.say(value, path)
        if isinstance(value, Part):
            return self.part(value, path)
        if isinstance(value, tuple):
            return tuple(self.value(v, (*path, i)) for i, v in self._kept(value))  # type: ignore[reportUnknownArgumentType]
        return value

    def _kept(self, values: tuple[Any, ...]) -> Iterator[tuple[int, Any]]:
        """Keep what `only` names: entries with these ids, or all where no entry has one of them."""
        named = {getattr(v, "id", None) for v in values} & set(self.only)
        return ((i, v) for i, v in enumerate(values) if not named or v.id in named)

    def _row(self, table: Comparison, index: int, path: ContentPath) -> Picked:
        row = table.rows[index]
        cells = tuple(self.part(c, (*path, "cells", i)) for i, c in enumerate(row.cells))
        label = self.say(row.label, (*path, "label"), "secondary")
        return Picked("row", {"label": label, "cells": cells})

    def block(self, block: Block, path: ContentPath) -> Picked:
        if isinstance(block, StatementRef):
            return self.statement(block.id)
        if isinstance(block, Publishers):
            return self._publishers(block, path)
        if isinstance(block, Sources):
            return Picked(
                "sources",
                {"items": tuple(self._source(n, *c) for n, c in enumerate(self.marks.cites, 1))},
            )
        if isinstance(block, Contents):
            return Picked("contents", {"items": tuple(self._entry(on) for on in self.listed)})
        if isinstance(block, Portrait):
            return self.picture("portrait", block, path)
        picked = self.part(block, path)
        if isinstance(block, Steps):
            return replace(
                picked, parts={**picked.parts, "items": self._numbered(block, picked, path)}
            )
        if isinstance(block, Alert):
            return replace(picked, parts={**picked.parts, "items": self._calls(block, path)})
        if picked.kind == "contact":
            items = block.items  # type: ignore[union-attr]
            shown = tuple(self._contact(i, (*path, "items", n)) for n, i in enumerate(items))  # type: ignore[arg-type]
            return replace(picked, parts={**picked.parts, "items": shown})
        return picked

    def picture(
        self, kind: str, picture: CoverPicture | Logo | Portrait, at: ContentPath
    ) -> Picked:
        """Pick a picture; of pixels, unless it is an SVG, which is drawn as figures are."""
        shown = Shown(dotted((*at, "file")), picture.file, self.panel)
        drawn = picture.file.endswith(".svg")
        return Picked(kind, {**self.part(picture, at).parts, "shown": None if drawn else shown})

    def statement(self, id: str) -> Picked:
        index, statement = next((i, s) for i, s in enumerate(self.content.statements) if s.id == id)
        return replace(self.part(statement, ("statements", index)), kind="statement")

    def _numbered(self, steps: Steps, picked: Picked, path: ContentPath) -> tuple[Picked, ...]:
        items: Any = picked.parts["items"]
        places = ((*path, "items", i) for i, _ in self._kept(steps.items))
        return tuple(
            replace(item, parts={"numeral": self.literal(str(n), at), **item.parts})
            for n, (item, at) in enumerate(zip(items, places, strict=True), 1)
        )

    def _calls(self, alert: Alert, path: ContentPath) -> tuple[Picked, ...]:
        out: list[Picked] = []
        for i, call in enumerate(alert.items):
            own: ContentPath = (*path, "items", i)
            picked = self.part(call, own)
            clinic = call.number == "clinic"
            where: ContentPath = ("clinic", "phone") if clinic else (*own, "number")
            number = self.content.clinic.phone if clinic else call.number
            parts = {**picked.parts, "number": self.literal(number, where)}
            out.append(replace(picked, parts=parts | {"clinic": clinic, "dial": digits(number)}))
        return tuple(out)

    def _contact(self, item: ContactItem, path: ContentPath) -> Picked:
        known = fact(self.content.clinic, item.show)
        shown = known.lines if item.value else ()
        lines = tuple(self.literal(text, where) for text, where in shown)
        if not known.href:  # a name or a street; nothing may stand inside a link
            lines = tuple(replace(line, html=markdown.unbroken(line.text)) for line in lines)
        return Picked(
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

    def _publishers(self, block: Publishers, path: ContentPath) -> Picked:
        names = dict.fromkeys(cite.publisher for cite in _cites(self.content))
        label = self.say(block.label, (*path, "label")) if block.label else None
        said = self.literal(", ".join(sorted(names, key=str.casefold)), path)
        return Picked("publishers", {"label": label, "said": said})

    def _entry(self, listed: Listed) -> Picked:
        """Pick one line of the contents; layout writes the number of the page."""
        said = replace(self, words=listed.words, marks=Marks(False)).say(listed.title, listed.path)
        number = Said(said.path, Markup(), "", self.role, self.panel, page_of=said.path)
        return Picked("entry", {"anchor": listed.id, "said": said, "number": number})

    def _source(self, number: int, path: ContentPath, cite: Cite) -> Picked:
        words = f"{cite.publisher} +{cite.more}" if cite.more else cite.publisher
        parts = {
            "numeral": self.literal(str(number), path, "fine"),
            "said": self.literal(words, path, "fine"),
        }
        return Picked("source", parts)


def _cites(value: object) -> Iterator[Cite]:
    """Give every citation under a part of content."""
    if isinstance(value, Cite):
        yield value
    elif isinstance(value, Part):
        yield from (c for name in type(value).model_fields for c in _cites(getattr(value, name)))
    elif isinstance(value, tuple):
        yield from (c for part in cast("tuple[object, ...]", value) for c in _cites(part))
