"""The status of a document and the words that say it: the program's alone, never content's.

No label and no sentence of content takes part in it, so that nobody can type an approval. Every
edition keeps a box of fixed size for it: a document that is approved differs from its draft in
these words and in no other letter.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from brochure.base.dates import day_in_words

StatusKind = Literal["draft", "sample", "approved", "withdrawn"]
LONGEST_APPROVAL = 60  # characters: two lines of the box, in each edition's smallest type
_FALLBACK = "en"
# By language; others get the English words, dates included.
_WORDS: dict[str, dict[StatusKind, str]] = {
    "en": {
        "draft": "Draft, not approved",
        "sample": "SAMPLE, not for patients",
        "approved": "Approved by {name}, {role}, {date}",
        "withdrawn": "Withdrawn",
    },
    "de": {
        "draft": "Entwurf, nicht freigegeben",
        "sample": "MUSTER, nicht für Patienten",
        "approved": "Freigabe: {name}, {role}, {date}",
        "withdrawn": "Zurückgezogen",
    },
}


@dataclass(frozen=True)
class Status:
    """Whether a document may be handed out; if approved, by whom and on which day (``2026-11-28``).

    Raises ValueError for an approval that does not say who, as what and when, or whose words are
    longer than the box that every edition keeps for them.
    """

    kind: StatusKind
    name: str = ""
    role: str = ""
    approved_on: str = ""

    def __post_init__(self) -> None:
        who = (self.name, self.role, self.approved_on)
        if self.kind != "approved":
            if any(who):
                raise ValueError(f"a document that is {self.kind} names nobody who approved it")
            return
        if not all(part.strip() == part and part.isprintable() and part for part in who):
            raise ValueError("an approval names who, as what, and on which day, each in one line")
        for language in _WORDS:
            words = self.words(language)
            if len(words) > LONGEST_APPROVAL:
                raise ValueError(
                    f'"{words}" has {len(words)} characters; documents have room for'
                    f" {LONGEST_APPROVAL} | Shorten the name or the role."
                )

    def words(self, language: str) -> str:
        """Return how a document in `language` says its status."""
        words = _WORDS.get(_primary(language), _WORDS[_FALLBACK])[self.kind]
        if self.kind != "approved":
            return words
        return words.format(name=self.name, role=self.role, date=self.day(language))

    def day(self, language: str) -> str:
        """Return the day of the approval in words, nothing where there is none."""
        if not self.approved_on:
            return ""
        own = language if _primary(language) in _WORDS else _FALLBACK
        return day_in_words(self.approved_on, own)


# What drafts are called and begin with where they leave the house for colleagues to read.
DRAFT_MARK = "DRAFT"
DRAFT, SAMPLE, WITHDRAWN = Status("draft"), Status("sample"), Status("withdrawn")


def ending_of_ticket(kind: StatusKind) -> str:
    """Return how the name of a job ticket ends: only what is approved is ordered without DRAFT."""
    return "-ticket" if kind == "approved" else f"-{DRAFT_MARK}-ticket"


def stem_of_document(stem: str) -> str:
    """Return the stem of the document whose job ticket, or which itself, has this stem."""
    return stem.removesuffix("-ticket").removesuffix(f"-{DRAFT_MARK}")


def _primary(language: str) -> str:
    """Return the language of a tag without its country: ``en`` of ``en-US``."""
    return language.partition("-")[0]


def find_status(letters: str) -> tuple[tuple[int, int], ...]:
    """Return where the letters of a page, without spaces, say a status: start and end of each.

    Of an approval that is up to the year, which ends its date.
    """
    return tuple(found.span() for found in _status_pattern().finditer(letters))


@cache
def _status_pattern() -> re.Pattern[str]:
    phrases: list[str] = []
    for words in _WORDS.values():
        for kind, phrase in words.items():
            own = "".join(phrase.partition("{")[0].split())
            rest = f".{{5,{LONGEST_APPROVAL}}}?[0-9]{{4}}" if kind == "approved" else ""
            phrases.append(re.escape(own) + rest)
    return re.compile("|".join(phrases))
