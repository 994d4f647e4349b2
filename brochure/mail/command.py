"""`brochure email`, from what was asked for to what is told: drafts, messages sent, findings."""

import argparse
import smtplib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, counted
from brochure.build.build import Request
from brochure.build.report import finding_text, shown
from brochure.content.load import Loaded, load
from brochure.content.text.mail_address import address_of
from brochure.mail.attachments import (
    Attached,
    attached,
    fit_today,
    for_screens,
    known_documents,
    known_looks,
)
from brochure.mail.drafts import FOLDER, lying, write_drafts
from brochure.mail.journal import looked_into, opened
from brochure.mail.message import Letter
from brochure.mail.options import PASSWORD, SERVER, USER
from brochure.mail.outcomes import findings_of, pause_text, rest_text, summed_up
from brochure.mail.recipients import Recipient, in_language, listed, named
from brochure.mail.report import Course, as_json, draft_lines, letter_lines
from brochure.mail.sending import Outcome, Pace, Pause, Sender, due
from brochure.mail.server import Server, connect, server_of
from brochure.mail.surroundings import Edge, until_stopped

GOOD, FINDINGS, USAGE, PARTLY = 0, 1, 2, 4
_LINES = 50  # of progress, at most


@dataclass(frozen=True)
class Told:
    """One text to print, as a problem or not, and the exit code if it is the last."""

    text: str
    code: int = GOOD
    problem: bool = False


Steps = Generator[Finding | str, None, None]


def email(options: argparse.Namespace, edge: Edge | None = None) -> Iterator[Told]:
    """Do what `options` ask for, and give what is to be printed; the last code counts.

    Raises BrochureError for a wrong call (exit 2) and where the machine, its network or the mail
    server keep everything from being done (exit 3). No address is told.
    """
    course = Course()
    for said in _steps(options, edge or Edge(), course):
        if isinstance(said, Finding):
            course.findings.append(said)
        if options.json or (options.quiet and isinstance(said, str)):
            continue
        problem = isinstance(said, Finding)
        yield Told(finding_text(said) if isinstance(said, Finding) else said, problem=problem)
    if options.json:
        yield Told(as_json(course), course.code)
    elif course.code:
        yield Told("", course.code)


def _steps(options: argparse.Namespace, edge: Edge, course: Course) -> Steps:
    """Prepare the letter and its readers; then write drafts, send, or say what would be done."""
    if "@" in options.content.name and not options.content.exists():
        hint = "Write --to before it; a content file may be named first."
        raise BrochureError("an address stands where the content file is named", hint=hint)
    loaded = load(options.content)
    yield from loaded.findings
    if loaded.content is None:
        missing = any(f.id == "file.missing" for f in loaded.findings)
        course.code = USAGE if missing else FINDINGS
        return
    sender, server = _sender(options, edge), _server(options, edge)
    readers, findings = _readers(options, loaded)
    yield from findings
    findings = (*loaded.findings, *findings)
    if loaded.content.email is None:
        raise BrochureError(
            f"{options.content} has no section `email:`, so there are no words to send",
            hint="Copy it from a new project: brochure new --example DIR",
        )
    names = known_documents(loaded.content, options.only or loaded.content.email.attach)
    looks = known_looks(options.look)
    spite = known_documents(loaded.content, options.even_if_past_review)
    assert loaded.source is not None
    fit = tuple(fit_today(loaded.content, loaded.source, names, edge.clock.now().date(), spite))
    yield from fit
    if _bad((*findings, *fit), options):
        course.code = FINDINGS
        return
    made = _made(loaded, names, looks, options)
    yield from made.findings
    if _bad(made.findings, options):
        course.code = FINDINGS
        return
    course.letter = Letter(loaded.content, loaded.content.email, made.attachments, sender)
    yield from _delivered(course, course.letter, readers, server, options, edge)


def _delivered(
    course: Course,
    letter: Letter,
    readers: tuple[Recipient, ...],
    server: Server | None,
    options: argparse.Namespace,
    edge: Edge,
) -> Steps:
    yield from letter_lines(letter)
    if options.dry_run:
        yield from _told_only(course, letter, readers, options)
    elif server is None:
        yield from _drafted(course, letter, readers, options)
    else:
        yield from _sent(course, letter, readers, options, partial(connect, server), edge)


def _made(
    loaded: Loaded, names: tuple[str, ...], looks: tuple[str, ...], options: argparse.Namespace
) -> Attached:
    """Build what is attached; a dry run does so where nothing of it stays."""
    request = for_screens(Request(_project(options), _output(options), names, looks=looks))
    if not options.dry_run:
        return attached(loaded, request)
    with TemporaryDirectory(prefix="brochure-") as folder:
        return attached(loaded, replace(request, output=Path(folder).resolve()))


