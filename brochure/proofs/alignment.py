"""Which letters of a finished file say which wording: selection and reading, laid side by side."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from brochure.base.breaks import NO_WIDTH, SOFT_HYPHEN, without_breaks
from brochure.base.geometry import Rect
from brochure.base.tolerances import AREA_SLACK_PT
from brochure.layout.printed import Folio, Printed, RepeatedHeads
from brochure.reading.reading import Glyph, Reading
from brochure.selection.passage import Passage

# Signs that files and content may write differently for the same letters.
_SAME = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{LATIN SMALL LIGATURE FF}": "ff",
    "\N{LATIN SMALL LIGATURE FI}": "fi",
    "\N{LATIN SMALL LIGATURE FL}": "fl",
    "\N{LATIN SMALL LIGATURE FFI}": "ffi",
    "\N{LATIN SMALL LIGATURE FFL}": "ffl",
}

# Texts whose letters are kept: the same letters and words stand on every page.
_REMEMBERED = 8192


@dataclass(frozen=True)
class Word:
    """A printed word; `passage` is None where nothing says it. It may cross to a new page.

    `written` has the marks where it may break; where one prints a hyphen, that is a letter of it.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    passage: Passage | None = None
    written: str = ""

    @property
    def page(self) -> int:
        """The page where the word begins, counted from 1."""
        return self.glyphs[0].page

    @property
    def box(self) -> Rect:
        """Where it stands on the page where it begins."""
        return Rect.enclose(glyph.box for glyph in self.glyphs if glyph.page == self.page)


@dataclass(frozen=True)
class Missing:
    """Words of one piece of wording that the file does not say where it should."""

    passage: Passage
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        """Its words as one run of letters, as they are compared."""
        return normalize_letters("".join(self.words))


Run = tuple[Word, ...]


@dataclass(frozen=True)
class Alignment:
    """`matched` words are said and printed; others are `missing` from the file, or `extra`."""

    matched: tuple[Word, ...]
    missing: tuple[Missing, ...]
    extra: tuple[Run, ...]

    def stands_elsewhere(self, missing: Missing) -> bool:
        """Say whether missing words are not lost, but in the wrong place."""
        return any(missing.letters in letters_of(run) for run in self.extra)

    def surplus(self, reported: Iterable[Run] = ()) -> Iterator[Run]:
        """Give the extra words that are missing nowhere else; none that hold what is `reported`."""
        known = {missing.letters for missing in self.missing} | {
            letters_of(run) for run in reported
        }
        return (run for run in self.extra if not any(k in letters_of(run) for k in known))


def letters_of(run: Run) -> str:
    """Return the letters of words in their common form, without white space."""
    return normalize_letters("".join(word.text for word in run))


@lru_cache(maxsize=_REMEMBERED)
def normalize_letters(text: str) -> str:
    """Return `text` without white space and marks, each sign in its common form."""
    return "".join(_SAME.get(c, c) for c in without_breaks(text) if not c.isspace())


def align(printed: Printed, reading: Reading) -> Alignment:
    """Match every word that the edition says with the letters of the finished file."""
    words = (
        glyph
        for number, page in enumerate(reading.pages, 1)
        for folios in (tuple(f for f in printed.folios if f.page == number),)
        for heads in (tuple(h for h in printed.repeated if h.page == number),)
        for glyph in page.glyphs
        if not (in_folio(folios, glyph) or in_folio(heads, glyph))
    )
    return lay_beside(printed.passages, words)


def lay_beside(pieces: Iterable[Passage], glyphs: Iterable[Glyph]) -> Alignment:
    """Match every word of wording with letters, both in the order given.

    Compares letters without white space, so that line breaks and raised marks do not matter; only
    where they differ are words compared one by one.
    """
    found = [glyph for glyph in glyphs if normalize_letters(glyph.text)]
    placed = [(piece, word) for piece in pieces for word in piece.written]
    whole = _consume(placed, found)
    if whole is not None:
        return Alignment(whole, (), ())
    return _by_words(placed, list(_words(found)))


