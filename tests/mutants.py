"""Change the code in one place, and see whether the tests of its package notice.

``python -m tests.mutants --sample 300 --seed 1`` takes a seeded sample of all changes to selection,
proofs and preflight, and tries each in a copy of the checkout, against the tests of its package
that reach its line. Every survivor is printed: either
a test is missing, or the change makes no difference. Code 1 means that too many have survived.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from coverage import CoverageData

from tests.mutations import Mutation, find_mutations

ROOT = Path(__file__).resolve().parent.parent
LEAST_KILLED = 0.85

# Each package, what of it is changed, and the tests that must notice.
PACKAGES: Mapping[str, tuple[str, str]] = {
    "selection": ("brochure/selection", "tests/selection"),
    "proofs": ("brochure/proofs", "tests/proofs"),
    "preflight": ("brochure/preflight/rules", "tests/preflight"),
}

# pytest's own codes: a test failed, it was broken off, or it broke down. Others say nothing of it.
KILLED, BROKEN_OFF, BROKE_DOWN = 1, 2, 3
GOOD = 0


class RedTestsError(Exception):
    """The tests were red, or could not be started, without any change of ours."""


@dataclass(frozen=True)
class Mutant:
    """One change to one file of a package; `file` is relative to the checkout."""

    package: str
    file: str
    mutation: Mutation

    def __str__(self) -> str:
        return f"{self.file}:{self.mutation.line}  {self.mutation.before} → {self.mutation.after}"


@dataclass(frozen=True)
class Trial:
    """What became of a mutant: `outcome` is killed, timed out or survived."""

    mutant: Mutant
    outcome: str
    seconds: float


def list_mutants(root: Path, packages: Sequence[str]) -> tuple[Mutant, ...]:
    """Return every mutant of these packages, by file and line, so that a seed means a sample."""
    return tuple(
        Mutant(package, file.relative_to(root).as_posix(), mutation)
        for package in packages
        for file in sorted((root / PACKAGES[package][0]).rglob("*.py"))
        for mutation in find_mutations(file.read_text("utf-8"))
    )


def copy_checkout(root: Path, target: Path) -> Path:
    """Copy what git knows or would take in, so that no change is ever made in the checkout."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)
    return target


class Reach:
    """Which tests of a package run which line, as a run without a change has shown."""

    def __init__(self, root: Path, kept: Path) -> None:
        """Read what coverage has kept, with a context for each test."""
        self._root, self._data = root, CoverageData(str(kept))
        self._data.read()

    def tests_of(self, mutant: Mutant) -> tuple[str, ...]:
        """Return what to ask pytest for: tests that run the line, or all of the package.

        All are asked where it is run outside of tests too: by an import, or by a fixture.
        """
        lines = self._data.contexts_by_lineno(str(self._root / mutant.file))
        contexts = sorted(lines.get(mutant.mutation.line, ("",)))
        if "" in contexts:
            return (PACKAGES[mutant.package][1],)
        named = (context.rpartition(".") for context in contexts)
        return tuple(f"{module.replace('.', '/')}.py::{test}" for module, _, test in named)


