"""`brochure email`, from what was asked for to what is told: drafts, messages sent, findings."""

import argparse
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from brochure.base.calls import name_program
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, has_errors, names_no_file, pluralize
from brochure.base.output import Output
from brochure.base.passing_folder import passing_folder
from brochure.base.plain_file import real_path
from brochure.build.build import Request
from brochure.build.claim import output_of
from brochure.build.report import relative_name
from brochure.content.load import LoadedContent
from brochure.content.text.mail_address import parse_address
from brochure.mail.attachments import (
    Attachments,
    build_attachments,
    check_documents,
    check_letter,
    check_looks,
    request_screens,
)
from brochure.mail.connection import Connection
from brochure.mail.drafts import FOLDER, drafts_in, write_drafts
from brochure.mail.journal_folder import open_journal, read_journal
from brochure.mail.message import Letter
from brochure.mail.options import PASSWORD, SERVER, USER
from brochure.mail.outcomes import (
    find_torn_record,
    findings_of,
    pause_text,
    rest_text,
    step_text,
    summarize,
)
from brochure.mail.recipients import Recipient, keep_readers_of, parse_recipients, read_recipients
from brochure.mail.released import released_attachments
from brochure.mail.report import Course, course_json, draft_lines, find_kept_drafts, letter_lines
from brochure.mail.sending import Outcome, Pace, Pause, Sender, plan_sending
from brochure.mail.server import Server, connect, parse_server
from brochure.mail.surroundings import Surroundings, stop_on_interrupt, tell_nobody
from brochure.selection.duties import load_checked_content

GOOD, FINDINGS, USAGE, PARTLY = 0, 1, 2, 4
_LINES = 50  # of progress, at most
Steps = Generator[Finding | str, None, None]


def run_email(
    options: argparse.Namespace,
    edge: Surroundings | None = None,
    progress: Callable[[int, int, str], None] = tell_nobody,
) -> Iterator[Output]:
    """Do what `options` ask for, and give what is to be printed; the last code counts.

    Raises BrochureError for a wrong call (exit 2) and where the machine, its network or the mail
    server keep everything from being done (exit 3). No address is told.
    """
    course = Course()
    around = replace(edge or Surroundings(), progress=progress)
    for step in _steps(options, around, course):
        if isinstance(step, Finding):
            course.findings.append(step)
        if options.json or (options.quiet and isinstance(step, str)):
            continue
        yield Output(step_text(step), failure=isinstance(step, Finding))  # why none goes out
    if options.json:
        yield Output(course_json(course), course.code)
    elif course.code:
        yield Output("", course.code)


def _steps(options: argparse.Namespace, edge: Surroundings, course: Course) -> Steps:
    """Prepare the letter and its readers; then write drafts, send, or say what would be done."""
    if "@" in options.content.name and not options.content.exists():
        hint = "Write --to before it; a content file may be named first."
        raise BrochureError("an address stands where the content file is named", hint=hint)
    loaded = load_checked_content(options.content)
    yield from loaded.findings
    if loaded.content is None:
        course.code = USAGE if names_no_file(loaded.findings) else FINDINGS
        return
    sender, server = _sender(options, edge), _server(options, edge)
    readers, findings = _readers(options, loaded)
    yield from findings
    findings = (*loaded.findings, *findings)
    if loaded.content.email is None:
        raise BrochureError(
            f"{options.content} has no section `email:`, so there are no words to send",
            hint=f"Copy it from a new project: {name_program()} new --example DIR",
        )
    names = check_documents(loaded.content, options.only or loaded.content.email.attach)
    looks = check_looks(options.look)
    spite = check_documents(loaded.content, options.even_if_past_review)
    today = edge.clock.now().date()
    fit = tuple(check_letter(loaded, names, today, spite, options.draft))
    # Where the list is wrong, that is to be mended now; warnings would only scroll it away.
    yield from (one for one in fit if has_errors([one]) or not has_errors(findings))
    if _is_held_back((*findings, *fit), options):
        course.code = FINDINGS
        return
    made = _make_attachments(loaded, names, looks, options, edge)
    yield from made.findings
    if _is_held_back(made.findings, options):
        course.code = FINDINGS
        return
    course.letter = Letter(
        loaded.content, loaded.content.email, made.attachments, sender, made.draft
    )
    yield from _deliver(course, course.letter, readers, server, options, edge)


def _deliver(
    course: Course,
    letter: Letter,
    readers: tuple[Recipient, ...],
    server: Server | None,
    options: argparse.Namespace,
    edge: Surroundings,
) -> Steps:
    yield from letter_lines(letter)
    if options.dry_run:
        yield from _announce(course, letter, readers, options)
    elif server is None:
        yield from _write_drafts(course, letter, readers, options)
    else:
        yield from _send(course, letter, readers, options, partial(connect, server), edge)


def _make_attachments(
    loaded: LoadedContent,
    names: tuple[str, ...],
    looks: tuple[str, ...],
    options: argparse.Namespace,
    edge: Surroundings,
) -> Attachments:
    """Take what was released; build drafts where these are asked for, a dry run in passing."""
    if not options.draft:
        today, spite = edge.clock.now().date(), options.even_if_past_review
        path, output = real_path(options.content), _output(options)
        return released_attachments(loaded, path, output, names, looks, today, spite)
    request = request_screens(Request(_project(options), _output(options), names, looks=looks))
    if not options.dry_run:
        return build_attachments(loaded, request, edge.progress)
    with passing_folder() as folder:
        return build_attachments(loaded, replace(request, output=folder), edge.progress)


