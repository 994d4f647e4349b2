"""``python -m tests.corpora FOLDER… [--access]``: no file of a stranger is left without an answer.

Each folder is a corpus of PDFs, such as the test files of another program. `check` reads them, some
at a time, as from a terminal, and what it tells of each is counted; ``--commonest 15`` says which
ids most files have. None of these files is ours: they stay outside of the project.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

ROOT = Path(__file__).parents[1]
_MOST_SECONDS = 3_600  # of one call: `check` ends long before, by itself
_STOPPED = "file.stopped"


@dataclass(frozen=True)
class Call:
    """One call of `check`: its files, how long it took, and what it told of each by name."""

    files: tuple[str, ...]
    seconds: float
    told: dict[str, tuple[str, ...]]
    tracebacks: int

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(file for file in self.files if file not in self.told)

    @property
    def stopped(self) -> tuple[str, ...]:
        return tuple(file for file in self.files if _STOPPED in self.told.get(file, ()))


def main() -> int:
    """Check every PDF of each folder and print a table; 1 if one has no answer."""
    parser = argparse.ArgumentParser("python -m tests.corpora", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--access", action="store_true", help="let veraPDF judge them")
    parser.add_argument("--at-once", type=int, default=25, help="files of one call")
    parser.add_argument("--commonest", type=int, default=0, help="how many ids to tell of, too")
    options = parser.parse_args()
    print(f"{'corpus':<28} files  answered  tracebacks  stopped   time  slowest")
    good = True
    for folder in options.folders:
        calls = list(_check_folder(folder, options.at_once, options.access))
        print(_line(folder, calls), flush=True)
        told = Counter(id for call in calls for ids in call.told.values() for id in set(ids))
        for id, files in told.most_common(options.commonest):
            print(f"  {id}: {files} files", flush=True)
        for call in calls:
            for what, files in (("no answer", call.unanswered), ("stopped", call.stopped)):
                print("".join(f"  {what}: {file!a}\n" for file in files), end="", flush=True)
            good = good and not (call.unanswered or call.tracebacks)
    return 0 if good else 1


def _check_folder(folder: Path, at_once: int, access: bool) -> Iterator[Call]:
    files = sorted(f for f in folder.rglob("*") if f.suffix.lower() == ".pdf" and f.is_file())
    names = [file.relative_to(folder).as_posix() for file in files]
    for start in range(0, len(names), at_once):
        yield _check(folder.resolve(), names[start : start + at_once], access)


def _check(folder: Path, files: Sequence[str], access: bool) -> Call:
    """Call `check` in `folder`; of a call that does not end, or tells no JSON, nothing is known."""
    arguments = [*("check", "--json"), *(("--access",) if access else ()), "--", *files]
    begun, environment = monotonic(), os.environ | {"PYTHONPATH": str(ROOT)}
    try:
        run = subprocess.run(
            [sys.executable, "-m", "brochure", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Call(tuple(files), monotonic() - begun, {}, 0)
    tracebacks = (run.stdout + run.stderr).count(b"Traceback (most recent call last)")
    return Call(tuple(files), monotonic() - begun, _read_answers(run.stdout), tracebacks)


def _read_answers(output: bytes) -> dict[str, tuple[str, ...]]:
    """Return the ids of what was found in each file that has an answer."""
    try:
        told: dict[str, Any] = json.loads(output)
    except ValueError:
        return {}
    answers = {one["file"]: [f["id"] for f in one.get("findings", ())] for one in _entries(told)}
    for finding in told.get("findings", ()):
        answers.get(finding["file"], []).append(finding["id"])
    return {file: tuple(ids) for file, ids in answers.items()}


def _entries(told: dict[str, Any]) -> list[Any]:
    return told.get("files") or told.get("verdicts") or []


def _line(folder: Path, calls: Sequence[Call]) -> str:
    files = sum(len(call.files) for call in calls)
    answered = files - sum(len(call.unanswered) for call in calls)
    stopped = sum(len(call.stopped) for call in calls)
    slowest = max(calls, key=lambda call: call.seconds, default=Call((), 0.0, {}, 0))
    first = f"{len(slowest.files)} from {slowest.files[0]!a}" if slowest.files else ""
    return (
        f"{folder.name:<28} {files:>5}  {answered:>8}  {sum(c.tracebacks for c in calls):>10}"
        f"  {stopped:>7}  {sum(c.seconds for c in calls):>4.0f} s  {slowest.seconds:.0f} s: {first}"
    )


if __name__ == "__main__":
    sys.exit(main())