@dataclass(frozen=True)
class Bench:
    """A copy of the checkout, in which one mutant after the other is tried."""

    root: Path

    def run_tests(
        self,
        asked: Sequence[str],
        limit_s: float | None = None,
        traced: Sequence[str] = (),
        **more: str,
    ) -> int | None:
        """Run these tests up to the first failure; None where time ran out.

        `traced` are the options of the interpreter before those that run pytest; `more` goes into
        the environment.
        """
        pytest = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
        command = (sys.executable, *traced, *pytest)
        with tempfile.TemporaryDirectory() as home:  # what others do there must kill no mutant
            apart = {"HOME": home, "TMPDIR": home, "PYTHONPATH": str(self.root)}
            with subprocess.Popen(
                (*command, *asked),
                cwd=self.root,
                env={**os.environ, **apart, **more},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as process:
                try:
                    return process.wait(limit_s)
                except subprocess.TimeoutExpired:
                    return None
                finally:
                    end_group(process.pid)

    def trace_tests(self, package: str) -> Reach:
        """Run the tests of a package without a change. Raises RedTestsError if they are red."""
        changed, tests = PACKAGES[package]
        kept, settings = (self.root / f".traced-{package}{end}" for end in ("", ".ini"))
        settings.write_text(
            f"[run]\ndynamic_context = test_function\nsource = {changed}\ndata_file = {kept}\n",
            "utf-8",
        )
        traced = ("-m", "coverage", "run", f"--rcfile={settings}")
        code = self.run_tests((tests,), traced=traced)
        if code != GOOD:
            raise RedTestsError(f"{tests} is red without any change (code {code})")
        return Reach(self.root, kept)

    def try_mutant(self, mutant: Mutant, reach: Reach, limit_s: float = 300) -> Trial:
        """Make the change, run the tests, and take it back. Raises RedTestsError."""
        file, begun = self.root / mutant.file, time.monotonic()
        source = file.read_text("utf-8")
        for compiled in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
            compiled.unlink()  # none is written of a change, which could pass for the next one
        file.write_text(mutant.mutation.apply(source), "utf-8")
        try:
            still = {"PYTHONDONTWRITEBYTECODE": "1"}
            code = self.run_tests(reach.tests_of(mutant), limit_s, **still)
        finally:
            file.write_text(source, "utf-8")
        if code not in (None, GOOD, KILLED, BROKEN_OFF, BROKE_DOWN):
            raise RedTestsError(f"pytest gave {code} for {mutant}")
        outcome = {None: "timed out", GOOD: "survived"}.get(code, "killed")
        return Trial(mutant, outcome, time.monotonic() - begun)


def end_group(leader: int) -> None:
    """End what tests have started and left behind."""
    try:
        os.killpg(leader, 9)
    except ProcessLookupError:
        return


def try_sample(
    mutants: Sequence[Mutant], folder: Path, jobs: int, end: float, root: Path = ROOT
) -> Iterator[Trial]:
    """Try mutants on so many benches at once, in order, until `end` on the monotonic clock."""
    benches = SimpleQueue[Bench]()
    made = [Bench(copy_checkout(root, folder / str(number))) for number in range(jobs)]
    packages = sorted({m.package for m in mutants})
    with ThreadPoolExecutor(jobs) as pool:
        reached = dict(zip(packages, pool.map(made[0].trace_tests, packages), strict=True))
    for bench in made:
        benches.put(bench)

    def try_one(mutant: Mutant) -> Trial | None:
        if time.monotonic() > end:
            return None
        bench = benches.get()
        try:
            return bench.try_mutant(mutant, reached[mutant.package])
        finally:
            benches.put(bench)

    with ThreadPoolExecutor(jobs) as pool:
        yield from filter(None, pool.map(try_one, mutants))


def main(arguments: Sequence[str]) -> int:
    """Try a sample, print each trial and what has come of all; 1 where too many survive."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--package", nargs="+", choices=PACKAGES, default=list(PACKAGES))
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="copies that are tried at once")
    parser.add_argument("--minutes", type=float, default=24 * 60, help="begin none after these")
    asked = parser.parse_args(arguments)
    every = list_mutants(ROOT, asked.package)
    sample = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))
    print(f"{len(sample)} of {len(every)} mutants, seed {asked.seed}", flush=True)
    end, trials = time.monotonic() + 60 * asked.minutes, list[Trial]()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        for trial in try_sample(sample, Path(folder), asked.jobs, end):
            trials.append(trial)
            print(f"{trial.outcome:9} {trial.seconds:4.0f} s  {trial.mutant}", flush=True)
    counts = {o: sum(t.outcome == o for t in trials) for o in ("killed", "timed out", "survived")}
    killed = 1 - counts["survived"] / max(1, len(trials))
    print(
        ", ".join(f"{n} {o}" for o, n in counts.items()), f"of {len(trials)}: {killed:.1%} killed"
    )
    return int(killed < LEAST_KILLED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
