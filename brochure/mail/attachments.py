"""Which documents are attached: built and proven in this call, and fit to be sent today."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from brochure.base.calls import write_call
from brochure.base.dates import month_in_words
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, pluralize
from brochure.base.looks import LOOKS, STANDARD
from brochure.base.plain_file import read_plain_file
from brochure.base.status import DRAFT, SAMPLE
from brochure.base.suggest import did_you_mean
from brochure.build.build import Request, build_documents, list_jobs
from brochure.build.job import Built
from brochure.build.questions import count_open
from brochure.content.checks.email_privacy import attachment_name, explain_unfit, screen_editions
from brochure.content.checks.review import days_until_end
from brochure.content.checks.sample import find_sample
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.content.model.facts import REFERENCE
from brochure.content.yaml.source import Source
from brochure.mail.message import Attachment
from brochure.mail.surroundings import tell_nobody
from brochure.selection.questions import OpenQuestion, list_questions
from brochure.wording.document_text import EMAIL
from brochure.wording.report import judge_wording

MOST_BYTES = 15_000_000  # base64 makes a third more of them; most providers take 25 MB
WARN_DAYS = 90
_CHANNEL = "screen"


@dataclass(frozen=True)
class Attachments:
    """What a letter carries, or what keeps it from being sent; drafts are marked as such."""

    attachments: tuple[Attachment, ...]
    findings: tuple[Finding, ...]
    draft: bool = False


def check_documents(content: Content, names: Sequence[str]) -> tuple[str, ...]:
    """Return `names`, each once. Raises BrochureError for one that cannot be e-mailed."""
    known = screen_editions(content)
    for name in names:
        if name not in known:
            what, hint = explain_unfit(content, name)
            raise BrochureError(what, hint=hint)
    return tuple(dict.fromkeys(names))


def check_looks(names: Sequence[str]) -> tuple[str, ...]:
    """Return `names`. Raises BrochureError for what is no look; a reader needs one, not all."""
    for name in names:
        if name not in LOOKS:
            what = f'there is no look "{name}" to send{did_you_mean(name, LOOKS)}'
            raise BrochureError(what, hint=f"Known: {', '.join(LOOKS)}.")
    return tuple(names)


def check_letter(
    loaded: LoadedContent,
    names: Sequence[str],
    today: date,
    in_spite: Collection[str],
    draft: bool = True,
) -> Iterator[Finding]:
    """Find what speaks against sending these documents today, and errors in the words around them.

    `in_spite` names those that are sent although their review is due. What speaks against drafts
    alone is left out where what was released is sent.
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is not sent"
    if draft:
        yield from check_review_dates(content, source, names, today, in_spite)
    yield from check_open_facts(content, names if draft else (), source.file)
    for wrong in judge_wording(content, {}, loaded.rules, source).must:
        if EMAIL in wrong.documents:
            yield wrong.finding


def check_review_dates(
    content: Content,
    source: Source,
    names: Sequence[str],
    today: date,
    in_spite: Collection[str],
) -> Iterator[Finding]:
    """Find documents whose review is due: past it they are not sent, 90 days before it is told.

    `in_spite` names those that are sent all the same.
    """
    for name in names:
        month = content.editions[name].review_by
        left = days_until_end(month, today)
        path, by = ("editions", name, "review_by"), month_in_words(month, "en")
        if left < 0:
            remedy = f"Review it, or send it in spite of that: --even-if-past-review {name}."
            what = f"{name} had to be reviewed by {by}"
            severity = "warning" if name in in_spite else "error"
            yield source.finding("email.past-review", path, what, remedy, severity)
        elif left <= WARN_DAYS:
            what = f"{name} must be reviewed by {by}: {left} days are left"
            yield source.finding("email.review-soon", path, what, "Plan the review.", "warning")
    yield from _check_status(content, source, names)


