"""What each document needs before it may be released: who signs for what, and how many people."""

from typing import Literal

from pydantic import Field

from brochure.content.model.wording import Line, Part

# What a signature means. Who released it is signed too, by the release itself.
Meaning = Literal["wrote", "medical review", "legal review"]
AUTHOR: Meaning = "wrote"
FAST_DETAILS = ("phone", "text", "address", "website", "booking")  # of the clinic


class RequiredSignature(Part):
    """One thing that somebody signs for; `roles` name who may, anybody where none is named."""

    meaning: Meaning
    roles: tuple[Line, ...] = ()

    def allows(self, role: str) -> bool:
        """Say whether somebody may sign it in this role, however its letters are written."""
        return not self.roles or role.casefold() in (one.casefold() for one in self.roles)


class Requirement(Part):
    """What some documents need: each of `signatures`, by at least so many different `people`.

    Nobody signs a review of what they wrote themselves; more than one may sign the same, where more
    `people` are wanted than signatures. An entry that names no `documents` is for all those that no
    other entry names.
    """

    documents: tuple[str, ...] = ()
    signatures: tuple[RequiredSignature, ...] = Field(min_length=1)
    people: int = Field(default=2, ge=1, le=9)


class FastLane(Part):
    """Facts that are no clinical matter, such as opening hours: one person may sign a change.

    `facts` are ids of facts, or `phone`, `text`, `address`, `website`, `booking` of the clinic;
    `roles` name who may sign, and at least one does.
    """

    facts: tuple[str, ...] = Field(min_length=1)
    roles: tuple[Line, ...] = Field(min_length=1)

    def allows(self, role: str) -> bool:
        """Say whether somebody may sign in this role, however its letters are written."""
        return role.casefold() in (one.casefold() for one in self.roles)


class Approval(Part):
    """The clinic's policy: what documents need before they are released.

    Documents that no entry is for need an author and a medical review by another person; the sheets
    of a drug or treatment one by a licensed prescriber.
    """

    documents: tuple[Requirement, ...] = ()
    not_clinical: FastLane | None = None


_WROTE, _REVIEWED = RequiredSignature(meaning=AUTHOR), RequiredSignature(meaning="medical review")
# As they stand behind a name: who may prescribe, by letters that leave room for it on the page.
PRESCRIBERS = (
    *("licensed prescriber", "prescriber", "MD", "DO", "NP", "DNP", "APRN", "PMHNP"),
    *("PA", "PA-C", "DDS", "DMD"),
)
USUAL = Requirement(signatures=(_WROTE, _REVIEWED))
OF_SHEETS = Requirement(
    signatures=(_WROTE, RequiredSignature(meaning="medical review", roles=PRESCRIBERS))
)
