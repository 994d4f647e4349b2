"""A request -> documents made in workers, proven, and written: each whole, or the old one stays.

A document that fails a proof is not written: its last good file stays, byte for byte.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from brochure.base.editions import Edition
from brochure.base.errors import BrochureError, RefusedError
from brochure.base.files.project import Assets
from brochure.base.finding import Finding, Location
from brochure.base.font_files import use_own_fonts
from brochure.base.gate import Gate
from brochure.base.looks import LOOKS, STANDARD
from brochure.base.status import DRAFT, SAMPLE
from brochure.base.storage import lock_folder
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.base.suggest import did_you_mean
from brochure.base.worker import Limits, Stopped, Workers
from brochure.build.changes import blame_change, keep_good, list_changes, rank_by_changes
from brochure.build.claim import claim_output
from brochure.build.job import Built, Job, Made
from brochure.build.provenance import Provenance
from brochure.build.recall import Make, make_what_changed
from brochure.build.warm_up import load_engine
from brochure.build.writing import Writer
from brochure.channels.channels import CHANNELS
from brochure.content.checks.sample import find_sample
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.content.model.rules import Rules
from brochure.content.yaml.source import Source

EVERY_LOOK = "all"
_SLOW = "Shorten very long wording, or undo the last change to a figure, templates/ or styles/."
_REMEDIES = {"budget": f"Build fewer at once with --only, or {_SLOW[0].lower()}{_SLOW[1:]}"}
_STOPPED = {
    "time": ("document.time", "took more than {seconds:g} seconds of work and was stopped"),
    "memory": ("document.memory", "wanted more than {memory:g} GB of memory and was stopped"),
    "budget": ("document.budget", "was not made: the whole build took far too long"),
    "death": ("document.death", "crashed the layout engine, most likely for lack of memory"),
}


# A job and what became of it -> what speaks against writing that.
Objection = Callable[[Job, Built], tuple[Finding, ...]]


def no_objection(_job: Job, _built: Built) -> tuple[Finding, ...]:
    """Say nothing against a document."""
    return ()


@dataclass(frozen=True)
class Request:
    """What to build: all editions and channels where `only` and `channels` are empty.

    `looks` names looks, or EVERY_LOOK; without any the standard one is built. `soft_proof` asks for
    pictures of each document in ``soft-proof/`` of the output folder, `keep_html` for what each was
    laid out from in ``html/``. `objections` finds what speaks against a document once it is made.
    `cached` lets documents be recalled that an earlier build made of the same
    (`brochure.build.recall`), and remembers others; with `keep_html` all are made.
    """

    project: Path
    output: Path
    only: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    soft_proof: bool = False
    cached: bool = True
    keep_html: bool = False
    objections: Objection = no_objection


def build_documents(
    loaded: LoadedContent,
    request: Request,
    workers: Workers | None = None,
    provenance: Provenance | None = None,
) -> Iterator[Built]:
    """Build each document that `request` asks for and give it as soon as it is proven.

    `workers` may have been started before, and `provenance` asked; else they are for this call.

    Raises BrochureError for an edition, channel or look that does not exist, and for an output
    folder of another content file (exit 2), or one that cannot be written or is being written by
    another build (exit 3).
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is never built"
    jobs = list_jobs(content, request, loaded.rules)
    use_own_fonts()
    own, known = workers or Workers(request.limits, len(jobs)), provenance or Provenance()
    store = Store(request.output / STORE)
    with lock_folder(request.output) as owned, nullcontext() if workers else own, Gate() as gate:
        claim_output(owned, Path(source.file))
        store.forget_calls()
        writer = Writer(owned, store, gate, known)
        writer.forget_all_but(documents_of(content, request.output))
        for each in (own, gate):
            each.give(request.limits.all_seconds(len(jobs)))
        made = _make(jobs, request, own, known)
        for job, outcome in zip(jobs, made, strict=True):
            yield write_outcome(job, outcome, request, source, writer)


def write_outcome(
    job: Job, outcome: Made | Stopped, request: Request, source: Source, writer: Writer
) -> Built:
    """Give each finding its place and write the document, if its words and all its proofs hold.

    Of one that is refused it is told what has changed since it was good.
    """
    stopped = isinstance(outcome, Stopped)
    one = Made(_report_stopped(job, outcome, request.limits)) if stopped else outcome
    wrong = writer.provenance.wrong_words(job, source)
    against = request.objections(job, one.built)
    findings = (
        *wrong,
        *(locate_finding(finding, source) for finding in against),
        *(locate_finding(finding, source) for finding in one.built.findings),
    )
    built = writer.write(replace(one, built=replace(one.built, findings=findings)), job)
    if not request.cached:
        return built
    if built.written:
        keep_good(writer.store, job.file, source, built.depends_on)
        return built
    passages = writer.provenance.selections(job)[0].passages
    hash_now = Assets(job.project).hash_now
    changed = list_changes(writer.store, job.file, source, passages, hash_now)
    blamed = blame_change(built.findings, changed, built.panels)
    return replace(built, changed=changed, findings=rank_by_changes(blamed, changed))


