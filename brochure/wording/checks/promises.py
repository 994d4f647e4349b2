"""Words that promise, wound, confuse or grow old are not used; what may be so is said to be so."""

import re
from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.content.model.rules import WordRule
from brochure.wording.document_text import DocumentText, TextUnit
from brochure.wording.phrases import find_phrases, find_spans, has_phrase
from brochure.wording.sentences import split_sentences

_AMA = "AMA Manual of Style, 11th edition, 11.12 (inclusive language)"
_CDC = "CDC Clear Communication Index"
_CLAUSE_END = re.compile(r"[,;:–—]\s|\s(?:but|and|or)\s", re.IGNORECASE)


@check(
    "wording.banned",
    "error",
    statement="No banned word stands in text, titles, alt texts, file titles or e-mail.",
    rationale="A clinic has words that it may not use; a reader, and a regulator, reads all of it.",
    source="rules.yaml of the clinic",
    remedy="Write what the rule says instead.",
)
def no_word_is_banned(on: DocumentText) -> Iterator[Finding]:
    yield from _find_words(on, "banned")


@check(
    "wording.promise",
    "error",
    statement="Nothing promises more than is known.",
    rationale="“Promising”, “proven”, “what you can count on”: hope is heard as a fact.",
    source="FDA draft guidance on presenting risk information (2009); FTC health claims guidance",
    remedy="Write what the rule says instead.",
)
def nothing_promises_too_much(on: DocumentText) -> Iterator[Finding]:
    yield from _find_words(on, "promise")


@check(
    "wording.stigma",
    "error",
    statement="No word makes a person out of an illness, or blames for it.",
    rationale="People who are named after their illness seek care less.",
    source=_AMA,
    remedy="Write what the rule says instead.",
)
def no_word_stigmatizes(on: DocumentText) -> Iterator[Finding]:
    yield from _find_words(on, "stigma")


@check(
    "wording.idiom",
    "warning",
    statement="Nothing is said in idioms.",
    rationale="Who reads a second language, or reads word by word, takes them at their word.",
    source=_CDC,
    remedy="Write what the rule says instead.",
)
def nothing_is_said_in_idioms(on: DocumentText) -> Iterator[Finding]:
    yield from _find_words(on, "idiom")


@check(
    "wording.ageing",
    "warning",
    statement="No phrase grows old while the document is in use.",
    rationale="“Recently” is wrong a year later, and nobody notices.",
    source=_CDC,
    remedy="Give the month and year, or leave it out.",
)
def no_phrase_grows_old(on: DocumentText) -> Iterator[Finding]:
    yield from _find_words(on, "ageing")


def _find_words(on: DocumentText, kind: str) -> Iterator[Finding]:
    for rule in (rule for rule in on.rules.words if rule.kind == kind):
        for unit in on.units:
            if not {unit.owner, *unit.facts} & {*rule.allowed_in}:
                yield from _find_rule(on, unit, rule)


def _find_rule(on: DocumentText, unit: TextUnit, rule: WordRule) -> Iterator[Finding]:
    for sentence in split_sentences(unit.text):
        spans = find_spans(rule.phrases, sentence)
        free = tuple(_let_pass(rule, sentence)) if spans else ()
        for start, end in spans:
            if not any(first <= start and end <= last for first, last in free):
                yield on.finding(f'"{sentence[start:end]}": {rule.why}', unit, rule.instead)


def _let_pass(rule: WordRule, sentence: str) -> Iterator[tuple[int, int]]:
    """Give where `unless` lets phrases pass: in its words, or in its clause if it has no phrase."""
    for start, end in find_spans(rule.unless, sentence):
        if has_phrase(rule.phrases, sentence[start:end]):
            yield start, end
            continue
        ends = [0, *(stop.end() for stop in _CLAUSE_END.finditer(sentence)), len(sentence)]
        yield max(at for at in ends if at <= start), min(at for at in ends if at >= end)


@check(
    "wording.unhedged",
    "error",
    statement="How a treatment may work is said with “may” or “suggests”.",
    rationale="What was seen in animals or in images of some brains is no fact about a reader.",
    source="rules.yaml of the clinic; FDA draft guidance on presenting risk information (2009)",
    remedy="Say “may” or “research suggests” in the same sentence.",
)
def mechanisms_are_hedged(on: DocumentText) -> Iterator[Finding]:
    for rule in on.rules.mechanism:
        for unit in on.units:
            for sentence in split_sentences(unit.text):
                found = next(iter(find_phrases(rule.phrases, sentence)), "")
                if found and not has_phrase(rule.hedges, sentence):
                    yield on.finding(f'"{found}" is said as a fact: {rule.why}', unit)
