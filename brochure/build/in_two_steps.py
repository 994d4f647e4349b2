"""A job taken in two steps by one worker: its picture first, then its proofs.

Between them the worker keeps the finished document, so that it is composed once.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.base.errors import BrochureError
from brochure.build.build import make_in_worker, report_error
from brochure.build.job import Job, Made
from brochure.build.warm_up import load_engine
from brochure.reading.changed_page import draw_changed_page

if TYPE_CHECKING:
    from brochure.layout.printed import Printed


@dataclass(frozen=True)
class JobStep:
    """What a worker is to do for a job: draw what has changed, or prove what it has drawn.

    `turn` tells one build from the next, in which the job may ask for other content.
    """

    job: Job
    turn: int
    draws: bool


@dataclass(frozen=True)
class PagePicture:
    """A picture of a page that has changed: a PNG. `number` counts what lies in the file."""

    number: int
    png: bytes
    of_sheets: bool = False


@dataclass
class _Kept:
    """What the step before has left: a finished document, or why there is none."""

    turn: int = -1
    file: Path | None = None
    composed: "Printed | Made | None" = None

    def take(self, step: JobStep) -> "Printed | Made | None":
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
    from brochure.build.document import compose_job

    kept = _kept_of_process()
    kept.turn, kept.file, kept.composed = step.turn, step.job.file, None
    try:
        printed = kept.composed = compose_job(step.job)
    except BrochureError as error:
        kept.composed = Made(report_error(step.job, error))
        return None
    return PagePicture(*draw_changed_page(printed.output, step.job.file), bool(printed.sheets))


def _prove(step: JobStep) -> Made:
    composed = _kept_of_process().take(step)
    if composed is None:
        return make_in_worker(step.job)
    if isinstance(composed, Made):
        return composed
    from brochure.build.document import prove_document

    return prove_document(step.job, composed)


@cache
def _kept_of_process() -> _Kept:
    """Return the one place of this process where a step leaves something for the next."""
    return _Kept()
