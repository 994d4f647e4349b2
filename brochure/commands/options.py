"""What can be called and with which options: the parser of the command line."""

import argparse
from pathlib import Path
from typing import Any, Protocol

from brochure import __version__
from brochure.base.calls import name_program
from brochure.base.sheet_geometry import LETTER, PAPERS
from brochure.commands.approval_options import (
    approve_options,
    printed_options,
    release_options,
    review_options,
    status_options,
    verify_options,
    withdraw_options,
)
from brochure.commands.doctor import doctor_options
from brochure.commands.parser import GuessingParser
from brochure.mail.options import mail_options

SHELLS = ("bash", "zsh", "tcsh")
_EXIT_CODES = (
    """exit codes: 0 good, 1 findings, 2 wrong call, 3 the machine lacks something, 4 partly done"""
)
EXAMPLES = {
    "": (
        "new our-clinic                     a folder with content.yaml to fill in",
        "check                              what is wrong with content.yaml, by line",
        "build                              every PDF, proven, in output/",
        "build --only trifold guide         these documents alone",
        "watch                              build what each save changes",
        "check flyer.pdf                    what a printer would say of a PDF",
        "diff                               what changed since the last release",
        "status                             where each document stands, and who is waited for",
        "email --to someone@example.org     a draft with the documents attached",
        "COMMAND --help                     all that a command can do",
    ),
    "new": ("new our-clinic", "new our-clinic --paper a4", "new try-it --example"),
    "build": (
        "build",
        "build other/content.yaml --only trifold --channel press",
        "build --look all --soft-proof",
        "build --paper a4 -o output-a4",
    ),
    "watch": ("watch", "watch --only guide"),
    "check": (
        "check",
        "check --questions",
        "check --sources",
        "check flyer.pdf --trim 8.5x11in --folds 3.625in,7.3125in",
        "check flyer.pdf --pictures",
        "check --access output/screen/guide.pdf",
    ),
    "diff": (
        "diff",
        "diff HEAD~1 --only trifold",
        "diff last-year/content.yaml",
        "diff guide@1.0",
    ),
    "email": (
        "email --to someone@example.org",
        "email --recipients readers.csv --dry-run",
        "email --recipients readers.csv --send --server smtp.example.org",
    ),
    "approve": (
        'approve guide --by "Sam Lee" --role "Nurse" --meaning wrote',
        'approve guide --by "Dr. Ann Poe" --role "Licensed prescriber" --meaning "medical review"',
    ),
    "release": ('release guide --by "Kim Roe" --role "Clinic manager"',),
    "printed": (
        'printed trifold --quantity 500 --place "Front desk" --by "Kim Roe" --role "Front desk"',
    ),
    "withdraw": (
        'withdraw trifold --reason "Wrong number" --by "Kim Roe" --role "Clinic manager"',
    ),
    "review": (
        'review --mentions "blood pressure" --reason "New label" --by "Dr. Ann Poe" --role MD',
    ),
    "status": ("status", "status guide --json"),
    "verify": ("verify",),
    "schema": ("schema",),
    "doctor": ("doctor",),
    "completion": (
        "completion bash > ~/.local/share/bash-completion/completions/brochure",
        'completion zsh > "${fpath[1]}/_brochure"',
    ),
}
_CHOICES = (
    ("--only", "these editions"),
    ("--channel", "these channels: press, office, screen"),
    ("--look", "these looks: standard, grayscale, high-contrast, readable, or all"),
)


