"""A job taken in two steps by one worker: its picture first, then its proofs.

Between them the worker keeps what it has: the finished document, or, where only words have changed
since it was made last, a sketch of its first page that differs, to go on from.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.base.errors import BrochureError
from brochure.build.build import make_in_worker, report_error
from brochure.build.job import Job, Made
from brochure.build.warm_up import load_engine
from brochure.reading.changed_page import draw_changed_page, draw_first_page

if TYPE_CHECKING:
    from brochure.build.document import Sketch
    from brochure.layout.printed import Printed


@dataclass(frozen=True)
class JobStep:
    """What a worker is to do for a job: draw what has changed, or prove what it has drawn.

    `turn` tells one build from the next, in which the job may ask for other content. `before` is
    what to compare a picture with: a file that this program has made, as others may do anything.
    """

    job: Job
    turn: int
    draws: bool
    before: bytes = b""


@dataclass(frozen=True)
class PagePicture:
    """A picture of a page that has changed: a PNG. `number` counts what lies in the file."""

    number: int
    png: bytes
    of_sheets: bool = False


@dataclass
class _Kept:
    """What the step before has left: a finished document, a sketch, or why there is none."""

    turn: int = -1
    file: Path | None = None
    composed: "Printed | Sketch | Made | None" = None

    def take(self, step: JobStep) -> "Printed | Sketch | Made | None":
        """Give it away if it belongs to this job."""
        mine = (self.turn, self.file) == (step.turn, step.job.file)
        composed, self.composed = self.composed, None
        return composed if mine else None


def take_step(step: JobStep) -> PagePicture | Made | None:
    """Take one step in the worker that runs this; without a picture where nothing can be made.

    Raises BrochureError (exit 3) where the machine lacks what every document needs.
    """
    return _draw(step) if step.draws else _prove(step)


def _draw(step: JobStep) -> PagePicture | None:
    load_engine()
    from brochure.build.document import compose_job, sketch_job

    kept = _kept_of_process()
    kept.turn, kept.file, kept.composed = step.turn, step.job.file, None
    try:
        sketch = sketch_job(step.job)
        if sketch:
            kept.composed = sketch
            return PagePicture(sketch.number, draw_first_page(sketch.pdf))
        printed = kept.composed = compose_job(step.job)
    except BrochureError as error:
        kept.composed = Made(report_error(step.job, error))
        return None
    return PagePicture(*draw_changed_page(printed.output, step.before), bool(printed.sheets))


def _prove(step: JobStep) -> Made:
    composed = _kept_of_process().take(step)
    if composed is None:
        return make_in_worker(step.job)
    if isinstance(composed, Made):
        return composed
    from brochure.build.document import Sketch, compose_job, prove_document

    if isinstance(composed, Sketch):
        try:
            composed = compose_job(step.job, composed)
        except BrochureError as error:
            return Made(report_error(step.job, error))
    return prove_document(step.job, composed)


@cache
def _kept_of_process() -> _Kept:
    """Return the one place of this process where a step leaves something for the next."""
    return _Kept()
