"""The conditions that veraPDF leaves to people, and PAC's quality checks -> the answer to each.

Source: Matterhorn Protocol 1.1, its conditions of kind H (PDF Association); PAC 2024, quality
checks (axes4). Which check speaks of a condition stands in the source of that check.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from brochure.access.file import AccessFile
from brochure.access.rule import AccessCheck
from brochure.base.check import Verdict

Answer = Literal["pass", "fail", "a person must look here"]
AccessVerdict = Verdict[[AccessFile]]
_NUMBER = re.compile(r"\b\d\d-\d{3}\b")

# Source: Matterhorn Protocol 1.1, conditions of the kind H.
FOR_PEOPLE = {
    "01-001": "decoration is read aloud",
    "01-002": "content is left out of what is read aloud",
    "01-006": "a tag is not that of its content",
    "02-002": "a tag of its own stands for one of another meaning",
    "03-001": "an action makes something flicker",
    "03-002": "a film flickers",
    "03-003": "a script makes something flicker",
    "04-001": "colour, contrast or place alone tells something",
    "05-001": "a film has sound, and there is no other way to get it",
    "05-002": "there is sound, and no other way to get it",
    "05-003": "a script beeps, and tells it in no other way",
    "06-004": "the title does not say which document it is",
    "08-001": "text of a scan has errors",
    "08-002": "text of a scan is not tagged",
    "09-001": "the order of reading makes no sense",
    "09-002": "tags stand in each other that should not",
    "09-003": "a tag means something else than its content",
    "11-007": "the language is not that of the words",
    "12-001": "a sign of several parts is not read as one",
    "13-001": "a picture is not tagged as one",
    "13-002": "a link with a picture does not say what both are for",
    "13-003": "a caption is not tagged as one",
    "13-005": "a picture has words in its stead, and needs a description",
    "13-006": "parts of one picture are tagged one by one",
    "13-007": "there is a better way to say what a picture says",
    "13-008": "a picture of words does not give its words",
    "14-001": "a heading is not tagged",
    "14-004": "levels of headings are not numbered in Arabic figures",
    "14-005": "a heading below level 6 is not tagged as such",
    "15-001": "the head of a row is not tagged as one",
    "15-002": "the head of a column is not tagged as one",
    "15-004": "what is no table is tagged as one",
    "15-005": "the head of a cell cannot be told",
    "16-001": "a numbered list does not say how it is numbered",
    "16-002": "a list says that it is numbered otherwise than it is",
    "16-003": "a list is not tagged as one",
    "17-001": "a formula is not tagged as one",
    "18-001": "a running head or foot is read aloud",
    "18-002": "a running head or foot is not said to be one",
    "19-001": "a note is not tagged as one",
    "19-002": "a mark of a note is not tagged as one",
    "22-001": "article threads do not follow the order of reading",
    "24-001": "a form to fill in by hand is not said to be one",
    "28-001": "an annotation is read in the wrong place",
    "28-003": "an annotation that shows something is not tagged by what it shows",
    "28-013": "an action needs a pointer on a map",
    "29-001": "a script wants something in too short a time",
    "31-010": "a font may not be given on",
}

# Source: PAC 2024, quality checks, in their order; beside each, the checks that answer it.
QUALITY = {
    "validity of document title": ("ua.title", "look.title"),
    "correctness of language attribute": ("ua.language", "look.language"),
    "artifacted content on page body": ("ua.artifact", "look.drawings"),
    "tagged text consists of only whitespace": ("ua.blank",),
    "tagged content outside of the page": ("ua.off-page",),
    "presence of headings": ("ua.heading-missing",),
    "presence of bookmarks": ("ua.bookmarks", "look.bookmarks"),
    "TOCI elements contain Link elements": ("ua.contents",),
    "TOCI elements are linked to headings": ("ua.contents",),
    "validity of alternative texts": ("ua.alt", "ua.alt-twice", "look.pictures"),
    "alternative text on text elements": ("ua.alt-on-text",),
    "completeness of Link elements": ("ua.link",),
    "formal correctness of LI elements": ("ua.list-item",),
    "completeness of Table elements": ("ua.table-header", "ua.table-rows"),
    "Note elements contain Lbl elements": ("ua.notes",),
    "Note elements are referenced": ("ua.notes",),
    "P elements contain Note elements": ("ua.notes",),
}


@dataclass(frozen=True)
class AnsweredCondition:
    """A condition: its number or name, what it is, the answer, and on which pages."""

    condition: str
    what: str
    answer: Answer
    pages: tuple[int, ...]


def conditions_of(check: AccessCheck) -> frozenset[str]:
    """Return the Matterhorn conditions that a check speaks of."""
    return frozenset(_NUMBER.findall(check.source))


def answer_conditions(
    faults: Sequence[AccessVerdict], looks: Sequence[AccessVerdict]
) -> tuple[AnsweredCondition, ...]:
    """Answer each of Matterhorn's conditions for people, and each quality check of PAC.

    `pass` says that nothing was seen that speaks against it.
    """
    answers = [
        _answer(number, what, *(_with(each, number) for each in (faults, looks)))
        for number, what in FOR_PEOPLE.items()
    ]
    for name, ids in QUALITY.items():
        both = ([v for v in each if v.check.id in ids] for each in (faults, looks))
        answers.append(_answer("PAC", name, *both))
    return tuple(answers)


def _with(verdicts: Iterable[AccessVerdict], number: str) -> list[AccessVerdict]:
    return [verdict for verdict in verdicts if number in conditions_of(verdict.check)]


def _answer(
    condition: str, what: str, faults: Sequence[AccessVerdict], looks: Sequence[AccessVerdict]
) -> AnsweredCondition:
    kinds: tuple[tuple[Answer, Sequence[AccessVerdict]], ...] = (
        ("fail", faults),
        ("a person must look here", looks),
    )
    for answer, verdicts in kinds:
        if any(verdict.findings for verdict in verdicts):
            pages = sorted({page for verdict in verdicts for page in verdict.pages})
            return AnsweredCondition(condition, what, answer, tuple(pages))
    return AnsweredCondition(condition, what, "pass", ())
