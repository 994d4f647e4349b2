"""Wording reads easily: grade, sentences, lists, hard words. docs/plain-language.md tells how."""

import re
from collections.abc import Iterable, Iterator

from brochure.base.check import check
from brochure.base.finding import Finding, Severity
from brochure.content.model.rules import HardWord
from brochure.content.text.markdown import render_text
from brochure.wording.document_text import DocumentText, TextUnit
from brochure.wording.phrases import compile_phrases, fold_text, has_phrase
from brochure.wording.reading_level import measure_level
from brochure.wording.scopes import ENGLISH
from brochure.wording.sentences import split_sentences, words_in
from brochure.wording.word_lists import is_everyday

AIM, MOST = 6.0, 8.0  # grades of pooled wording
AIM_WORDS, MOST_WORDS = 20, 25  # of a sentence
MOST_ENTRIES = 7
SHORT_ENTRY_WORDS = 6  # of fewer, a grade says nothing
_FEWEST_WORDS = 60  # that a grade is told of
_FEWEST_OF_A_BLOCK, _WORST = 20, 3
_CDC = "CDC Clear Communication Index; AHRQ PEMAT-P"


@check(
    "wording.grade-risks",
    "error",
    statement="Risks and instructions of a document read, as a whole, at grade 6 or below.",
    rationale="A mean over everything hides risks of grade 10 to 16 among easy welcomes. Above"
    " grade 8 is an error, above 6 a warning.",
    source="NIH and AMA: grade 6; Flesch-Kincaid (Kincaid et al. 1975)",
    remedy="Shorten the sentences of the blocks named, and take shorter words.",
    applies_to=ENGLISH,
)
def risks_read_easily(on: DocumentText) -> Iterator[Finding]:
    units = [unit for unit in _prose(on) if unit.claim in ("risk", "instruction")]
    yield from _grade(on, units, "risks and instructions")


@check(
    "wording.grade-rest",
    "warning",
    statement="All other wording of a document reads, as a whole, at grade 6 or below.",
    rationale="What may be gained, and how, is for the same reader as the risks.",
    source="NIH and AMA: grade 6; Flesch-Kincaid (Kincaid et al. 1975)",
    remedy="Shorten the sentences of the blocks named, and take shorter words.",
    applies_to=ENGLISH,
)
def the_rest_reads_easily(on: DocumentText) -> Iterator[Finding]:
    units = [unit for unit in _prose(on) if unit.claim not in ("risk", "instruction")]
    yield from _grade(on, units, "all that is neither risk nor instruction")


def _prose(on: DocumentText) -> Iterator[TextUnit]:
    """Give what is graded: sentences, and entries of lists that are long enough to be one."""
    for unit in on.on_page:
        short = unit.where == "entry" and len(words_in(unit.text)) < SHORT_ENTRY_WORDS
        if unit.where != "heading" and not short:
            yield unit


def _grade(on: DocumentText, units: list[TextUnit], what: str) -> Iterator[Finding]:
    reading = measure_level(unit.text for unit in units)
    if reading.words < _FEWEST_WORDS or reading.grade <= AIM:
        return
    severity: Severity = "error" if reading.grade > MOST else "warning"
    worst = ", ".join(f"{owner} ({grade:.1f})" for owner, grade in _worst(units))
    told = f"{what} read at grade {reading.grade:.1f} of {AIM:g}; hardest: {worst}"
    yield on.finding(told, severity=severity)


def _worst(units: Iterable[TextUnit]) -> list[tuple[str, float]]:
    """Return the hardest blocks that are long enough to be graded, the hardest first."""
    blocks: dict[str, list[str]] = {}
    for unit in units:
        blocks.setdefault(unit.owner, []).append(unit.text)
    graded = ((owner, measure_level(texts)) for owner, texts in blocks.items())
    long = [(owner, r.grade) for owner, r in graded if r.words >= _FEWEST_OF_A_BLOCK]
    return sorted(long, key=lambda block: -block[1])[:_WORST]


