"""What is wrong with how a document flows, told by its finished file: a judge beside the proofs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from brochure.base.geometry import Rect
from brochure.proofs.alignment import Word, normalize_letters
from brochure.proofs.examined import Examined

SHORT = 3  # lines of an entry that may not stand alone
WHOLE = 8  # lines of an entry that may not be torn
LEAST_FILLED = 0.4
_ENTRY = re.compile(r"(.*\.(?:items|rows)\[\d+\])")


@dataclass(frozen=True)
class Line:
    """One line of text, or one line of one cell, and what it says; `page` is the place of its page
    or column among all that text flows through."""

    page: int
    top: float
    bottom: float
    path: str


def faults_of(on: Examined) -> Iterator[str]:
    """Give each fault in a few words, its kind first."""
    lines = tuple(_lines(on))
    yield from _nearly_empty(on)
    yield from _stranded(on, lines)
    for entries in _lists(lines):
        yield from _torn(entries)
        yield from _alone(entries)
    yield from _headless(on, lines)


def _lines(on: Examined) -> Iterator[Line]:
    """Give the lines of the flowing text in reading order."""

    def key(word: Word) -> tuple[int, int, str]:
        path = word.passage.path if word.passage else ""
        return _place_of(on, word.page, word.box), round(word.glyphs[0].box.bottom / 6), path

    words = (w for w in on.words if w.passage and w.passage.panel == "flow")
    for (page, _, path), group in groupby(words, key):
        boxes = [glyph.box for word in group for glyph in word.glyphs]
        yield Line(page, min(b.top for b in boxes), max(b.bottom for b in boxes), path)


def _place_of(on: Examined, page: int, box: Rect) -> int:
    """Return the place of a page or column: columns are told by where something begins."""
    flowing = [panel for panel in on.printed.panels if panel.flows]
    places = [n for n, panel in enumerate(flowing) if panel.page == page]
    begun = [n for n in places if flowing[n].rect.left <= box.left + 12]
    return (begun or places or [-1])[-1]


def _all_that_stands_in(on: Examined, place: int) -> str:
    panel = [panel for panel in on.printed.panels if panel.flows][place]
    across = replace(panel.rect, top=0.0, bottom=on.reading.pages[panel.page - 1].height_pt)
    glyphs = on.reading.pages[panel.page - 1].glyphs
    return "".join(glyph.text for glyph in glyphs if across.holds_middle(glyph.box, 12))


def _nearly_empty(on: Examined) -> Iterator[str]:
    flowing = [panel for panel in on.printed.panels if panel.flows]
    for panel in (panel for panel in flowing if panel.page < flowing[-1].page):
        if panel.used_pt < LEAST_FILLED * panel.room_pt:
            yield f"empty: page {panel.page} is {panel.used_pt / panel.room_pt:.0%} full"


def _stranded(on: Examined, lines: tuple[Line, ...]) -> Iterator[str]:
    for heading in on.printed.spoken.headings:
        path = heading.passage.path
        last = max((n for n, line in enumerate(lines) if line.path == path), default=-1)
        if last < 0 or last + 1 == len(lines):
            continue
        head, after = lines[last], lines[last + 1 :]
        own = [line for line in after if line.path.startswith(path.split(".title")[0])]
        here = [line for line in after if line.page == head.page]
        if not own and ".blocks" in path:  # a step of one line
            continue
        if not here:
            yield f"stranded: {path} stands alone on page {head.page}"
        elif len(here) == 1 and len(own) > 1 and not _has_thing(on, head):
            yield f"stranded: {path} stands on page {head.page} with one line"


def _has_thing(on: Examined, head: Line) -> bool:
    """Say whether a line to write on, a box or a figure stands below a heading."""
    return any(
        _place_of(on, m.page, m.rect) == head.page and m.rect.bottom > head.bottom
        for m in on.printed.marks
    )


def _lists(lines: tuple[Line, ...]) -> Iterator[tuple[tuple[Line, ...], ...]]:
    """Give each list of the text as its entries, each as its lines."""
    entries: list[tuple[Line, ...]] = []
    for key, group in groupby(lines, lambda line: _entry(line.path)):
        block = key.rsplit("[", 1)[0]
        if entries and block != _entry(entries[-1][0].path).rsplit("[", 1)[0]:
            yield tuple(entries)
            entries = []
        if key:
            entries.append(tuple(group))
    if entries:
        yield tuple(entries)


def _entry(path: str) -> str:
    """Return the path of the entry that holds a passage, or nothing."""
    found = _ENTRY.match(path)
    if found:
        return found[1]
    return ""


def _torn(entries: tuple[tuple[Line, ...], ...]) -> Iterator[str]:
    for entry in entries:
        pages = sorted({line.page for line in entry})
        if len(pages) > 1 and len(entry) <= WHOLE:
            yield f"torn: {entry[0].path} stands on pages {pages}"


def _alone(entries: tuple[tuple[Line, ...], ...]) -> Iterator[str]:
    first, last = entries[0][0].page, entries[-1][0].page
    if len(entries) < 3 or first == last:
        return
    for place, one in ((first, entries[0]), (last, entries[-1])):
        there = sum(entry[0].page == place for entry in entries)
        if there == 1 and len(one) <= SHORT:
            which = "first" if one is entries[0] else "last"
            yield f"alone: the {which} of {len(entries)} entries on page {place}: {one[0].path}"


def _headless(on: Examined, lines: tuple[Line, ...]) -> Iterator[str]:
    """Give the pages that show rows of a table without its heads."""
    heads: dict[str, list[str]] = {}
    for passage in on.printed.passages:
        table, found, _ = passage.path.partition(".columns[")
        if found and passage.panel == "flow":
            heads.setdefault(table, []).append(normalize_letters(passage.text))
    for table, words in heads.items():
        for page in sorted({li.page for li in lines if li.path.startswith(f"{table}.rows[")}):
            said = normalize_letters(_all_that_stands_in(on, page))
            if not all(word in said for word in words):
                yield f"headless: rows of {table} stand on page {page} without heads"
        pages = {li.page for li in lines if li.path.startswith(f"{table}.columns[")}
        if pages - {li.page for li in lines if li.path.startswith(f"{table}.rows[")}:
            yield f"headless: heads of {table} stand alone on pages {sorted(pages)}"
