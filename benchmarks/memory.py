"""Memory of workers and of all processes together, and of one process that makes many documents.

As a command it makes documents of a starter project in turn, in one process:
``python -m benchmarks.memory FOLDER COUNT`` prints its memory after each tenth of them, in MB.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from time import sleep

from benchmarks.measure import ROOT, brochure, fresh_options, program_environment, run_command
from benchmarks.peers import naive_loop
from benchmarks.project import Project
from benchmarks.table import Row

_DOCUMENTS = 200
_LOOK_EVERY_S = 0.02


def measure_memory(project: Project, _rounds: int) -> Iterator[Row]:
    """Measure a whole build beside the largest weasyprint command, then 200 documents in a row."""
    worker_mb, whole_mb = _watch_build(project)
    naive = (naive_loop(tuple(project.html.values())).peak_mb,)
    name = "largest weasyprint"
    yield Row("memory", "largest worker", (worker_mb,), name, naive, "MB")
    yield Row("memory", "largest worker", (worker_mb,), unit="MB", aim=300)
    yield Row("memory", "all processes, shared parts once", (whole_mb,), name, naive, "MB")
    folder = project.folder.with_name("starter")
    run_command(brochure("new", str(folder)), ROOT, program_environment())
    module = (sys.executable, "-P", "-m", "benchmarks.memory")
    run = run_command((*module, str(folder), str(_DOCUMENTS)), ROOT, program_environment())
    after: list[float] = json.loads(run.said.splitlines()[-1])
    what = f"one process after {_DOCUMENTS} documents"
    yield Row("memory", what, (after[-1],), f"after {_DOCUMENTS // 10}", (after[0],), "MB", aim=1.1)


def _watch_build(project: Project) -> tuple[float, float]:
    """Build from nothing; return the peak of the largest child, and of all processes, in MB."""
    output = str(project.folder.with_name("memory"))
    process = subprocess.Popen(
        brochure("build", "-q", "-o", output, *fresh_options()),
        cwd=project.folder,
        env=program_environment(),
    )
    worker = whole = 0.0
    while process.poll() is None:
        pids = [process.pid, *_children(process.pid)]
        whole = max(whole, sum(_field(pid, "smaps_rollup", "Pss:") for pid in pids))
        peaks = [_field(pid, "status", "VmHWM:") for pid in pids[1:]]
        worker = max(worker, *peaks, 0.0)
        sleep(_LOOK_EVERY_S)
    return worker, whole


def _children(pid: int) -> Iterator[int]:
    """Give all processes that one has started, and those have."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from _children(int(child))


def _field(pid: int, file: str, name: str) -> float:
    """Return a figure in MB of what the kernel (Linux) tells of a process; 0 if it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1000
    return 0.0


def make_many(folder: Path, count: int) -> list[float]:
    """Make documents in turn in this process; return its memory after each tenth, in MB."""
    from brochure.build.build import make_in_worker
    from brochure.build.job import Job
    from brochure.content.load import load_content

    content = load_content(folder / "content.yaml").content
    assert content
    jobs = [
        Job(content, edition, channel, "standard", folder, folder / channel / f"{edition.name}.pdf")
        for edition in content.placed_editions()
        for channel in edition.channels
    ]
    memory: list[float] = []
    for number, job in enumerate(islice(cycle(jobs), count), 1):
        make_in_worker(job)
        if number % (count // 10) == 0:
            memory.append(_field_of_this_process())
    return memory


def _field_of_this_process() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0


if __name__ == "__main__":
    print(json.dumps(make_many(Path(sys.argv[1]), int(sys.argv[2]))))
