"""``brochure build --bump``: documents whose version stands for something else get a new one."""

import argparse
from codecs import BOM_UTF8
from contextlib import suppress
from datetime import date
from pathlib import Path

from brochure.approval.bump import next_version, raise_versions
from brochure.approval.documents import make_documents
from brochure.approval.objections import CHANGED, WITHDRAWN, Objections
from brochure.approval.record import read_record
from brochure.approval.state import why_version_taken
from brochure.base.errors import BrochureError
from brochure.base.plain_file import read_plain_file, real_path
from brochure.base.storage import write_atomically
from brochure.base.worker import Workers
from brochure.build.build import Request, list_jobs
from brochure.commands.progress import Progress
from brochure.content.load import LoadedContent
from brochure.content.yaml.source import Source


def bump_versions(
    loaded: LoadedContent,
    request: Request,
    workers: Workers,
    options: argparse.Namespace,
    progress: Progress,
) -> tuple[str, ...]:
    """Raise the versions that content may not claim any more; return what was done, by document.

    The file is written in one step. Raises BrochureError (exit 1) where it is not written line by
    line, or was changed meanwhile, and (exit 3) where it cannot be written or the record was
    changed.
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is never built"
    path = real_path(options.content)
    names = _signed(path, request, loaded)
    raised: list[tuple[str, str]] = []
    objections, entries = Objections(path), read_record(path).entries
    jobs = {job.edition.name: job for job in list_jobs(content, request, loaded.rules)}
    for one in make_documents(loaded, request, names, workers, progress.count) if names else ():
        job = jobs[one.document]
        found = (f.id for made in one.files for f in objections(job, made.built))
        taken = one.binding and why_version_taken(one.binding, entries)
        if taken or {CHANGED, WITHDRAWN} & {*found}:
            raised.append((one.document, _free_version(path, one.document, one.version)))
    if raised:
        text = raise_versions(source, raised, date.today().strftime("%Y-%m"))
        _write(path, source, text)
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


def _write(path: Path, source: Source, text: str) -> None:
    """Write content anew, unless somebody has changed it since it was read."""
    before = b""
    with suppress(OSError):
        before = read_plain_file(path)
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    if before != mark + source.text.encode():
        what = f"{path.name} was changed while its documents were made"
        hint = "Run the same command again."
        raise BrochureError(what, hint=hint, exit_code=1)
    write_atomically(path, mark + text.encode(), mode=path.stat().st_mode & 0o777)
