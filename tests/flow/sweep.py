"""Documents by the number, each judged: what flows badly in which."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from brochure.base.check import findings_in, judge
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from tests.flow.documents import KINDS, MOST, Case, print_case
from tests.flow.judge import faults_of

SHEET = "large-print-safety-sheet-treatment"
FLOWING = (
    *(("guide", "standard"), ("guide", "readable"), ("booklet", "standard")),
    *(("large-print", "standard"), ("large-print", "readable"), (SHEET, "standard")),
    (SHEET, "readable"),
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
            for entries in range(1, MOST + 1):
                yield Case(kind, entries, edition, look, seed)


def some_cases(seed: int, kinds: tuple[str, ...] = ()) -> Iterator[Case]:
    """Give one length of each kind, edition and look, the next seed another."""
    random = Random(seed)
    for kind in kinds or KINDS:
        for edition, look in FLOWING:
            yield Case(kind, random.randint(1, MOST), edition, look, seed)


def judge_case(case: Case, style: str = "") -> Judged:
    """Make one document and hold it to all proofs, and to the judge beside them."""
    with TemporaryDirectory() as folder:
        on = examine(print_case(case, Path(folder), style))
    proven = findings_in(judge(PROOFS, on))
    told = (f"{f.id}: {f.what}, page {f.place.page}" for f in proven)
    return Judged(case, (*faults_of(on), *told))
