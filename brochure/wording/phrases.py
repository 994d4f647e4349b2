"""Phrases of a rule file -> what finds them in wording: whole words, whatever their case."""

import re
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_NOTHING = re.compile(r"(?!)")


def fold_text(text: str) -> str:
    """Return wording as phrases are compared with it: straight apostrophes, letters one for one."""
    return text.translate(_APOSTROPHES).replace("\N{NO-BREAK SPACE}", " ")


@lru_cache(maxsize=2_000)
def compile_phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these phrases as whole words; a word ending in ``*`` has any end.

    The longest is found where several begin. Of no phrases nothing is found.
    """
    if not phrases:
        return _NOTHING
    ranked = sorted((fold_text(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, ranked))})(?!\w)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    words = (re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return r"\s+".join(words)


@lru_cache(maxsize=50_000)  # several documents say the same, and so does the next save
def find_phrases(phrases: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return each place of `text` in which one of these stands, as it is written there."""
    found = compile_phrases(phrases).finditer(fold_text(text))
    return tuple(text[match.start() : match.end()] for match in found)


def find_spans(phrases: tuple[str, ...], text: str) -> tuple[tuple[int, int], ...]:
    """Return where each of these begins and ends in `text`."""
    return tuple(match.span() for match in compile_phrases(phrases).finditer(fold_text(text)))


@lru_cache(maxsize=50_000)
def has_phrase(phrases: tuple[str, ...], text: str) -> bool:
    """Say whether one of these stands in `text`."""
    return bool(compile_phrases(phrases).search(fold_text(text)))


def name_missing(topics: Iterable[tuple[str, tuple[str, ...]]], text: str) -> tuple[str, ...]:
    """Return the names of those topics of which no phrase stands in `text`."""
    return tuple(name for name, phrases in topics if not has_phrase(phrases, text))
