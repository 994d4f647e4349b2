"""Flesch-Kincaid grade of structured text: a development cross-check, not part of the program.

Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975). Each item
of a list is a sentence. Syllables are counted by vowel groups.
"""

import re
from collections.abc import Iterable

# Names a reader of these documents knows, and words that the vowel rule counts wrong.
_SYLLABLES = {
    "spravato": 4, "careolina": 5, "ketamine": 3, "esketamine": 4, "rems": 1, "fda": 3, "iv": 2,
    "im": 2, "nmda": 4, "ampa": 2, "bdnf": 4, "mtor": 2, "every": 2, "different": 2, "area": 3,
    "areas": 3, "idea": 3, "being": 2, "evidence": 3, "medicine": 3, "medicines": 3, "science": 2,
    "create": 2, "someone": 2, "something": 2, "sometimes": 2, "safety": 2, "bladder": 2,
    "tired": 2,
}  # fmt: skip


def syllables(word: str) -> int:
    """Return the syllables of one word; digits count one each."""
    word = word.lower().replace("’", "")
    if word in _SYLLABLES:
        return _SYLLABLES[word]
    if word.isdigit():
        return len(word)
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouylr]es?$|[aeiouy]les?$|[^aeiouytd]ed$|res?$", word)
    return max(1, groups - bool(silent and groups > 1))


def grade(pieces: Iterable[str]) -> float:
    """Return the grade of pieces of wording; each ends a sentence."""
    sentences = [s for piece in pieces for s in re.split(r"(?<=[.!?:;])\s+", piece) if s.strip()]
    words = [w for s in sentences for w in re.findall(r"[\w’]+", s)]
    if not words:
        return 0.0
    spoken = sum(syllables(w) for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
