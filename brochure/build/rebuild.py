"""Content that changes again and again -> the documents that it changes, in workers that stay."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from threading import Event
from typing import Self

from brochure.base.errors import BrochureError, LockLostError, PlaceTakenError
from brochure.base.file_hashes import stamp_libraries, stamp_of_file
from brochure.base.files.project import Assets
from brochure.base.font_files import use_own_fonts
from brochure.base.gate import Gate
from brochure.base.storage import lock_folder
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.worker import Stopped, Workers
from brochure.build.build import Request, documents_of, list_jobs, write_outcome
from brochure.build.claim import claim_output
from brochure.build.in_two_steps import JobStep, PagePicture, take_step
from brochure.build.job import Built, Job, Made
from brochure.build.job_key import hash_ground, key_of, stamp_ground, variant_of
from brochure.build.provenance import Provenance
from brochure.build.recall import recall, remember
from brochure.build.warm_up import load_engine
from brochure.build.writing import Writer
from brochure.channels.channel import Variant
from brochure.content.load import LoadedContent
from brochure.content.yaml.source import Source
from brochure.reading.changed_page import draw_changed_page
from brochure.selection.selection import Selection


@dataclass(frozen=True)
class Blocked:
    """Nothing can be built for now: the folder is in use by another build, or cannot be had."""

    error: BrochureError


@dataclass(frozen=True)
class Drawn:
    """A picture of a document that is not proven yet: its file, and which page it shows."""

    file: Path
    number: int
    of_sheets: bool


@dataclass(frozen=True)
class Undrawn:
    """There is no picture: where it belongs stands a link, or what is not ours to replace."""

    error: BrochureError


@dataclass(frozen=True)
class _Task:
    """A job, and what tells whether its outcome still is that of an earlier turn."""

    job: Job
    selections: tuple[Selection, ...]
    variant: Variant


@dataclass(frozen=True)
class _Ended:
    """What became of a task, and the stamps of its files as they were left."""

    task: _Task
    built: Built
    stamps: tuple[str, ...]


class Rebuilder:
    """Builds what has changed since it was asked last; its workers stay until it is closed."""

    _writer: Writer  # of the turn that has locked the folder
    provenance: Provenance  # of the content that was asked for last

    def __init__(self, request: Request, pictures: bool) -> None:
        self.request, self._pictures = request, pictures
        use_own_fonts()
        self._ground, self._ground_stamp = hash_ground(), stamp_ground()
        self._store = Store(request.output / STORE)
        self._ended: dict[Path, _Ended] = {}
        self._unwritten: dict[Path, tuple[_Task, Made]] = {}
        self._jobs: tuple[Job, ...] = ()
        self._source: Source | None = None
        self._turn, self.provenance = 0, Provenance()
        self._workers = Workers(request.limits)
        self._workers.begin(load_engine)
        self._gate = Gate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()
        self._gate.close()

    @property
    def built(self) -> tuple[Built, ...]:
        """What is known of each document that is asked for now, in the order of editions."""
        return tuple(self._ended[j.file].built for j in self._jobs if j.file in self._ended)

    @property
    def has_unwritten(self) -> bool:
        """Say whether documents are kept that could not be written where they belong."""
        return bool(self._unwritten)

    def build(
        self, loaded: LoadedContent, enough: Event
    ) -> Iterator[Drawn | Undrawn | Built | Blocked]:
        """Build what has changed; give each picture and each document as soon as it is written.

        A document that was left as it should be is given only if it is not good. When `enough` is
        set, what is not begun is left for the next time. Raises BrochureError for an edition,
        channel or look that does not exist, or a folder of another content file (exit 2), and where
        the program is another by now.
        """
        content, source = loaded.content, loaded.source
        assert content is not None and source is not None, "content with errors is never built"
        if stamp_ground() != self._ground_stamp:
            hint = "Start this command again."
            raise BrochureError("the program itself has changed", hint=hint, exit_code=3)
        self._jobs = list_jobs(content, self.request, loaded.rules)
        self.provenance = Provenance()
        tasks = tuple(self._changed_tasks())
        if not tasks:
            return
        self._turn, self._source = self._turn + 1, source
        self._give_time(len(tasks))
        for task in tasks:
            self._unwritten.pop(task.job.file, None)
        with ExitStack() as held:
            try:
                owned = held.enter_context(lock_folder(self.request.output))
            except BrochureError as error:
                yield Blocked(error)
                return
            claim_output(owned, Path(source.file))
            self._store.forget_calls()
            self._writer = Writer(owned, self._store, self._gate, self.provenance)
            self._writer.forget_all_but(documents_of(content, self.request.output))
            try:
                yield from self._build_tasks(tasks, source, enough)
            except LockLostError as error:
                yield Blocked(error)

    def write_again(self) -> Iterator[Built]:
        """Try once more to write what could not be written; give what could be."""
        self._give_time(len(self._unwritten))
        try:
            with lock_folder(self.request.output) as owned:
                self._writer = Writer(owned, self._store, self._gate, self.provenance)
                for task, made in tuple(self._unwritten.values()):
                    assert self._source is not None
                    built = self._end(task, made, self._source)
                    if built.written:
                        yield built
        except BrochureError:  # it cannot be had yet
            return

    def _give_time(self, tasks: int) -> None:
        for each in (self._workers, self._gate):
            each.give(self.request.limits.all_seconds(tasks))

    def _changed_tasks(self) -> Iterator[_Task]:
        """Give the tasks whose outcome is not known, or not where it was left."""
        hash_now = cache(Assets(self.request.project).hash_now)
        for job in self._jobs:
            selections = self.provenance.selections(job)
            task, ended = _Task(job, selections, variant_of(job)), self._ended.get(job.file)
            if ended is None or not _is_as_left(ended, task, hash_now):
                yield task

    def _build_tasks(
        self, tasks: tuple[_Task, ...], source: Source, enough: Event
    ) -> Iterator[Drawn | Undrawn | Built]:
        left: dict[Path, tuple[_Task, str]] = {}
        hash_now = cache(Assets(self.request.project).hash_now)
        for task in tasks:
            key = self._key_of(task) if self.request.cached else ""
            made = recall(task.job, self._store, key, hash_now) if key else None
            if made is None:
                left[task.job.file] = task, key
            else:
                yield from self._restore(task, made, source)
        with closing(self._make([task for task, _ in left.values()], enough)) as steps:
            for step, outcome in steps:
                if isinstance(outcome, PagePicture):
                    yield from self._show(step.job, outcome)
                elif outcome is not None:
                    task, key = left[step.job.file]
                    yield self._end(task, outcome, source)
                    if key and isinstance(outcome, Made) and stamp_ground() == self._ground_stamp:
                        remember(outcome, self._store, key)
        self._store.trim()

    def _key_of(self, task: _Task) -> str:
        return key_of(task.job, self._ground, self.provenance.taken(task.job))

    def _make(
        self, tasks: list[_Task], enough: Event
    ) -> Generator[tuple[JobStep, PagePicture | Made | Stopped | None]]:
        """Let workers take all steps; one that was stopped while it drew is told by the other."""
        steps = [step for task in tasks for step in self._steps_of(task.job)]
        with closing(self._workers.run_as_done(take_step, steps, _edition_of, enough)) as done:
            for step, outcome in done:
                if not (step.draws and isinstance(outcome, Stopped)):
                    yield step, outcome

    def _steps_of(self, job: Job) -> Iterator[JobStep]:
        if self._pictures:
            yield JobStep(job, self._turn, draws=True, before=self._ours_in(job.file))
        yield JobStep(job, self._turn, draws=False)

    def _restore(
        self, task: _Task, made: Made, source: Source
    ) -> Iterator[Drawn | Undrawn | Built]:
        """Give what an earlier build has made, unless it stands there already and is good."""
        files = ((task.job.file, made.output), *made.beside)
        stands = bool(made.output) and self._writer.owned.holds(files)
        if self._pictures and made.output and not stands:
            before = self._ours_in(task.job.file)
            drawn = self._gate.read(partial(draw_changed_page, made.output), before)
            if not isinstance(drawn, Stopped):
                picture = PagePicture(*drawn, bool(made.built.sheets))
                yield from self._show(task.job, picture)
        built = self._end(task, made, source)
        if not (stands and built.written):
            yield built

    def _ours_in(self, file: Path) -> bytes:
        """Return what stands in a file if this program has written it; of others, nothing."""
        owned = self._writer.owned
        with suppress(PlaceTakenError):
            held = owned.read(file) if owned.remembers(file) else None
            return held if held is not None and owned.knows(file, held) else b""
        return b""

    def _show(self, job: Job, picture: PagePicture) -> Iterator[Drawn | Undrawn]:
        """Write a picture; without room for it there is none."""
        try:
            file = self._writer.show(job, picture.png)
        except PlaceTakenError as error:
            yield Undrawn(error)
            return
        except BrochureError:
            return
        yield Drawn(file, picture.number, picture.of_sheets)

    def _end(self, task: _Task, outcome: Made | Stopped, source: Source) -> Built:
        """Write a document and keep what became of it."""
        file = task.job.file
        built = write_outcome(task.job, outcome, self.request, source, self._writer)
        if not self._pictures:
            self._writer.forget_picture(task.job)
        self._unwritten.pop(file, None)
        if isinstance(outcome, Made) and any(f.id.startswith("output.") for f in built.findings):
            self._unwritten[file] = task, outcome
        self._ended[file] = _Ended(task, built, _stamps_of(built))
        return built


def _edition_of(step: JobStep) -> str:
    """Return what steps have in common that may share a layout."""
    return step.job.edition.name


def _is_as_left(ended: _Ended, task: _Task, hash_now: Callable[[str], str]) -> bool:
    """Say whether a task asks for the same as before, and all its files are as they were left.

    What was stopped, or could not be made, does not tell what it depends on.
    """
    before, built = ended.task, ended.built
    libraries = dict(built.libraries)
    return (
        bool(built.depends_on)
        and (task.selections, task.variant) == (before.selections, before.variant)
        and _asked(task.job) == _asked(before.job)
        and _stamps_of(built) == ended.stamps
        and stamp_libraries(libraries) == libraries
        and all(hash_now(file) == held for file, held in built.depends_on)
    )


def _asked(job: Job) -> tuple[object, ...]:
    """Return what decides about a document beside what it is made from."""
    return job.status, job.rules, job.content.waivers


def _stamps_of(built: Built) -> tuple[str, ...]:
    return tuple(stamp_of_file(str(file)) for file in (built.file, *built.beside))
