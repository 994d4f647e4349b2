"""Which letters of a file say which wording: where both are the same, and where they differ."""

import pytest

from brochure.base.breaks import NO_WIDTH, SOFT_HYPHEN
from brochure.base.geometry import Rect
from brochure.layout.printed import Folio
from brochure.proofs.alignment import (
    Alignment,
    Missing,
    Word,
    align,
    glyphs_after_marks,
    in_folio,
    lay_beside,
    normalize_letters,
    quote,
)
from brochure.reading.reading import Glyph, Reading
from brochure.selection.passage import Passage
from tests.placed import blank_page, examined, letters, word
from tests.tiny import said

BOX = Rect(10, 10, 20, 20)
ONE, TWO = said("one more"), said("two", "two")


def read(text: str, page: int = 1) -> list[Glyph]:
    """Return the letters of a line; white space comes before the first of each word."""
    return [
        letters(sign, BOX, page, after_space=at == 0)
        for part in text.split()
        for at, sign in enumerate(part)
    ]


def told(alignment: Alignment) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    return (
        [one.text for one in alignment.matched],
        [one.words for one in alignment.missing],
        [" ".join(one.text for one in run) for run in alignment.extra],
    )


@pytest.mark.parametrize(
    ("text", "matched", "missing", "extra"),
    [
        ("one more two", ["one", "more", "two"], [], []),
        ("onemoretwo", ["one", "more", "two"], [], []),
        ("one two", ["one", "two"], [("more",)], []),
        ("two", ["two"], [("one", "more")], []),
        ("", [], [("one", "more"), ("two",)], []),
        ("one more of two", ["one", "more", "two"], [], ["of"]),
        ("one more two and all", ["one", "more", "two"], [], ["and all"]),
        ("one mare two", ["one", "two"], [("more",)], ["mare"]),
        ("on e more of two", ["one", "more", "two"], [], ["of"]),
        ("two one more", ["one", "more"], [("two",)], ["two"]),
        ("one more twofold", ["one", "more"], [("two",)], ["twofold"]),
    ],
)
def test_words_are_laid_beside_letters(
    text: str, matched: list[str], missing: list[tuple[str, ...]], extra: list[str]
) -> None:
    assert told(lay_beside((ONE, TWO), read(text))) == (matched, missing, extra)


def test_missing_words_are_told_by_wording() -> None:
    twice = lay_beside((TWO, TWO), [])
    assert [one.words for one in twice.missing] == [("two", "two")]
    assert [one.passage for one in lay_beside((ONE, TWO), []).missing] == [ONE, TWO]


def test_a_word_of_the_file_ends_with_its_page() -> None:
    glyphs = [*read("ab"), *(letters(sign, BOX, 2, after_space=False) for sign in "cd")]
    assert told(lay_beside((), glyphs)) == ([], [], ["ab cd"])


def test_what_stands_elsewhere_is_no_surplus() -> None:
    there, more = (word("two", BOX),), (word("three", BOX),)
    moved = Alignment((), (Missing(TWO, ("two",)),), (there, more))
    assert moved.stands_elsewhere(Missing(TWO, ("two",)))
    assert moved.stands_elsewhere(Missing(TWO, ("hree",)))
    assert not moved.stands_elsewhere(Missing(TWO, ("four",)))
    assert list(moved.surplus()) == [more]
    assert list(moved.surplus([more])) == []


SHY = SOFT_HYPHEN


@pytest.mark.parametrize(
    ("written", "printed", "same", "after"),
    [
        (f"long{SHY}word", "longword", True, {4}),
        (f"long{SHY}word", "long-word", True, {5}),
        (f"long{SHY}word", "lo-ngword", False, set[int]()),
        (f"long{SHY}-word", "long-word", True, {4}),  # its own hyphen
        (f"a{SHY}b{SHY}c", "a-b-c", True, {2, 4}),
        (f"a{NO_WIDTH}b{SHY}c", "abc", True, {1, 2}),
        (f"a{NO_WIDTH}b", "a-b", False, set[int]()),
        ("plain", "plain", True, set[int]()),
    ],
)  # fmt: skip
def test_a_hyphen_may_stand_where_a_mark_lets_a_word_break(
    written: str, printed: str, same: bool, after: set[int]
) -> None:
    passage = Passage("a", said(written).html, normalize_letters(written))
    found = lay_beside((passage,), read(printed))
    assert (found.missing == ()) is same
    if same:
        (whole,) = found.matched
        assert whole.written == written and glyphs_after_marks(whole) == after


def test_letters_are_compared_in_their_common_form() -> None:
    assert normalize_letters("\N{LATIN SMALL LIGATURE FFI} \N{HYPHEN}\N{NON-BREAKING HYPHEN}") == (
        "ffi--"
    )


@pytest.mark.parametrize(
    ("box", "page", "inside"),
    [
        ((9, 9, 21, 21), 2, True),
        ((8.75, 10, 20, 20), 2, False),
        ((10, 10, 20, 21.25), 2, False),
        ((10, 10, 20, 20), 1, False),
    ],
)
def test_a_page_number_is_no_wording(box: tuple[float, ...], page: int, inside: bool) -> None:
    """It may lean out by a point."""
    folio, number = Folio(2, BOX, "2"), letters("2", Rect(*box), page)
    assert in_folio((folio,), number) is inside
    pages = blank_page(), blank_page((number,)) if page == 2 else blank_page()
    if page == 1:
        pages = blank_page((number,)), blank_page()
    printed = examined(folios=(folio,)).printed
    assert told(align(printed, Reading(pages)))[2] == ["2"] * (not inside)


@pytest.mark.parametrize(("count", "shown"), [(8, "a a a a a a a a"), (9, "a a a a a a a a …")])
def test_eight_words_are_quoted(count: int, shown: str) -> None:
    assert quote(("a",) * count) == f"“{shown}”"


def test_the_box_of_a_word_is_that_on_its_first_page() -> None:
    parts = letters("a", BOX, 2), letters("b", Rect(30, 5, 40, 20), 2), letters("c", BOX, 3)
    whole = Word("abc", parts)
    assert (whole.page, whole.box) == (2, Rect(10, 5, 40, 20))
