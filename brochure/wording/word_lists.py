"""The word lists that ship -> which words are everyday, and how many syllables odd ones have.

``lists/`` holds them, each with its source, licence and date above its words; ``python -m
docs.word_lists`` renews them.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LISTS = Path(__file__).with_name("lists")
EVERYDAY, SYLLABLES, TERMS = "everyday.txt", "syllables.txt", "terms.txt"
_LETTERS_OF_A_STEM = 2
_NUMBER = re.compile(r"\d[\d.,:]*(?:st|nd|rd|th|s)?")
_HYPHENS = re.compile(r"[-‐‑]")
# An ending, and what stood there before it. The list has each word in one form, like a dictionary.
_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe")),
    *(("ed", ""), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("r", ""), ("ier", "y"), ("est", ""), ("st", ""), ("iest", "y")),
)
_DOUBLED = re.compile(r"(.*([b-df-hj-np-tvz])\2)(?:ed|ing|er|est)")


def is_everyday(word: str, more: Collection[str] = ()) -> bool:
    """Tell whether a word is on the list of everyday words, or among `more` of a document's own.

    Plurals, possessives and regular forms in -ed, -ing, -er and -est count like the word itself
    (Dale and Chall 1948), a number like a word, a hyphenated word like its parts. `more` is in
    small letters.
    """
    small = word.lower().replace("’", "'").rstrip(".")
    known = read_everyday()
    if any(form in known or form in more for form in _forms_of(small)):
        return True
    parts = _HYPHENS.split(small)
    if len(parts) > 1:
        return all(is_everyday(part, more) for part in parts if part)
    return bool(_NUMBER.fullmatch(small))


@cache
def read_everyday() -> frozenset[str]:
    """Return the everyday words, in small letters and without the full stop of “Mr.”."""
    return frozenset(line.rstrip(".") for line in _read_lines(EVERYDAY))


@cache
def read_odd_syllables() -> Mapping[str, int]:
    """Return the syllables of words that the rule counts wrong, and of terms and short forms."""
    pairs = (line.split() for name in (SYLLABLES, TERMS) for line in _read_lines(name))
    return MappingProxyType({word: int(count) for word, count in pairs})


def _read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without its head and its empty ones."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _forms_of(word: str) -> Iterator[str]:
    """Give a word as it stands, then each that it may be a form of."""
    yield word
    word = word.removesuffix("'s").removesuffix("'")
    yield word
    for ending, before in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LETTERS_OF_A_STEM:
            yield stem + before
    doubled = _DOUBLED.fullmatch(word)
    if doubled:
        yield doubled[1][:-1]
