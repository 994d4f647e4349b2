"""What a command found -> the number with which it ends."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brochure.base.finding import Finding, has_errors, names_no_file

if TYPE_CHECKING:
    from brochure.build.job import Built
    from brochure.selection.questions import OpenQuestion

GOOD, FINDINGS, USAGE, ENVIRONMENT, PARTLY = 0, 1, 2, 3, 4


def exit_code(
    findings: Sequence[Finding],
    options: argparse.Namespace,
    questions: "Sequence[OpenQuestion]" = (),
) -> int:
    """Return the exit code; a call that names no file, or a folder, is a wrong call.

    With --strict nothing may be open: neither a warning nor a question to the clinic.
    """
    if names_no_file(findings):
        return USAGE
    if options.strict and questions:
        return FINDINGS
    return FINDINGS if has_errors(findings, options.strict) else GOOD


def exit_code_of_build(
    built: "Sequence[Built]",
    findings: Sequence[Finding],
    questions: "Sequence[OpenQuestion]",
    options: argparse.Namespace,
) -> int:
    """Return the exit code of a build: a disk that is full is no fault of content."""
    of_content = tuple(f for f in findings if f.id != "output.write")
    code = exit_code(of_content, options, questions)
    if code == GOOD and len(of_content) < len(findings):
        return PARTLY if any(document.written for document in built) else ENVIRONMENT
    return code
