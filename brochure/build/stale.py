"""An output folder and today's content -> what in it is not of today's content, and why.

That is what this program made, as its record tells, or what can be shown to be of its making. What
others put there is theirs, and nothing is looked at behind a link.
"""

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path, PurePath

from brochure.base.errors import BrochureError, LockLostError, PlaceTakenError
from brochure.base.files.project import Assets
from brochure.base.gate import Gate
from brochure.base.owned_files import OwnedFiles
from brochure.base.plain_folder import PlainFolder, open_plain_folder
from brochure.base.status import ending_of_ticket, stem_of_document
from brochure.base.storage import lock_folder
from brochure.base.store import Store
from brochure.base.store_layout import STORE
from brochure.build.build import EVERY_LOOK, Request, list_jobs
from brochure.build.job import Job
from brochure.build.kept_html import FOLDER as KEPT_HTML
from brochure.build.old_files import version_of
from brochure.build.provenance import Origin, Provenance
from brochure.build.writing import PREVIEW, REFUSED, SOFT_PROOFS
from brochure.channels.channels import CHANNELS
from brochure.content.model.content import Content
from brochure.reading.pdfium import NO_VERSION, UNREADABLE

_OF_THEMSELVES = (PREVIEW, REFUSED)  # what these show is not what the document says
_NO_DRAFT = "is a job ticket by an earlier program, which does not say in its name what it is for"
_MOST_READ = 50  # files that no record tells of
_GONE = (OSError, PlaceTakenError)
_CHANGED = "somebody changed it after it was written, or filled it in"
_UNKNOWN = "no record tells that this program wrote it just so"


@dataclass(frozen=True)
class Stale:
    """A document that is not of today's content, or what is left of it: `why` goes behind its name.

    `files` are all that belong to it. `edition`, `channel` and `look` are empty where it is none.
    """

    file: Path
    files: tuple[Path, ...]
    why: str
    edition: str = ""
    channel: str = ""
    look: str = ""


@dataclass(frozen=True)
class Pruned:
    """What was removed, and what of the rest was kept, each with the reason."""

    removed: tuple[Path, ...] = ()
    kept: tuple[tuple[Path, str], ...] = ()


def find_stale(
    content: Content, request: Request, provenance: Provenance, gate: Gate
) -> tuple[Stale, ...]:
    """Return what in the output folder of `request` is not of this content, by document.

    Whatever `request` asks to build is told of like the rest.
    """
    everything = replace(request, only=(), channels=(), looks=(EVERY_LOOK,))
    jobs = {job.file: job for job in list_jobs(content, everything)}
    try:
        with open_plain_folder(request.output) as top:
            owned = OwnedFiles.read_record(top)
            return tuple(_Search(owned, jobs, request, provenance, gate).find())
    except FileNotFoundError:
        return ()


def prune_files(output: Path, files: Sequence[Path], within: Path | None = None) -> Pruned:
    """Remove those of these files that are ours as this program wrote them.

    Raises BrochureError (exit 3) if the folder is being written, or cannot be.
    """
    removed: list[Path] = []
    kept: list[tuple[Path, str]] = []
    with lock_folder(output, within) as owned:
        for file in files:
            try:
                owned.remove(file)
                if not owned.stamp(file):
                    removed.append(file)
                    continue
                why = _CHANGED if owned.remembers(file) else _UNKNOWN
            except LockLostError:
                raise
            except BrochureError as error:
                why = error.message
            except OSError as error:
                why = error.strerror or str(error)
            kept.append((file, why))
    return Pruned(tuple(removed), tuple(kept))