def _readers(
    options: argparse.Namespace, loaded: LoadedContent
) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Return who reads the language of the documents, and all that is wrong with the list."""
    assert loaded.content is not None
    if options.to:
        return parse_recipients(options.to)
    readers, findings = read_recipients(
        options.recipients, relative_name(options.recipients, Path.cwd())
    )
    kept, left = keep_readers_of(readers, loaded.content.document.language)
    if left and not kept:
        what = f"nobody in the list reads {loaded.content.document.language}"
        left = (*left, Finding("recipients.none", what, "Check the column `language`."))
    return kept, (*findings, *left)


def _is_held_back(findings: tuple[Finding, ...], options: argparse.Namespace) -> bool:
    """Say whether anything keeps the message from going out; with --strict, a warning does."""
    return has_errors(findings, options.strict)


def _project(options: argparse.Namespace) -> Path:
    return real_path(options.content).parent


def _output(options: argparse.Namespace) -> Path:
    return output_of(options.content, options.output)


def _sender(options: argparse.Namespace, edge: Surroundings) -> str:
    """Return who the message is from: as asked for, else the user. Drafts need no sender."""
    user = options.user or edge.environment.get(USER, "")
    written = options.sender or (user if options.send and "@" in user else "")
    if not written:
        if options.send and not options.dry_run:
            raise BrochureError("who is it from?", hint="Name your own address after --from.")
        return ""
    try:
        return parse_address(written)
    except ValueError as error:
        what, _, hint = str(error).partition(" | ")
        raise BrochureError(f"the sender's address {what}", hint=hint) from None


def _server(options: argparse.Namespace, edge: Surroundings) -> Server | None:
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
    return parse_server(written, options.tls, user, password, edge.trust())


def _write_drafts(
    course: Course, letter: Letter, readers: tuple[Recipient, ...], options: argparse.Namespace
) -> Steps:
    drafts = write_drafts(_output(options) / FOLDER, letter, readers, options.replace)
    course.readers.update({"drafts": len(drafts.written), "drafts before": len(drafts.same)})
    course.earlier_drafts = len(drafts.others)
    yield from draft_lines(drafts, options.replace)


def _announce(
    course: Course, letter: Letter, readers: tuple[Recipient, ...], options: argparse.Namespace
) -> Steps:
    """Say what a call without --dry-run would do. Nothing is written, nobody is connected to."""
    if not options.send:
        course.readers["would be drafted"] = len(readers)
        yield f"Dry run: {pluralize(len(readers), 'draft')} would be written."
        found = drafts_in(_output(options) / FOLDER)
        yield from find_kept_drafts(found, options.replace)
        if earlier := [draft for draft, why in found if not (options.replace and why)]:
            kept = "be removed" if options.replace else "stay; none is written a second time"
            yield f"{pluralize(len(earlier), 'draft')} of earlier calls would {kept}."
        return
    journal = read_journal(_project(options))
    waiting, settled = plan_sending(readers, letter, journal, _pace(options))
    yield from find_torn_record(journal, letter, settled)
    yield from chain.from_iterable(findings_of(one) for one in settled)
    course.readers.update(o.state for o in settled)
    course.readers["would be sent"] = len(waiting)
    course.rest = sum(one.rest for one in waiting)
    yield from rest_text(course.rest)
    yield f"Dry run: {pluralize(len(waiting), 'message')} would be sent; {summarize(settled)}."


def _pace(options: argparse.Namespace) -> Pace:
    return Pace(options.per_minute, options.resend_unknown, options.retry_refused)


def _send(
    course: Course,
    letter: Letter,
    readers: tuple[Recipient, ...],
    options: argparse.Namespace,
    connected: Callable[[], Connection],
    edge: Surroundings,
) -> Steps:
    """Send to all who still wait, telling of each who does not get it; then sum up."""
    outcomes: list[Outcome] = []
    with open_journal(_project(options)) as journal, stop_on_interrupt(edge.clock) as clock:
        waiting, settled = plan_sending(readers, letter, journal, _pace(options))
        yield from find_torn_record(journal, letter, settled)
        sender = Sender(letter, journal, connected, clock, _pace(options))
        course.rest = sum(one.rest for one in waiting)
        yield from rest_text(course.rest)
        try:
            edge.progress(1, len(readers), "message")
            for one in chain(settled, sender.send(waiting)):
                if isinstance(one, Pause):
                    yield pause_text(one)
                    continue
                outcomes.append(one)
                yield from _progress(one, len(outcomes), len(readers))
                edge.progress(len(outcomes) + 1, len(readers), "message")
        except BrochureError as error:
            if not any(o.state == "sent" and not o.before for o in outcomes):
                raise
            yield Finding("email.stopped", error.message, error.hint)
    course.readers.update(o.state for o in outcomes)
    course.readers["not tried"] = len(readers) - len(outcomes)
    course.code = _code(course.readers)
    yield f"{summarize(outcomes, len(readers))}."


def _progress(outcome: Outcome, number: int, of: int) -> Steps:
    yield from findings_of(outcome)
    if not outcome.before and number % (of // _LINES + 1) == 0:
        yield f"{number} of {of}"


def _code(readers: Counter[str]) -> int:
    done = readers["sent"]
    if done == readers.total():
        return GOOD
    return PARTLY if done or readers["not tried"] else FINDINGS
