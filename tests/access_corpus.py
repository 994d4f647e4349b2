"""``python -m tests.access_corpus FOLDER``: are faults of meaning seen, and no others?

FOLDER holds techniques-for-accessible-pdf of the PDF Association (CC BY 4.0), which stays outside
of the project. Its files are named after a technique, those that show a fault with an F. Half of
each kind, drawn by a seed, is what checks were developed on; the other half was looked at by the
finished checks alone, and is told apart.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

SEED = 20
DEVELOPED, HELD_OUT = "developed", "held-out"


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


def lines_of(folder: Path) -> Iterator[str]:
    """Give both halves, a name after the other."""
    for half, names in split(list(files_of(folder))).items():
        yield f"{half} ({len(names)}): {' '.join(names)}"


def main() -> int:
    """Print the halves."""
    parser = argparse.ArgumentParser("python -m tests.access_corpus", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    sys.stdout.write("".join(f"{line}\n" for line in lines_of(options.folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
