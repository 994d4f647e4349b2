"""What a document said and says now -> each passage that is not as it was, word by word.

Passages are matched by what they say, then by what is most alike, then by where they stand in
content: a sentence that has moved is not told as one removed and one added.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from brochure.approval.snapshot import Said

RunKind = Literal["same", "removed", "added"]
ChangeKind = Literal["reworded", "moved", "removed", "added"]

_ALIKE = 0.6  # of 1: from here on one passage is the other one, reworded
_ALIKE_IN_PLACE = 0.3  # where it stands in the same place of content, too
_LEAST_SAME = 0.34  # with less in common, both are shown whole: no one reads a salad of words
_MOST_PAIRS = 60_000  # that are compared by their words
_WORDS_OF = re.compile(r"\.(?:text|plain)$")

Pair = tuple[int, int]


@dataclass(frozen=True)
class WordRun:
    """Words in a row that are the same, were removed, or were added."""

    kind: RunKind
    text: str


@dataclass(frozen=True)
class PassageChange:
    """One passage that is not as it was: what it said `before` and says `after`, None for neither.

    One that has `moved` stands elsewhere; its words may have changed as well, as `runs` tell.
    """

    kind: ChangeKind
    before: Said | None
    after: Said | None
    runs: tuple[WordRun, ...]

    @property
    def said(self) -> Said:
        """It as it is now, or as it was if it is gone."""
        found = self.after or self.before
        assert found, "a change is of something"
        return found

    @property
    def safety(self) -> bool:
        """Whether it is, or was, safety wording."""
        return any(said.safety for said in (self.before, self.after) if said)

    @property
    def reworded(self) -> bool:
        """Whether any word in it was added or removed."""
        return any(run.kind != "same" for run in self.runs)


def list_word_changes(before: Sequence[Said], after: Sequence[Said]) -> tuple[PassageChange, ...]:
    """Return each change, in the order of reading; what was removed comes where it stood."""
    pairs = dict(_match(before, after))
    kept = _in_order(pairs, before, after)
    back = {new: old for old, new in pairs.items()}
    found: list[tuple[float, PassageChange]] = []
    for new, said in enumerate(after):
        old = back.get(new)
        if old is None:
            found.append((new, _change("added", None, said)))
        elif (change := _compare_pair(before[old], said, old not in kept)) is not None:
            found.append((new, change))
    place = -1.0
    for old, said in enumerate(before):
        if old in pairs:
            place = pairs[old] if old in kept else place
        else:
            found.append((place + 0.5, _change("removed", said, None)))
    return tuple(change for _, change in sorted(found, key=lambda each: each[0]))


def list_runs(before: str, after: str) -> tuple[WordRun, ...]:
    """Return what of a text stayed, was removed and was added, as runs of whole words."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LEAST_SAME:
        whole = (WordRun("removed", before), WordRun("added", after))
        return tuple(run for run in whole if run.text)
    runs: list[WordRun] = []
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = " ".join(old[start:end]), " ".join(new[new_start:new_end])
        if gone == come:
            runs.append(WordRun("same", gone))
            continue
        runs.extend([WordRun("removed", gone)] if gone else [])
        runs.extend([WordRun("added", come)] if come else [])
    return tuple(runs)


def _change(kind: ChangeKind, before: Said | None, after: Said | None) -> PassageChange:
    runs = list_runs(before.text if before else "", after.text if after else "")
    return PassageChange(kind, before, after, runs)


def _compare_pair(before: Said, after: Said, moved: bool) -> PassageChange | None:
    """Return how one passage differs; None if it says the same in the same place."""
    if moved:
        return _change("moved", before, after)
    return _change("reworded", before, after) if before.text != after.text else None


def _match(before: Sequence[Said], after: Sequence[Said]) -> Iterator[Pair]:
    """Give which passage before is which one after, by their numbers."""
    old, new = dict(enumerate(before)), dict(enumerate(after))
    for find in (_same_in_order, _same_anywhere, _alike, _in_same_place):
        for one, other in find(old, new):
            yield one, other
            del old[one], new[other]


def _same_in_order(old: dict[int, Said], new: dict[int, Said]) -> list[Pair]:
    olds, news = list(old), list(new)
    words = [[(*_kind(said), said.text) for said in each.values()] for each in (old, new)]
    blocks = SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
    return [(olds[b.a + n], news[b.b + n]) for b in blocks for n in range(b.size)]


def _same_anywhere(old: dict[int, Said], new: dict[int, Said]) -> list[Pair]:
    """Match what says the same elsewhere; a bare word may stand in many places by chance."""
    waiting: dict[tuple[object, ...], list[int]] = {}
    for number, said in new.items():
        waiting.setdefault(_words_of(said), []).append(number)
    return [
        (number, waiting[key].pop(0))
        for number, said in old.items()
        if waiting.get(key := _words_of(said))
    ]


def _alike(old: dict[int, Said], new: dict[int, Said]) -> list[Pair]:
    """Match what has most words in common, best first."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    rated = sorted(
        (-rating, one, other)
        for one, before in old.items()
        for other, after in new.items()
        if (rating := _rate(before, after))
    )
    pairs: dict[int, int] = {}
    for _, one, other in rated:
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return list(pairs.items())


def _in_same_place(old: dict[int, Said], new: dict[int, Said]) -> list[Pair]:
    """Match what stands in the same place of content and of the document."""
    places = {_place(said): number for number, said in reversed(new.items())}
    pairs: dict[int, int] = {}
    for number, said in old.items():
        other = places.get(_place(said))
        if other is not None and other not in pairs.values():
            pairs[number] = other
    return list(pairs.items())


def _rate(before: Said, after: Said) -> float:
    """Return how far two passages are one: 0 if they are not, above 1 in the same place."""
    if _words_of(before)[0] != _words_of(after)[0]:
        return 0
    matcher = SequenceMatcher(None, before.text.split(), after.text.split(), autojunk=False)
    same_place = _place(before) == _place(after)
    least = _ALIKE_IN_PLACE if same_place else _ALIKE
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    ratio = matcher.ratio()
    return (ratio + same_place + (before.panel == after.panel) / 100) if ratio >= least else 0


def _in_order(pairs: dict[int, int], before: Sequence[Said], after: Sequence[Said]) -> set[int]:
    """Return those that stand in their panel as before; the others have moved.

    Of what has changed places with each other, as few as can be are told to have moved.
    """
    kept: set[int] = set()
    for panel in dict.fromkeys(said.panel for said in before):
        own = [n for n in sorted(pairs) if before[n].panel == panel == after[pairs[n]].panel]
        ranks = [pairs[number] for number in own]
        blocks = SequenceMatcher(None, ranks, sorted(ranks), autojunk=False).get_matching_blocks()
        kept |= {own[block.a + n] for block in blocks for n in range(block.size)}
    return kept


def _kind(said: Said) -> tuple[object, ...]:
    return said.panel, said.heard, said.address


def _words_of(said: Said) -> tuple[object, ...]:
    return (said.heard, said.address), said.text


def _place(said: Said) -> tuple[object, ...]:
    return (*_kind(said), _WORDS_OF.sub("", said.path))
