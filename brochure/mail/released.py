"""Documents that are in use -> what a letter carries: the very files that were released.

Nothing is built. A file that is not as it was released is not sent, nor is a version that was
withdrawn, is to be reviewed, or is past its review.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from brochure.approval.entry import Entry
from brochure.approval.record import read_record
from brochure.approval.releases import release_folder
from brochure.approval.shelf import file_in
from brochure.approval.state import find_in_use
from brochure.base.calls import name_program
from brochure.base.finding import Finding
from brochure.base.looks import STANDARD
from brochure.base.plain_file import read_plain_file
from brochure.content.checks.email_privacy import attachment_name
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.mail.attachments import Attachments, find_too_large
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
        due = name in in_spite and not content.editions[name].sheet
        found = _find(content, record.entries, name, date.min if due else today)
        if isinstance(found, Finding):
            findings.append(found)
            continue
        read = tuple(_read(content, output, found, looks or (STANDARD.name,)))
        findings.extend(each for each in read if isinstance(each, Finding))
        attachments.extend(each for each in read if isinstance(each, Attachment))
    findings.extend(find_too_large(attachments))
    return Attachments(tuple(attachments), tuple(findings))


def _find(content: Content, entries: Sequence[Entry], name: str, today: date) -> Entry | Finding:
    in_use = find_in_use(name, entries, content.editions[name].review_by, today)
    if in_use is None:
        what = f"{name} was never released, and only released documents are sent"
        remedy = f"See what it needs: {name_program()} status {name}. {_OR_DRAFT}"
        return Finding("email.unreleased", what, remedy)
    if in_use.stopped:
        what = f"{name}, version {in_use.entry.version}, {in_use.stopped}"
        remedy = f"Release another version: {name_program()} status {name} tells what it needs."
        return Finding("email.not-in-use", what, remedy)
    return in_use.entry


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
