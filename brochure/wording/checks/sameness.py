"""What several documents say is the same in all of them: urgent numbers, lists, contact."""

import re
from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding, Location
from brochure.content.model.content import Content
from brochure.content.model.facts import Fact
from brochure.content.model.rules import UrgentHelp
from brochure.content.text.markdown import render_text
from brochure.wording.document_text import DocumentText, TextUnit
from brochure.wording.phrases import fold_text, name_missing
from brochure.wording.sentences import split_sentences

_NUMBER = re.compile(
    r"(?<![\w-])(?:\+?1[\s.-])?\(?[2-9]\d{2}\)?[\s.\N{NO-BREAK SPACE}-]?\d{3}[\s.-]?\d{4}(?![\w-])"
)
_MONTH, _DAY, _YEAR = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d\d"
_DAY_AND_MONTH = rf"(?:{_DAY}([-/.]){_MONTH}|{_MONTH}([-/.]){_DAY})(?:\1|\2)"
_DATES = (
    rf"{_DAY_AND_MONTH}(?:{_YEAR}|(?<!-)\d\d)",  # 2-4-12 may be months of a plan
    rf"{_MONTH}/(?!(?:19|20)00){_YEAR}",  # 1/2000 is as likely a rate as a month
    rf"{_YEAR}([-/]){_MONTH}(?:\3{_DAY})?",
)
_DATE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(_DATES)})(?![\w/-]|[.]\d)")


@check(
    "wording.urgent-help",
    "error",
    statement="When to call an urgent number is the same list everywhere.",
    rationale="A patient who has learned one list must not meet a shorter one.",
    source="rules.yaml of the clinic; national services",
    remedy="Name the fact in braces beside the number, and type none of its entries yourself.",
)
def urgent_lists_are_equal(on: DocumentText) -> Iterator[Finding]:
    facts = {fact.id: fact for fact in on.content.facts}
    for rule in on.rules.urgent_help:
        yield from _beside_number(on, rule)
        if rule.fact in facts:
            yield from _typed_in_part(on, rule, facts[rule.fact])


def _beside_number(on: DocumentText, rule: UrgentHelp) -> Iterator[Finding]:
    """Find a number that stands on its own, and not beside it what has to."""
    units = on.on_page
    for at, unit in enumerate(units):
        if unit.text != rule.number:
            continue
        beside: list[TextUnit] = []
        for other in units[at + 1 :]:
            if other.placed != unit.placed or other.text.isdigit():
                break
            beside.append(other)
        if rule.fact and not any({rule.fact} & {*other.facts} for other in beside):
            yield on.finding(f"{rule.number} stands without the list {rule.name}", unit)
        said = " ".join(other.text for other in beside)
        for name in name_missing(((phrase, (phrase,)) for phrase in rule.says), said):
            yield on.finding(f'beside {rule.number}, nothing says "{name}"', unit)


def _typed_in_part(on: DocumentText, rule: UrgentHelp, fact: Fact) -> Iterator[Finding]:
    """Find a sentence beside the number's name that has some entries of the list and not all."""
    entries = tuple(fold_text(render_text(entry)).lower() for entry in fact.entries)
    for unit in on.units:  # in an e-mail too
        for sentence in split_sentences(unit.text) if fact.id not in unit.facts else ():
            said = fold_text(sentence).lower()
            here = [entry for entry in entries if entry in said]
            if rule.number in said and 0 < len(here) < len(entries):
                lost = next(entry for entry in entries if entry not in here)
                what = f'this list {rule.name} lacks "{lost}"' if len(here) > 1 else ""
                yield on.finding(what or f"this list {rule.name} is not the one of the fact", unit)


@check(
    "wording.contact",
    "error",
    statement="Every telephone number on a page is one that content knows.",
    rationale="A number typed into a sentence stays when the clinic's number changes.",
    source="ours",
    remedy="Write {phone}, or make the number a fact and name it in braces.",
)
def numbers_are_known(on: DocumentText) -> Iterator[Finding]:
    known = {_digits(number) for number in _known_numbers(on)}
    for unit in on.units:
        for match in _NUMBER.finditer(unit.text):
            if _digits(match[0]) not in known:
                yield on.finding(f'"{match[0]}" is a number that content does not know', unit)


def _known_numbers(on: DocumentText) -> Iterator[str]:
    clinic = on.content.clinic
    yield clinic.phone
    yield clinic.fax or ""
    yield (clinic.text.number or clinic.text.typical) if clinic.text else ""
    for fact in on.content.facts:
        yield from (fact.value or "", fact.typical or "", *fact.entries)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))[-10:]


@check(
    "wording.contact-source",
    "warning",
    statement="It is said where the clinic's name, address and numbers come from.",
    rationale="Who answers for a document must be able to ask who gave the number.",
    source="ours",
    remedy="Write `provenance:` under `clinic:`, such as clinic or seed, and `source:`.",
)
def contact_has_a_source(content: Content) -> Iterator[Finding]:
    if content.clinic.provenance is None:
        yield Finding("", "name, address and numbers have no provenance", place=Location("clinic"))


@check(
    "wording.date",
    "error",
    statement="Dates are words: November 2026.",
    rationale="11/12/2026 is two days, by where a reader comes from.",
    source="CDC Clear Communication Index",
    remedy="Write the month as a word.",
)
def dates_are_words(on: DocumentText) -> Iterator[Finding]:
    for unit in on.units:
        for match in _DATE.finditer(unit.text):
            yield on.finding(f'"{match[0]}" is a date in figures', unit)