@check(
    "wording.sentence",
    "error",
    statement="No sentence has more than 20 words.",
    rationale="The end of a long sentence is read by few. Above 25 words is an error, above 20 a"
    " warning.",
    source=_CDC,
    remedy="Make two sentences of it.",
)
def sentences_are_short(on: DocumentText) -> Iterator[Finding]:
    lists = {f.id: render_text(f.sentence) for f in on.content.facts if len(f.entries) > 2}
    for unit in on.on_page:
        text = _without_lists(unit.text, [lists[id] for id in unit.facts if id in lists])
        for sentence in split_sentences(text):
            count = len(words_in(sentence))
            if count > AIM_WORDS:
                severity: Severity = "error" if count > MOST_WORDS else "warning"
                what = f'a sentence of {count} words: "{_begin(sentence)}"'
                yield on.finding(what, unit, severity=severity)


def _without_lists(text: str, lists: list[str]) -> str:
    """Return wording without the lists that it states: entries are read one by one."""
    for listed in lists:
        at = text.lower().find(listed.lower())
        if at >= 0:
            text = text[:at] + text[at + len(listed) :]
    return text


def _begin(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


@check(
    "wording.long-list",
    "error",
    statement="No list has more than seven entries in a group.",
    rationale="More than seven things are not kept in mind, and the last are skipped.",
    source=_CDC,
    remedy="Divide it into groups, each under a line of its own. Never drop an entry.",
)
def lists_are_short(on: DocumentText) -> Iterator[Finding]:
    units = {unit.path: unit for unit in on.on_page}
    for listed in on.lists:
        count = len(listed.entries)
        if count > MOST_ENTRIES:
            yield on.finding(f"a list of {count} entries", units.get(listed.path))
    long = {f.id: len(f.entries) for f in on.content.facts if len(f.entries) > MOST_ENTRIES}
    for unit in on.on_page:
        for id in unit.facts if unit.where != "entry" else ():
            if id in long:
                yield on.finding(f'a sentence with the {long[id]} entries of "{id}"', unit)


@check(
    "wording.hard-entry",
    "warning",
    statement="Short entries of lists are made of everyday words.",
    rationale="A grade says nothing of five words; a list of risks is made of such.",
    source="Dale and Chall 1995; CDC Everyday Words for Public Health Communication",
    remedy="Take an everyday word, or explain it in brackets; or allow it by `everyday_words:` of"
    " rules.yaml.",
    applies_to=ENGLISH,
)
def short_entries_are_everyday_words(on: DocumentText) -> Iterator[Finding]:
    names = (name for drug in on.rules.drugs for name in drug.names)
    hard_words = (hard.word for hard in on.rules.hard_words)
    known = (*on.rules.everyday_words, *names, *hard_words)
    for unit in on.on_page:
        words = words_in(unit.text) if unit.where == "entry" else ()
        if 0 < len(words) < SHORT_ENTRY_WORDS:
            text = compile_phrases(known).sub(" ", fold_text(unit.text)) if known else unit.text
            hard = [word for word in words_in(text) if not is_everyday(word)]
            if hard:
                yield on.finding(f"no everyday word: {', '.join(hard)}", unit)


@check(
    "wording.unexplained",
    "error",
    statement="A hard word is explained where a document first says it, or not said.",
    rationale="A glossary at the end is read by nobody who has stopped at the word.",
    source=_CDC,
    remedy="Explain it in brackets where it first stands, or take a plain word.",
)
def hard_words_are_explained(on: DocumentText) -> Iterator[Finding]:
    told = [unit for unit in on.on_page if unit.block != "glossary"]
    beside = ("", *(unit.text for unit in told), "")
    for hard in on.rules.hard_words:
        for before, unit, after in zip(beside, told, beside[2:], strict=False):
            if unit.where != "heading" and has_phrase((hard.word,), unit.text):
                if not _explains(unit.text, hard) and not has_phrase(
                    hard.means, f"{before} {after}"
                ):
                    yield on.finding(f'"{hard.word}" is not explained where it first stands', unit)
                break


def _explains(text: str, hard: HardWord) -> bool:
    """Say whether wording explains a hard word: in brackets beside it, or as the rule knows."""
    word = compile_phrases((hard.word,)).pattern
    said = fold_text(text)
    beside = rf"{word}[^().]{{0,30}}\(|\([^()]*{word}[^()]*\)"
    return bool(re.search(beside, said, re.IGNORECASE)) or has_phrase(hard.means, said)
