"""The command line: runs one command, prints what comes of it, and returns its exit code."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, Location, is_failure
from brochure.base.interrupt import STOPPED
from brochure.base.library_log import silence_libraries
from brochure.base.network_guard import withhold_password
from brochure.base.output import Output
from brochure.base.printable import make_printable, put_on_one_line
from brochure.commands.exit_codes import GOOD, exit_code
from brochure.commands.options import build_parser

# All else is imported by the command that needs it: `--version` and `--help` answer at once.
if TYPE_CHECKING:
    from brochure.base.worker import Workers
    from brochure.build.build import Request
    from brochure.build.job import Built
    from brochure.build.provenance import Provenance
    from brochure.content.load import LoadedContent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, one of `brochure.commands.exit_codes`."""
    options = build_parser().parse_args(arguments)
    options.arguments = sys.argv[1:] if arguments is None else arguments
    if options.command != "email":
        withhold_password()
    return _run_command(options)


def _run_command(options: argparse.Namespace) -> int:
    """Run one command; say why it stopped if it did."""
    silence_libraries()
    try:
        return _COMMANDS[options.command](options)
    except BrochureError as error:
        if getattr(options, "json", False):
            from brochure.build.report import stopped_json

            place = Location(file=error.where)
            stopped = Finding("stopped", error.message, error.hint, place=place)
            _say(stopped_json(stopped, getattr(options, "kind", "documents")))
        where = f"{error.where}: " if error.where else ""
        _say(put_on_one_line(f"{where}{error.message}"), failure=True)
        if error.hint:
            _say(put_on_one_line(f"  Fix: {error.hint}"), failure=True)
        return error.exit_code


def _say(text: str, failure: bool = False) -> None:
    """Print a text at once. All that this program tells of files goes through here.

    What a command has found is its result, and goes to standard output; why it could not do its
    work is a failure, and goes to standard error, as its progress does.
    """
    print(make_printable(text), file=sys.stderr if failure else sys.stdout, flush=True)


def _new(options: argparse.Namespace) -> int:
    from brochure.commands.new import create_project, next_steps

    create_project(options.folder, options.example, options.paper)
    _say(next_steps(options.folder))
    return GOOD


def _check(options: argparse.Namespace) -> int:
    from brochure.commands.checking import run_check
    from brochure.commands.progress import Progress

    with Progress(sys.stderr) as progress:
        return _tell(run_check(options, progress))


def _build(options: argparse.Namespace) -> int:
    from brochure.build.warm_up import start_workers

    with start_workers() as workers:  # one gets ready while content is read
        return _build_with(workers, options)


def _build_with(workers: "Workers", options: argparse.Namespace) -> int:
    from brochure.build.provenance import Provenance
    from brochure.commands.build_result import BuildResult
    from brochure.commands.names import check_content_name, check_request
    from brochure.commands.recorded_call import BuildCall, tell_again
    from brochure.commands.request import load_vetted, request_of
    from brochure.commands.tidying import tidy_output

    check_content_name(options.content, options.command)
    request = request_of(options)
    keeps = options.cached and not options.keep_html  # no answer tells whether that is still there
    call = BuildCall.begin(options.arguments, options.content, request.output) if keeps else None
    loaded, remember = load_vetted(options, request.output)
    check_request(loaded, request)
    if loaded.content is None:
        _print_findings(loaded.findings, options)
        return exit_code(loaded.findings, options)
    if options.bump:
        loaded, remember, call = _bump(loaded, request, workers, options)
    provenance = Provenance()
    built = _build_all(loaded, request, options, workers, provenance)
    remember()
    tidied = tidy_output(loaded, request, provenance, options.prune)
    result = BuildResult(loaded, built, tidied, options)
    for text in result.texts():
        _say(text)
    if call:
        call.record(loaded, built, tell_again(result))
    return result.code


def _bump(
    loaded: "LoadedContent", request: "Request", workers: "Workers", options: argparse.Namespace
) -> "tuple[LoadedContent, Callable[[], None], None]":
    """Raise versions in content, say which, and read it anew; no later call does just the same."""
    from brochure.commands.bumping import bump_versions
    from brochure.commands.progress import Progress
    from brochure.commands.request import load_vetted

    with Progress(sys.stderr) as progress:
        raised = bump_versions(loaded, request, workers, options, progress)
    for line in () if options.json else raised:
        _say(line)
    return (*load_vetted(options, request.output), None)


