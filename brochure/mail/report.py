"""What one call comes to, for the people who made it and for machines; no address stands in it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brochure.base.finding import Finding, flatten_findings, pluralize
from brochure.build.report import relative_name
from brochure.content.checks.email_privacy import fill_in
from brochure.mail.drafts import Drafts
from brochure.mail.message import Letter


@dataclass
class Course:
    """What one call has come to: findings, the letter, and how many readers fared how.

    `rest` counts readers who have some of the documents and get the others only, `earlier_drafts`
    the other drafts that earlier calls left in the folder.
    """

    findings: list[Finding] = field(default_factory=list[Finding])
    letter: Letter | None = None
    readers: Counter[str] = field(default_factory=Counter[str])
    rest: int = 0
    earlier_drafts: int = 0
    code: int = 0


def letter_lines(letter: Letter) -> Iterator[str]:
    """Give the subject, then for each document what it is in the house and for its reader."""
    yield f"“{_subject(letter)}”"
    yield from (f"  {one.house_name}, as {one.name}" for one in letter.attachments)


def draft_lines(drafts: Drafts) -> Iterator[str]:
    """Say which drafts were written, which lie there already, and what to do with them."""
    if drafts.written:
        yield f"{pluralize(len(drafts.written), 'draft')} written: {_names(drafts.written)}"
    if drafts.same:
        count = pluralize(len(drafts.same), "draft")
        yield f"{count} not written, as the same already lies there: {_names(drafts.same)}"
    if drafts.others:
        count = pluralize(len(drafts.others), "draft")
        yield f"{count} of earlier calls still there: {_names(drafts.others)}"
    yield "Open each with your mail program, read it, and send it. Then delete the drafts."


def _names(drafts: Sequence[Path]) -> str:
    first, last = relative_name(drafts[0], Path.cwd()), drafts[-1].name
    if len(drafts) == 1:
        return first
    span = int(drafts[-1].stem) - int(drafts[0].stem) + 1
    return f"{first} {'to' if span == len(drafts) else '…'} {last}"


def course_json(course: Course) -> str:
    """Return all of it, in ASCII: any console can show that."""
    letter = course.letter
    attached = letter.attachments if letter else ()
    whole = {
        "good": course.code == 0,
        "subject": _subject(letter) if letter else "",
        "attached": [
            {"edition": one.edition, "look": one.look, "version": one.version, "name": one.name}
            for one in attached
        ],
        "readers": dict(+course.readers),
        "only_the_rest": course.rest,
        "earlier_drafts": course.earlier_drafts,
        "findings": flatten_findings(course.findings),
    }
    return json.dumps(whole, indent=2)


def _subject(letter: Letter) -> str:
    return fill_in(letter.covering.subject, letter.content)
