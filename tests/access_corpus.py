"""``python -m tests.access_corpus FOLDER [--half held-out]``: are faults of meaning seen?

FOLDER holds techniques-for-accessible-pdf of the PDF Association (CC BY 4.0), which stays outside
of the project. Its files are named after a technique, those that show a fault with an F. Half of
each kind, drawn by a seed, is what checks were developed on; the other half was looked at by the
finished checks alone, and is told apart.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from brochure.commands.access_files import JudgedFile, judge_files

SEED = 20
DEVELOPED, HELD_OUT = "developed", "held-out"
_MARKERS = ("“FAIL”", "“Fail”")


def files_of(folder: Path) -> dict[str, Path]:
    """Return the PDFs of a corpus by the short name of what each shows: ``H_F03``."""
    return {file.stem.rpartition("-")[2]: file for file in sorted(folder.rglob("UA1_*.pdf"))}


def is_faulty(name: str) -> bool:
    """Say whether a file shows a fault."""
    return "_F" in name


def split(names: Sequence[str], seed: int = SEED) -> dict[str, tuple[str, ...]]:
    """Return both halves: half of the faulty and half of the good ones, drawn by a seed."""
    halves: dict[str, list[str]] = {DEVELOPED: [], HELD_OUT: []}
    for faulty in (True, False):
        kind = sorted(name for name in names if is_faulty(name) is faulty)
        drawn = set(random.Random(seed).sample(kind, len(kind) // 2))
        for name in kind:
            halves[DEVELOPED if name in drawn else HELD_OUT].append(name)
    return {half: tuple(sorted(held)) for half, held in halves.items()}


def faults_in(judged: JudgedFile) -> tuple[str, ...]:
    """Return what is said against a file: ids of checks, and clauses that veraPDF finds broken.

    That a file does not claim to be PDF/UA is no fault of meaning (clause 5), and the word “FAIL”,
    which each faulty file has in large letters, is none of its content.
    """
    broken = [f"veraPDF {f.clause}-{f.test}" for p in judged.profiles for f in p.faults]
    found = judged.meaning.findings if judged.meaning else ()
    ours = [f.id for f in found if not any(word in f.what for word in _MARKERS)]
    return tuple(dict.fromkeys((*(one for one in broken if one[8:] != "5-1"), *ours)))


def main() -> int:
    """Print what is found in the files of a half, and how many faulty and good ones have faults."""
    parser = argparse.ArgumentParser("python -m tests.access_corpus", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--half", choices=(DEVELOPED, HELD_OUT), default=DEVELOPED)
    options = parser.parse_args()
    files = files_of(options.folder)
    names = split(list(files))[options.half]
    told = {True: 0, False: 0}
    for name, judged in zip(names, judge_files([(files[n], n) for n in names]), strict=True):
        faults = faults_in(judged)
        told[is_faulty(name)] += bool(faults)
        digest = hashlib.sha256(files[name].read_bytes()).hexdigest()[:12]
        print(f"{name:<8} {digest} {', '.join(faults)}".rstrip())
        for found in judged.meaning.findings if judged.meaning else ():
            print(f"         {found.id}: {found.what}")
    faulty = sum(map(is_faulty, names))
    print(f"{options.half}: {told[True]} of {faulty} faults named, ", end="")
    print(f"{told[False]} of {len(names) - faulty} good files accused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
