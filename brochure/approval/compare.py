"""Two snapshots of a document -> what changed: words by panel, safety wording first, and pages."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from brochure.approval.page_pairs import FileDifference, FilePair, PagePair
from brochure.approval.snapshot import Said, Snapshot
from brochure.approval.word_changes import PassageChange, list_word_changes
from brochure.base.gate import Gate
from brochure.base.worker import Limits, Stopped

# `reflow`: no word changed, and lines alone stand elsewhere. `moved`: so do boxes, rules or
# pictures with them. `restyled`: no letter moved, and something looks different.
FileState = Literal[
    "same", "reflow", "moved", "restyled", "changed", "new", "gone", "unreadable", "missing"
]
_OF_FILES = Limits(seconds=180, memory_bytes=2 * 2**30)
_PARTICULARS = {"version": "version", "issued": "issued"}


@dataclass(frozen=True)
class Particular:
    """What a document tells of itself and is not care: `name` is title, id, version or issued."""

    name: Literal["title", "id", "version", "issued"]
    before: str
    after: str


@dataclass(frozen=True)
class FileChange:
    """One file of a document, ``office`` or ``screen/grayscale``: whether it looks as before.

    `pairs` are the pages that do not. Where another file differs in the same pages, their pictures
    are with that one, which `pictured_by` names.
    """

    name: str
    state: FileState
    pages_before: int = 0
    pages_after: int = 0
    pairs: tuple[PagePair, ...] = field(default=(), repr=False)
    pictured_by: str = ""


@dataclass(frozen=True)
class DocumentChanges:
    """What changed in one document.

    One that `is_new` was not there before, one that `is_gone` is not made any more.
    """

    document: str
    id: str
    title: str
    version: str
    version_before: str
    passages: tuple[PassageChange, ...] = ()
    particulars: tuple[Particular, ...] = ()
    files: tuple[FileChange, ...] = ()
    is_new: bool = False
    is_gone: bool = False

    @property
    def safety(self) -> tuple[PassageChange, ...]:
        """What changed in safety wording."""
        return tuple(change for change in self.passages if change.safety)

    @property
    def other(self) -> tuple[PassageChange, ...]:
        """What changed in all other wording."""
        return tuple(change for change in self.passages if not change.safety)

    @property
    def looks_different(self) -> bool:
        """Whether any page of any file looks different."""
        return any(one.pairs for one in self.files)

    @property
    def is_same(self) -> bool:
        """Whether nothing changed at all: no word, and no page of files that were compared."""
        same = bool(self.files) and all(one.state == "same" for one in self.files)
        return same and not (self.passages or self.particulars or self.is_new or self.is_gone)


def compare(
    before: Snapshot | None,
    after: Snapshot,
    gate: Gate | None = None,
    unmade: Collection[str] = (),
) -> DocumentChanges:
    """Return what changed in a document, which is new where nothing was `before`.

    Finished files are compared if either has any, in a process of their own, by `gate` if there is
    one already. `unmade` names files that would be there, had no check found an error.
    """
    old = before or Snapshot(after.document, "", "", "", ())
    particulars = tuple(_list_particulars(old, after)) if before else ()
    passages = list_word_changes(*(_without_particulars(one.said) for one in (old, after)))
    same_words = not passages
    past = (tuple(_phrases(old.said)), tuple(_phrases(after.said)))
    new_pages = {**after.pages, **dict.fromkeys(unmade, b"")}
    files = _compare_files(old.pages, new_pages, past, same_words, gate)
    return DocumentChanges(
        after.document,
        after.id,
        after.title,
        after.version,
        old.version,
        passages if before else (),
        particulars,
        files,
        is_new=before is None,
    )


def remove_document(before: Snapshot) -> DocumentChanges:
    """Return what changed in a document that is not made any more."""
    own = (before.document, before.id, before.title, "", before.version)
    return DocumentChanges(*own, is_gone=True)


def _particular_of(said: Said) -> str:
    """Return whether a passage tells version or month of issue, of all documents or of one."""
    of, _, name = said.path.rpartition(".")
    own = of == "document" or (of.startswith("editions.") and of.count(".") == 1)
    return _PARTICULARS.get(name, "") if own else ""


def _without_particulars(said: Sequence[Said]) -> tuple[Said, ...]:
    return tuple(one for one in said if not _particular_of(one))


def _phrases(said: Sequence[Said]) -> Iterator[str]:
    """Give version and month of issue as the control line says them, behind their labels."""
    for label, one in pairwise(said):
        if _particular_of(one):
            yield f"{label.text} {one.text}"


def _list_particulars(before: Snapshot, after: Snapshot) -> Iterator[Particular]:
    issued = (
        next((s.text for s in one.said if _particular_of(s) == "issued"), "")
        for one in (before, after)
    )
    old_issued, new_issued = issued
    for each in (
        Particular("title", before.title, after.title),
        Particular("id", before.id, after.id),
        Particular("version", before.version, after.version),
        Particular("issued", old_issued, new_issued),
    ):
        if each.before != each.after:
            yield each


def _compare_files(
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    past: tuple[tuple[str, ...], tuple[str, ...]],
    same_words: bool,
    gate: Gate | None,
) -> tuple[FileChange, ...]:
    """Return how each file differs; without any before or after there is nothing to compare."""
    if not (before and after):
        return ()
    found: dict[str, FileChange] = {}
    with nullcontext(gate) if gate else Gate(_OF_FILES) as reader:
        for name in (*after, *(name for name in before if name not in after)):
            pair = (before.get(name), after.get(name))
            found[name] = _compare_file(name, pair, past, same_words, reader)
    return tuple(_share_pictures(found))


def _compare_file(
    name: str,
    pair: tuple[bytes | None, bytes | None],
    past: tuple[tuple[str, ...], tuple[str, ...]],
    same_words: bool,
    gate: Gate,
) -> FileChange:
    """Return how a file differs; of one that was not made nothing is there."""
    old, new = pair
    if new == b"":
        return FileChange(name, "missing")
    if old == new:
        return FileChange(name, "same")
    if not (old and new):
        return FileChange(name, "new" if new else "gone")
    from brochure.approval.page_changes import compare_files  # late: PDFium, Pillow

    outcome = gate.read(compare_files, FilePair(old, new, *past))
    if isinstance(outcome, Stopped):
        return FileChange(name, "unreadable")
    state = _state_of(outcome, same_words)
    return FileChange(name, state, outcome.pages_before, outcome.pages_after, outcome.pairs)


def _state_of(difference: FileDifference, same_words: bool) -> FileState:
    looks = {pair.look for pair in difference.pairs}
    if not looks:
        return "same"
    if not same_words:
        return "changed"
    if looks == {"lines"}:
        return "reflow"
    return "restyled" if looks == {"look"} else "moved"


def _share_pictures(files: Mapping[str, FileChange]) -> Iterator[FileChange]:
    """Give each file; of those that differ in the same pages the first keeps the pictures."""
    first: dict[tuple[object, ...], str] = {}
    for name, one in files.items():
        pages = tuple((pair.before, pair.after) for pair in one.pairs)
        key = (one.pages_before, one.pages_after, pages)
        kept = first.setdefault(key, name) if pages else name
        if kept == name:
            yield one
        else:
            bare = tuple(PagePair(pair.before, pair.after, pair.look) for pair in one.pairs)
            yield FileChange(name, one.state, one.pages_before, one.pages_after, bare, kept)
