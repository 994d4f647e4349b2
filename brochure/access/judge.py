"""A PDF -> what the checks of meaning say of it, behind a gate."""

from contextlib import suppress
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2 as pdfium

from brochure.access import ACCESS_CHECKS
from brochure.access.conditions import AccessVerdict, AnsweredCondition, answer_conditions
from brochure.access.more_looks import ACCESS_LOOKS
from brochure.access.pale_text import read_pale_text
from brochure.access.read import read_access_file
from brochure.base.check import findings_in, judge
from brochure.base.errors import MALFORMED
from brochure.base.finding import Finding

_UNTAGGED = "this PDF has no tags: a screen reader guesses all of it"
_TAG_IT = (
    "Export it anew with tags (Word: Save as PDF > Options > Document structure tags for"
    " accessibility)."
)


@dataclass(frozen=True)
class PlacesToLook:
    """What a person must look at: the question, and each place with its page, 0 for the file."""

    id: str
    question: str
    places: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Meaning:
    """What is seen of the meaning of one file: faults, what a person must look at, and answers.

    `checks` is how many checks were asked.
    """

    file: str
    checks: int
    findings: tuple[Finding, ...]
    looks: tuple[PlacesToLook, ...]
    answers: tuple[AnsweredCondition, ...]


def judge_meaning(pdf: bytes, name: str) -> Meaning | None:
    """Hold a PDF to all checks of meaning; None where its tags or pages make no sense at all."""
    try:
        file = read_access_file(pdf, name)
    except (pikepdf.PikepdfError, pdfium.PdfiumError, RecursionError, *MALFORMED):
        return None
    with suppress(pdfium.PdfiumError, RecursionError, *MALFORMED):  # what cannot be drawn
        file = replace(file, pale=tuple(read_pale_text(pdf, file.pages)))
    faults, looks = judge(ACCESS_CHECKS, file), judge(ACCESS_LOOKS, file)
    found = findings_in(faults)
    if not file.tagged:
        found = (Finding("ua.untagged", _UNTAGGED, _TAG_IT), *found)
    return Meaning(
        name,
        len(faults),
        tuple(replace(one, place=replace(one.place, file=name)) for one in found),
        tuple(_places(verdict) for verdict in looks if verdict.findings),
        answer_conditions(faults, looks),
    )


def _places(verdict: AccessVerdict) -> PlacesToLook:
    places = tuple((found.place.page, found.what) for found in verdict.findings)
    return PlacesToLook(verdict.check.id, verdict.check.statement, places)
