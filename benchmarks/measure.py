"""A command -> how long it took, on the clock and of the processors, and how much memory."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """What one command took: processor time is its own and that of all that it started.

    `peak_mb` is the memory of the largest of these processes.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    said: str = ""


def run_command(
    command: Sequence[str],
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    good: Sequence[int] = (0,),
) -> Run:
    """Run a command to its end. Raises RuntimeError, with what it said, if it fails."""
    with tempfile.TemporaryFile() as told:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=told, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # or Popen would wait for it too
        told.seek(0)
        said = told.read().decode(errors="replace")
    if process.returncode not in good:
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}\n{said[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, said)


def add_up(runs: Sequence[Run]) -> Run:
    """Return commands that ran one after the other as if they were one."""
    return Run(
        sum(run.wall_s for run in runs),
        sum(run.cpu_s for run in runs),
        max(run.peak_mb for run in runs),
    )


def run_in_turn(rounds: int, *ways: Callable[[], Run]) -> tuple[tuple[Run, ...], ...]:
    """Run each way once, then each again, so that a busy minute of the machine meets them all."""
    results = [[way() for way in ways] for _ in range(rounds)]
    return tuple(zip(*results, strict=True))


def brochure(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs the program as this checkout has it."""
    return (sys.executable, "-P", "-m", "brochure", *arguments)


@cache
def fresh_options() -> tuple[str, ...]:
    """Return the options of a build that goes by nothing that earlier builds have left."""
    return ("--no-cache",) if has_option("--no-cache", "build") else ()


def program_environment() -> dict[str, str]:
    """Return an environment in which the program is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def has_option(option: str, command: str = "") -> bool:
    """Tell whether the program has an option, or a command, yet."""
    asked = (command, "--help") if command else ("--help",)
    return option in run_command(brochure(*asked), ROOT, program_environment()).said.split()
