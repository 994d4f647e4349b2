"""Pieces of text -> their Flesch-Kincaid grade, by the counting rule of docs/plain-language.md."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from brochure.wording.sentences import split_sentences, words_in
from brochure.wording.word_lists import is_everyday, read_odd_syllables

LETTERS_OF_A_SHORT_FORM = 5  # at most; what is longer in capitals is a word

_RUN = re.compile(r"\d+|[^\W\d_]+(?:['’.][^\W\d_]+)*")
_AFTER_DIGITS = ("st", "nd", "rd", "th", "s")
_ABBREVIATION = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")  # a.m, U.S, Ph.D
_CAPITALS = re.compile(r"([A-Z]{2,})(?:'?s)?")
_CONTRACTION = re.compile(r"(.+?)(n't|'(?:ll|ve|re|s|d|m))")
_SIBILANT = re.compile(r"(?:[sxz]|[cs]h|[csgz]e)$")
_VOWEL = re.compile(r"[aeiouy]$")

# Groups of vowels are syllables, but for these letters e, which are not heard …
_GROUP = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouylr][lr])e$"  # made; not table, centre
    r"|(?<=[^aeiouycgsxz])(?<![^aeiouylr][lr])(?<![cs]h)es$"  # makes; not places, washes
    r"|(?<=[^aeiouytd])(?<![^aeiouylr][lr])ed$"  # helped; not needed, handled
    r"|(?<=[^aeiouy])(?<![^aeiouylr][lr])e(?=(?:ly|ments?|ful|fully|less|ness)$)"  # safely
    r"|(?<=som)e(?=[bdhptw])|(?<=ev)e(?=ry)|(?<=[hl]om)e(?=.)(?!.$)(?!.e)"  # something, every
)
# … and for these, where two vowels that stand together are heard apart.
_PARTED = re.compile(
    r"(?<![tcsgxz])(?<!l[ln])(?<![nl]l)(?<!.n)i(?=[ao](?!u))"  # diary, period; not nation
    r"|(?<![tcsgxz])i(?=ous)|(?<![qgb])u(?=[ao](?!y))"  # various, usual; not cautious, quality
    r"|(?<!p)e(?=o(?!u))|i(?=u)|i(?=et)|(?<![tc])i(?=en(?:t|ce))"  # video, medium, quiet, client
    r"|(?<!q)[aeiouy](?=ing)|(?<=[^aeiouds])i(?=er$|est$)"  # being, easier
    r"|(?<=cr)e(?=at)|i(?=sms?$)|(?<=[aeou])y(?=[aeio])(?!ed$|es$|e$)"  # create, prism, player
)


@dataclass(frozen=True)
class ReadingLevel:
    """How much some pieces of text hold, and the US school grade that reads them with ease."""

    words: int
    sentences: int
    syllables: int
    grade: float


def measure_level(pieces: Iterable[str]) -> ReadingLevel:
    """Return the reading level of pieces of text, each of which ends a sentence.

    Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others 1975);
    0 where there is no word.
    """
    sentences = [words_in(s) for piece in pieces for s in split_sentences(piece)]
    words = sum(len(s) for s in sentences)
    spoken = sum(count_syllables(word) for s in sentences for word in s)
    grade = 0.39 * words / len(sentences) + 11.8 * spoken / words - 15.59 if words else 0.0
    return ReadingLevel(words, len(sentences), spoken, grade)


@lru_cache(maxsize=50_000)
def count_syllables(word: str) -> int:
    """Return the syllables of one word as it is read aloud; at least one.

    Digits are read one by one, short forms in capitals letter by letter.
    """
    plain = unicodedata.normalize("NFD", word.replace("’", "'"))
    runs = _RUN.findall("".join(c for c in plain if not unicodedata.combining(c)))
    spoken = 0
    for before, run in zip(("", *runs), runs, strict=False):
        if before.isdigit() and run in _AFTER_DIGITS:
            continue
        spoken += len(run) if run.isdigit() else _count_run(run)
    return max(1, spoken)


def _count_run(run: str) -> int:
    """Return the syllables of letters, apostrophes and full stops that belong together."""
    small = run.lower()
    if small in read_odd_syllables():
        return read_odd_syllables()[small]
    if _ABBREVIATION.fullmatch(run):
        return _name_letters(small.replace(".", ""))
    capitals = _CAPITALS.fullmatch(run)
    if capitals and len(capitals[1]) <= LETTERS_OF_A_SHORT_FORM and not is_everyday(run):
        known = read_odd_syllables().get(capitals[1].lower())
        return known or _name_letters(capitals[1].lower())
    return sum(_count_letters(part) for part in small.split("."))


def _name_letters(letters: str) -> int:
    """Return the syllables of letters that are named one by one: one each, W three."""
    return len(letters) + 2 * letters.count("w")


def _count_letters(word: str) -> int:
    """Return the syllables of a word in small letters: by the list, else by the rule."""
    known = read_odd_syllables().get(word)
    if known:
        return known
    contraction = _CONTRACTION.fullmatch(word)
    if contraction:
        base, ending = contraction[1], contraction[2]
        heard = _SIBILANT.search(base) if ending == "'s" else not _VOWEL.search(base)
        return _count_letters(base) + (bool(heard) and ending != "'m")
    if word == "w":
        return 3
    return count_by_rule(word.replace("'", ""))


def count_by_rule(word: str) -> int:
    """Return the syllables of a word in small letters by the rule of vowels alone."""
    groups = len(_GROUP.findall(word))
    return max(1, groups - len(_SILENT.findall(word)) + len(_PARTED.findall(word)))
