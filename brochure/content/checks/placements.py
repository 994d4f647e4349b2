"""What editions place -> warnings: the same twice in one panel, and parts that no `only:` names."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from brochure.base.finding import ContentPath, Finding
from brochure.content.model.blocks.statement import StatementRef
from brochure.content.model.content import Content, Place, Section
from brochure.content.model.wording import id_of
from brochure.content.yaml.source import Source

_Key = tuple[str | int, ...]


class _Known(NamedTuple):
    """A section, or a field of a sheet, and where it stands in content."""

    section: Section
    path: ContentPath


def check_placements(content: Content, source: Source) -> Iterator[Finding]:
    """Find what one panel shows twice, and what nobody shows as each `only:` leaves it out."""
    known = _sections(content)
    yield from _find_twice(content, known, source)
    yield from _find_left_out(content, known, source)


def _sections(content: Content) -> Mapping[str, _Known]:
    fields = (
        (field.id, _Known(field, ("sheets", s, "fields", f)))
        for s, sheet in enumerate(content.sheets)
        for f, field in enumerate(sheet.fields)
    )
    own = ((s.id, _Known(s, ("sections", n))) for n, s in enumerate(content.sections))
    return dict(chain(fields, own))


def _find_twice(content: Content, known: Mapping[str, _Known], source: Source) -> Iterator[Finding]:
    for edition, placement in content.editions.items():
        for panel, places in placement.panels.items():
            first: dict[_Key, ContentPath] = {}
            for n, place in enumerate(places):
                path: ContentPath = ("editions", edition, "panels", panel, n)
                shown = set(_shown_in(place, known))
                before = next((first[key] for key in sorted(shown, key=str) if key in first), None)
                if before is not None:
                    line = source.place(before).line
                    name = place.section or place.statement
                    what = f'the panel {panel} shows "{name}" twice (first on line {line})'
                    remedy = "Delete one of the two lines, or name other parts of it in `only:`."
                    yield source.finding("content.placed-twice", path, what, remedy, "warning")
                for key in shown:
                    first.setdefault(key, path)


def _find_left_out(
    content: Content, known: Mapping[str, _Known], source: Source
) -> Iterator[Finding]:
    shown: dict[str, set[_Key]] = {}
    named: dict[str, set[str]] = {}
    for placement in content.editions.values():
        for place in chain.from_iterable(placement.panels.values()):
            if place.section in known and place.blocks:
                named.setdefault(str(place.section), set()).update(place.only)
                keys = shown.setdefault(str(place.section), set())
                keys.update(_shown_parts(place, known[str(place.section)].section))
    for id, keys in shown.items():
        section, path = known[id]
        if not named[id] <= _ids_in(section):  # a name is wrong, and that is told
            continue
        for key, name in _parts_of(section):
            if key not in keys:
                called = f'"{name}"' if name else "this part"
                what = f'no document shows {called}: each `only:` of "{id}" leaves it out'
                add = f"Add {name}" if name else "Give it an `id:` and add that"
                remedy = f"{add} to an `only:`, or delete this part."
                where = (*path, "blocks", *key)
                yield source.finding("content.never-shown", where, what, remedy, "warning")


def _shown_in(place: Place, known: Mapping[str, _Known]) -> Iterator[_Key]:
    """Give a key for each thing that a place shows."""
    if place.statement is not None:
        yield "statement", place.statement
    elif place.section and place.section in known:
        section = known[place.section].section
        if place.title and not place.blocks:
            yield "title", section.id
        for key in _shown_parts(place, section):
            block = section.blocks[int(key[0])]
            if isinstance(block, StatementRef):
                yield "statement", block.id
            else:
                yield "section", section.id, *key


def _shown_parts(place: Place, section: Section) -> Iterator[_Key]:
    """Give the blocks that a place shows, those that hold entries by the entries alone."""
    for b, block in place.blocks_of(section):
        entries = list(block.lists())
        for name, values in entries:
            named = {id_of(value) for value in values} & {*place.only}
            for i, value in enumerate(values):
                if not named or id_of(value) in named:
                    yield b, name, i
        if not entries:
            yield (b,)


def _parts_of(section: Section) -> Iterator[tuple[_Key, str]]:
    """Give each part of a section that `only:` may leave out, as `_shown_parts` does; its id."""
    for b, block in enumerate(section.blocks):
        entries = list(block.lists())
        for name, values in entries:
            for i, value in enumerate(values):
                yield (b, name, i), id_of(value)
        if not entries:
            yield (b,), block.id or ""


def _ids_in(section: Section) -> set[str]:
    ids = {block.id for block in section.blocks if block.id}
    return ids | {name for _, name in _parts_of(section) if name}
