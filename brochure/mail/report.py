"""What one call comes to, for the people who made it and for machines; no address stands in it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from brochure.base.finding import Finding, flatten_findings, pluralize
from brochure.build.report import relative_name
from brochure.content.checks.email_privacy import fill_in
from brochure.mail.drafts import Drafts, Why
from brochure.mail.message import Letter

# Why a draft is not removed: what is wrong with it, and what to do.
_KEPT: dict[Why, tuple[str, str]] = {
    "unknown": (
        "in no record of what this program wrote, as drafts of its earlier versions are",
        "Look whom it is for, and delete it if it is not to be sent.",
    ),
    "changed": (
        "changed since this program wrote it",
        "Somebody may have worked on it: delete it if it is not to be sent.",
    ),
    "link": (
        "a link, and what lies behind one is not ours",
        "Delete the link, if nobody needs it.",
    ),
    "unreadable": (
        "cannot be read, or is no plain file",
        "Delete it, or make it yours to read.",
    ),
}
_STAYS = {True: "; not removed", False: "; --replace would not remove that"}


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


def draft_lines(drafts: Drafts, replace: bool) -> Iterator[str | Finding]:
    """Say which drafts were written, which lie there already, and what to do with them."""
    yield from find_kept_drafts(drafts.kept, replace)
    yield from _find_pairs(drafts.twice)
    if drafts.written:
        yield f"{pluralize(len(drafts.written), 'draft')} written: {_names(drafts.written)}"
    if drafts.same:
        count = pluralize(len(drafts.same), "draft")
        yield f"{count} not written, as the same already lies there: {_names(drafts.same)}"
    if drafts.others:
        count = pluralize(len(drafts.others), "draft")
        yield f"{count} of earlier calls still there: {_names(drafts.others)}"
    yield "Open each with your mail program, read it, and send it. Then delete the drafts."


def find_kept_drafts(kept: Sequence[tuple[Path, Why]], replace: bool) -> Iterator[Finding]:
    """Find which drafts of earlier calls stay though they were to go, and why, by reason.

    Without --replace all stay, and only those are told of which it would not remove either because
    no record knows them: after an upgrade of the program, that is all of them.
    """
    for why, (what, remedy) in _KEPT.items():
        files = [file for file, found in kept if found == why]
        if files and (replace or why == "unknown"):
            text = f"{_count(files)} {what}{_STAYS[replace]}"
            yield Finding("email.draft-kept", text, remedy, "warning", detail=_details(files))


def _find_pairs(twice: Sequence[tuple[Path, Path]]) -> Iterator[Finding]:
    """Find readers for whom two drafts with the same document lie there."""
    if twice:
        count = pluralize(len(twice), "earlier draft")
        what = f"{count} with a reader and a document that a draft of this call has, too"
        remedy = "Send one of each pair, and delete the other: else the reader gets two letters."
        pairs = tuple(f"{_names([old])} and {new.name}" for old, new in twice)
        yield Finding("email.draft-twice", what, remedy, "warning", detail=pairs)


def _count(files: Sequence[Path]) -> str:
    return f"{_names(files)}:" if len(files) == 1 else f"{len(files)} drafts:"


def _details(files: Sequence[Path]) -> tuple[str, ...]:
    return tuple(_names([file]) for file in files) if len(files) > 1 else ()


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