def _readers(
    options: argparse.Namespace, loaded: Loaded
) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Return who reads the language of the documents, and all that is wrong with the list."""
    assert loaded.content is not None
    if options.to:
        return named(options.to)
    readers, findings = listed(options.recipients, shown(options.recipients, Path.cwd()))
    kept, left = in_language(readers, loaded.content.document.language)
    if left and not kept:
        what = f"nobody in the list reads {loaded.content.document.language}"
        left = (*left, Finding("recipients.none", what, "Check the column `language`."))
    return kept, (*findings, *left)


def _bad(findings: tuple[Finding, ...], options: argparse.Namespace) -> bool:
    """Say whether anything keeps the message from going out; with --strict, a warning does."""
    return any(f.severity == "error" or options.strict for f in findings)


def _project(options: argparse.Namespace) -> Path:
    return options.content.resolve().parent


def _output(options: argparse.Namespace) -> Path:
    return options.output.resolve() if options.output else _project(options) / "output"


def _sender(options: argparse.Namespace, edge: Edge) -> str:
    """Return who the message is from: as asked for, else the user. Drafts need no sender."""
    user = options.user or edge.environment.get(USER, "")
    written = options.sender or (user if options.send and "@" in user else "")
    if not written:
        if options.send and not options.dry_run:
            raise BrochureError("who is it from?", hint="Name your own address after --from.")
        return ""
    try:
        return address_of(written)
    except ValueError as error:
        what, _, hint = str(error).partition(" | ")
        raise BrochureError(f"the sender's address {what}", hint=hint) from None


def _server(options: argparse.Namespace, edge: Edge) -> Server | None:
    """Return the mail server to send by, or None where nothing is sent."""
    if not options.send or options.dry_run:
        return None
    environment: Mapping[str, str] = edge.environment
    written = options.server or environment.get(SERVER, "")
    if not written:
        hint = f"Name it after --server, or in the environment as {SERVER}."
        raise BrochureError("which mail server is to send?", hint=hint)
    user = options.user or environment.get(USER, "")
    password = environment.get(PASSWORD, "")
    if user and not password:
        hint = f"Put the app password of the account into the environment as {PASSWORD}."
        raise BrochureError("there is no password for the mail server", hint=hint, exit_code=3)
    return server_of(written, options.tls, user, password, edge.trust())


def _drafted(
    course: Course, letter: Letter, readers: tuple[Recipient, ...], options: argparse.Namespace
) -> Steps:
    drafts = write_drafts(_output(options) / FOLDER, letter, readers, options.replace)
    course.readers.update({"drafts": len(drafts.written), "drafts before": len(drafts.same)})
    course.earlier_drafts = len(drafts.others)
    yield from draft_lines(drafts)


def _told_only(
    course: Course, letter: Letter, readers: tuple[Recipient, ...], options: argparse.Namespace
) -> Steps:
    """Say what a call without --dry-run would do. Nothing is written, nobody is connected to."""
    if not options.send:
        course.readers["would be drafted"] = len(readers)
        yield f"Dry run: {counted(len(readers), 'draft')} would be written."
        if earlier := lying(_output(options) / FOLDER):
            kept = "be removed" if options.replace else "stay; none is written a second time"
            yield f"{counted(len(earlier), 'draft')} of earlier calls would {kept}."
        return
    journal = looked_into(_project(options))
    waiting, settled = due(readers, letter, journal, _pace(options))
    yield from chain.from_iterable(findings_of(one) for one in settled)
    course.readers.update(o.state for o in settled)
    course.readers["would be sent"] = len(waiting)
    course.rest = sum(one.rest for one in waiting)
    yield from rest_text(course.rest)
    yield f"Dry run: {counted(len(waiting), 'message')} would be sent; {summed_up(settled)}."


def _pace(options: argparse.Namespace) -> Pace:
    return Pace(options.per_minute, options.resend_unknown, options.retry_refused)


def _sent(
    course: Course,
    letter: Letter,
    readers: tuple[Recipient, ...],
    options: argparse.Namespace,
    connected: Callable[[], smtplib.SMTP],
    edge: Edge,
) -> Steps:
    """Send to all who still wait, telling of each who does not get it; then sum up."""
    outcomes: list[Outcome] = []
    with opened(_project(options)) as journal, until_stopped(edge.clock) as clock:
        waiting, settled = due(readers, letter, journal, _pace(options))
        sender = Sender(letter, journal, connected, clock, _pace(options))
        course.rest = sum(one.rest for one in waiting)
        yield from rest_text(course.rest)
        try:
            for one in chain(settled, sender.send(waiting)):
                if isinstance(one, Pause):
                    yield pause_text(one)
                    continue
                outcomes.append(one)
                yield from _progress(one, len(outcomes), len(readers))
        except BrochureError as error:
            if not any(o.state == "sent" and not o.before for o in outcomes):
                raise
            yield Finding("email.stopped", error.message, error.hint)
    course.readers.update(o.state for o in outcomes)
    course.readers["not tried"] = len(readers) - len(outcomes)
    course.code = _code(course.readers)
    yield f"{summed_up(outcomes, len(readers))}."


def _progress(outcome: Outcome, number: int, of: int) -> Steps:
    yield from findings_of(outcome)
    if not outcome.before and number % (of // _LINES + 1) == 0:
        yield f"{number} of {of}"


def _code(readers: Counter[str]) -> int:
    done = readers["sent"]
    if done == readers.total():
        return GOOD
    return PARTLY if done or readers["not tried"] else FINDINGS
