"""What the commands take that approve, release and take back."""

import argparse
from pathlib import Path


def approve_options() -> argparse.ArgumentParser:
    """Return what `approve` takes."""
    parser = _documents("documents to sign", "+")
    _signer(parser)
    says = "what it means: wrote, medical review, legal review, layout looked at"
    parser.add_argument("--meaning", required=True, help=says)
    says = "sign what was shown under this code"
    parser.add_argument("--seen", default="", metavar="CODE", help=says)
    says = "sign it with your own SSH key too; KEY.pub lies beside it"
    parser.add_argument("--key", type=Path, help=says)
    return parser


def release_options() -> argparse.ArgumentParser:
    """Return what `release` takes."""
    parser = _documents("documents to release (default: all)", "*")
    _signer(parser)
    says = "release these though their review is overdue; no sheet ever is"
    parser.add_argument(
        "--even-if-past-review",
        nargs="+",
        action="extend",
        default=[],
        metavar="DOCUMENT",
        help=says,
    )
    return parser


def printed_options() -> argparse.ArgumentParser:
    """Return what `printed` takes."""
    parser = _documents("the document that was printed", None)
    _version(parser)
    _signer(parser)
    parser.add_argument("--quantity", type=int, default=0, metavar="N", help="how many copies")
    parser.add_argument("--place", default="", help="where they lie: Front desk")
    parser.add_argument("--job", default="", help="the order, or the printer's job number")
    says = "take quantity and version from this job ticket, a filled-in PDF or JSON"
    parser.add_argument("--ticket", type=Path, metavar="FILE", help=says)
    return parser


def withdraw_options() -> argparse.ArgumentParser:
    """Return what `withdraw` takes."""
    parser = _documents("the document to take back", None)
    _version(parser)
    _signer(parser)
    parser.add_argument("--reason", required=True, help="why, in one line")
    return parser


def review_options() -> argparse.ArgumentParser:
    """Return what `review` takes."""
    parser = _documents("documents to be reviewed", "*")
    says = "and all documents that say these words"
    parser.add_argument("--mentions", default="", metavar="WORDS", help=says)
    _signer(parser)
    parser.add_argument("--reason", required=True, help="what has happened, in one line")
    return parser


def status_options() -> argparse.ArgumentParser:
    """Return what `status` takes."""
    return _documents("documents (default: all)", "*")


def verify_options() -> argparse.ArgumentParser:
    """Return what `verify` takes."""
    return _common(argparse.ArgumentParser(add_help=False))


def _documents(says: str, count: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("documents", nargs=count, metavar="DOCUMENT", help=says)
    return _common(parser)


def _common(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    says = "the content file (default: content.yaml)"
    default = Path("content.yaml")
    parser.add_argument("--content", type=Path, default=default, metavar="FILE", help=says)
    says = "output folder (default: output, or output-NAME)"
    parser.add_argument("-o", "--output", type=Path, help=says)
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


def _signer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, metavar="NAME", help="who signs, by full name")
    parser.add_argument("--role", required=True, help="as what: Licensed prescriber")


def _version(parser: argparse.ArgumentParser) -> None:
    says = "which version (default: the one that was released last)"
    parser.add_argument("--version", default="", dest="of_version", metavar="N.N", help=says)
