"""Documents that are in use -> what a letter carries: the very files that were released.

Nothing is built. A file that is not as it was released is not sent, nor is a version that was
withdrawn, is to be reviewed, or is past its review; the last may be asked for by name.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from brochure.approval.calls import call_about
from brochure.approval.entry import Entry
from brochure.approval.record import read_record
from brochure.approval.releases import release_folder
from brochure.approval.shelf import file_in
from brochure.approval.state import find_in_use, why_stopped
from brochure.base.dates import month_in_words
from brochure.base.finding import Finding
from brochure.base.looks import STANDARD
from brochure.base.plain_file import read_plain_file
from brochure.content.checks.email_privacy import attachment_name
from brochure.content.checks.review import days_until_end
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.mail.attachments import WARN_DAYS, Attachments, find_too_large
from brochure.mail.message import Attachment

_CHANNEL = "screen"
_OR_DRAFT = "To show a draft to colleagues, add --draft."


def released_attachments(
    loaded: LoadedContent,
    path: Path,
    output: Path,
    names: Sequence[str],
    looks: Sequence[str],
    today: date,
    in_spite: Collection[str] = (),
) -> Attachments:
    """Return what was released of these documents, and what keeps any of them from being sent.

    `in_spite` names those that are sent though their review is due; no sheet ever is. Raises
    BrochureError (exit 3) where the record was changed or cannot be read.
    """
    content = loaded.content
    assert content is not None, "content with errors is not sent"
    record = read_record(path)
    record.refuse_changed()
    attachments: list[Attachment] = []
    findings: list[Finding] = []
    for name in names:
        spite = name in in_spite and not content.editions[name].sheet
        status = call_about(path, output, "status", name)
        found = _find(content, record.entries, name, today, spite, status)
        if isinstance(found, Finding):
            findings.append(found)
            continue
        findings.extend(_find_due(content, found, today))
        read = tuple(_read(content, output, found, looks or (STANDARD.name,)))
        findings.extend(each for each in read if isinstance(each, Finding))
        attachments.extend(each for each in read if isinstance(each, Attachment))
    findings.extend(find_too_large(attachments))
    return Attachments(tuple(attachments), tuple(findings))


def _find(
    content: Content, entries: Sequence[Entry], name: str, today: date, spite: bool, status: str
) -> Entry | Finding:
    """Return the release of a document that may be sent today, or why there is none."""
    placed = content.editions[name]
    in_use = find_in_use(name, entries, placed.review_by, today)
    if in_use is None:
        what = f"{name} was never released, and only released documents are sent"
        return Finding("email.unreleased", what, f"See what it needs: {status}. {_OR_DRAFT}")
    is_due_alone = not why_stopped(in_use.entry, entries, placed.review_by, date.min)
    if not in_use.stopped or (spite and is_due_alone):
        return in_use.entry
    what = f"{name}, version {in_use.entry.version}, {in_use.stopped}"
    remedy = f"See what it needs to be released again: {status}."
    if is_due_alone and not placed.sheet:
        remedy += f" Or send it in spite of that: --even-if-past-review {name}."
    return Finding("email.not-in-use", what, remedy)


def _find_due(content: Content, released: Entry, today: date) -> Iterator[Finding]:
    """Find that a release which is sent has to be reviewed soon, or had to be."""
    month = released.review_by or content.editions[released.document].review_by
    left, by = days_until_end(month, today), month_in_words(month, "en")
    what = f"{released.document}, version {released.version}"
    if left < 0:
        what = f"{what}, had to be reviewed by {by}"
        yield Finding("email.past-review", what, "Review it, and release it again.", "warning")
    elif left <= WARN_DAYS:
        what = f"{what}, must be reviewed by {by}: {left} days are left"
        yield Finding("email.review-soon", what, "Plan the review.", "warning")


def _read(
    content: Content, output: Path, released: Entry, looks: Sequence[str]
) -> Iterator[Attachment | Finding]:
    name, version = released.document, released.version
    folder = release_folder(output, name, version)
    for look in looks:
        seen = "" if look == STANDARD.name else look
        inner = f"{_CHANNEL}/{look}" if seen else _CHANNEL
        file = file_in(folder, inner, name)
        digest = released.files.get(f"{inner}/{name}.pdf", "")
        try:
            pdf = read_plain_file(file)
        except OSError:
            pdf = b""
        if not digest:
            what = f"{name} was not released in the look {look}"
            yield Finding("email.unreleased", what, "Name another after --look, or leave it out.")
        elif sha256(pdf).hexdigest() != digest:
            what = f"{file} is gone, or is not as it was released"
            yield Finding("email.not-as-released", what, "Put it back from a copy.")
        else:
            called = attachment_name(content, name, seen, version)
            number = content.editions[name].id
            yield Attachment(called, pdf, number, version, name, seen)