def in_folio(folios: Iterable[Folio | RepeatedHeads], glyph: Glyph) -> bool:
    """Say whether a letter stands in one of these page numbers, or repeated heads."""
    return any(f.rect.holds(glyph.box, slack=AREA_SLACK_PT) for f in folios if f.page == glyph.page)


def _consume(placed: list[tuple[Passage, str]], found: list[Glyph]) -> tuple[Word, ...] | None:
    """Give each said word the letters that follow; None where the streams are not the same."""
    at, words = 0, list[Word]()
    for piece, word in placed:
        end = _end_of(word, found, at)
        if end < 0:
            return None
        if end > at:
            words.append(Word(without_breaks(word), tuple(found[at:end]), piece, word))
        at = end
    return tuple(words) if at == len(found) else None


def _end_of(word: str, found: list[Glyph], at: int) -> int:
    """Return the index after the letters of a word, -1 if other ones follow.

    Where it has a soft hyphen, a hyphen may be printed.
    """
    wanted, got = normalize_letters(word), ""
    soft = _places_of(SOFT_HYPHEN, word)
    while len(got) < len(wanted) and at < len(found):
        if not _is_soft(found[at], wanted, len(got), soft):
            got += normalize_letters(found[at].text)
        at += 1
    return at if got == wanted else -1


def _is_soft(glyph: Glyph, wanted: str, at: int, soft: Collection[int]) -> bool:
    """Say whether a letter is the hyphen of a soft hyphen that stands before letter `at`."""
    return at in soft and normalize_letters(glyph.text) == "-" != wanted[at]


def _places_of(mark: str, word: str) -> frozenset[int]:
    """Return before which letters of a word a mark stands."""
    before, places = "", set[int]()
    for part in word.split(mark)[:-1]:
        before += part
        places.add(len(normalize_letters(before)))
    return frozenset(places)


def glyphs_after_marks(word: Word) -> frozenset[int]:
    """Return the indices of those letters of a word before which a mark lets it break."""
    wanted, at, found = normalize_letters(word.written), 0, set[int]()
    soft = _places_of(SOFT_HYPHEN, word.written)
    marked = soft | _places_of(NO_WIDTH, word.written)
    for index, glyph in enumerate(word.glyphs):
        if at < len(wanted) and _is_soft(glyph, wanted, at, soft):
            continue
        if at in marked:
            found.add(index)
        at += len(normalize_letters(glyph.text))
    return frozenset(found)


def _words(found: list[Glyph]) -> Iterator[Word]:
    """Give the words of the file as its white space divides them."""
    run: list[Glyph] = []
    for glyph in found:
        if run and (glyph.after_space or glyph.page != run[-1].page):
            yield Word("".join(g.text for g in run), tuple(run))
            run = []
        run.append(glyph)
    if run:
        yield Word("".join(g.text for g in run), tuple(run))


def _by_words(placed: list[tuple[Passage, str]], found: list[Word]) -> Alignment:
    wanted = [normalize_letters(word) for _, word in placed]
    there = [normalize_letters(word.text) for word in found]
    matched: list[Word] = []
    missing: list[tuple[Passage, str]] = []
    extra: list[Run] = []
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        letters_found = [g for w in found[c:d] for g in w.glyphs]
        same = _consume(placed[a:b], letters_found)
        if same is not None:
            matched.extend(same)
        else:
            missing.extend(placed[a:b])
            if d > c:
                extra.append(tuple(found[c:d]))
    return Alignment(tuple(matched), tuple(_group(missing)), tuple(extra))


def _group(missing: list[tuple[Passage, str]]) -> Iterator[Missing]:
    """Put the missing words of one piece of wording together."""
    start = 0
    for i in range(1, len(missing) + 1):
        if i == len(missing) or missing[i][0] is not missing[start][0]:
            lost = tuple(without_breaks(w) for _, w in missing[start:i])
            yield Missing(missing[start][0], lost)
            start = i


def quote(words: tuple[str, ...]) -> str:
    """Return the first eight words in quotation marks."""
    beginning = " ".join(words[:8])
    return f"“{beginning}{' …' if len(words) > 8 else ''}”"
