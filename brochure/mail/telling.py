"""What one call comes to, for the people who made it and for machines; no address stands in it."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from brochure.finding import Finding
from brochure.mail.message import Letter
from brochure.neutral import filled


@dataclass
class Course:
    """What one call has come to: findings, the letter, and how many readers fared how."""

    findings: list[Finding] = field(default_factory=list[Finding])
    letter: Letter | None = None
    readers: Counter[str] = field(default_factory=Counter[str])
    code: int = 0


def letter_lines(letter: Letter) -> Iterator[str]:
    """Give the subject, then for each document what it is in the house and for its reader."""
    yield f"“{_subject(letter)}”"
    yield from (f"  {one.told}, as {one.name}" for one in letter.attachments)


def as_json(course: Course) -> str:
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
        "findings": [asdict(found) for found in course.findings],
    }
    return json.dumps(whole, indent=2)


def _subject(letter: Letter) -> str:
    return filled(letter.covering.subject, letter.content.clinic)
