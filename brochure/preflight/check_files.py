"""Files on disk -> what preflight says of each, behind a gate: a foreign file may do anything."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brochure.base.check import findings_in, judge
from brochure.base.gate import Gate
from brochure.base.page_count import PageCount, file_of_count
from brochure.base.worker import Limits, Stopped
from brochure.preflight import RULES, Order, PressFile, open_press_file
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
PressCall = tuple[Path, Order, PageCount]


def check_files(
    files: Sequence[Path], order: Order, pictures: bool = False, counts: Path | None = None
) -> Iterator[CheckedFile]:
    """Hold each file to all rules, behind a gate; with `pictures` of pages that have findings.

    `counts` is a folder in which each file, by its number, tells at which page it is. All together
    have a time; what is left then is told too.
    """
    with Gate(LIMITS, len(files)) as gate:
        gate.give(LIMITS.all_seconds(len(files)))
        calls, read = (
            [
                (file, order, PageCount(file_of_count(counts, number) if counts else None))
                for number, file in enumerate(files, 1)
            ],
            check_file_drawn if pictures else check_file,
        )
        for file, outcome in zip(files, gate.read_all(read, calls), strict=True):
            if isinstance(outcome, Stopped):
                outcome = _explain(file, explain_stop(outcome, LIMITS))
            yield outcome


def check_file(call: PressCall) -> CheckedFile:
    """Hold one file to all rules; a file that cannot be read is a finding."""
    return _check(*call)[0]


def check_file_drawn(call: PressCall) -> CheckedFile:
    """Hold one file to all rules, and draw each page that has findings."""
    from brochure.preflight.page_marks import PageFrame, draw_marked_pages

    checked, pdf, press_file = _check(*call)
    if press_file is None or not checked.findings:
        return checked
    sheets = [PageFrame(page.media, page.cut) for page in press_file.pages]
    return replace(checked, pictures=tuple(draw_marked_pages(pdf, checked, sheets)))


def _check(
    file: Path, order: Order, count: PageCount
) -> tuple[CheckedFile, bytes, PressFile | None]:
    """Return what is said of a file, its bytes and what was read of it, if that can be."""
    if of := file_of_ticket(file):
        what = f"the job ticket of {of}, for whoever orders; passed over"
        return CheckedFile(file.as_posix(), (), passed_over=what), b"", None
    try:
        pdf = read_file(file)
        press_file = open_press_file(pdf, count)
    except UnreadablePdfError as error:
        return _explain(file, error), b"", None
    name, made_by = file.as_posix(), press_file.metadata.made_by
    found = name_remedies(findings_in(judge(RULES, press_file, order)), made_by)
    cut = press_file.pages[0].cut
    checked = CheckedFile(
        name,
        tuple(replace(one, place=replace(one.place, file=name)) for one in found),
        len(press_file.pages),
        size_in_words(cut.width, cut.height, order.metric),
        made_by,
    )
    return checked, pdf, press_file


def _explain(file: Path, error: UnreadablePdfError) -> CheckedFile:
    return CheckedFile(file.as_posix(), (finding_of(file.as_posix(), error),))
