"""How often the engine lays out for each document, tall pages and size searches included.

As a command it makes all documents in one process and prints what it counted:
``python -m benchmarks.layouts CONTENT OUTPUT LOOK``.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import (
    ROOT,
    Run,
    fresh_options,
    program_environment,
    run_command,
    run_in_turn,
)
from benchmarks.project import Project
from benchmarks.table import Row

_MOST = {"standard": 24, "all": 36}


def measure_layouts(project: Project, _rounds: int) -> Iterator[Row]:
    """Count the layouts of the default documents, in the standard look and in every look."""
    for look, most in _MOST.items():
        counted: dict[str, int] = json.loads(_in_one_process(project, look).said.splitlines()[-1])
        what = f"look {look}, {len(project.html)} documents" if look == "standard" else "every look"
        yield Row("layouts", f"{what}: all", (sum(counted.values()),), unit="layouts", aim=most)
        if look == "standard":
            for name, count in counted.items():
                yield Row("layouts", name, (count,), unit="layouts")


def measure_workers(project: Project, rounds: int) -> Iterator[Row]:
    """Measure a build in workers beside the same documents in one process."""
    output = project.folder.with_name("workers")
    ours, alone = run_in_turn(
        rounds,
        lambda: project.build_cold(output),
        lambda: _in_one_process(project, "standard"),
    )
    walls = tuple(tuple(run.wall_s for run in runs) for runs in (ours, alone))
    yield Row("workers", "all documents, wall", walls[0], "one process", walls[1])


def _in_one_process(project: Project, look: str) -> Run:
    output = project.folder.with_name("one-process")
    arguments = (str(project.content), str(output), look)
    command = (sys.executable, "-P", "-m", "benchmarks.layouts", *arguments)
    return run_command(command, ROOT, program_environment())


def count_layouts(content: Path, output: Path, look: str) -> dict[str, int]:
    """Make all documents in this process and return how many layouts each took.

    A layout that several share counts for the document that is made first.
    """
    from brochure.base.font_files import use_own_fonts

    use_own_fonts()
    import weasyprint

    from brochure.base.worker import Workers
    from brochure.commands.cli import main

    engine: Any = weasyprint.HTML
    render, calls = engine.render, Counter[str]()
    made = [""]

    def count(*arguments: Any, **named: Any) -> Any:
        calls[made[-1]] += 1
        return render(*arguments, **named)

    def in_this_process(
        _workers: object, function: Callable[[Any], Any], jobs: Iterable[Any], **_how: object
    ) -> Iterator[Any]:
        for number, job in enumerate(jobs, 1):
            file = getattr(job, "file", Path(f"{output}/job {number}"))
            made.append(file.relative_to(output).with_suffix("").as_posix())
            yield function(job)

    workers: Any = Workers
    engine.render, workers.run = count, in_this_process
    code = main(["build", str(content), "-q", "-o", str(output), "--look", look, *fresh_options()])
    assert not code and calls, "documents are made in a way that is not counted here"
    return dict(calls)


if __name__ == "__main__":
    print(json.dumps(count_layouts(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
