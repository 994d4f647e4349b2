"""Where lines end: no words are parted that are misread alone, and no scrap ends a paragraph."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.ties import why_together
from brochure.base.tolerances import (
    LEAST_LAST_LINE_LETTERS,
    LEAST_TITLE_LINE_LETTERS,
    MOST_TIED_LETTERS,
)
from brochure.proofs.alignment import Word
from brochure.proofs.examined import CLINIC, Examined

_Line = tuple[Word, ...]


@check(
    "lines.parted",
    "warning",
    statement="No line ends between words that are misread apart: the short word that begins a"
    " sentence, “Do not”, a number and its unit, a title and its name.",
    rationale="“Do” at the end of a line and “not drive” on the next is read as “drive” by who is"
    " tired or reads slowly; a number without its unit is looked for again.",
    source="Chicago Manual of Style, 7.36; Butterick, Practical Typography, nonbreaking spaces",
    remedy="Change a word or two before it, so that the line ends elsewhere.",
)
def no_line_ends_between_what_belongs_together(on: Examined) -> Iterator[Finding]:
    for lines in _paragraphs(on):
        words = [word.text for line in lines for word in line]
        at = -1
        for line, after in pairwise(lines):
            at += len(line)
            if why := why_together(words, at):
                pair = f"“{words[at]}” and “{words[at + 1]}”"
                what = f"a line ends between {pair}, but “{words[at]}” {why}"
                yield on.about("lines.parted", what, after[0])


@check(
    "lines.scrap",
    "warning",
    statement="The last line of a paragraph has at least 12 letters and spaces, where that takes no"
    " more than 21 with the word before; no line of a title is one short word. What stands in the"
    " columns of a table, and what is not filled in yet, is left out.",
    rationale="A word alone under a paragraph looks lost, and leaves a gap that reads as its end.",
    source="Chicago Manual of Style, 2.116",
    remedy="Leave out a word before it, or add one.",
)
def no_scrap_stands_alone(on: Examined) -> Iterator[Finding]:
    titles = {heading.passage for heading in on.printed.spoken.headings}
    followed = {id(word): after for word, after in pairwise(on.words)}
    for lines in _paragraphs(on):
        passage, last = lines[0][0].passage, lines[-1]
        after = followed.get(id(last[-1]))
        if len(lines) == 1 or passage is None or (after and _on_one_line(last[-1], after)):
            continue
        if passage in titles:
            alone = (line for line in lines if len(line) == 1 and _is_short(line))
            for line in alone:
                what = f"“{line[0].text}” stands alone on a line of a title"
                yield on.about("lines.scrap", what, line[0])
        elif _is_scrap(lines) and not (passage.breaks_as_written or passage.is_open):
            yield on.about("lines.scrap", f"“{_text(last)}” stands alone on a last line", last[0])


def _text(line: _Line) -> str:
    return " ".join(word.text for word in line)


def _is_short(line: _Line) -> bool:
    return len(_text(line)) < LEAST_TITLE_LINE_LETTERS


def _is_scrap(lines: tuple[_Line, ...]) -> bool:
    """Say whether a last line is too short, and need not be."""
    text, before = _text(lines[-1]), lines[-2][-1].text.rpartition("-")[2]
    could_be_tied = len(f"{before} {text}") <= MOST_TIED_LETTERS
    return len(text) < LEAST_LAST_LINE_LETTERS and could_be_tied


def _paragraphs(on: Examined) -> Iterator[tuple[_Line, ...]]:
    """Give the lines of each piece of wording, with its words; addresses are not wording."""
    for passage, run in groupby(on.settled_words(), key=lambda word: word.passage):
        if passage is not None and not passage.path.startswith(CLINIC):
            yield tuple(_lines_of(tuple(run)))


def _lines_of(words: _Line) -> Iterator[_Line]:
    begin = 0
    for at, (word, after) in enumerate(pairwise(words), 1):
        if not _on_one_line(word, after):
            yield words[begin:at]
            begin = at
    yield words[begin:]


def _on_one_line(word: Word, after: Word) -> bool:
    """Say whether a word begins on the line on which the one before it ends."""
    end, start = word.glyphs[-1], after.glyphs[0]
    apart = abs((start.box.top + start.box.bottom) - (end.box.top + end.box.bottom)) / 2
    level = end.page == start.page and apart < max(end.size_pt, start.size_pt)
    return level and start.box.left >= end.box.left
