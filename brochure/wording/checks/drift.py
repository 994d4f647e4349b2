"""The plain wording says what the clinic's wording says: no number and no hedge lost or added."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from brochure.base.check import check
from brochure.base.finding import Finding, Location
from brochure.content.model.content import Content
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Wording
from brochure.content.yaml.paths import format_path
from brochure.selection.stated_facts import state_facts
from brochure.wording.scopes import ENGLISH_CONTENT

_FILE = Path(__file__).resolve().parent / "hedges.txt"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# No count of people or times, and no claim that it is always so.
_NO_COUNT = re.compile(r"\b(?:one of the|the) most\b|(?:\bnot|n['’]t) always\b")
_WORD = re.compile(r"[a-z_]+")
_AT_LEAST = re.compile(r"\bat\s+least\b")  # one hedge, written with _ in the file
_UNIT = r"(second|minute|hour|day|week|month|year)"
_TIMES = re.compile(
    rf"\b{_UNIT}s\b|\b(?:\d+|an?|one|same|next|each|every|per)[\s-]+{_UNIT}\b"
    r"|\b(twice|daily|weekly|monthly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hedges:
    """Words that hedge, each with the first of those that hedge alike; and what may be added."""

    alike: Mapping[str, str]
    may_be_added: frozenset[str]

    def count(self, text: str) -> Counter[str]:
        """Count the hedges of a text, those that hedge alike as one."""
        words = _WORD.findall(_AT_LEAST.sub("at_least", _NO_COUNT.sub("", text.lower())))
        return Counter(self.alike[word] for word in words if word in self.alike)


@cache
def load_hedges() -> Hedges:
    """Read the hedges that ship with the program."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    groups = [line.split() for line in lines if line and not line.startswith("#")]
    alike = {word: group[0] for group in groups for word in group if word != "+"}
    return Hedges(alike, frozenset(group[0] for group in groups if "+" in group))


@check(
    "wording.drift",
    "error",
    statement="Plain wording keeps the numbers, hedges and frequencies of the clinic's wording.",
    rationale="“May”, “some” and “24–72” are what a sentence claims; simpler words must not claim"
    " more, or less.",
    source="ours",
    remedy="Say the same numbers, and hedge as much as the clinic's wording does.",
    applies_to=ENGLISH_CONTENT,
)
def plain_wording_claims_the_same(content: Content) -> Iterator[Finding]:
    for path, part in walk_parts(content):
        if isinstance(part, Wording) and part.text and part.plain:
            text, plain = (state_facts(said, "", content).text for said in (part.text, part.plain))
            for drift in find_drift(text, plain):
                what = f"{drift}, and the wording after text: says otherwise"
                yield Finding("", what, place=Location(path=format_path((*path, "plain"))))


def find_drift(text: str, plain: str) -> tuple[str, ...]:
    """Return what plain wording says otherwise than `text`: numbers in digits, and hedges."""
    numbers, in_plain = (Counter(_DIGITS.findall(said)) for said in (text, plain))
    hedges = load_hedges()
    said, heard = hedges.count(text), hedges.count(plain)
    times, in_plain_times = _times_in(text), _times_in(plain)
    return (
        *(f'"{time}" is lost' for time in sorted(times - in_plain_times)),
        *(f'"{time}" is added' for time in sorted(in_plain_times - times)),
        *(f"{number} is lost" for number in numbers - in_plain),
        *(f"{number} is added" for number in in_plain - numbers),
        *(f'a word such as "{_spaced(hedge)}" is lost' for hedge in said - heard),
        *(
            f'a word such as "{_spaced(hedge)}" is added'
            for hedge in heard - said
            if hedge not in hedges.may_be_added
        ),
    )


def _spaced(hedge: str) -> str:
    return hedge.replace("_", " ")


def _times_in(text: str) -> set[str]:
    """Return the units of time in which a text says how long, and how often in one word."""
    return {"".join(groups).lower() for groups in _TIMES.findall(text)}
