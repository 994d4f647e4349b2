"""No word is lost: every word an edition says is in its finished file, in order, seen, and once."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from math import inf

from brochure.finding import Finding, counted
from brochure.printed import Printed, Rect
from brochure.proofs.alignment import Alignment, Missing, Word, align, folio_words, letters
from brochure.reading import Glyph, Reading

_SLACK_PT = 0.6
# The least white space that reads as a word space, as a share of the type size.
_WORD_SPACE = 0.15
# A line may end after or before these inside a word.
_MAY_BREAK = set("-–—/→")


def every_word_is_there(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """Every word stands in the file, in reading order, as often as the edition places it.

    Rationale: the engine drops text that does not fit and exits with success, and a template can
    leave a field out. The file is compared with the selection, which no template has touched.
    """
    found = align(printed, reading)
    extra = [letters("".join(w.text for w in run)) for run in found.extra]
    lost = tuple(_lost(printed, missing, extra) for missing in found.missing)
    folios = tuple(
        _finding(printed, "words.folio", f"the page number of page {f.page} is wrong", "", f.page)
        for f in printed.folios
        if folio_words(printed, reading, f) != letters(f.text)
    )
    return (*lost, *_more(printed, found), *folios)


def _lost(printed: Printed, missing: Missing, extra: list[str]) -> Finding:
    moved = letters("".join(missing.words))
    count = len(missing.words)
    if any(moved in run for run in extra):
        what = f"{_quoted(missing.words)} stands in the wrong place"
        remedy = "Print the parts of a block in the order that content.yaml gives them."
        return _finding(printed, "words.order", what, remedy, 0, missing)
    noun = "word is" if count == 1 else "words are"
    what = f"{count} {noun} missing from the page: {_quoted(missing.words)}"
    remedy = (
        f"Cut {counted(count, 'word')} from {missing.said.panel}, or print them in the template."
    )
    return _finding(printed, "words.missing", what, remedy, 0, missing)


def _more(printed: Printed, found: Alignment) -> Iterator[Finding]:
    """Report words that the file says too often, or that nobody selected."""
    lost = [letters("".join(m.words)) for m in found.missing]
    for run in found.extra:
        text = letters("".join(w.text for w in run))
        if any(moved in text for moved in lost):
            continue
        words = tuple(w.text for w in run)
        again = next((s for s in printed.said if text in letters(s.text) and len(text) > 3), None)
        if again:
            what = f"{_quoted(words)} is printed once too often"
            missing = Missing(again, words)
            remedy = "Print each part of a block once in the template."
            yield _finding(printed, "words.twice", what, remedy, run[0].page, missing)
        else:
            what = f"{_quoted(words)} is printed but stands nowhere in this edition's content"
            remedy = "Move the words from the template or stylesheet to content.yaml."
            yield _finding(printed, "words.extra", what, remedy, run[0].page)


def words_stand_apart(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """White space or a new line stands between words, and none inside one.

    Rationale: the clinic's web page ran words together where line breaks had been
    ("blockadeglutamate surge"); a screen reader reads them as one.
    """
    matched = align(printed, reading).matched
    return (*_together(printed, matched), *_torn(printed, matched))


def _together(printed: Printed, matched: tuple[Word, ...]) -> Iterator[Finding]:
    for before, word in pairwise(matched):
        first = word.glyphs[0]
        gap = inf if first.after_space else _gap(before.glyphs[-1], first)
        if gap < _WORD_SPACE * first.size_pt:
            what = f"“{before.text}” and “{word.text}” run together"
            remedy = "Put a space between the two parts in the template."
            missing = Missing(word.said, (word.text,)) if word.said else None
            yield _finding(printed, "words.run-together", what, remedy, word.page, missing)


def _gap(before: Glyph, after: Glyph) -> float:
    """Return the white space between two letters in points; a new line or page is endless."""
    goes_on = before.page == after.page and before.box.left <= after.box.left
    return after.box.left - before.box.right if goes_on else inf


def _torn(printed: Printed, matched: tuple[Word, ...]) -> Iterator[Finding]:
    for word in matched:
        for before, after in pairwise(word.glyphs):
            gap = _gap(before, after)
            torn = after.after_space and gap > _WORD_SPACE * after.size_pt
            if torn and not (gap == inf and {before.text, after.text} & _MAY_BREAK):
                what = f"“{word.text}” is torn apart"
                missing = Missing(word.said, (word.text,)) if word.said else None
                remedy = "Take the space out of the word in the template."
                yield _finding(printed, "words.torn", what, remedy, word.page, missing)
                break


def every_word_is_visible(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """Every letter shows as ink that differs from what lies behind it, whole and uncovered.

    Rationale: white text, text under a plate and text cut by its box are all still extracted
    whole by every PDF library. Drawn with and without text, the page tells (`brochure.reading`).
    """
    hidden = (
        word
        for word in align(printed, reading).matched
        if not all(reading.shows(glyph) for glyph in word.glyphs)
    )
    return tuple(_grouped(printed, hidden, "words.hidden", "cannot be seen", _SHOW))


_SHOW = "Give the text a colour that differs from its ground, and room, so that nothing covers it."


def words_stay_in_their_panel(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """Every letter stands inside its page and inside the panel that content places it in.

    Rationale: text that runs over a fold or the trim is cut or hidden once the sheet is folded.
    Text below the foot of a panel that holds too much is left to `text_fits_its_panel`.
    """
    rooms = {(p.name, p.page): p for p in printed.panels}
    names = {p.name for p in printed.panels}

    def inside(glyph: Glyph, panel: str) -> bool:
        page = reading.pages[glyph.page - 1]
        whole = Rect(0, 0, page.width_pt, page.height_pt)
        if panel not in names:
            return whole.holds(glyph.box, _SLACK_PT)
        room = rooms.get((panel, glyph.page))
        if room is None:
            return False
        bottom = whole.bottom if room.over_pt else room.rect.bottom
        held = Rect(room.rect.left, room.rect.top, room.rect.right, bottom)
        return held.holds(glyph.box, _SLACK_PT) and whole.holds(glyph.box, _SLACK_PT)

    outside = (
        word
        for word in align(printed, reading).matched
        if not all(inside(g, word.said.panel if word.said else "") for g in word.glyphs)
    )
    what = "stands outside its panel"
    return tuple(_grouped(printed, outside, "words.outside", what, "Cut words from this panel."))


def _grouped(
    printed: Printed, words: Iterator[Word], id: str, what: str, remedy: str
) -> Iterator[Finding]:
    """Give one finding for each piece of wording, naming its first words."""
    for said, group in groupby(words, key=lambda word: word.said):
        run = tuple(group)
        texts = tuple(w.text for w in run)
        missing = Missing(said, texts) if said else None
        yield _finding(printed, id, f"{_quoted(texts)} {what}", remedy, run[0].page, missing)


def _quoted(words: tuple[str, ...]) -> str:
    shown = " ".join(words[:8])
    return f"“{shown}{' …' if len(words) > 8 else ''}”"


def _finding(
    printed: Printed, id: str, what: str, remedy: str, page: int, about: Missing | None = None
) -> Finding:
    path, panel = (about.said.path, about.said.panel) if about else ("", "")
    return printed.finding(id, what, remedy, page, path, panel)
