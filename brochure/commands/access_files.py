"""PDFs to be judged -> what veraPDF says of each, in workers: a foreign file may do anything."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brochure.base.gate import Gate
from brochure.base.worker import Limits, Stopped
from brochure.commands.accessibility import UA_1, judge_file
from brochure.commands.profile_result import ProfileResult

if TYPE_CHECKING:
    from brochure.preflight.foreign_pdf import UnreadablePdfError

LIMITS = Limits()
_MOST = 2  # each may take 2 GB


def judge_files(files: Sequence[tuple[Path, str]]) -> Iterator[tuple[ProfileResult, ...]]:
    """Judge each file, with the name by which it is shown: a result for each standard.

    One that cannot be read has one, with a finding.

    Raises BrochureError with exit code 3 where veraPDF is not installed.
    """
    from brochure.preflight.foreign_pdf import explain_stop

    with TemporaryDirectory(prefix="brochure-", ignore_cleanup_errors=True) as folder:
        calls = [(file, name, folder) for file, name in files]
        with Gate(LIMITS, min(len(files), _MOST)) as gate:
            gate.give(LIMITS.all_seconds(len(files)))
            for (_, name), outcome in zip(
                files, gate.read_all(judge_in_worker, calls), strict=True
            ):
                if isinstance(outcome, Stopped):
                    outcome = (_explain(name, explain_stop(outcome, LIMITS)),)
                yield outcome


def judge_in_worker(call: tuple[Path, str, str]) -> tuple[ProfileResult, ...]:
    """Judge one file in the worker that runs this."""
    from brochure.preflight.foreign_pdf import UnreadablePdfError

    try:
        return judge_file(*call)
    except UnreadablePdfError as error:
        return (_explain(call[1], error),)


def _explain(name: str, error: "UnreadablePdfError") -> ProfileResult:
    from brochure.preflight.foreign_pdf import finding_of

    return ProfileResult(name, UA_1.name, 0, (), finding_of(name, error))