def _check_status(content: Content, source: Source, names: Sequence[str]) -> Iterator[Finding]:
    """Say what documents say of themselves: nothing is approved yet, so each is a draft.

    One that holds wording of the starter is a sample, which nobody has written for patients.
    """
    if sample := find_sample(content):
        pieces = pluralize(len(sample), "piece")
        what = f"{', '.join(names)}: {SAMPLE.words('en')}; {pieces} of the starter's wording in it"
        remedy = f"Write your own words: {write_call('check', source.file)} tells each line."
        yield source.finding("email.sample", sample[0].path, what, remedy)
        return
    what = f"{', '.join(names)}: {DRAFT.words('en')}; no clinician's approval is on record"
    remedy = "Let a clinician read every sentence before a patient does."
    yield Finding("email.draft", what, remedy, "warning")


def check_open_facts(
    content: Content, names: Sequence[str], file: str = "content.yaml"
) -> Iterator[Finding]:
    """Find what the clinic has still to answer, in the message and in what is attached."""
    body = content.email.body_for(len(names)) if content.email else ()
    said = {name for text in body for name in REFERENCE.findall(text)}
    asked = tuple(
        one
        for one in list_questions(content)
        if one.fact.id in said or set(one.documents) & set(names)
    )
    if asked:
        what = f"{', '.join(names)}: {count_open(asked)}"
        remedy = f"Hand the questions to the clinic: {write_call('check', file, '--questions')}"
        detail = tuple(_name_question(one) for one in asked)
        yield Finding("email.open-facts", what, remedy, "warning", detail=detail)


def _name_question(one: OpenQuestion) -> str:
    so_far = f" (so far “{one.fact.value}”)" if one.fact.value else ""
    return f"{one.fact.mark} {one.fact.id}: {one.fact.question}{so_far}"


def build_attachments(
    loaded: LoadedContent, request: Request, progress: Callable[[int, int, str], None] = tell_nobody
) -> Attachments:
    """Build what `request` names, and return the very bytes that were proven.

    `progress` hears which document of how many is in work.

    Raises BrochureError as `build` does. A document that fails a proof leaves nothing to send.
    """
    content = loaded.content
    assert content is not None, "content with errors is never built"
    documents: tuple[Built, ...] = ()
    names = [job.edition.name for job in list_jobs(content, request)]
    progress(1, len(names), names[0])
    for built in build_documents(loaded, request):
        documents = (*documents, built)
        number = len(documents) + 1
        progress(number, len(names), names[min(number, len(names)) - 1])
    findings = [finding for built in documents for finding in built.findings]
    attachments: list[Attachment] = []
    for built in sorted(documents, key=lambda one: request.only.index(one.edition)):
        edition, look = built.edition, "" if built.look == STANDARD.name else built.look
        pdf = _read_if_unchanged(built)
        if pdf is None:
            what = f"{edition}{f', {look},' if look else ''} is not sent: not every proof holds"
            findings.append(Finding("email.unproven", what, "Mend what is told above."))
            continue
        name = attachment_name(content, edition, look, draft=True)
        number = content.editions[edition].id
        version = f"{content.version_of(edition)}-draft"  # whoever had it has not had the release
        attachments.append(Attachment(name, pdf, number, version, edition, look))
    findings.extend(find_too_large(attachments))
    return Attachments(tuple(attachments), tuple(findings), draft=True)


def find_too_large(attachments: Sequence[Attachment]) -> Iterator[Finding]:
    """Find that all of it is too much for one message."""
    size = sum(len(one.pdf) for one in attachments)
    if size > MOST_BYTES:
        what = f"{size / 1e6:.1f} MB are too much for one message: many servers refuse it"
        remedy = f"Send fewer documents with --only, up to {MOST_BYTES // 1_000_000} MB."
        yield Finding("email.size", what, remedy)


def request_screens(request: Request) -> Request:
    """Return `request` for the channel that is e-mailed."""
    return replace(request, channels=(_CHANNEL,))


def _read_if_unchanged(built: Built) -> bytes | None:
    """Return what was written, if it is what was proven: nobody may have changed it meanwhile."""
    if not built.written:
        return None
    try:
        pdf = read_plain_file(built.file)
    except OSError:  # there is another thing by now
        return None
    return pdf if sha256(pdf).hexdigest() == built.sha256 else None
