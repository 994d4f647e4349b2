"""What one edition says, and where: the values that `pick` makes and templates print."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Literal, cast

from markupsafe import Markup

from brochure.base.editions import Edition
from brochure.content.model.content import Placement
from brochure.content.text.markdown import tied
from brochure.selection.passage import Role, Said

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


@dataclass(frozen=True)
class Picked:
    """A part of content as an edition places it: wording has become `Said`, the rest is as it was.

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
class Placed:
    """A section, sheet field or statement in its place: a heading and blocks.

    `anchor` is what the contents lead to, where they list it.
    """

    id: str
    kind: str
    title: Said | None
    blocks: tuple[Picked, ...]
    size: Role
    anchor: str = ""


@dataclass(frozen=True)
class Field:
    """What someone fills in on screen: a form field.

    `name` is how programs know it, `told` what a screen reader says of it. It stands on so many
    ruled `lines`, on one line with the wording in `beside`, or under it.
    """

    name: str
    kind: Literal["text", "checkbox", "signature"]
    told: str
    required: bool = False
    lines: int = 1
    beside: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A picture of pixels in its place: the content path of its file, the file, and the panel."""

    path: str
    file: str
    panel: str


@dataclass(frozen=True)
class Things:
    """What an edition shows beside words: how many boxes, ruled lines and figures; the addresses
    that its codes hold; where its links lead, with the words that are linked; pairs of wording
    that stand side by side, such as a number and the reason to call it; what can be filled in on
    screen, in the order of content; and the pictures."""

    checkboxes: int = 0
    lines: int = 0
    figures: int = 0
    codes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[Said, Said], ...] = ()
    fields: tuple[Field, ...] = ()
    pictures: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Identity:
    """What a file says of itself to programs: ISO 32000-1, 14.3.3 and 14.9.2.

    `document` is its number, which a page foot may carry.
    """

    title: str = ""
    keywords: str = ""
    language: str = ""
    document: str = ""


@dataclass(frozen=True)
class Selection:
    """Everything one edition says: its panels in reading order, and the control line."""

    edition: Edition
    placement: Placement
    panels: Mapping[str, tuple[Placed, ...]]
    control: tuple[tuple[Said, Said], ...]
    identity: Identity

    @property
    def said(self) -> tuple[Said, ...]:
        """Each piece of wording, once for each placing, in the order it is printed."""
        return tuple(self._said())

    def _said(self) -> Iterator[Said]:
        for name, panel in self.panels.items():
            yield from (said for placed in panel for said in wording_of(placed))
            if name == self.edition.control_panel:
                yield from (said for pair in self.control for said in pair)

    @property
    def things(self) -> Things:
        """What the panels show beside words."""
        return things_of(self.panels)


def wording_of(value: object) -> Iterator[Said]:
    """Give every piece of wording under `value`, in the order it is printed."""
    if isinstance(value, Said):
        yield value
    elif isinstance(value, Placed):
        yield from wording_of((value.title, *value.blocks))
    elif isinstance(value, Picked):
        for part in value.parts.values():
            yield from wording_of(part)
    elif isinstance(value, tuple):
        for part in value:  # type: ignore[reportUnknownVariableType]
            yield from wording_of(part)  # type: ignore[reportUnknownArgumentType]


def with_ties(selection: Selection, paths: frozenset[str]) -> Selection:
    """Return `selection` with the last two words tied in the wording that `paths` names."""
    return _changed(selection, lambda s: replace(s, html=tied(s.html)) if s.path in paths else s)


def with_page_numbers(selection: Selection, written: Mapping[str, str]) -> Selection:
    """Return `selection` saying the page numbers that layout has `written`, by heading."""
    return _changed(
        selection, lambda s: replace(s, text=written.get(s.page_of, "")) if s.page_of else s
    )


def _changed(selection: Selection, change: Callable[[Said], Said]) -> Selection:
    """Return `selection` with each piece of wording in its panels changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, Said):
            return change(value)
        if isinstance(value, Placed):
            blocks = tuple(changed(block) for block in value.blocks)
            return replace(value, title=changed(value.title), blocks=blocks)
        if isinstance(value, Picked):
            return replace(value, parts={n: changed(part) for n, part in value.parts.items()})
        if isinstance(value, tuple):
            return tuple(changed(part) for part in cast("tuple[object, ...]", value))
        return value

    panels = {name: changed(panel) for name, panel in selection.panels.items()}
    return replace(selection, panels=panels)


def things_of(panels: Mapping[str, tuple[Placed, ...]]) -> Things:
    """Count what the picked parts show beside words."""
    parts = tuple(part for placed in panels.values() for part in parts_of(placed))
    items = [_things(part) for part in parts]
    said = (s for placed in panels.values() for s in wording_of(placed))
    inline = (
        (unescape(href), Markup(text).striptags())
        for s in said
        for href, text in _LINK.findall(s.html)
    )
    return Things(
        checkboxes=sum(thing.checkboxes for thing in items),
        lines=sum(thing.lines for thing in items),
        figures=sum(thing.figures for thing in items),
        codes=tuple(code for thing in items for code in thing.codes),
        links=(*(link for thing in items for link in thing.links), *inline),
        pairs=tuple(pair for thing in items for pair in thing.pairs),
        fields=tuple(field for part in parts for field in _fields(part)),
        pictures=tuple(shown for thing in items for shown in thing.pictures),
    )


def _things(part: Picked) -> Things:
    """Say what one part shows, its own parts left out."""
    own: Any = part.parts
    if own.get("shown"):
        return Things(pictures=(own["shown"],))
    if part.kind == "checklist":
        return Things(checkboxes=len(own["items"]))
    if part.kind == "blank":
        return Things(lines=own["lines"])
    if part.kind == "signatures":
        return Things(lines=len(own["signers"]) * len(own["columns"]))
    if part.kind == "call":
        link = (f"tel:{own['dial']}", own["number"].text)
        return Things(links=(link,), pairs=((own["number"], own["title"] or own["body"]),))
    if part.kind == "entry":
        return Things(pairs=((own["said"], own["number"]),))
    if part.kind == "term":
        return Things(pairs=((own["term"], own["meaning"]),))
    if "numeral" in own and "title" in own:
        return Things(pairs=((own["numeral"], own["title"]),))
    if part.kind == "contact-item" and own["show"] == "qr":
        return Things(codes=(own["href"],))
    if part.kind == "contact-item" and own["href"] and (own["lines"] or own["button"]):
        shown = [line.text for line in own["lines"]]
        words = [*([own["label"].text] if own["button"] and own["label"] else []), *shown]
        return Things(links=((own["href"], " ".join(words)),))
    return Things(figures=int("file" in own or own.get("mark") is not None))


def _fields(part: Picked) -> tuple[Field, ...]:
    """Return the form fields of one part, its own parts left out."""
    given = part.parts.get("fields", ())
    return cast("tuple[Field, ...]", given)


def parts_of(value: object) -> Iterator[Picked]:
    """Give every picked part under `value`, itself first."""
    if isinstance(value, Placed):
        yield from (part for block in value.blocks for part in parts_of(block))
    elif isinstance(value, Picked):
        yield value
        yield from (part for own in value.parts.values() for part in parts_of(own))
    elif isinstance(value, tuple):
        yield from (p for part in cast("tuple[object, ...]", value) for p in parts_of(part))
