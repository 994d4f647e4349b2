"""The record and the clinic's policy -> whether a document is approved as it is, and what lacks.

An approval holds for the words it was given for, and for the pages that were looked at. Whoever
wrote a document does not review it, and what was signed before a review was asked for is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from brochure.approval.binding import Binding
from brochure.approval.entry import FACTS, LAYOUT, Entry
from brochure.content.model.approval import AUTHOR, FastLane, RequiredSignature, Requirement

_FEW = 3  # roles that are named beside the first


@dataclass(frozen=True)
class Lack:
    """What is still to be signed: its meaning, who may, and why in plain words."""

    meaning: str
    roles: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Standing:
    """Whether a document is approved as it is made today.

    `approver` is who the pages name, None until somebody has reviewed these words. `signed` are the
    signatures that count for these words, `seen` those whose pages somebody has looked at, the
    newest first. `new_pages` are the files of approved words whose pages nobody has looked at.
    """

    signed: tuple[Entry, ...] = ()
    approver: Entry | None = None
    lacks: tuple[Lack, ...] = ()
    new_pages: tuple[str, ...] = ()
    seen: tuple[Entry, ...] = ()

    @property
    def is_approved(self) -> bool:
        """Say whether words and pages are approved."""
        return self.approver is not None and not self.lacks and not self.new_pages

    @property
    def has_words(self) -> bool:
        """Say whether the words are approved, whatever the pages look like."""
        return self.approver is not None and not self.lacks


def judge_standing(
    binding: Binding, requirement: Requirement, lane: FastLane | None, entries: Sequence[Entry]
) -> Standing:
    """Judge what is on record of a document against what it needs."""
    since = tuple(_since_review(binding.document, entries))
    words = _judge_words(binding.version, binding.words, requirement, since)
    if not words.has_words and lane and binding.clinical:
        words = _by_fast_lane(binding, requirement, lane, since) or words
    if not words.has_words:
        return words
    counted = (*words.signed, *_layouts(binding, requirement, since))
    alone = all(one.meaning == AUTHOR for one in requirement.signatures)
    looked = (entry for entry in counted if alone or entry.meaning != AUTHOR)
    seen = tuple(sorted(looked, key=lambda entry: entry.number, reverse=True))
    known = [entry.pages for entry in seen]
    new = (f for f, drawn in binding.pages.items() if not any(p.get(f) == drawn for p in known))
    return Standing(words.signed, words.approver, (), tuple(new), seen)


def approved_words(
    document: str, version: str, requirement: Requirement, entries: Sequence[Entry]
) -> Entry | None:
    """Return the approval of a version, whatever its words: the last signature that made it whole.

    None where that version was never approved.
    """
    since = tuple(_since_review(document, entries))
    for words in dict.fromkeys(e.words for e in reversed(since) if e.version == version):
        standing = _judge_words(version, words, requirement, since)
        if standing.has_words:
            return standing.signed[-1]
    fast = (e for e in reversed(since) if (e.version, e.meaning) == (version, FACTS))
    return next(fast, None)


def is_same_person(one: str, other: str) -> bool:
    """Say whether two names as they were typed are the same."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _since_review(document: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give what was signed for a document since a review of it was asked for last."""
    own = [entry for entry in entries if entry.document == document]
    last = max((n for n, entry in enumerate(own) if entry.event == "review"), default=-1)
    yield from (e for e in own[last + 1 :] if e.event in ("signed", "redrawn"))


