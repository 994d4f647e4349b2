"""Waivers that cover nothing, each with the reason: words that changed, or a name of nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from brochure.base.finding import Finding
from brochure.base.suggest import did_you_mean
from brochure.content.model.content import Content
from brochure.content.model.waivers import Waiver
from brochure.content.yaml.source import Source
from brochure.wording.checks import CONTENT_CHECKS, DOCUMENT_CHECKS
from brochure.wording.document_text import EMAIL

Covered = tuple[str, str, str]  # the id of a finding, the part that it is in, the mark of its words
_REMEDY = "Look at the wording again: mend it, or waive what `check` tells of it today. Or delete."
_NAME = "Write the name that `check` tells, or delete the waiver."


@dataclass(frozen=True)
class Lapse:
    """A waiver that covers nothing, and what is said of it."""

    waiver: Waiver
    finding: Finding


def find_lapses(content: Content, used: Collection[Covered], source: Source) -> Iterator[Lapse]:
    """Give each waiver that is not among the `used` ones, or that stands there a second time."""
    seen = set[Covered]()
    for number, waiver in enumerate(content.waivers):
        covered = (waiver.check, waiver.place, waiver.covers)
        if covered not in used or covered in seen:
            key, why = ("covers", "stands twice") if covered in seen else _why(content, waiver)
            what = f"the waiver of {waiver.check} in {waiver.place}: {why}"
            path = ("waivers", number, key)
            remedy = _NAME if key in ("check", "place") else _REMEDY
            found = source.finding("waivers.lapsed", path, what, remedy, "warning")
            yield Lapse(waiver, found)
        seen.add(covered)


def _why(content: Content, waiver: Waiver) -> tuple[str, str]:
    """Return the key of a waiver that is at fault, and the reason."""
    ids = tuple(id for each in (*CONTENT_CHECKS, *DOCUMENT_CHECKS) for id in each.finding_ids)
    if waiver.check not in ids:
        return "check", f'there is no check "{waiver.check}"{did_you_mean(waiver.check, ids)}'
    places = _places(content)
    if waiver.place not in places:
        return "place", f'there is no part "{waiver.place}"{did_you_mean(waiver.place, places)}'
    return "covers", "its words have changed, or nothing is wrong with them any more"


def _places(content: Content) -> tuple[str, ...]:
    """Return all that a finding may be in (`brochure.wording.document_text.owner_of`)."""
    parts = (content.sections, content.statements, content.facts, content.sources, content.sheets)
    fields = (field.id for sheet in content.sheets for field in sheet.fields)
    named = (part.id for each in parts for part in each)
    return (*named, *fields, *content.editions, EMAIL, "clinic", "brand")