def _build_all(
    loaded: "LoadedContent",
    request: "Request",
    options: argparse.Namespace,
    workers: "Workers",
    provenance: "Provenance",
) -> "tuple[Built, ...]":
    """Build every document and say what became of each as soon as it is proven.

    What is wrong is told at the end, all that has been found where the rest cannot be built.
    """
    from brochure.build.build import build_documents, list_jobs
    from brochure.build.report import built_text, told_texts
    from brochure.commands.progress import Progress

    assert loaded.content is not None
    jobs = [f"{job.edition.name}, {job.channel}" for job in list_jobs(loaded.content, request)]
    built: list[Built] = []
    try:
        with Progress(sys.stderr) as progress:
            documents = build_documents(loaded, request, workers, provenance)
            for document in progress.follow(documents, jobs):
                built.append(document)
                if not options.json and not options.quiet:
                    _say(built_text(document, Path.cwd(), panels=bool(options.only)))
    finally:
        if built and not options.json:
            found = (*loaded.findings, *(f for one in built for f in one.findings))
            for failure in (False, True):
                for text in told_texts(f for f in found if is_failure(f) is failure):
                    _say(text, failure)
    return tuple(built)


def _watch(options: argparse.Namespace) -> int:
    try:
        from brochure.commands.watch import run_watch  # late: nothing else watches

        for line in run_watch(options):
            _say(line.text, line.failure)
    except KeyboardInterrupt:  # the way to end it
        _say(STOPPED, failure=True)
    return GOOD


def _diff(options: argparse.Namespace) -> int:
    from brochure.commands.diffing import run_diff
    from brochure.commands.progress import Progress

    with Progress(sys.stderr) as progress:
        return _tell(run_diff(options, progress.count), before=progress.clear)


def _email(options: argparse.Namespace) -> int:
    from brochure.commands.progress import Progress
    from brochure.mail.command import run_email

    with Progress(sys.stderr) as progress:
        return _tell(run_email(options, progress=progress.count), before=progress.clear)


def _tell(outputs: Iterable[Output], before: Callable[[], None] = lambda: None) -> int:
    """Print what a command gives, and return the last code; do what comes `before` each text."""
    code = GOOD
    for output in outputs:
        before()
        if output.text:
            _say(output.text, output.failure)
        code = output.code
    return code


def _approval(options: argparse.Namespace) -> int:
    from brochure.commands.approving import run_approve
    from brochure.commands.progress import Progress
    from brochure.commands.recalling import run_printed, run_review, run_withdraw
    from brochure.commands.releasing import run_release
    from brochure.commands.status_screen import run_status

    run = {
        "approve": run_approve,
        "release": run_release,
        "printed": run_printed,
        "review": run_review,
        "withdraw": run_withdraw,
        "status": run_status,
    }[options.command]
    with Progress(sys.stderr) as progress:
        return _tell(run(options, progress), before=progress.clear)


def _verify(options: argparse.Namespace) -> int:
    from brochure.commands.status_screen import run_verify

    return _tell(run_verify(options))


def _doctor(options: argparse.Namespace) -> int:
    from brochure.commands.doctor import run_doctor

    text, code = run_doctor(options)
    _say(text)
    return code


def _completion(options: argparse.Namespace) -> int:
    import shtab

    _say(shtab.complete(build_parser(), options.shell))
    return GOOD


def _schema(options: argparse.Namespace) -> int:
    from brochure.commands.schema import write_schemas

    _say(f"{' and '.join(write_schemas(options.content))} written.")
    return GOOD


def _print_findings(findings: Sequence[Finding], options: argparse.Namespace) -> None:
    from brochure.build.report import FEW_DETAILS
    from brochure.commands.checking import findings_outputs

    closing = "Nothing was built"
    _tell(findings_outputs(findings, options, closing=closing, details=FEW_DETAILS))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "build": _build,
    "watch": _watch,
    "check": _check,
    "diff": _diff,
    "email": _email,
    **dict.fromkeys(("approve", "release", "printed", "review", "withdraw", "status"), _approval),
    "verify": _verify,
    "schema": _schema,
    "doctor": _doctor,
    "completion": _completion,
}
