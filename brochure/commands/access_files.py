"""PDFs to be judged -> what is said of each, in workers: a foreign file may do anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brochure.base.gate import Gate
from brochure.base.worker import Limits, Stopped
from brochure.commands.accessibility import UA_1, judge_file
from brochure.commands.profile_result import ProfileResult

if TYPE_CHECKING:
    from brochure.access.judge import Meaning
    from brochure.preflight.foreign_pdf import UnreadablePdfError

LIMITS = Limits()
_MOST = 2  # each may take 2 GB


@dataclass(frozen=True)
class JudgedFile:
    """What is said of one file: by veraPDF, a result for each standard, and of its meaning.

    One that cannot be read has one result, with a finding, and no meaning.
    """

    profiles: tuple[ProfileResult, ...]
    meaning: "Meaning | None" = None


def judge_files(files: Sequence[tuple[Path, str]]) -> Iterator[JudgedFile]:
    """Judge each file, with the name by which it is shown.

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
                    outcome = JudgedFile((_explain(name, explain_stop(outcome, LIMITS)),))
                yield outcome


def judge_in_worker(call: tuple[Path, str, str]) -> JudgedFile:
    """Judge one file in the worker that runs this."""
    from brochure.access.judge import judge_meaning
    from brochure.preflight.foreign_pdf import UnreadablePdfError, read_file

    file, name, _ = call
    try:
        profiles = judge_file(*call)
        return JudgedFile(profiles, judge_meaning(read_file(file), name))
    except UnreadablePdfError as error:
        return JudgedFile((_explain(name, error),))


def _explain(name: str, error: "UnreadablePdfError") -> ProfileResult:
    from brochure.preflight.foreign_pdf import finding_of

    return ProfileResult(name, UA_1.name, 0, (), finding_of(name, error))
