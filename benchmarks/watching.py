"""``brochure watch``, warm: from a save until the first picture, and until the file is written.

It is taken to print a line with "ready" when it waits for changes, then for each save a line with
"picture" and the document's name when the first picture of one is on the disk, and a line with the
file's name when that is written.
"""

import queue
import subprocess
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from time import perf_counter

from benchmarks.measure import brochure, has_option, program_environment
from benchmarks.peers import weasyprint
from benchmarks.project import Edit, Project, find_edits
from benchmarks.table import Row

_MOST_S = 180
_WATCHED = (
    ("office/trifold", 0.8),
    ("office/safety-sheet-ketamine", 0.8),
    ("screen/guide", 1.2),
    ("office/booklet", 1.2),
)
_NAIVE = "1 weasyprint command"

Lines = queue.Queue[tuple[float, str]]


def measure_watch(project: Project, rounds: int) -> Iterator[Row]:
    """Measure saves of four documents, each beside one cold command on the same document."""
    if not has_option("watch"):
        for document, _ in _WATCHED:
            yield Row("watch", f"{document}: picture, and written", note="not there yet")
        return
    project.build()
    with watch(project) as lines:
        for document, aim in _WATCHED:
            yield from _measure_document(project, document, lines, rounds, aim)


def _measure_document(
    project: Project, document: str, lines: Lines, rounds: int, aim: float
) -> Iterator[Row]:
    edit = next(iter(find_edits(project, document)), None)
    if edit is None:
        yield Row("watch", f"{document}: picture, and written", note="no sentence to edit")
        return
    pictures: list[float] = []
    written: list[float] = []
    naive: list[float] = []
    for _ in range(rounds):
        picture_s, written_s = time_save(project, edit, document, lines)
        pictures.append(picture_s)
        written.append(written_s)
        naive.append(weasyprint(project.html[document]).wall_s)
    theirs = tuple(naive)
    yield Row("watch", f"{document}: first picture", tuple(pictures), _NAIVE, theirs, aim=0.5)
    yield Row("watch", f"{document}: proven, written", tuple(written), _NAIVE, theirs, aim=aim)


def time_save(project: Project, edit: Edit, document: str, lines: Lines) -> tuple[float, float]:
    """Save an edit, and return when its document's picture and its file were there.

    What is still made of the other documents is waited for, so that the next save finds it idle.
    """
    start = perf_counter()
    edit.apply(project.content)
    left = set(edit.documents)
    picture_s = written_s = 0.0
    while left:
        at, line = _next_line(lines)
        shown = "picture" in line
        picture_s = picture_s or (at - start if shown and document in line else 0.0)
        if not shown:
            done = {name for name in left if f"{name}.pdf" in line}
            written_s = at - start if document in done else written_s
            left -= done
    return picture_s, written_s


def _next_line(lines: Lines, wanted: Callable[[str], bool] = bool) -> tuple[float, str]:
    """Return the next line that is wanted. Raises queue.Empty if none comes for minutes."""
    while True:
        at, line = lines.get(timeout=_MOST_S)
        if wanted(line):
            return at, line


@contextmanager
def watch(project: Project) -> Generator[Lines]:
    """Run the command until it is no more needed; give its lines, each with when it came."""
    process = subprocess.Popen(
        brochure("watch"),
        cwd=project.folder,
        env=program_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: Lines = queue.Queue()

    def read() -> None:
        assert process.stdout
        with process.stdout as told:
            for line in told:
                lines.put((perf_counter(), line.rstrip()))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        _next_line(lines, lambda line: "ready" in line.lower())
        yield lines
    finally:
        process.terminate()
        process.wait()
        reader.join(timeout=10)
