"""A finished file makes sense to those who hear it: every check of meaning holds for it."""

from brochure.access import ACCESS_CHECKS
from brochure.access.read import read_access_file
from brochure.access.second_judge import judge_again
from brochure.base.check import check, findings_in, judge
from brochure.base.finding import Finding
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import TAGGED

# `fit` and `contrast` tell of these with what caused them, and what to do in content.
_ELSEWHERE = ("ua.off-page", "ua.contrast")
_CHECKS = tuple(one for one in ACCESS_CHECKS if one.id not in _ELSEWHERE)
_TEMPLATE = (
    "Use the elements of HTML for what it is in the template: h1 to h6, p, ul, ol, table, figure;"
    ' and alt="" for a picture that only repeats the words beside it.'
)


@check(
    "access.meaning",
    "warning",
    statement=f"A file that is read aloud keeps {len(_CHECKS)} of the {len(ACCESS_CHECKS)} checks"
    " of meaning of `brochure check --access FILE.pdf`; `fit` and `contrast` tell of the others.",
    rationale="What looks like a heading, a list or a picture must be heard as one.",
    source="each check's own: see [access.md](access.md)",
    remedy=_TEMPLATE,
    applies_to=TAGGED,
    finds=tuple(one.id for one in _CHECKS),
)
def the_file_makes_sense_when_heard(on: Examined) -> tuple[Finding, ...]:
    file = read_access_file(on.printed.pdf, "", on.reading.pages)
    found = findings_in(judge(_CHECKS, file))
    return tuple(
        on.printed.finding(one.id, one.what, _TEMPLATE, one.place.page, box=one.place.box)
        for one in found
    )


@check(
    "access.judged",
    "error",
    statement="A second judge of PDF/UA-1, where it is installed, finds no rule broken.",
    rationale="The file says that it keeps the standard; who had no part in making it says so too.",
    source="ISO 14289-1; page-validation: see [outside.md](outside.md)",
    remedy="Build again; if it comes back, report it with these lines: either judge may be wrong.",
    applies_to=TAGGED,
)
def a_second_judge_agrees(on: Examined) -> tuple[Finding, ...]:
    told = dict.fromkeys(f"{one.rule}: {one.message}" for one in judge_again(on.printed.pdf) or ())
    return tuple(
        on.printed.finding("access.judged", f"the second judge says of PDF/UA-1: {what}")
        for what in told
    )
