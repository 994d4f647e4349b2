"""Documents of today's content, as drafts or with the status that an approval gives them.

What an earlier build made of the same is recalled. Nothing is written but what builds remember.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from brochure.approval.binding import Binding, bind, folder_of
from brochure.base.finding import Finding, has_errors
from brochure.base.status import Status
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.worker import Stopped, Workers
from brochure.build.build import (
    EVERY_LOOK,
    Request,
    edition_of,
    list_jobs,
    locate_finding,
    make_in_worker,
)
from brochure.build.job import Job, Made
from brochure.build.provenance import Provenance
from brochure.build.recall import make_what_changed
from brochure.content.load import LoadedContent

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Finished:
    """One document of today's content: all its files, and what an approval of it is bound to.

    `findings` are those of all files, and what is wrong with its words; with an error among them
    there is nothing to approve, and `binding` is None where a file could not be made.
    """

    document: str
    version: str
    files: tuple[Made, ...]
    findings: tuple[Finding, ...]
    binding: Binding | None

    @property
    def is_good(self) -> bool:
        """Say whether all proofs hold for all files."""
        return self.binding is not None and not has_errors(self.findings)

    @property
    def pdfs(self) -> Mapping[str, bytes]:
        """Each file by its folder."""
        return {folder_of(made.built): made.output for made in self.files}


def make_documents(
    loaded: LoadedContent,
    request: Request,
    names: Sequence[str],
    workers: Workers,
    progress: Progress,
    statuses: Mapping[str, Status] | None = None,
) -> Iterator[Finished]:
    """Give documents in all channels and looks, as drafts, or with the status of `statuses`.

    Raises BrochureError for a name that there is none of (exit 2).
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is never made"
    wanted = replace(request, only=tuple(names), channels=(), looks=(EVERY_LOOK,))
    stated = statuses or {}
    jobs = tuple(
        replace(job, status=stated.get(job.edition.name, job.status))
        for job in list_jobs(content, wanted, loaded.rules)
    )
    provenance = Provenance()
    store = Store(request.output / STORE)
    make = partial(workers.run, make_in_worker, family=edition_of)
    outcomes = make_what_changed(jobs, store, make, provenance.taken)
    held: dict[str, list[Made]] = {}
    for number, (job, outcome) in enumerate(zip(jobs, outcomes, strict=True), 1):
        progress(number, len(jobs), f"{job.edition.name}, {job.channel}")
        held.setdefault(job.edition.name, []).append(_made(job, outcome))
    for job in {job.edition.name: job for job in jobs}.values():
        name = job.edition.name
        wrong = provenance.wrong_words(job, source)
        files = tuple(held[name])
        told = (f for made in files for f in made.built.findings)
        found = (*wrong, *(locate_finding(f, source) for f in told))
        whole = all(made.output for made in files)
        built = (made.built for made in files)
        binding = bind(content, source, loaded.rules, name, built) if whole else None
        yield Finished(name, content.version_of(name), files, found, binding)


def _made(job: Job, outcome: Made | Stopped) -> Made:
    if isinstance(outcome, Stopped):
        what = "could not be made in the time and memory that a document has"
        return Made(job.report_unmade("document.time", what, "Build it: that tells more."))
    return outcome
