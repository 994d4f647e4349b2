"""What lies in the output folder and is not of today's content: named, and removed if asked for."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from brochure.approval.record import read_record
from brochure.approval.state import find_in_use
from brochure.base.errors import BrochureError
from brochure.base.finding import Finding, Location, pluralize
from brochure.base.gate import Gate
from brochure.base.printable import join_lines, put_on_one_line
from brochure.build.build import Request
from brochure.build.job import Built
from brochure.build.provenance import Provenance
from brochure.build.report import relative_name
from brochure.build.stale import Pruned, Stale, files_of, find_stale, prune_files
from brochure.content.load import LoadedContent
from brochure.mail.drafts import FOLDER as DRAFTS
from brochure.mail.stale_drafts import find_stale_drafts

_MOST_LINES = 30
# Behind what is stale, where this very build has refused the document.
_LAST_GOOD = "it is the last good one, for the new one was refused"
_MEND = (
    "Mend what is named above for a document that was refused, and build again: that makes it new."
)
_REMEDY = (
    "Build what is to stay; the same command with --prune removes the rest, as far as this program"
    " wrote it and nobody changed it."
)


@dataclass(frozen=True)
class Tidied:
    """What is not of today's content, and what became of it where it was to be removed."""

    stale: tuple[Stale, ...] = ()
    pruned: Pruned = field(default_factory=Pruned)

    def findings(self, here: Path, refused: Collection[Path] = ()) -> tuple[Finding, ...]:
        """Return a warning for each that is still there; `refused` are the files of this build."""
        return tuple(_finding(one, here, one.file in refused) for one in self.stale)


def tidy_output(
    loaded: LoadedContent, request: Request, provenance: Provenance, prune: bool = False
) -> Tidied:
    """Find what is not of today's content in the output folder; remove what is ours of it if asked.

    Raises BrochureError (exit 3) if the folder is being written meanwhile.
    """
    stale = _find(loaded, request, provenance)
    if not (prune and stale):
        return Tidied(stale)
    files, drafts = files_of(stale), request.output / DRAFTS
    pruned = prune_files(request.output, [file for file in files if file.parent != drafts])
    if some := [file for file in files if file.parent == drafts]:
        more = prune_files(drafts, some, within=request.output)
        pruned = Pruned((*pruned.removed, *more.removed), (*pruned.kept, *more.kept))
    return Tidied(_find(loaded, request, provenance), pruned)


def _find(loaded: LoadedContent, request: Request, provenance: Provenance) -> tuple[Stale, ...]:
    assert loaded.content is not None, "content with errors is never built"
    with Gate() as gate:
        documents = find_stale(loaded.content, request, provenance, gate)
    stale = {one.file for one in documents}
    in_use = _versions_in_use(loaded)
    drafts = find_stale_drafts(loaded.content, request.output, stale, in_use)
    return (*documents, *drafts)


def _versions_in_use(loaded: LoadedContent) -> dict[str, str]:
    """Return the version of each document that may be handed out today.

    Of a record that cannot be read, or was changed, none: `brochure verify` tells what is wrong.
    """
    content, source = loaded.content, loaded.source
    assert content is not None and source is not None, "content with errors is never built"
    entries, today = (), date.today()
    with suppress(BrochureError):
        entries = read_record(Path(source.file)).entries
    found = (
        find_in_use(name, entries, placed.review_by, today)
        for name, placed in content.editions.items()
    )
    return {used.entry.document: used.entry.version for used in found if used and not used.stopped}


def closing_texts(built: Sequence[Built], tidied: Tidied, here: Path) -> Iterator[str]:
    """Give the last lines of a build, if any: what was refused, removed, kept, and is stale."""
    lines = [put_on_one_line(line) for line in _closing_lines(built, tidied, here)]
    if lines:
        yield join_lines(lines)


def stale_text(tidied: Tidied, here: Path) -> str:
    """Return what is not of today's content, each document in one line."""
    return join_lines(map(put_on_one_line, _stale_lines(tidied, here)))


def _closing_lines(built: Sequence[Built], tidied: Tidied, here: Path) -> Iterator[str]:
    refused = [one.file for one in built if not one.written]
    if refused:
        names = (relative_name(file, here) for file in refused)
        yield f"Not written, see above: {', '.join(names)}."
    if tidied.pruned.removed:
        yield f"Removed {pluralize(len(tidied.pruned.removed), 'file')}:"
        yield from _few(relative_name(file, here) for file in tidied.pruned.removed)
    if tidied.pruned.kept:
        yield f"Kept {pluralize(len(tidied.pruned.kept), 'file')}:"
        yield from _few(f"{relative_name(f, here)}: {why}" for f, why in tidied.pruned.kept)
    yield from _stale_lines(tidied, here, refused)


def _stale_lines(tidied: Tidied, here: Path, refused: Collection[Path] = ()) -> Iterator[str]:
    if not tidied.stale:
        return
    yield "Not of today's content [output.stale]:"
    kept = [one.file in refused for one in tidied.stale]
    yield from _few(
        f"{_name(one, here)} {one.why}{f'; {_LAST_GOOD}' * last_good}"
        for one, last_good in zip(tidied.stale, kept, strict=True)
    )
    if any(kept):
        yield _MEND
    if not all(kept):
        yield _REMEDY


def _few(lines: Iterator[str]) -> Iterator[str]:
    every = list(lines)
    yield from (f"  {line}" for line in every[:_MOST_LINES])
    if len(every) > _MOST_LINES:
        yield f"  and {len(every) - _MOST_LINES} more; --json names all"


def _name(one: Stale, here: Path) -> str:
    beside = len(one.files) - 1
    more = f" (and {pluralize(beside, 'file')} with it)" if beside else ""
    return f"{relative_name(one.file, here)}{more}"


def _finding(one: Stale, here: Path, last_good: bool) -> Finding:
    place = Location(edition=one.edition, channel=one.channel, look=one.look)
    detail = tuple(relative_name(file, here) for file in one.files if file != one.file)
    what = f"{relative_name(one.file, here)} {one.why}{f'; {_LAST_GOOD}' * last_good}"
    remedy = _MEND if last_good else _REMEDY
    return Finding("output.stale", what, remedy, "warning", place, detail)


def tidied_values(tidied: Tidied) -> dict[str, object]:
    """Return what JSON tells: the `stale` documents, and what was `removed` or `kept` of them."""
    stale = [
        {"file": one.file.as_posix(), "files": [f.as_posix() for f in one.files], "why": one.why}
        for one in tidied.stale
    ]
    kept = [{"file": file.as_posix(), "why": why} for file, why in tidied.pruned.kept]
    removed = [file.as_posix() for file in tidied.pruned.removed]
    return {"stale": stale, "removed": removed, "kept": kept}