@dataclass(frozen=True)
class _Search:
    owned: OwnedFiles
    jobs: dict[Path, Job]
    request: Request
    provenance: Provenance
    gate: Gate

    def find(self) -> Iterator[Stale]:
        """Give each document that is stale, and pictures that are though their document is not."""
        hash_now = cache(Assets(self.request.project).hash_now)
        ours = [file for file in self.owned.files if self._stands(file)]
        pairs = [(document, file) for file in ours if (document := self._document_of(file))]
        pairs += [(self._document_of(file) or file, file) for file in self._unrecorded()]
        for document, group in groupby(sorted(pairs), key=lambda pair: pair[0]):
            every = tuple(file for _, file in group)
            old = tuple(f for f in every if self._is_old_picture(f, document, hash_now))
            files = tuple(file for file in every if self._kind(file) not in _OF_THEMSELVES)
            why = self._why(document, document in files, hash_now) if files else ""
            if why:
                yield self._stale(document, (*files, *old), why)
                continue
            if old:
                yield self._stale(document, old, "shows an earlier content")
            if tickets := tuple(f for f in files if self._is_other_ticket(f, document)):
                yield self._stale(document, tickets, _NO_DRAFT)

    def _stale(self, document: Path, files: tuple[Path, ...], why: str) -> Stale:
        first = document if document in files else files[0]
        channel, *look, name = document.relative_to(self.owned.top.path).parts
        standard = look[0] if look else "standard"
        return Stale(first, files, why, PurePath(name).stem, channel, standard)

    def _why(self, document: Path, stands: bool, hash_now: Callable[[str], str]) -> str:
        """Say what is wrong with a document, nothing if it is of today's content."""
        job = self.jobs.get(document)
        if job is None:
            return "is of no document that content has now"
        if not stands:
            return "belongs to a document that is not there any more"
        held = self.owned.read(document)
        if held is None:
            return ""
        known = self.owned.knows(document, held)
        origin = Origin.parse(self.owned.about(document, held if known else None))
        if origin:
            return self.provenance.difference(origin, job, hash_now)
        if known or self._is_of_our_making(document, held):
            return self._why_by_version(document, job)
        return ""

    def _why_by_version(self, document: Path, job: Job) -> str:
        version, now = version_of(document, self.gate), job.content.version_of(job.edition.name)
        if version not in (now, UNREADABLE, NO_VERSION, ""):
            return f"is version {version}, and today's content is {now}"
        return "is by an earlier program, and whether it is of today's content cannot be told"

    def _is_old_picture(self, file: Path, document: Path, hash_now: Callable[[str], str]) -> bool:
        """Say whether a file is a picture of what was not written, and of another content."""
        if self._kind(file) not in _OF_THEMSELVES:
            return False
        origin, job = Origin.parse(self.owned.about(file)), self.jobs.get(document)
        return not (origin and job) or bool(self.provenance.difference(origin, job, hash_now))

    def _is_other_ticket(self, file: Path, document: Path) -> bool:
        """Say whether a file is a ticket that is not named as that of today's document is."""
        job = self.jobs.get(document)
        if job is None or file.stem == document.stem or self._kind(file) not in CHANNELS:
            return False
        return file.stem != f"{document.stem}{ending_of_ticket(job.status.kind)}"

    def _unrecorded(self) -> Iterator[Path]:
        """Give PDFs that stand where documents do, of which no record tells, and that are ours."""
        found = (file for file in self._pdfs() if not self.owned.remembers(file))
        read = 0
        for file in found:
            held = self.owned.read(file)
            if held is None or read >= _MOST_READ:
                continue
            read += 1
            if self._is_of_our_making(file, held):
                yield file

    def _is_of_our_making(self, file: Path, held: bytes) -> bool:
        store = Store(self.owned.top.path / STORE)
        if store.get(sha256(held).hexdigest()) is not None:
            return True
        return version_of(file, self.gate) not in ("", UNREADABLE, NO_VERSION)

    def _pdfs(self) -> Iterator[Path]:
        for channel in CHANNELS:
            with suppress(*_GONE), self.owned.top.below(PurePath(channel)) as folder:
                yield from _pdfs_in(folder)
                looks = [name for name, found in folder.entries() if stat.S_ISDIR(found.st_mode)]
                for look in sorted(looks):
                    with suppress(*_GONE), folder.below(PurePath(look)) as inner:
                        yield from _pdfs_in(inner)

    def _kind(self, file: Path) -> str:
        return file.relative_to(self.owned.top.path).parts[0]

    def _document_of(self, file: Path) -> Path | None:
        """Return the document that a file is, or belongs to; None where it belongs to none."""
        top, *inner = file.relative_to(self.owned.top.path).parts
        if top in (SOFT_PROOFS, REFUSED):
            inner = [*inner[:-2], f"{inner[-2]}.pdf"] if len(inner) > 1 else []
        elif top in (KEPT_HTML, PREVIEW, *CHANNELS):
            inner = [*inner[:-1], f"{stem_of_document(PurePath(inner[-1]).stem)}.pdf"]
            inner = [top, *inner] if top in CHANNELS else inner
        else:
            inner = []
        is_one = len(inner) in (2, 3) and inner[0] in CHANNELS
        return self.owned.top.path.joinpath(*inner) if is_one else None

    def _stands(self, file: Path) -> bool:
        with suppress(*_GONE):
            return bool(self.owned.stamp(file))
        return False


def _pdfs_in(folder: PlainFolder) -> Iterator[Path]:
    for name, found in sorted(folder.entries()):
        if name.endswith(".pdf") and stat.S_ISREG(found.st_mode):
            yield folder.path / name


def files_of(stale: Iterable[Stale]) -> tuple[Path, ...]:
    """Return each file of these, once; a document comes after what belongs to it."""
    each = {file: file == one.file for one in stale for file in one.files}
    return tuple(sorted(each, key=lambda file: (each[file], file)))
