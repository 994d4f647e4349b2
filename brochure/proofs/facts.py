"""No fact that a document owes is lost: each is stated in it, whole, at least once."""

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import OWING_FACTS


@check(
    "facts.owed",
    "error",
    statement="Every fact that the document owes stands in it.",
    rationale="How long a patient is watched, when to call 911: what a document must say is"
    " declared, and must not be lost with the sentence that said it.",
    source="ours",
    remedy="Name the fact in braces in wording that this edition places, and print that wording in"
    " the template; or take the fact out of what the edition owes.",
    applies_to=OWING_FACTS,
)
def every_owed_fact_is_stated(on: Examined) -> tuple[Finding, ...]:
    lost = tuple(missing.passage for missing in on.alignment.missing)
    stated = {
        id
        for said in on.printed.passages
        if not any(said is passage for passage in lost)
        for id in said.facts
    }
    return tuple(
        on.printed.finding(
            "facts.owed", f'the fact "{owed.id}" is owed and stands nowhere', "", 0, owed.path
        )
        for owed in on.printed.owed
        if owed.id not in stated
    )
