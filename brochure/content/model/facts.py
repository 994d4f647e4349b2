"""Facts said once: numbers and lists that several documents carry, each with source and status.

Wording takes a fact from here by naming it in braces: ``We watch you for {watched}.`` Content that
names no facts may hold braces as it likes.
"""

import re
from typing import ClassVar, Literal

from pydantic import model_validator

from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.wording import Inline, Line, Part, Provenance, Shorthand, Slug

# `confirmed`: someone at the clinic has. `to confirm`: it has a source, and the clinic has not said
# yes. `to fill in`: only the clinic knows it. No document is released with one of the last two.
FactStatus = Literal["confirmed", "to confirm", "to fill in"]
REFERENCE = re.compile(r"(?<!\\)\{([a-z0-9][a-z0-9-]{0,63})\}")
# What can be named beside the facts: details of the clinic that stand at the top of content.
CLINIC_NAMES = ("clinic", "phone", "text")
_SENTENCE_ENDS = ".?!:"


class FactItem(Shorthand):
    """One entry of a list, written as a bare string, or as `words` with an `id`.

    The id names the field of the entry where the list is one of boxes to tick, so that its words
    may change and what was ticked before still fits.
    """

    shorthand: ClassVar[str] = "words"
    words: Inline
    id: Slug | None = None


class Fact(Part):
    """A number or list that several documents carry.

    Either `value`, words that fit into a sentence, or `items`, a list of such. `subject` names
    words of the sentences that the fact is about, so that a copy of its numbers typed there is
    found. A fact `to fill in` has a `question` for the clinic, and a `typical` answer whose room
    the gap takes on a draft.
    """

    id: Slug
    value: Inline | None = None
    items: tuple[FactItem, ...] = ()
    joined_by: Line = "or"
    subject: tuple[Line, ...] = ()
    provenance: Provenance
    source: str = ""
    status: FactStatus
    question: Line | None = None
    typical: Line | None = None

    @model_validator(mode="after")
    def _is_known_or_asked(self) -> "Fact":
        known = self.value is not None or bool(self.items)
        if self.value is not None and self.items:
            fault = PartFault(("items",), "has a value and items", "Keep one of the two.")
            raise PartError(fault)
        if known and self.status == "to fill in":
            what = "is `to fill in` and is filled in"
            remedy = "Write `status: confirmed` if the clinic has said so, else `to confirm`."
            raise PartError(PartFault(("status",), what, remedy))
        if not known and self.status == "confirmed":
            remedy = 'Write `value: "the answer"` above its status, or a list after `items:`.'
            raise PartError(PartFault(("status",), "is confirmed and says nothing", remedy))
        if not known and not (self.question and self.typical):
            raise ValueError(
                "is not filled in | Write `question:` for the clinic, and `typical:`, an answer"
                " as long as theirs may be: drafts keep that room. Or, if you know it, write"
                ' `value: "the answer"` and below it `status: confirmed`.'
            )
        return self

    @property
    def is_gap(self) -> bool:
        """Say whether there is nothing to print yet."""
        return self.value is None and not self.items

    @property
    def entries(self) -> tuple[str, ...]:
        """The words of each entry of a list."""
        return tuple(item.words for item in self.items)

    @property
    def sentence(self) -> str:
        """The fact as it stands in a sentence; a list with commas. Empty for a gap."""
        if self.value is not None:
            return self.value
        *others, last = self.entries or ("",)
        if not others:
            return last
        comma = "," if len(others) > 1 else ""
        return f"{', '.join(others)}{comma} {self.joined_by} {last}"


def begin_sentence(words: str, text: str, at: int) -> str:
    """Return `words` as they stand at index `at` of `text`: with a capital at its beginning."""
    before = text[:at].rstrip()
    begins = not before or before[-1] in _SENTENCE_ENDS
    return words[:1].upper() + words[1:] if begins else words
