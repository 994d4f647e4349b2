"""Documents by the number, each judged: what flows badly in which."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from brochure.base.check import findings_in, judge
from brochure.base.edition import COLOUR_LOOKS
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from tests.flow.documents import KINDS, Case, flowing_editions, most_entries, print_case
from tests.flow.judge import faults_of

# Each flowing edition in each look that may move a letter; looks of colour alone do not.
FLOWING = tuple(
    (edition, look)
    for edition in flowing_editions()
    for look in edition.looks
    if look not in COLOUR_LOOKS[1:]
)


@dataclass(frozen=True)
class Judged:
    """One document, and each thing that is wrong with it, in words."""

    case: Case
    faults: tuple[str, ...]


def all_cases(seed: int, kinds: tuple[str, ...] = ()) -> Iterator[Case]:
    """Give each kind at each length in each flowing edition and look."""
    for kind in kinds or KINDS:
        for edition, look in FLOWING:
            for entries in range(1, most_entries(edition) + 1):
                yield Case(kind, entries, edition.name, look, seed)


def some_cases(seed: int, kinds: tuple[str, ...] = ()) -> Iterator[Case]:
    """Give one length of each kind, edition and look, the next seed another."""
    random = Random(seed)
    for kind in kinds or KINDS:
        for edition, look in FLOWING:
            entries = random.randint(1, most_entries(edition))
            yield Case(kind, entries, edition.name, look, seed)


def judge_case(case: Case, style: str = "") -> Judged:
    """Make one document and hold it to all proofs, and to the judge beside them."""
    with TemporaryDirectory() as folder:
        on = examine(print_case(case, Path(folder), style))
    proven = findings_in(judge(PROOFS, on))
    told = (f"{f.id}: {f.what}, page {f.place.page}" for f in proven)
    return Judged(case, (*faults_of(on), *told))