class _Commands(Protocol):
    """What commands are added to."""

    def add_parser(
        self,
        name: str,
        *,
        help: str | None,
        description: str | None,
        epilog: str | None,
        parents: Any,  # typed as of the class of those that are added, and any parser serves
    ) -> argparse.ArgumentParser: ...


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; `command` names what was called."""
    parser = GuessingParser(
        prog="brochure",
        description="Turn one reviewed content.yaml into proven PDFs.",
        epilog=f"{_examples('')}\n\n{_EXIT_CODES}",
    )
    parser.add_argument("--version", action="version", version=f"brochure {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    new = _command(commands, "new", "write a starter project to fill with your own words")
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    new.add_argument("--example", action="store_true", help="copy the default content instead")
    says = "the paper that every document is made on: letter (default) or a4"
    new.add_argument("--paper", choices=tuple(PAPERS), default=LETTER.name, help=says)
    _add_build(commands)
    _add_watch(commands)
    _add_check(commands)
    _add_diff(commands)
    _common(_command(commands, "email", "draft or send messages", mail_options()))
    _add_approval(commands)
    _content(_command(commands, "schema", "write schema.json for editors"))
    says = "name what this machine lacks, and how to mend it"
    _command(commands, "doctor", says, doctor_options())
    says = "print what lets a shell complete commands and options"
    _command(commands, "completion", says).add_argument("shell", choices=SHELLS)
    return parser


def _command(
    commands: _Commands, name: str, says: str, *parents: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """Add a command, which `says` what it is for in the list and in its own help."""
    sentence = f"{says[0].upper()}{says[1:]}."
    return commands.add_parser(
        name, help=says, description=sentence, epilog=_examples(name), parents=parents
    )


def _examples(name: str) -> str:
    program = name_program()
    return "\n".join(("examples:", *(f"  {program} {line}" for line in EXAMPLES[name])))


def _add_build(commands: _Commands) -> None:
    build = _command(commands, "build", "make every PDF and prove it")
    _common(build)
    _add_choices(build)
    build.add_argument(
        "--soft-proof", action="store_true", help="draw folds and margins over pages"
    )
    says = "make every document anew, and neither read nor keep what builds remember"
    build.add_argument("--no-cache", dest="cached", action="store_false", help=says)
    says = "leave the HTML and CSS of each document in output/html/"
    build.add_argument("--keep-html", action="store_true", help=says)
    says = "give documents whose approved words have changed a new version in content.yaml"
    build.add_argument("--bump", action="store_true", help=says)
    says = "remove what is not of today's content, if this program wrote it and nobody changed it"
    build.add_argument("--prune", action="store_true", help=says)


def _add_approval(commands: _Commands) -> None:
    for name, says, parent in (
        ("approve", "show what is to be signed, then sign it", approve_options),
        ("release", "make what patients get of what is approved", release_options),
        ("printed", "note a print run, so that its copies can be found", printed_options),
        ("withdraw", "take a released version back", withdraw_options),
        ("review", "put documents back to be reviewed", review_options),
        ("status", "tell where each document stands", status_options),
        ("verify", "say whether record and releases are as they were written", verify_options),
    ):
        _command(commands, name, says, parent())


def _add_choices(parser: argparse.ArgumentParser) -> None:
    """Take what to build, and where to put it."""
    for flag, says in _CHOICES:
        what = flag.removeprefix("--").upper()
        parser.add_argument(flag, nargs="+", action="extend", default=[], metavar=what, help=says)
    says = "the paper, whatever content says: letter or a4"
    parser.add_argument("--paper", choices=tuple(PAPERS), help=says)
    _output_folder(parser)


def _output_folder(parser: argparse.ArgumentParser) -> None:
    says = "output folder (default: output, or output-NAME)"
    parser.add_argument("-o", "--output", type=Path, help=says)


def _add_watch(commands: _Commands) -> None:
    watch = _command(commands, "watch", "build what each save changes, until Ctrl-C")
    _content(watch)
    _add_choices(watch)
    says = "draw no pages; else the page that changes is drawn into preview/ before it is proven"
    watch.add_argument("--no-pictures", dest="pictures", action="store_false", help=says)


def _add_check(commands: _Commands) -> None:
    says = "say what is wrong with content.yaml, or what a printer would say of PDFs"
    check = _command(commands, "check", says)
    _files(check)
    _output(check)
    says = "for content: print which document states and owes which fact and statement"
    check.add_argument("--facts", action="store_true", help=says)
    says = "for content: print each claim, its evidence and sources, and where it is printed"
    check.add_argument("--sources", action="store_true", help=says)
    says = "for content: print the open questions alone, as a sheet to hand to the clinic"
    check.add_argument("--questions", action="store_true", help=says)
    says = "for content: print all that is found about its words, and how to waive each"
    check.add_argument("--words", action="store_true", help=says)
    check.add_argument("--trim", default="", help="for PDFs: the size ordered, as 8.5x11in")
    check.add_argument("--folds", default="", help="for PDFs: folds from the left, as 99mm,198mm")
    check.add_argument("--bleed", default="", help="for PDFs: bleed needed (default: 0.125in)")
    says = "for PDFs: draw each page with findings, framed and numbered (default: check-pictures)"
    check.add_argument(
        "--pictures", nargs="?", const="check-pictures", default="", metavar="FOLDER", help=says
    )
    says = "for PDFs: let veraPDF judge whether everyone can read them"
    check.add_argument("--access", action="store_true", help=says)


def _add_diff(commands: _Commands) -> None:
    diff = _command(commands, "diff", "show what changed in documents, word by word and by page")
    says = (
        "what to compare with: a git revision, an earlier content file, a release (guide@1.0, or"
        " its folder); default: the newest release of each document"
    )
    diff.add_argument("against", nargs="?", default="", metavar="AGAINST", help=says)
    says = "the content file of today (default: content.yaml)"
    default = Path("content.yaml")
    diff.add_argument("--content", type=_named_path, default=default, metavar="FILE", help=says)
    says = "these documents"
    diff.add_argument(
        "--only", nargs="+", action="extend", default=[], metavar="DOCUMENT", help=says
    )
    _output_folder(diff)
    _output(diff)


def _content(parser: argparse.ArgumentParser) -> None:
    """Take the content file; findings name it as it is chosen here."""
    says = "the content file (default: content.yaml)"
    default = Path("content.yaml")
    parser.add_argument("content", nargs="?", type=_named_path, default=default, help=says)


def _files(parser: argparse.ArgumentParser) -> None:
    says = "a content file, or PDFs (default: content.yaml)"
    default = [Path("content.yaml")]
    parser.add_argument(
        "files", nargs="*", type=_named_path, default=default, metavar="FILE", help=says
    )


def _named_path(written: str) -> Path:
    from brochure.build.report import relative_name  # late: `--version` needs none of it

    return Path(relative_name(Path(written), Path.cwd()))


def _common(parser: argparse.ArgumentParser) -> None:
    _content(parser)
    _output(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("-q", "--quiet", action="store_true", help="print problems only")
