"""Words -> stems, so that “drive”, “drives” and “driving” are one word, in English alone."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "er", "ed", "es", "s", "d")
_LEAST = 3  # letters that a stem keeps
_FUNCTION_WORDS = {
    *("a", "an", "and", "are", "as", "at", "be", "by", "do", "for", "from", "if", "in", "is", "it"),
    *("its", "no", "not", "of", "on", "or", "our", "so", "that", "the", "their", "this", "to"),
    *("now", "ever", "until", "us", "we", "when", "with", "you", "your", "after", "before"),
}


@lru_cache(maxsize=10_000)
def stem_of(word: str) -> str:
    """Return a word in small letters without its ending; one too short to have one as it is."""
    word = word.casefold()
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _LEAST), "")
    if ending in ("s", "d") and word.endswith(("ss", "us", "is", "nd", "ld", "rd", "eed")):
        ending = ""
    stem = word.removesuffix(ending)
    if ending and len(stem) > _LEAST and stem[-1] == stem[-2] and stem[-1] not in "aeiouls":
        stem = stem[:-1]
    return stem[:-1] if stem.endswith("e") and len(stem) > _LEAST else stem


def stems_in(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, in order."""
    return tuple(stem for stem, _, _ in place_stems(text))


@lru_cache(maxsize=10_000)
def stem_set(text: str) -> frozenset[str]:
    """Return the stems of all words of a text, each once."""
    return frozenset(stems_in(text))


@lru_cache(maxsize=10_000)  # each fact looks for its words in each sentence
def place_stems(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the stem of each word of a text, and where the word stands."""
    return tuple((stem_of(w[0]), w.start(), w.end()) for w in _WORD.finditer(text))


def telling_stems(text: str) -> tuple[str, ...]:
    """Return the stems of a phrase without words such as “the” and “after” at its ends."""
    words = _WORD.findall(text)
    while words and words[0].casefold() in _FUNCTION_WORDS:
        words.pop(0)
    while words and words[-1].casefold() in _FUNCTION_WORDS:
        words.pop()
    return tuple(stem_of(word) for word in words)


def find_phrase(phrase: tuple[str, ...], text: str) -> tuple[int, int] | None:
    """Return where the words of a phrase, given by their stems, stand one after the other."""
    if not phrase or not stem_set(text).issuperset(phrase):
        return None
    placed = place_stems(text)
    for at in range(len(placed) - len(phrase) + 1):
        window = placed[at : at + len(phrase)]
        if tuple(stem for stem, _, _ in window) == phrase:
            return window[0][1], window[-1][2]
    return None