def _judge_words(
    version: str, words: str, requirement: Requirement, since: Sequence[Entry]
) -> Standing:
    own = [e for e in since if (e.version, e.words, e.event) == (version, words, "signed")]
    authors = [e.by for e in own if e.meaning == AUTHOR]
    signed: list[Entry] = []
    others: list[Entry] = []
    lacks: list[Lack] = []
    for wanted in requirement.signatures:
        fit = [e for e in own if e.meaning == wanted.meaning and wanted.allows(e.role)]
        free = [e for e in fit if wanted.meaning == AUTHOR or not _is_any(e.by, authors)]
        if free:
            signed.append(free[-1])
            others += free[:-1]
            continue
        why = f"{fit[-1].by} wrote it, so somebody else reviews it" if fit else ""
        lacks.append(Lack(wanted.meaning, wanted.roles, why))
    more = tuple(_add_people(signed, others, requirement.people))
    people = _count_people((*more, *signed))
    if not lacks and people < requirement.people:
        last = requirement.signatures[-1]
        why = f"{requirement.people} different people sign it, and {people} did"
        lacks.append(Lack(last.meaning, last.roles, why))
    reviews = [e for e in signed if e.meaning != AUTHOR]
    medical = next((e for e in reviews if e.meaning == "medical review"), None)
    alone = all(one.meaning == AUTHOR for one in requirement.signatures)
    approver = medical or ((signed if alone else reviews) or [None])[-1]
    return Standing((*more, *signed), approver, tuple(lacks))


def _add_people(signed: Sequence[Entry], others: Sequence[Entry], most: int) -> Iterator[Entry]:
    """Give signatures of the same meanings by other people, as far as more of these are wanted."""
    counted = list(signed)
    for entry in reversed(others):
        if _count_people(counted) < min(most, _count_people((*counted, entry))):
            counted.append(entry)
            yield entry


def _by_fast_lane(
    binding: Binding, requirement: Requirement, lane: FastLane, since: Sequence[Entry]
) -> Standing | None:
    """Return how a document stands of which nothing changed but facts that are not clinical."""
    own = (e for e in since if e.event == "signed" and e.meaning == FACTS)
    now = [e for e in own if (e.version, e.words) == (binding.version, binding.words)]
    allowed = [entry for entry in now if lane.allows(entry.role)]
    if not allowed:
        return None
    before = find_clinical(binding, requirement, since)
    if not before:
        return None
    return Standing((*before.signed, allowed[-1]), before.approver)


def find_clinical(
    binding: Binding, requirement: Requirement, entries: Sequence[Entry]
) -> Standing | None:
    """Return the approval of other words that differ in nothing but facts that are not clinical."""
    since = tuple(_since_review(binding.document, entries))
    alike = (e for e in reversed(since) if binding.clinical and e.clinical == binding.clinical)
    for version, words in dict.fromkeys((e.version, e.words) for e in alike):
        standing = _judge_words(version, words, requirement, since)
        if standing.has_words:
            return standing
    return None


def _layouts(binding: Binding, requirement: Requirement, since: Sequence[Entry]) -> Iterator[Entry]:
    """Give who has looked at pages of these words again, and what the program found to be alike."""
    reviews = [one for one in requirement.signatures if one.meaning != AUTHOR]
    for entry in since:
        if (entry.version, entry.words) != (binding.version, binding.words):
            continue
        looked_at = entry.meaning == LAYOUT and may_sign_layout(reviews, entry.role)
        if entry.event == "redrawn" or looked_at:
            yield entry


def may_sign_layout(reviews: Sequence[RequiredSignature], role: str) -> bool:
    """Say whether pages may be looked at again in this role: one of those that review words."""
    return not reviews or any(one.allows(role) for one in reviews)


def _count_people(signed: Iterable[Entry]) -> int:
    return len({" ".join(entry.by.split()).casefold() for entry in signed})


def _is_any(name: str, others: Iterable[str]) -> bool:
    return any(is_same_person(name, other) for other in others)


def name_roles(roles: Sequence[str]) -> str:
    """Return who may sign, behind what is to be signed: `` as nurse (or MD, …)``; empty for all."""
    if not roles:
        return ""
    first, *others = roles
    more = f"{', '.join(others[:_FEW])}{', …' if len(others) > _FEW else ''}"
    return f" as {first}{f' (or {more})' if others else ''}"
