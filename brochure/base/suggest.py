"""Did you mean? The nearest of known names for one that is not known."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from unicodedata import combining, normalize

_COMPARED = 300
_BEGINNING = 4  # so many letters that only one name begins with stand for it
CLOSE = 0.7  # of a ratio of 1: one letter in four may be wrong; with less, guesses are wild


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest of the `known` words, or an empty string."""
    near = nearest_word(word, known)
    return f"; did you mean '{near}'?" if near else ""


def nearest_word(word: str, known: Iterable[str], close: float = CLOSE) -> str:
    """Return the nearest of `known`, or an empty string.

    Case, accents, hyphens and spaces do not count. `close` is how near it must be, up to 1.
    """
    return _search(word, tuple(known), close)


@lru_cache(maxsize=256)
def _search(word: str, known: tuple[str, ...], close: float) -> str:
    """Compare with every name, or among very many with those that begin alike: it takes long."""
    sought = _fold(word)[:64]
    folded = {_fold(name): name for name in known}
    if len(folded) > _COMPARED:
        alike = (name for name in folded if name[:3] == sought[:3])
        folded = {name: folded[name] for name in islice(alike, _COMPARED)}
    if sought in folded:  # as good as it gets, and found at once
        return folded[sought]
    longer = [name for name in folded if len(sought) >= _BEGINNING and name.startswith(sought)]
    if len(longer) == 1:
        return folded[longer[0]]
    near = get_close_matches(sought, folded, n=1, cutoff=close)
    return folded[near[0]] if near else ""


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    plain = "".join(sign for sign in normalize("NFKD", word) if not combining(sign))
    return re.sub(r"[\s_-]+", "_", plain.strip().casefold())
