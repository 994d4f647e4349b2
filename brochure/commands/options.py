"""What can be called and with which options: the parser of the command line."""

import argparse
from pathlib import Path
from typing import Any, NoReturn

from brochure import __version__
from brochure.base.printable import put_on_one_line
from brochure.commands.doctor import doctor_options
from brochure.mail.options import mail_options

_CHOICES = (
    ("--only", "these editions"),
    ("--channel", "these channels: press, office, screen"),
    ("--look", "these looks: standard, grayscale, high-contrast, readable, or all"),
)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints repeat what was typed, or a file name from ``*``, as plain text."""

    def error(self, message: str) -> NoReturn:
        super().error(put_on_one_line(message))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; `command` names what was called."""
    parser = _Parser(
        prog="brochure",
        description="Turn one reviewed content.yaml into proven PDFs.",
        epilog="Exit codes: 0 good, 1 findings, 2 wrong call, 3 the machine lacks something,"
        " 4 partly done.",
    )
    parser.add_argument("--version", action="version", version=f"brochure {__version__}")
    commands: Any = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    new = commands.add_parser("new", help="write a starter project to fill with your own words")
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that does not exist yet")
    new.add_argument("--example", action="store_true", help="copy the default content instead")
    build = commands.add_parser("build", help="make every PDF and prove it")
    _common(build)
    _add_choices(build)
    build.add_argument(
        "--soft-proof", action="store_true", help="draw folds and margins over pages"
    )
    says = "make every document anew, and neither read nor keep what builds remember"
    build.add_argument("--no-cache", dest="cached", action="store_false", help=says)
    says = "leave the HTML and CSS of each document in output/html/"
    build.add_argument("--keep-html", action="store_true", help=says)
    _add_watch(commands)
    _add_check(commands)
    mail = commands.add_parser("email", help="draft or send messages", parents=[mail_options()])
    _common(mail)
    schema = commands.add_parser("schema", help="write schema.json for editors")
    _content(schema)
    says = "name what this machine lacks, and how to mend it"
    commands.add_parser("doctor", help=says, parents=[doctor_options()])
    return parser


def _add_choices(parser: argparse.ArgumentParser) -> None:
    """Take what to build, and where to put it."""
    for flag, says in _CHOICES:
        what = flag.removeprefix("--").upper()
        parser.add_argument(flag, nargs="+", action="extend", default=[], metavar=what, help=says)
    parser.add_argument("-o", "--output", type=Path, help="output folder (default: output)")


def _add_watch(commands: Any) -> None:
    watch = commands.add_parser("watch", help="build what each save changes, until Ctrl-C")
    _content(watch)
    _add_choices(watch)
    says = "draw no pages; else the page that changes is drawn into preview/ before it is proven"
    watch.add_argument("--no-pictures", dest="pictures", action="store_false", help=says)


def _add_check(commands: Any) -> None:
    check = commands.add_parser(
        "check", help="say what is wrong with content.yaml, or what a printer would say of PDFs"
    )
    _files(check)
    _output(check)
    says = "for content: print which document states and owes which fact and statement"
    check.add_argument("--facts", action="store_true", help=says)
    says = "for content: print the open questions alone, as a sheet to hand to the clinic"
    check.add_argument("--questions", action="store_true", help=says)
    check.add_argument("--trim", default="", help="for PDFs: the size ordered, as 8.5x11in")
    check.add_argument("--folds", default="", help="for PDFs: folds from the left, as 99mm,198mm")
    check.add_argument("--bleed", default="", help="for PDFs: bleed needed (default: 0.125in)")
    says = "for PDFs: let veraPDF judge whether everyone can read them"
    check.add_argument("--access", action="store_true", help=says)


def _content(parser: argparse.ArgumentParser) -> None:
    """Take the content file; findings name it as it is chosen here."""
    parser.add_argument("content", nargs="?", type=_named_path, default=Path("content.yaml"))


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=_named_path, default=[Path("content.yaml")], metavar="FILE"
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
