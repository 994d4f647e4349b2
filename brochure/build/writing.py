"""What became of a document -> files in the output folder: each whole, or the old one stays.

Written over and removed is only what this program has written itself, byte for byte, or what can be
shown to be a file of ours that nobody has filled in. All else stays, and a finding names it.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from brochure.base.errors import BrochureError, LockLostError, PlaceTakenError, unwritable
from brochure.base.finding import Finding, Location, has_errors
from brochure.base.gate import Gate
from brochure.base.owned_files import OwnedFiles
from brochure.base.store import Store
from brochure.build.job import Built, Job, Made, OutputFile
from brochure.build.kept_html import FOLDER as KEPT_HTML
from brochure.build.kept_html import html_files, names_of_html
from brochure.build.old_files import look_for_fillings, version_of
from brochure.build.provenance import Provenance

SOFT_PROOFS, PREVIEW, REFUSED = "soft-proof", "preview", "refused"
_FILLED_IN = "the file there was filled in, signed or drawn on; this build would wipe that out"
_ORDERED = "its job ticket was filled in; this build would wipe that out"
_UNSURE = (
    "{file} is not as this program wrote it, and whether anybody has filled it in cannot be told; "
    "it stays as it is"
)
_KEEP_IT = "Move the ticket to where you keep orders, then build again."
_MOVE_IT = "It holds patient data: move it to where you keep records, then build again."
_LOOK_AT_IT = (
    "Look into it. If it was filled in, move it to where you keep records; else delete it. "
    "Then build again."
)


@dataclass(frozen=True)
class Writer:
    """Writes into an output folder that is locked; `owned` tells what there is of ours.

    `store` remembers what builds have made: that is known to be ours too. What is not is read
    behind `gate`. Of each document it is noted what it was made from, by `provenance`.
    """

    owned: OwnedFiles
    store: Store
    gate: Gate
    provenance: Provenance

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.owned.top.path

    def write(self, made: Made, job: Job) -> Built:
        """Write a document whose proofs all hold, and what goes beside it; else name what stays.

        What stands there already is not written again. Pictures and kept HTML of what was there
        before go first, so that none tells of another document. Of a document that is refused, the
        pages are written that say why. Raises LockLostError (exit 3) where others may be writing
        here too.
        """
        built, good = made.built, not has_errors(made.built.findings)
        files = ((built.file, made.output), *made.beside)
        folder = pictures_of(built.file, self.output, SOFT_PROOFS if good else REFUSED)
        pictures = tuple((folder / name, picture) for name, picture in made.pictures)
        html = html_files(built.file, self.output, made.html)
        foreign: tuple[Path, ...] = ()
        try:
            about = self.provenance.origin(job, built.depends_on).line()
            if good:
                foreign = self._replace(files, (*pictures, *html), about)
            else:
                foreign = self._replace_more(pictures, built.file, about)
        except PlaceTakenError as error:
            return self._keep_old(built, error.id, error)
        except LockLostError:
            raise
        except BrochureError as error:
            return self._keep_old(built, "output.write", error)
        drawn, kept = (
            tuple(file for file, _ in some if file not in foreign) for some in (pictures, html)
        )
        told = (self._tell(built, PlaceTakenError.by_foreign(file)) for file in foreign)
        findings = (*built.findings, *(replace(finding, severity="warning") for finding in told))
        if not good:
            held = version_of(built.file, self.gate)
            return replace(built, kept=held, refused_pages=drawn, findings=findings)
        return replace(built, written=True, soft_proofs=drawn, kept_html=kept, findings=findings)

    def show(self, job: Job, picture: bytes) -> Path:
        """Write a picture of what is not proven yet. Raises BrochureError where it cannot be."""
        file = preview_of(job.file, self.output)
        self._write_more(((file, picture),), self.provenance.origin(job).line())
        return file

    def forget_all_but(self, documents: Collection[Path]) -> None:
        """Remove pictures and kept HTML of documents that are not made any more."""
        folders = {f for file in documents for f in self._folders_of(file)}
        names = {name for file in documents for name in names_of_html(file, self.output)}
        pictures = (f for f in self._pictures() if f.parent not in folders)
        html = (file for file in self.owned.written_below(KEPT_HTML) if file not in names)
        shown = {preview_of(file, self.output) for file in documents}
        previews = (file for file in self.owned.written_below(PREVIEW) if file not in shown)
        for file in (*pictures, *html, *previews):
            with suppress(PlaceTakenError):  # it is not where it was; what is made there tells it
                self.owned.remove(file)

    def forget_picture(self, job: Job) -> None:
        """Remove a picture of what was before, if it can be."""
        with suppress(BrochureError):
            self.owned.remove(preview_of(job.file, self.output))

    def _replace(
        self, files: Sequence[OutputFile], more: Sequence[OutputFile], about: str
    ) -> tuple[Path, ...]:
        """Write a document and what is beside it, then what shows it, as far as it is not there.

        Return the files of others that stand where something was to show it: they stay.
        """
        document, stands = files[0][0], self.owned.holds(files)
        seen = self._stamps(files)
        for each in () if stands else files:
            self._refuse_filled_in(each, document)
        foreign = tuple(each for each in more if not self._is_free(*each))
        there = tuple(each for each in more if stands and self.owned.holds((each,)))
        self._remove_all_but({file for file, _ in there}, document)
        if stands:
            self.owned.adopt((*files, *there), about)
        else:
            self.owned.write(files, seen, about=about)
        self._write_more(tuple(each for each in more if each not in (*there, *foreign)))
        return tuple(file for file, _ in foreign)

    def _replace_more(
        self, more: Sequence[OutputFile], document: Path, about: str
    ) -> tuple[Path, ...]:
        """Write what tells of a document that stays as it was, and remove what told of it before.

        Return the files of others that stand in its place: they stay.
        """
        foreign = tuple(each for each in more if not self._is_free(*each))
        there = tuple(each for each in more if each not in foreign and self.owned.holds((each,)))
        self._remove_all_but({file for file, _ in there}, document)
        self.owned.adopt(there, about)
        self._write_more(tuple(each for each in more if each not in (*there, *foreign)), about)
        return tuple(file for file, _ in foreign)

    def _write_more(self, files: Sequence[OutputFile], about: str = "") -> None:
        seen = self._stamps(files)
        for each in files:
            self._refuse_foreign(each)
        if files:
            self.owned.write(files, seen, about=about)

    def _remove_all_but(self, kept: Collection[Path], document: Path) -> None:
        """Remove what was written to show a document, but for some of it."""
        folders, html = self._folders_of(document), names_of_html(document, self.output)
        for file in (*self._pictures(), *html):
            if (file.parent in folders or file in html) and file not in kept:
                self.owned.remove(file)

    def _pictures(self) -> Iterator[Path]:
        """Give every picture of a document that was written."""
        for kind in (SOFT_PROOFS, REFUSED):
            yield from self.owned.written_below(kind)

    def _folders_of(self, document: Path) -> tuple[Path, ...]:
        return tuple(pictures_of(document, self.output, kind) for kind in (SOFT_PROOFS, REFUSED))

    def _stamps(self, files: Sequence[OutputFile]) -> dict[Path, str]:
        """Return what to compare before these are replaced: whoever writes one meanwhile keeps it.

        Raises BrochureError where a file stands in the place of a folder.
        """
        stamps: dict[Path, str] = {}
        for file, _ in files:
            try:
                stamps[file] = self.owned.stamp(file)
            except OSError as error:
                raise unwritable(file, error) from error
        return stamps

    def _refuse_filled_in(self, each: OutputFile, document: Path) -> None:
        """Raise PlaceTakenError for what is filled in, or may be."""
        if self._is_free(*each):
            return
        file, ticket = each[0], each[0] != document
        filled = look_for_fillings(file, self.gate)
        if filled is False and self.owned.remembers(file):
            filled = None  # somebody has saved it since
        if filled:
            what, remedy = (_ORDERED, _KEEP_IT) if ticket else (_FILLED_IN, _MOVE_IT)
            raise PlaceTakenError("output.filled-in", what, remedy)
        if filled is None:
            raise PlaceTakenError("output.unsure", _UNSURE.format(file=file), _LOOK_AT_IT)

    def _refuse_foreign(self, each: OutputFile) -> None:
        """Raise PlaceTakenError for what this program has not made as it is."""
        if not self._is_free(*each):
            raise PlaceTakenError.by_foreign(each[0])

    def _is_free(self, file: Path, content: bytes) -> bool:
        """Say whether nothing stands there, or only what this program has made."""
        if not self.owned.stamp(file):
            return True
        held = self.owned.read(file)
        return held is not None and (
            held == content
            or self.owned.knows(file, held)
            or self.store.get(sha256(held).hexdigest()) is not None
        )

    def _tell(self, built: Built, error: BrochureError, id: str = "") -> Finding:
        place = Location(edition=built.edition, channel=built.channel)
        named = error.id if isinstance(error, PlaceTakenError) else id
        return Finding(named, error.message, error.hint, place=place)

    def _keep_old(self, built: Built, id: str, error: BrochureError) -> Built:
        findings = (*built.findings, self._tell(built, error, id))
        return replace(built, findings=findings, kept=version_of(built.file, self.gate))


def preview_of(file: Path, output: Path) -> Path:
    """Return where the picture stands of the page that changed of the document in `file`."""
    return output / PREVIEW / file.relative_to(output).with_suffix(".png")


def pictures_of(file: Path, output: Path, kind: str) -> Path:
    """Return the folder of the pictures of one kind of the document in `file`."""
    return output / kind / file.relative_to(output).with_suffix("")
