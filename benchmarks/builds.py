"""Whole builds: from nothing, in every look, and with nothing changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.measure import (
    ROOT,
    Run,
    program_environment,
    run_command,
    run_in_turn,
)
from benchmarks.peers import chromium_loop, has_chromium, has_typst, naive_loop, typst_once
from benchmarks.project import Project
from benchmarks.table import Row

_NAIVE, _TYPST = "15 weasyprint commands", "Typst, 8 documents"


def measure_cold(project: Project, rounds: int) -> Iterator[Row]:
    """Measure all default documents with all proofs, from nothing, beside three that prove none."""
    pages, output = tuple(project.html.values()), project.folder.with_name("cold")
    ways = _present(
        {
            "ours": lambda: project.build_cold(output),
            _NAIVE: lambda: naive_loop(pages),
            "15 Chromium commands": lambda: chromium_loop(pages),
            _TYPST: lambda: typst_once(project.typst),
        }
    )
    runs = dict(zip(ways, run_in_turn(rounds, *ways.values()), strict=True))
    ours = runs.pop("ours")
    for name in (_NAIVE, "15 Chromium commands", _TYPST):
        if name not in runs:
            yield Row("cold", f"all documents, against {name}", note="not installed")
            continue
        row = Row("cold", "all documents, wall", _wall(ours), name, _wall(runs[name]))
        yield replace(row, aim=0.6 if name == _NAIVE else 0)
        row = Row("cold", "all documents, CPU", _cpu(ours), name, _cpu(runs[name]))
        yield replace(row, aim=1.2 if name == _NAIVE else 0)


def measure_looks(project: Project, rounds: int) -> Iterator[Row]:
    """Measure all looks of all documents beside the standard look alone."""
    output = project.folder.with_name("looks")
    every, standard = run_in_turn(
        rounds,
        lambda: project.build_cold(output, "--look", "all"),
        lambda: project.build_cold(output),
    )
    yield Row("looks", "--look all, wall", _wall(every), "standard", _wall(standard), aim=2)
    yield Row("looks", "--look all, CPU", _cpu(every), "standard", _cpu(standard), aim=2)


def measure_unchanged(project: Project, rounds: int) -> Iterator[Row]:
    """Measure builds with nothing to do beside Typst, which sets eight documents in the time."""
    if not has_typst():
        yield Row("unchanged", "nothing changed", note="Typst is not installed")
        return
    content, output = str(project.content), str(project.folder / "output-of-dev")  # one each

    def by_dev() -> Run:
        command = (str(ROOT / "dev"), "build", content, "-o", output)
        return run_command(command, ROOT, program_environment())

    project.build()
    by_dev()
    ours, dev, typst = run_in_turn(rounds, project.build, by_dev, lambda: typst_once(project.typst))
    what = "python -m brochure build, wall"
    yield Row("unchanged", what, _wall(ours), _TYPST, _wall(typst), aim=0.5)
    yield Row("unchanged", "./dev build, wall", _wall(dev), _TYPST, _wall(typst), aim=1)


def _present(ways: dict[str, Callable[[], Run]]) -> dict[str, Callable[[], Run]]:
    """Leave out what is not installed."""
    absent = {"Chromium": not has_chromium(), "Typst": not has_typst()}
    return {n: w for n, w in ways.items() if not any(absent[p] and p in n for p in absent)}


def _wall(runs: tuple[Run, ...]) -> tuple[float, ...]:
    return tuple(run.wall_s for run in runs)


def _cpu(runs: tuple[Run, ...]) -> tuple[float, ...]:
    return tuple(run.cpu_s for run in runs)
