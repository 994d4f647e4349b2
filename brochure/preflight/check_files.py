"""Files on disk -> what preflight says of each, behind a gate: a foreign file may do anything."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brochure.base.check import findings_in, judge
from brochure.base.gate import Gate
from brochure.base.worker import Limits, Stopped
from brochure.preflight import RULES, Order, open_press_file
from brochure.preflight.checked_file import CheckedFile, name_remedies
from brochure.preflight.foreign_pdf import (
    UnreadablePdfError,
    explain_stop,
    finding_of,
    read_file,
)
from brochure.preflight.job_ticket import file_of_ticket
from brochure.preflight.order import size_in_words

LIMITS = Limits()


def check_files(files: Sequence[Path], order: Order) -> Iterator[CheckedFile]:
    """Hold each file to all rules, behind a gate.

    All together have a time; what is left then is told too.
    """
    with Gate(LIMITS, len(files)) as gate:
        gate.give(LIMITS.all_seconds(len(files)))
        calls = [(file, order) for file in files]
        for file, outcome in zip(files, gate.read_all(check_file, calls), strict=True):
            if isinstance(outcome, Stopped):
                outcome = _explain(file, explain_stop(outcome, LIMITS))
            yield outcome


def check_file(call: tuple[Path, Order]) -> CheckedFile:
    """Hold one file to all rules; a file that cannot be read is a finding."""
    file, order = call
    if of := file_of_ticket(file):
        what = f"the job ticket of {of}, for whoever orders; passed over"
        return CheckedFile(file.as_posix(), (), passed_over=what)
    try:
        press_file = open_press_file(read_file(file))
    except UnreadablePdfError as error:
        return _explain(file, error)
    name, made_by = file.as_posix(), press_file.metadata.made_by
    found = name_remedies(findings_in(judge(RULES, press_file, order)), made_by)
    cut = press_file.pages[0].cut
    return CheckedFile(
        name,
        tuple(replace(one, place=replace(one.place, file=name)) for one in found),
        len(press_file.pages),
        size_in_words(cut.width, cut.height),
        made_by,
    )


def _explain(file: Path, error: UnreadablePdfError) -> CheckedFile:
    return CheckedFile(file.as_posix(), (finding_of(file.as_posix(), error),))
