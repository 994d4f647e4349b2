"""One sentence changed: how long until a person has the first document anew, and all of them."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.measure import brochure, program_environment
from benchmarks.peers import weasyprint
from benchmarks.project import Edit, Project, edits_in
from benchmarks.table import Row

_LOOK_EVERY_S = 0.005
_MOST_TRIES = 4


@dataclass(frozen=True)
class Edited:
    """Seconds from the start of a build until documents with the sentence were written."""

    first: str
    first_s: float
    all_s: float


def measure_edits(project: Project, rounds: int) -> Iterator[Row]:
    """Measure an edit of a sentence that four documents say, and of one that fewest say."""
    counts = [next(n for n in range(1, 15) if any(edits_in(project, n))), 4]
    for count in reversed(counts):
        yield from _measure_one(project, tuple(edits_in(project, count)), rounds)


def _measure_one(project: Project, edits: Sequence[Edit], rounds: int) -> Iterator[Row]:
    edit = next((e for e in edits[:_MOST_TRIES] if _holds(project, e)), None)
    said = f"sentence in {len(edits[0].documents)} files" if edits else "sentence"
    if edit is None:
        yield Row("edit", said, note="no sentence found whose edit every proof accepts")
        return
    firsts: list[float] = []
    alls: list[float] = []
    naive: list[float] = []
    for _ in range(rounds):
        edit.apply(project.content)
        edited = build_edited(project, edit)
        assert edited, "it held before"
        firsts.append(edited.first_s)
        alls.append(edited.all_s)
        naive.append(weasyprint(project.html[edited.first]).wall_s)
    name = "1 weasyprint command"
    yield Row("edit", f"{said}: first written", tuple(firsts), name, tuple(naive), aim=1.5)
    yield Row("edit", f"{said}: all written", tuple(alls), name, tuple(naive))


def _holds(project: Project, edit: Edit) -> bool:
    """Tell whether another form of the sentence is written."""
    edit.apply(project.content)
    return build_edited(project, edit) is not None


def build_edited(project: Project, edit: Edit) -> Edited | None:
    """Build, and watch the files of the documents that say the sentence; None if one stays."""
    before = {name: _state(project.pdf[name]) for name in edit.documents}
    written: dict[str, float] = {}
    start = perf_counter()
    process = subprocess.Popen(
        brochure("build", "-q"),
        cwd=project.folder,
        env=program_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running = True
    while running:
        running = process.poll() is None
        now = perf_counter() - start
        for name, state in before.items():
            if name not in written and _state(project.pdf[name]) != state:
                written[name] = now
        sleep(_LOOK_EVERY_S)
    if len(written) < len(before):
        return None
    first = min(written, key=lambda name: written[name])
    return Edited(first, written[first], max(written.values()))


def _state(file: Path) -> tuple[int, int]:
    """Return what changes whenever a file is replaced."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)
