"""Many small documents made in the process that calls this: does it keep anything of them?"""

import gc
from collections.abc import Iterator
from pathlib import Path

from brochure.base.finding import has_errors
from brochure.build.build import Request, list_jobs, make_in_worker
from brochure.content.load import load_content
from tests.kills import content_of

WORDING = "Eat soft food for two days."


def measure_memory(asked: tuple[Path, int, int]) -> list[float]:
    """Make so many documents, each of other wording; give the megabytes held after each few.

    `asked` is the folder of a project, how many to make, and after how many to measure.
    """
    project, count, each = asked
    return [_held_mb() for number in _make(project, count) if number % each == 0]


def _make(project: Path, count: int) -> Iterator[int]:
    text = content_of("1.0")
    for number in range(1, count + 1):
        changed = text.replace(WORDING, f"Eat soft food for {number} days.")
        (project / "content.yaml").write_text(changed, encoding="utf-8")
        content = load_content(project / "content.yaml").content
        assert content
        request = Request(project, project / "output", ("guide",))
        for job in list_jobs(content, request):
            made = make_in_worker(job)
            assert made.output and not has_errors(made.built.findings), made.built.findings
        yield number


def _held_mb() -> float:
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