def _make(
    jobs: Sequence[Job], request: Request, workers: Workers, provenance: Provenance
) -> Iterator[Made | Stopped]:
    """Give what becomes of each job, in their order: recalled, or made in workers."""

    def make(some: Sequence[Job]) -> Iterator[Made | Stopped]:
        return workers.run(make_in_worker, some, family=edition_of)

    if not request.cached or request.keep_html:
        return make(jobs)
    return _make_and_trim(jobs, Store(request.output / STORE), make, provenance)


def _make_and_trim(
    jobs: Sequence[Job], store: Store, make: Make, provenance: Provenance
) -> Iterator[Made | Stopped]:
    yield from make_what_changed(jobs, store, make, provenance.taken)
    store.trim()


def list_jobs(content: Content, request: Request, rules: Rules | None = None) -> tuple[Job, ...]:
    """Return what `request` asks for, in the order of editions. Raises BrochureError (exit 2)."""
    known = {edition.name: edition for edition in content.placed_editions()}
    check_names(request, known)
    looks = _looks_for(request, known)
    status = SAMPLE if find_sample(content) else DRAFT
    jobs = tuple(
        Job(
            content=content,
            edition=edition,
            channel=channel,
            look=look,
            project=request.project,
            file=_file_of(request.output, edition, channel, look),
            soft_proof=request.soft_proof,
            keep_html=request.keep_html,
            status=status,
            rules=rules,
        )
        for edition in known.values()
        for channel in edition.channels
        for look in edition.looks
        if (not request.only or edition.name in request.only)
        and (not request.channels or channel in request.channels)
        and look in looks
        and look in CHANNELS[channel].looks
    )
    if not jobs:
        made = (f"{name} for {' and '.join(e.channels)}" for name, e in known.items())
        hint = f"Leave --only or --channel out. Made are: {', '.join(made)}."
        raise BrochureError("no edition is made for a channel and look so named", hint=hint)
    return jobs


def check_names(request: Request, editions: Collection[str] | None) -> None:
    """Raise BrochureError (exit 2) for a name that is not known; of `editions` if these are."""
    if editions is not None:
        _check_known("edition", request.only, editions)
    _check_known("channel", request.channels, CHANNELS)
    _check_known("look", request.looks, (*LOOKS, EVERY_LOOK))


def edition_of(job: Job) -> str:
    """Return what jobs have in common that may share a layout."""
    return job.edition.name


def _looks_for(request: Request, known: Mapping[str, Edition]) -> tuple[str, ...]:
    """Return the names of the looks to build, each of which every edition named must have."""
    if EVERY_LOOK in request.looks:
        return tuple(LOOKS)
    for edition in (known[name] for name in request.only):
        for look in request.looks:
            if look not in edition.looks:
                hint = f"It comes in these: {', '.join(edition.looks)}."
                raise BrochureError(f'{edition.name} has no look "{look}"', hint=hint)
    return request.looks or (STANDARD.name,)


def _file_of(output: Path, edition: Edition, channel: str, look: str) -> Path:
    """Return where a document is written: each look beside the standard files, in a folder."""
    folder = output / channel
    return (folder if look == STANDARD.name else folder / look) / f"{edition.name}.pdf"


def _check_known(what: str, names: tuple[str, ...], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            hint = f"Known: {', '.join(known)}."
            raise BrochureError(f'there is no {what} "{name}"{near}', hint=hint)


def make_in_worker(job: Job) -> Made:
    """Make and prove one document in the worker that runs this; only there the engine is loaded.

    Return what was measured and found, and the finished files. Raises BrochureError (exit 3) where
    the machine lacks what every document needs.
    """
    load_engine()
    from brochure.build.document import make_document

    try:
        return make_document(job)
    except BrochureError as error:
        return Made(report_error(job, error))


def report_error(job: Job, error: BrochureError) -> Built:
    """Report a document that a template, stylesheet or figure kept from being made at all."""
    id = "asset.refused" if isinstance(error, RefusedError) else "template.error"
    reports = tuple(
        job.report_unmade(
            id, f"{each.where}: {each.message}" if each.where else each.message, each.hint
        )
        for each in (error.each if isinstance(error, RefusedError) else (error,))
    )
    return replace(reports[0], findings=tuple(f for r in reports for f in r.findings))


def _report_stopped(job: Job, stopped: Stopped, limits: Limits) -> Built:
    id, what = _STOPPED[stopped.why]
    told = what.format(seconds=limits.seconds, memory=limits.memory_bytes / 2**30)
    return job.report_unmade(id, told, _REMEDIES.get(stopped.why, _SLOW))


def documents_of(content: Content, output: Path) -> frozenset[Path]:
    """Return each file that may be made of this content, in every channel and look."""
    return frozenset(
        _file_of(output, edition, channel, look)
        for edition in content.placed_editions()
        for channel in edition.channels
        for look in edition.looks
    )


def locate_finding(finding: Finding, source: Source) -> Finding:
    """Add file, line and column to a finding that knows its content path, and to its cause."""
    if finding.cause:
        cause = replace(finding.cause, place=_locate_place(finding.cause.place, source))
        finding = replace(finding, cause=cause)
    return replace(finding, place=_locate_place(finding.place, source))


def _locate_place(place: Location, source: Source) -> Location:
    if not place.path:
        return place
    at = source.find(place.path)
    return replace(place, file=source.file, line=at.line, column=at.column)
