"""Content + Placement -> what the contents of an edition list: titled sections and their parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from brochure.base.finding import ContentPath
from brochure.content.model.blocks.alert import Alert
from brochure.content.model.blocks.contents import Contents
from brochure.content.model.content import Content, Place, Placement, Section, Statement
from brochure.selection.lookup import find_section, holds_block, say_title
from brochure.selection.selector import ContentsEntry

_LETTERS, _LETTERS_UNDER = 56, 40  # what one row surely holds


def list_contents(
    content: Content, placement: Placement, places: Mapping[str, tuple[Place, ...]], most_rows: int
) -> tuple[ContentsEntry, ...]:
    """Return what the contents list, with parts of sections where all take no more than these rows.

    Where they take more, those that must not be missed are listed. A long title takes a second
    row; another part alone is not listed.
    """
    listed = list[ContentsEntry]()
    for is_part, entry in _contents_entries(content, placement, places):
        if is_part:
            listed[-1] = replace(listed[-1], under=(*listed[-1].under, entry))
        else:
            listed.append(entry)
    whole = [one if len(one.under) > 1 else _with_key_parts(one) for one in listed]
    key = [_with_key_parts(one) for one in listed]
    bare = [replace(one, under=()) for one in listed]
    return tuple(next((some for some in (whole, key) if _rows(some) <= most_rows), bare))


def _with_key_parts(entry: ContentsEntry) -> ContentsEntry:
    return replace(entry, under=tuple(part for part in entry.under if part.key))


def _rows(listed: Iterable[ContentsEntry]) -> int:
    return sum(
        1 + one.letters // _LETTERS + sum(1 + part.letters // _LETTERS_UNDER for part in one.under)
        for one in listed
    )


def _contents_entries(
    content: Content, placement: Placement, places: Mapping[str, tuple[Place, ...]]
) -> Iterator[tuple[bool, ContentsEntry]]:
    """Give what stands behind the contents, each once, and whether it is a part of what is before.

    That are titled sections, and statements that must not be missed; no part before its whole.
    """
    begun, seen, whole = False, set[str](), False
    for name, panel in places.items():
        for index, place in enumerate(panel):
            if not begun:
                begun = holds_block(content, placement, place, Contents)
                continue
            path, titled = _titled(content, placement, place)
            if not (titled and titled.title):
                continue
            is_part = isinstance(titled, Statement) or place.under
            whole = whole if is_part else titled.id not in seen
            if whole and titled.id not in seen:
                words = place.words or placement.words
                letters = len(say_title(content, words, titled.title))
                key = isinstance(titled, Statement) or holds_block(content, placement, place, Alert)
                at, title = (name, index), (*path, "title")
                entry = ContentsEntry(at, titled.id, titled.title, title, words, letters, key)
                yield is_part, entry
            seen.add(titled.id)


def _titled(
    content: Content, placement: Placement, place: Place
) -> tuple[ContentPath, Section | Statement | None]:
    """Return what contents may list of a place, and its path."""
    if place.section:
        return find_section(content, placement, place.section) if place.title else ((), None)
    statements = enumerate(content.statements)
    named = ((("statements", i), s) for i, s in statements if s.id == place.statement and s.key)
    return next(named, ((), None))
