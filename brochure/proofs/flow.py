"""How text flows over pages: no heading alone, no rows without heads, no group torn, none empty.

Text that stands in columns flows from one to the next as from page to page, so here a column counts
as a page does (`brochure.proofs.frames`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import LEAST_LINES_BELOW_HEADING, MOST_NEARLY_EMPTY_SHARE
from brochure.layout.printed import RepeatedHeads
from brochure.proofs.alignment import Word, in_folio, normalize_letters, quote
from brochure.proofs.examined import Examined
from brochure.proofs.frames import Frames
from brochure.proofs.scopes import FLOWING
from brochure.selection.passage import Passage

_Run = tuple[Word, ...]


@check(
    "flow.heading",
    "error",
    statement="No heading stands alone at the end of a page or column, nor with one line of what"
    " follows.",
    rationale="A heading without its text is read as a mistake, and what it names is read on the"
    " next page without a name.",
    source="Chicago Manual of Style, 2.117",
    remedy="Write a sentence or two under the heading, or make what follows it shorter.",
    applies_to=FLOWING,
)
def headings_stand_with_their_text(on: Examined) -> tuple[Finding, ...]:
    headings = {heading.passage: heading for heading in on.printed.spoken.headings}
    frames = Frames.of(on)
    runs = [tuple(run) for _, run in groupby(frames.words, key=lambda word: word.passage)]
    found: list[Finding] = []
    for n, (run, following) in enumerate(pairwise(runs), 1):
        passage, at = run[0].passage, frames.of_word(run[-1])
        heading = headings.get(passage) if passage else None
        if not (passage and heading) or (heading.under and not _belongs(following, passage)):
            continue  # a step of one line leads nothing
        below = [w for other in runs[n:] for w in other if frames.of_word(w) == at]
        after = next((run for run in runs[n:] if frames.of_word(run[-1]) > at), None)
        lines = _count_lines(below)
        goes_on = after is not None and _belongs(after, passage)
        alone = lines == 0 or (goes_on and lines < LEAST_LINES_BELOW_HEADING)
        if after and alone and not _has_thing_below(frames, run):
            with_it = "stands alone" if lines == 0 else "stands with a single line"
            end = f"at the end of {frames.name(at)}"
            what = f"the heading {quote(_texts(run))} {with_it} {end}"
            found.append(on.about("flow.heading", what, run[0]))
    return tuple(found)


def _belongs(run: _Run, heading: Passage) -> bool:
    """Say whether wording stands in what a heading is the title of, as far as paths tell."""
    own, _, _ = heading.path.partition(".title")
    return bool(run[0].passage and run[0].passage.path.startswith(own))


def _has_thing_below(frames: Frames, run: _Run) -> bool:
    at, top = frames.of_word(run[-1]), run[-1].glyphs[-1].box.top
    return any(mark.rect.top > top for mark in frames.marks_in(at))


def _count_lines(words: Iterable[Word]) -> int:
    """Count lines by the places of letters; what stands side by side is one line."""
    count, bottom = 0, 0.0
    for word in sorted(words, key=lambda word: word.glyphs[0].box.top):
        box = word.glyphs[0].box
        if not count or box.top >= bottom:
            count += 1
        bottom = max(bottom, box.bottom)
    return count


def _texts(run: Iterable[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in run)


@check(
    "flow.empty",
    "error",
    statement="No page of flowing text but the last, nor a column of it, is nearly empty.",
    rationale="Who meets a white page takes what came for the end, and what follows is not read.",
    source="ours",
    remedy="Shorten what begins the next page, or move it to another place.",
    applies_to=FLOWING,
)
def no_page_is_nearly_empty(on: Examined) -> tuple[Finding, ...]:
    """A warning: nothing is lost, and what does not fit may have to be so large."""
    frames = Frames.of(on)
    pages = {panel.page for panel in frames.panels}
    found: list[Finding] = []
    for at, panel in enumerate(frames.panels):
        share = _filled(frames, at)
        if panel.page + 1 in pages and share < MOST_NEARLY_EMPTY_SHARE:
            ends = f"its text ends after {share:.0%} of its height"
            what = f"{panel.name} is nearly empty: {ends}"
            next_word = next((w for w in frames.words if frames.of_word(w) == at + 1), None)
            path = next_word.passage.path if next_word and next_word.passage else ""
            told = on.printed.finding("flow.empty", what, "", panel.page, path, panel.name)
            found.append(replace(told, severity="warning"))
    return tuple(found)


def _filled(frames: Frames, at: int) -> float:
    panel = frames.panels[at]
    words = (word for word in frames.words if frames.of_word(word) == at)
    letters = [glyph.box.bottom for word in words for glyph in word.glyphs]
    things = [mark.rect.bottom for mark in frames.marks_in(at)]
    bottom = max((*letters, *things), default=panel.rect.top)
    return (bottom - panel.rect.top) / panel.rect.height


@check(
    "flow.heads",
    "error",
    statement="Where a table runs on to another page or column, its heads stand over its rows there"
    " too.",
    rationale="In a row without heads nobody can tell which treatment a risk is of.",
    source="WCAG 2.1, 1.3.1, on paper",
    remedy="Shorten the longest row of the table, or divide the table in two.",
    applies_to=FLOWING,
)
def rows_keep_their_heads(on: Examined) -> tuple[Finding, ...]:
    """Heads that are repeated are no words of content: here it is read what they say."""
    tables: dict[str, dict[str, Passage]] = {}
    for said in on.printed.passages:
        table, is_head, _ = said.path.partition(".columns[")
        if is_head:
            tables.setdefault(table, {})[said.path] = said
    frames = Frames.of(on)
    shown = [(word.passage.path, word) for word in frames.words if word.passage]
    return tuple(
        on.about("flow.heads", what, word)
        for table, heads in tables.items()
        for what, word in _headless(
            on, frames, heads, [s for s in shown if s[0].startswith(f"{table}.")]
        )
    )


def _headless(
    on: Examined, frames: Frames, heads: dict[str, Passage], shown: list[tuple[str, Word]]
) -> Iterator[tuple[str, Word]]:
    """Give each page or column in which rows or heads of one table stand without the other."""
    for at, within in groupby(shown, key=lambda each: frames.of_word(each[1])):
        own = list(within)
        rows = [word for path, word in own if path not in heads]
        again = [
            r
            for r in on.printed.repeated
            if frames.of_place(r.page, r.rect) == at and set(r.paths) <= set(heads)
        ]
        if len(rows) < len(own):
            if not rows:
                yield f"the heads of a table stand alone at the end of {frames.name(at)}", own[0][1]
        elif not any(_say_the_same(on, r, heads) for r in again):
            yield f"rows of a table stand on {frames.name(at)} without its heads", own[0][1]


def _say_the_same(on: Examined, again: RepeatedHeads, heads: dict[str, Passage]) -> bool:
    """Say whether repeated heads can be read, and say what the heads say."""
    glyphs = on.reading.page(again.page).glyphs
    read = [g for g in glyphs if in_folio((again,), g) and on.reading.shows(g)]
    wanted = "".join(normalize_letters(head.text) for head in heads.values())
    return normalize_letters("".join(g.text for g in read)) == wanted


@check(
    "flow.torn",
    "error",
    statement="A statement, callout, alert or portrait, a question with its answer, a term with its"
    " meaning, a step and a row of a table stand on one page, and in one column of it, where that"
    " has room.",
    rationale="Half a rule, or an answer without its question, is read as a whole one.",
    source="ours",
    remedy="Shorten it by a line or two.",
    applies_to=FLOWING,
)
def groups_stand_whole(on: Examined) -> tuple[Finding, ...]:
    group_of: dict[Passage, int] = {}
    for number, group in enumerate(on.printed.inventory.groups):
        for passage in group:
            group_of.setdefault(passage, number)  # an alert, and not a call in it
    frames = Frames.of(on)
    room_pt = min((panel.room_pt for panel in frames.panels), default=0.0)

    def number_of(word: Word) -> int:
        return group_of.get(word.passage, -1) if word.passage else -1

    found: list[Finding] = []
    for number, words in groupby(frames.words, key=number_of):
        run = tuple(words)
        first, last = frames.of_word(run[0]), frames.of_word(run[-1])
        if number >= 0 and first < last and _height(frames, run) < room_pt:
            parts = f"{frames.name(first)} and {frames.name(last)}"
            what = f"{quote(_texts(run))} is divided: it stands on {parts}"
            found.append(on.about("flow.torn", what, run[0]))
    return tuple(found)


def _height(frames: Frames, run: _Run) -> float:
    """Return how high a run of words is, its parts on several pages together."""
    height = 0.0
    for _, words in groupby(run, key=frames.of_word):
        boxes = [glyph.box for word in words for glyph in word.glyphs]
        height += max(b.bottom for b in boxes) - min(b.top for b in boxes)
    return height
