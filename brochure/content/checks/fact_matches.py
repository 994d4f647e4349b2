"""A fact and a sentence -> where the sentence says what the fact says: by number, words, list."""

import re
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache

from brochure.content.model.content import Content
from brochure.content.model.facts import Fact
from brochure.content.text.markdown import render_text
from brochure.content.text.quantities import Quantity, find_quantities
from brochure.content.text.stems import find_phrase, stem_set, telling_stems

_PHONE = re.compile(r"\+?\(?\d[\d\s().\-–/\u00a0\u2011]{7,}\d")
_LOCAL_DIGITS = 10  # of a phone number; what stands before says the country
Span = tuple[int, int]


@dataclass(frozen=True)
class Match:
    """Where a text says what a fact says: the span of it, and the greatest weight is right.

    `says` names the fact and `remedy` what to write. `entry` counts the entries of a list.
    """

    span: Span
    says: str
    remedy: str
    weight: int = 0
    entry: int = 0


@dataclass(frozen=True)
class FactMatcher:
    """What one fact, or one number of the clinic, can be told by."""

    id: str
    subject: frozenset[str] = frozenset()
    quantities: tuple[Quantity, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    lists: tuple[tuple[tuple[str, ...], ...], ...] = ()
    digits: str = ""
    remedy: str = field(default="")

    def is_about(self, stems: Set[str]) -> bool:
        """Say whether words are about the same; a fact without subject is about everything."""
        return not (self.subject and self.subject.isdisjoint(stems))

    def matches(self, text: str, sentence: Span, over: Set[str]) -> Iterator[Match]:
        """Give each place in one sentence of a text, under titles with the stems `over`.

        The sentence or the titles are about the same.
        """
        if self.digits:
            yield from self._phones(text, sentence)
            return
        own = text[sentence[0] : sentence[1]]
        weight = 2 * len(self.subject & stem_set(own)) + len(self.subject & over)
        for start, end in (*self._numbers(own), *self._phrases(own), *self._list(own)):
            yield self._match((start + sentence[0], end + sentence[0]), weight)

    def entries(self, text: str) -> Iterator[Match]:
        """Give each entry of a list that stands in a text, once."""
        for number, entry in enumerate(self.lists):
            span = _first(entry, text)
            if span:
                yield self._match(span, 0, number)

    def _match(self, span: Span, weight: int = 0, entry: int = 0) -> Match:
        return Match(span, f'fact "{self.id}" says it', self.remedy, weight, entry)

    def _numbers(self, sentence: str) -> Iterator[Span]:
        for said in _quantities_in(sentence) if self.quantities else ():
            if any(_is_same(own, said) for own in self.quantities):
                yield said.start, said.end

    def _phrases(self, sentence: str) -> Iterator[Span]:
        span = _first(self.phrases, sentence)
        if span:
            yield span

    def _list(self, sentence: str) -> Iterator[Span]:
        """Give the first of two entries or more that stand in one sentence."""
        found = [span for entry in self.lists if (span := _first(entry, sentence))]
        if len(found) > 1:
            yield min(found)

    def _phones(self, text: str, sentence: Span) -> Iterator[Match]:
        for span, number in _phones_in(text, sentence[0]):
            if span[0] < sentence[1] and number == self.digits:
                yield self._match(span)


@lru_cache(maxsize=5_000)  # each fact asks for the numbers of each sentence
def _quantities_in(sentence: str) -> tuple[Quantity, ...]:
    """Return the numbers of a sentence, but for those in a telephone number."""
    phones = [found.span() for found in _PHONE.finditer(sentence)]
    return tuple(
        said
        for said in find_quantities(sentence)
        if not any(start <= said.start < end for start, end in phones)
    )


@lru_cache(maxsize=5_000)
def _phones_in(text: str, start: int) -> tuple[tuple[Span, str], ...]:
    """Return where telephone numbers stand in a text from `start` on, and their last digits."""
    found = _PHONE.finditer(text, start)
    return tuple((one.span(), _local(re.sub(r"\D", "", one[0]))) for one in found)


def make_matchers(content: Content) -> tuple[FactMatcher, ...]:
    """Return what tells the facts of content, the clinic's numbers among them."""
    return (*_numbers_of(content), *(_matcher_of(fact) for fact in content.facts))


def _numbers_of(content: Content) -> Iterator[FactMatcher]:
    clinic = content.clinic
    numbers = [("phone", clinic.phone)]
    if clinic.text and clinic.text.number and clinic.text.status == "confirmed":
        numbers.append(("text", clinic.text.number))
    seen: set[str] = set()
    for id, number in numbers:
        digits = _local(re.sub(r"\D", "", number))
        if digits not in seen:
            yield FactMatcher(id, digits=digits, remedy=_write(id))
        seen.add(digits)


def _matcher_of(fact: Fact) -> FactMatcher:
    subject = frozenset(stem for words in fact.subject for stem in telling_stems(words))
    if fact.items:
        remedy = f"{_write(fact.id)[:-1]} in a sentence, or `fact: {fact.id}` for a list."
        lists = tuple(_ways_to_say(render_text(item)) for item in fact.entries)
        return FactMatcher(fact.id, subject, lists=lists, remedy=remedy)
    value = render_text(fact.value or "")
    digits = re.sub(r"\D", "", value)
    if _PHONE.fullmatch(value.strip()) and len(digits) >= _LOCAL_DIGITS:
        return FactMatcher(fact.id, digits=_local(digits), remedy=_write(fact.id))
    quantities = tuple(find_quantities(value))
    phrases = () if quantities else tuple(_phrases_of(value))
    return FactMatcher(fact.id, subject, quantities, phrases, remedy=_write(fact.id))


def _write(id: str) -> str:
    return f"Write {{{id}}}."


def _local(digits: str) -> str:
    return digits[-_LOCAL_DIGITS:]


def _ways_to_say(entry: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which an entry is told: “fainting or someone you cannot wake” is two."""
    ways = (telling_stems(way) for way in re.split(r"\bor\b|,", entry))
    return tuple(way for way in ways if way)


def _phrases_of(value: str) -> Iterator[tuple[str, ...]]:
    """Give the phrases that tell a value without numbers; one word is enough where it is all."""
    parts = [telling_stems(part) for part in re.split(r"[,;:]", value)]
    yield from (part for part in parts if len(part) > 1 or len(parts) == 1)


def _first(phrases: Collection[tuple[str, ...]], text: str) -> Span | None:
    spans = [span for phrase in phrases if (span := find_phrase(phrase, text))]
    return min(spans) if spans else None


def _is_same(own: Quantity, said: Quantity) -> bool:
    same = (own.low, own.high) == (said.low, said.high)
    return same and (not own.unit or own.unit == said.unit)
