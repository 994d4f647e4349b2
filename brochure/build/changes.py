"""A document that is refused -> what has changed since it was good: lines of content, and files.

Each time a document is written, the text of content is kept for it, beside what builds remember
(`brochure.base.store`). Where that is gone nothing is told, and no build fails.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path

from brochure.base.finding import Finding, Location, pluralize
from brochure.base.fingerprint import fingerprint
from brochure.base.store import Store
from brochure.content.yaml.source import Source
from brochure.layout.printed import Panel
from brochure.selection.passage import Passage

_OVERFULL = "fit.overfull"
_WIDEST = 60  # characters of a line that are shown
_MOST_LINES = 4_000  # that are compared one by one; more than so many are one change


@dataclass(frozen=True)
class Change:
    """Lines of content, or a file, that are not what they were.

    Lines count from 1, `last` included; a file has none. `removed` lines stood before `first`, and
    none has come in their stead. `excerpt` shows what stands there now.
    """

    file: str
    first: int = 0
    last: int = 0
    removed: int = 0
    excerpt: str = ""

    @property
    def text(self) -> str:
        """It in a few words: ``content.yaml:213–215  phone: …``."""
        if not self.first:
            return self.file
        if self.removed:
            gone = pluralize(self.removed, "line")
            return f"{self.file}:{self.first}  {gone} above this one removed"
        lines = f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"
        return f"{self.file}:{lines}  {self.excerpt}".rstrip()

    def holds(self, line: int) -> bool:
        """Say whether it is about this line."""
        return self.first <= line <= max(self.first, self.last)


def keep_good(
    store: Store, document: Path, source: Source, reads: Sequence[tuple[str, str]]
) -> None:
    """Keep of what a document has been written: content, and the hash of each file it `reads`."""
    files = {name: held for name, held in reads if ":" not in name}  # others are not the clinic's
    record = {"content": store.put(source.text.encode()), "reads": files}
    store.put_record(_key(document), json.dumps(record).encode())


def list_changes(
    store: Store,
    document: Path,
    source: Source,
    passages: Sequence[Passage],
    hash_now: Callable[[str], str],
) -> tuple[Change, ...]:
    """Return what has changed since a document was written last, lines of its own wording first.

    `passages` are its wording today; `hash_now` gives the SHA-256 of a file of the project, ""
    where there is none. Files come after lines.
    """
    then, reads = _recall_good(store, document)
    if then is None:
        return ()
    changes = tuple(_compare(then, source))
    own = frozenset(line for said in passages for line in _lines_of(said, source))
    ranked = sorted(changes, key=lambda change: not any(map(change.holds, own)))
    files = (Change(name) for name, held in reads.items() if hash_now(name) != held)
    return (*ranked, *files)


def _recall_good(store: Store, document: Path) -> tuple[str | None, Mapping[str, str]]:
    """Return the content and the files of which a document was written; None if not known."""
    for record in store.records(_key(document)):
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            told = json.loads(record)
            then = store.get(str(told["content"]))
            reads = {str(name): str(held) for name, held in told["reads"].items()}
            return (None if then is None else then.decode("utf-8")), reads
    return None, {}


def rank_by_changes(findings: Sequence[Finding], changes: Sequence[Change]) -> tuple[Finding, ...]:
    """Return findings with those first that stand, or have their cause, in a line that changed."""

    def is_old(finding: Finding) -> bool:
        places = (finding.cause.place if finding.cause else finding.place, finding.place)
        return not any(c.file == p.file and c.holds(p.line) for c in changes for p in places)

    return tuple(sorted(findings, key=is_old))


def blame_change(
    findings: Sequence[Finding], changes: Sequence[Change], panels: Sequence[Panel]
) -> tuple[Finding, ...]:
    """Return findings in which panels that hold too much follow from the only change that there is.

    So what it has made too much in several documents is told once, with the remedy of the worst.
    """
    if len(changes) != 1 or not changes[0].first:
        return tuple(findings)
    place = Location(file=changes[0].file, line=changes[0].first, column=1)
    held = {panel.name: 1 - panel.words_over / max(1, panel.words) for panel in panels}

    def blame(finding: Finding) -> Finding:
        if finding.cause is None or finding.cause.id != _OVERFULL:
            return finding
        share = held.get(finding.place.panel, 1.0)
        return replace(finding, cause=replace(finding.cause, place=place, share=share))

    return tuple(map(blame, findings))


def _key(document: Path) -> str:
    return fingerprint("good", document.name, document.parent.name, document.parent.parent.name)


def _compare(then: str, source: Source) -> Iterator[Change]:
    """Give each run of lines that is not as it was, in their order."""
    old, new = then.replace("\r\n", "\n").split("\n"), source.lines
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    old, new = old[same:], new[same:]
    backwards = zip(reversed(old), reversed(new), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    if not old and not new:
        return
    for start, end, gone in _runs(old, new):
        first = same + start + 1
        excerpt = next((line.strip() for line in new[start:end] if line.strip()), "")
        shown = excerpt if len(excerpt) <= _WIDEST else f"{excerpt[: _WIDEST - 1]}…"
        last_of_all = len(source.lines)
        if start == end:
            yield Change(source.file, min(first, last_of_all), removed=gone)
        else:
            yield Change(source.file, first, same + end, excerpt=shown)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give where each run of new lines starts and ends, and how many old ones it replaces."""
    if len(old) + len(new) > _MOST_LINES:
        yield 0, len(new), len(old)
        return
    for tag, old_start, old_end, start, end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield start, end, old_end - old_start


def _lines_of(said: Passage, source: Source) -> range:
    """Return the lines in which a passage is written."""
    place = source.find(said.path)
    return range(place.line, place.line + place.written.count("\n") + 1)
