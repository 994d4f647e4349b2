"""The command line: the only module that prints, and the only one that exits."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from brochure import __version__
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, counted
from brochure.base.storage import write_whole
from brochure.build.job import Built
from brochure.build.report import (
    as_json,
    built_text,
    finding_text,
    findings_text,
    kept_text,
    shown,
    stopped_json,
    summary_text,
)
from brochure.commands import doctor
from brochure.commands.new import create, next_steps
from brochure.commands.verdict import verdicts_json, verdicts_text
from brochure.content.load import Loaded, is_content, json_schema, load
from brochure.mail.options import mail_options

_CHOICES = (
    ("--only", "these editions"),
    ("--channel", "these channels: press, office, screen"),
    ("--look", "these looks: standard, grayscale, high-contrast, readable, or all"),
)
GOOD, FINDINGS, USAGE, ENVIRONMENT, PARTLY = 0, 1, 2, 3, 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 good, 1 findings, 2 wrong call, 3 the machine lacks something, 4 partly done.
    """
    return _outcome(_parser().parse_args(arguments))


def _outcome(options: argparse.Namespace) -> int:
    """Run one command; say why it stopped if it did."""
    try:
        return int(options.run(options))
    except BrochureError as error:
        if getattr(options, "json", False):
            stopped = Finding(id="stopped", what=error.message, remedy=error.hint, file=error.where)
            print(stopped_json(stopped, getattr(options, "kind", "documents")))
        where = f"{error.where}: " if error.where else ""
        print(f"{where}{error.message}", file=sys.stderr)
        if error.hint:
            print(f"  Fix: {error.hint}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped; files that were finished stay as they are.", file=sys.stderr)
        return PARTLY


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="brochure",
        description="Turn one reviewed content.yaml into proven PDFs.",
        epilog="Exit codes: 0 good, 1 findings, 2 wrong call, 3 the machine lacks something,"
        " 4 partly done.",
    )
    parser.add_argument("--version", action="version", version=f"brochure {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    new = commands.add_parser("new", help="write a starter project to fill with your own words")
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    new.add_argument("--example", action="store_true", help="copy the default content instead")
    new.set_defaults(run=_new)
    build = commands.add_parser("build", help="make every PDF and prove it")
    _common(build)
    for flag, says in _CHOICES:
        what = flag.removeprefix("--").upper()
        build.add_argument(flag, nargs="+", action="extend", default=[], metavar=what, help=says)
    build.add_argument(
        "--soft-proof", action="store_true", help="draw folds and margins over pages"
    )
    build.add_argument("-o", "--output", type=Path, help="output folder (default: output)")
    build.set_defaults(run=_build)
    _add_check(commands)
    mail = commands.add_parser("email", help="draft or send messages", parents=[mail_options()])
    _common(mail)
    mail.set_defaults(run=_email)
    schema = commands.add_parser("schema", help="write schema.json for editors")
    _content(schema)
    schema.set_defaults(run=_schema)
    says = "name what this machine lacks, and how to mend it"
    commands.add_parser("doctor", help=says, parents=[doctor.options()]).set_defaults(run=_doctor)
    return parser


def _new(options: argparse.Namespace) -> int:
    create(options.folder, options.example)
    print(next_steps(options.folder))
    return GOOD


def _add_check(commands: Any) -> None:
    check = commands.add_parser(
        "check", help="say what is wrong with content.yaml, or what a printer would say of PDFs"
    )
    _files(check)
    _output(check)
    check.add_argument("--trim", default="", help="for PDFs: the size ordered, as 8.5x11in")
    check.add_argument("--folds", default="", help="for PDFs: folds from the left, as 99mm,198mm")
    check.add_argument("--bleed", default="", help="for PDFs: bleed needed (default: 0.125in)")
    says = "for PDFs: let veraPDF judge whether everyone can read them"
    check.add_argument("--access", action="store_true", help=says)
    check.set_defaults(run=_check)


def _content(parser: argparse.ArgumentParser) -> None:
    """Take the content file; findings name it as it is chosen here."""
    parser.add_argument("content", nargs="?", type=_named, default=Path("content.yaml"))


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=_named, default=[Path("content.yaml")], metavar="FILE"
    )


def _named(written: str) -> Path:
    return Path(shown(Path(written), Path.cwd()))


