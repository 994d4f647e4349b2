"""No word is lost: every word an edition says is in its finished file, in order, and once."""

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from brochure.base.breaks import is_address, say_how_to_break
from brochure.base.check import check
from brochure.base.finding import Finding, pluralize
from brochure.base.geometry import Rect
from brochure.base.tolerances import (
    COLUMN_RISE_SHARE_OF_TYPE,
    LEAST_TEAR_SHARE_OF_TYPE,
    MOST_CHANCE_LETTERS,
    WORD_SPACE_SHARE_OF_TYPE,
)
from brochure.proofs.alignment import (
    Missing,
    Word,
    glyphs_after_marks,
    letters_of,
    normalize_letters,
    quote,
)
from brochure.proofs.examined import Examined
from brochure.reading.reading import Glyph

# A line may end after or before these inside a word.
_MAY_BREAK = set("-–—/→")


@check(
    "words.there",
    "error",
    statement="Every word stands in the file, in reading order, as often as the edition places it,"
    " and no other.",
    rationale="The engine drops text that does not fit and exits with success, and a template can"
    " leave a field out. The file is compared with the selection, which no template has touched.",
    source="ours",
    remedy="Print each part of a block once, in the order of content, in the template; cut words"
    " where a panel is too full.",
    finds=("words.missing", "words.order", "words.twice", "words.extra"),
)
def every_word_is_there(on: Examined) -> tuple[Finding, ...]:
    full = on.full_panels()
    lost = tuple(
        _report_missing(on, m) for m in on.alignment.missing if m.passage.panel not in full
    )
    return (*lost, *_find_dropped(on), *_report_surplus(on))


def _find_dropped(on: Examined) -> Iterator[Finding]:
    """Give one finding for each panel that holds too much and lost words by it."""
    for panel in sorted(on.full_panels()):
        lost = tuple(m for m in on.alignment.missing if m.passage.panel == panel)
        words = tuple(word for m in lost for word in m.words)
        if words:
            what = f"{pluralize(len(words), 'word')} fell off the page: {quote(words)}"
            remedy = "Cut as many words as the panel has too many."
            passage = lost[0].passage
            yield on.printed.finding("words.missing", what, remedy, 0, passage.path, panel)


def _report_missing(on: Examined, missing: Missing) -> Finding:
    passage, count = missing.passage, len(missing.words)
    if on.alignment.stands_elsewhere(missing):
        what = f"{quote(missing.words)} stands in the wrong place"
        remedy = "Print the parts of a block in the order that content.yaml gives them."
        return on.printed.finding("words.order", what, remedy, 0, passage.path, passage.panel)
    noun = "word is" if count == 1 else "words are"
    what = f"{count} {noun} missing from the page: {quote(missing.words)}"
    remedy = (
        f"Print it where the template prints the rest of {passage.panel}, which is not too full, or"
        " undo what hides it in the stylesheet."
    )
    return on.printed.finding("words.missing", what, remedy, 0, passage.path, passage.panel)


def _report_surplus(on: Examined) -> Iterator[Finding]:
    """Report words that the file says too often, or that nobody selected."""
    for run in on.alignment.surplus():
        text, words, page = letters_of(run), tuple(w.text for w in run), run[0].page
        box = Rect.enclose(g.box for w in run for g in w.glyphs if g.page == page)
        passages = on.printed.passages
        known = len(text) > MOST_CHANCE_LETTERS
        again = next((s for s in passages if known and text in normalize_letters(s.text)), None)
        if again:
            what = f"{quote(words)} is printed once too often"
            remedy = "Print each part of a block once in the template."
            yield on.printed.finding(
                "words.twice", what, remedy, page, again.path, again.panel, box=box
            )
        else:
            what = f"{quote(words)} is printed but stands nowhere in this edition's content"
            remedy = "Move the words from the template or stylesheet to content.yaml."
            yield on.printed.finding("words.extra", what, remedy, page, box=box)


@check(
    "words.apart",
    "error",
    statement="White space or a new line stands between words, and none inside one.",
    rationale="The clinic's web page ran words together where line breaks had been"
    " (“blockadeglutamate surge”); a screen reader reads them as one.",
    source="ours",
    remedy="Put a space between the parts in the template; write a hyphen where a word may break.",
    finds=("words.run-together", "words.torn"),
)
def words_stand_apart(on: Examined) -> tuple[Finding, ...]:
    return (*_find_run_together(on), *_find_torn(on))


def _find_run_together(on: Examined) -> Iterator[Finding]:
    for before, word in pairwise(on.settled_words()):
        last, first = before.glyphs[-1], word.glyphs[0]
        gap = inf if first.after_space else _gap(last, first)
        if gap < WORD_SPACE_SHARE_OF_TYPE * min(last.size_pt, first.size_pt):
            what = f"“{before.text}” and “{word.text}” run together"
            remedy = "Put a space between the two parts in the template."
            yield on.about("words.run-together", what, word, remedy)


def _gap(before: Glyph, after: Glyph) -> float:
    """Return the white space between two letters in points; a new line, column or page is endless.

    A column begins right of where the one before ends, and higher than any raised mark stands.

    Between places of the pen: the white that a 1 or a full stop has on its sides is no word space.
    """
    goes_on = before.page == after.page and before.pen[0] <= after.pen[0]
    higher = after.box.bottom < before.box.top - COLUMN_RISE_SHARE_OF_TYPE * before.size_pt
    return after.pen[0] - before.pen[1] if goes_on and not higher else inf


def _find_torn(on: Examined) -> Iterator[Finding]:
    for word in on.settled_words():
        for at, (before, after) in enumerate(pairwise(word.glyphs), 1):
            gap = _gap(before, after)
            if gap < inf and gap > _least_tear(after) * after.size_pt:
                remedy = "Take the space out of the word in the template."
                yield on.about("words.torn", f"“{word.text}” is torn apart", word, remedy)
                break
            if gap == inf and after.after_space and not _may_break(word, at):
                remedy = f"Shorten it, or {say_how_to_break(word.text)}."
                what = f"“{word.text}” breaks at a line's end"
                yield on.about("words.torn", what, word, remedy)
                break


def _may_break(word: Word, at: int) -> bool:
    """Say whether a line may end in a word before one of its letters: at a mark, or by a sign."""
    beside = (word.glyphs[at - 1].text, word.glyphs[at].text)
    if is_address(word.text) and not all(map(str.isalnum, beside)):
        return True
    return not _MAY_BREAK.isdisjoint(beside) or at in glyphs_after_marks(word)


def _least_tear(after: Glyph) -> float:
    """Return the least white that tears a word: less does so where a copy of it has a space."""
    return LEAST_TEAR_SHARE_OF_TYPE if after.after_space else WORD_SPACE_SHARE_OF_TYPE
