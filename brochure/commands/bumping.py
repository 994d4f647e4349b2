"""``brochure build --bump``: documents whose approved words have changed get a new version."""

import argparse
from datetime import date
from pathlib import Path

from brochure.approval.bump import next_version, raise_versions
from brochure.approval.documents import make_documents
from brochure.approval.objections import CHANGED, WITHDRAWN, Objections
from brochure.approval.record import read_record
from brochure.base.errors import BrochureError
from brochure.base.plain_file import real_path
from brochure.base.storage import write_atomically
from brochure.base.worker import Workers
from brochure.build.build import Request, list_jobs
from brochure.commands.progress import Progress
from brochure.content.load import LoadedContent
from brochure.selection.duties import load_checked_content


def bump_versions(
    loaded: LoadedContent,
    request: Request,
    workers: Workers,
    options: argparse.Namespace,
    progress: Progress,
) -> tuple[str, ...]:
    """Raise the versions that content may not claim any more; return what was done, by document.

    The file is written in one step, and only if it reads as it should then. Raises BrochureError
    where it cannot be.
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is never built"
    path = real_path(options.content)
    names = _signed(path, request, loaded)
    raised: list[tuple[str, str]] = []
    objections = Objections(path)
    jobs = {job.edition.name: job for job in list_jobs(content, request, loaded.rules)}
    for one in make_documents(loaded, request, names, workers, progress.count) if names else ():
        job = jobs[one.document]
        found = (f.id for made in one.files for f in objections(job, made.built))
        if {CHANGED, WITHDRAWN} & {*found}:
            raised.append((one.document, _free_version(path, one.document, one.version)))
    if raised:
        text = raise_versions(source, raised, date.today().strftime("%Y-%m"))
        _write(path, text, dict(raised))
    return tuple(f"{name} is version {version} now." for name, version in raised)


def _signed(path: Path, request: Request, loaded: LoadedContent) -> tuple[str, ...]:
    """Return the documents that were asked for of which anything is on record."""
    assert loaded.content is not None
    record = read_record(path)
    record.refuse_changed()
    known = {entry.document for entry in record.entries}
    jobs = list_jobs(loaded.content, request, loaded.rules)
    return tuple(dict.fromkeys(j.edition.name for j in jobs if j.edition.name in known))


def _free_version(path: Path, document: str, version: str) -> str:
    """Return the next version of which nothing is on record."""
    taken = {e.version for e in read_record(path).entries if e.document == document}
    while version in taken:
        version = next_version(version)
    return version


def _write(path: Path, text: str, raised: dict[str, str]) -> None:
    before = path.read_bytes()
    write_atomically(path, text.encode(), mode=path.stat().st_mode & 0o777)
    after = load_checked_content(path).content
    if after is None or any(after.version_of(name) != v for name, v in raised.items()):
        write_atomically(path, before, mode=path.stat().st_mode & 0o777)
        hint = "Write the versions by hand, below the `id:` of each document."
        raise BrochureError("the versions cannot be raised in this file", hint=hint, exit_code=1)
