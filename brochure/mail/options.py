"""What `brochure email` takes from the command line and the environment."""

import argparse
from pathlib import Path

from brochure.base.network_guard import MAIL_PASSWORD

SERVER, USER, PASSWORD = "BROCHURE_SMTP_SERVER", "BROCHURE_SMTP_USER", MAIL_PASSWORD


def mail_options() -> argparse.ArgumentParser:
    """Return what `email` takes, as a parent for the parser of the command."""
    parser = argparse.ArgumentParser(add_help=False)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--to", nargs="+", action="extend", metavar="ADDRESS", help="these readers")
    whom.add_argument("--recipients", type=Path, metavar="FILE", help="a CSV: email,name,language")
    _names(parser, "--only", "DOCUMENT", "these documents, not those in content")
    _names(parser, "--look", "LOOK", "in these looks, as build makes them; not all")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        help="output folder (default: output, or output-NAME)",
    )
    says = "send these though their review is overdue"
    _names(parser, "--even-if-past-review", "DOCUMENT", says)
    parser.add_argument(
        "--replace", action="store_true", help="remove the drafts of earlier calls first"
    )
    says = "take drafts of today's content, marked DRAFT, to be read by colleagues"
    parser.add_argument("--draft", action="store_true", help=says)
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; send none")
    parser.add_argument("--from", dest="sender", metavar="ADDRESS", help="default: the user")
    _sending(parser)
    return parser


def _sending(parser: argparse.ArgumentParser) -> None:
    says = f"The password is read from {PASSWORD} only."
    group = parser.add_argument_group("sending", says)
    group.add_argument("--send", action="store_true", help="send now; else drafts are written")
    group.add_argument("--server", metavar="HOST[:PORT]", help=f"default: {SERVER}")
    group.add_argument("--user", help=f"default: {USER}")
    group.add_argument("--tls", choices=("starttls", "implicit"), default="", help="by the port")
    group.add_argument("--per-minute", type=_number, default=20.0, metavar="N", help="default: 20")
    group.add_argument(
        "--resend-unknown", action="store_true", help="send again what may have arrived already"
    )
    group.add_argument(
        "--retry-refused", action="store_true", help="try addresses again that were refused"
    )


def _names(parser: argparse.ArgumentParser, flag: str, metavar: str, says: str) -> None:
    parser.add_argument(flag, nargs="+", action="extend", default=[], metavar=metavar, help=says)


def _number(written: str) -> float:
    pace = float(written)
    if not 0 < pace <= 600:
        raise argparse.ArgumentTypeError("must be a number above 0, at most 600")
    return pace