def _common(parser: argparse.ArgumentParser) -> None:
    _content(parser)
    _output(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("-q", "--quiet", action="store_true", help="print problems only")


def _check(options: argparse.Namespace) -> int:
    """Check content, or PDFs as a printer would; which it is, the first file's name tells."""
    if options.access:
        return _check_access(options)
    if not is_content(options.files[0]):
        return _preflight(options)
    if len(options.files) > 1:
        raise BrochureError("check one content file at a time, and PDFs apart from it")
    options.content = options.files[0]
    loaded = load(options.content)
    _tell(loaded.findings, options)
    code = _code(loaded.findings, options)
    if code == GOOD and loaded.content and not options.quiet and not options.json:
        kinds = ("section", "sheet", "edition")
        numbers = (counted(len(getattr(loaded.content, f"{kind}s")), kind) for kind in kinds)
        print(f"{options.content} is good: {', '.join(numbers)}.")
    return code


def _preflight(options: argparse.Namespace) -> int:
    checking: Any = import_module(
        "brochure.preflight.check_files"
    )  # late: content needs none of it
    order: Any = import_module("brochure.preflight.order")
    options.kind = "files"  # of which JSON tells, also where the order cannot be read
    ordered = order.order_of(options.trim, options.folds, options.bleed)
    checked: list[Any] = []
    for one in checking.check_files(options.files, ordered):
        checked.append(one)
        if not options.json:
            _tell_checked(checking, one, options)
    findings = [found for one in checked for found in one.findings]
    code = _code(findings, options)
    if options.json:
        print(checking.as_json(checked, code == GOOD))
    return code


def _tell_checked(checking: Any, checked: Any, options: argparse.Namespace) -> None:
    if checked.verdicts and not options.quiet:
        print(checking.table(checked), flush=True)
    for text in checking.told(checked):
        print(text, file=sys.stderr, flush=True)
    if checked.verdicts and not options.quiet:
        print(f"{checking.summary(checked)}\n", flush=True)


def _check_access(options: argparse.Namespace) -> int:
    """Let the independent judge speak of each file."""
    if any(is_content(file) for file in options.files):
        raise BrochureError("--access judges PDFs", hint="Name them: check --access FILE.pdf")
    judge = import_module("brochure.commands.accessibility").judge
    verdicts = [v for f in options.files for v in judge(f, shown(f.resolve(), Path.cwd()))]
    findings = tuple(finding for verdict in verdicts for finding in verdict.findings())
    code = _code(findings, options)
    if options.json:
        print(verdicts_json(verdicts, findings, code == GOOD))
    else:
        if not options.quiet:
            print(verdicts_text(verdicts))
        _tell(findings, options)
    return code


def _build(options: argparse.Namespace) -> int:
    loaded = load(options.content)
    if loaded.content is None:
        _tell(loaded.findings, options)
        return _code(loaded.findings, options)
    builder: Any = import_module("brochure.build.build")  # late: `check` needs none of it
    if not options.json:
        _tell(loaded.findings, options)
    project = options.content.resolve().parent
    output = options.output.resolve() if options.output else project / "output"
    chosen = (tuple(named) for named in (options.only, options.channel, options.look))
    request = builder.Request(project, output, *chosen, soft_proof=options.soft_proof)
    built = _run(builder, loaded, request, options)
    findings = (*loaded.findings, *(f for b in built for f in b.findings))
    code = _build_code(built, findings, options)
    if options.json:
        print(as_json(built, findings, code == GOOD))
    elif not options.quiet:
        print(f"\n{summary_text(built, findings)}")
    return code


def _build_code(
    built: Sequence[Built], findings: Sequence[Finding], options: argparse.Namespace
) -> int:
    """Return the exit code of a build: a disk that is full is no fault of content."""
    of_content = tuple(f for f in findings if f.id != "output.write")
    code = _code(of_content, options)
    if code == GOOD and len(of_content) < len(findings):
        return PARTLY if any(document.written for document in built) else ENVIRONMENT
    return code


def _run(
    builder: Any, loaded: Loaded, request: Any, options: argparse.Namespace
) -> tuple[Built, ...]:
    """Build every document; tell of each as soon as it is proven."""
    built: list[Built] = []
    told: set[Finding] = set()
    for document in builder.build(loaded, request):
        built.append(document)
        if options.json:
            continue
        if not options.quiet:
            print(built_text(document, Path.cwd(), panels=bool(options.only)), flush=True)
        kept = "" if document.written else kept_text(document, Path.cwd())
        for text in findings_text(document.findings, kept, told):
            print(text, file=sys.stderr, flush=True)
    return tuple(built)


def _email(options: argparse.Namespace) -> int:
    code = GOOD
    for told in import_module("brochure.mail.command").email(options):
        if told.text:
            print(told.text, file=sys.stderr if told.problem else sys.stdout, flush=True)
        code = int(told.code)
    return code


def _doctor(options: argparse.Namespace) -> int:
    text, code = doctor.told(options)
    print(text)
    return code


def _schema(options: argparse.Namespace) -> int:
    file = options.content.resolve().parent / "schema.json"
    if not file.parent.is_dir():
        hint = "Name a content file in a folder that exists."
        raise BrochureError(f"there is no folder {shown(file.parent, Path.cwd())}", hint=hint)
    write_whole(file, json_schema().encode())
    print(f"{file.name} written.")
    return GOOD


def _tell(findings: Sequence[Finding], options: argparse.Namespace) -> None:
    if options.json:
        print(as_json((), findings, _code(findings, options) == GOOD))
        return
    for finding in findings:
        print(finding_text(finding), file=sys.stderr)


def _code(findings: Sequence[Finding], options: argparse.Namespace) -> int:
    """Return the exit code; a call that names no file, or a folder, is a wrong call."""
    if any(f.id in ("file.missing", "file.folder") for f in findings):
        return USAGE
    counted = ("error", "warning") if options.strict else ("error",)
    return FINDINGS if any(f.severity in counted for f in findings) else GOOD
