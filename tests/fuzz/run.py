"""Targets -> how many inputs each has read, and what broke: in a process with limits."""

import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import FrameType

from pebble import ProcessExpired, ProcessPool

from tests.fuzz.targets import TARGETS, Target, refuse_or_read

_BATCH = 50
_ADDRESS_SPACE = 6 * 2**30


@dataclass(frozen=True)
class Broken:
    """An input that no reader may break on, and how one did."""

    target: str
    number: int
    why: str

    @property
    def kind(self) -> str:
        """What is the same where the same thing broke."""
        return self.why.strip().splitlines()[-1][:160]


@dataclass
class Course:
    """What has come of one target so far."""

    target: Target
    read: int = 0
    seconds: float = 0
    broken: dict[str, Broken] = field(default_factory=dict[str, Broken])
    times: int = 0


class TooLongError(Exception):
    """A reader took longer than it may."""


def read_numbers(name: str, numbers: Sequence[int]) -> list[Broken]:
    """Let a target read the inputs of these numbers; return those that it broke on."""
    target = next(each for each in TARGETS if each.name == name)
    return list(_read_each(target, numbers))


def _read_each(target: Target, numbers: Sequence[int]) -> Iterator[Broken]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"longer than {target.seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, stop), signal.signal(signal.SIGALRM, stop)
    try:
        for number in numbers:
            raw, most = target.input(number), _most_megabytes()
            _let_it_take(target.seconds)
            try:
                with tempfile.TemporaryDirectory() as folder:
                    refuse_or_read(target, raw, Path(folder))
                if _most_megabytes() - most > target.megabytes:
                    yield Broken(target.name, number, f"{_most_megabytes() - most:.0f} MB more")
            except BaseException:
                yield Broken(target.name, number, _tail(traceback.format_exc()))
            finally:
                _let_it_take(0)
    finally:
        signal.signal(signal.SIGPROF, before[0])
        signal.signal(signal.SIGALRM, before[1])


def _let_it_take(seconds: float) -> None:
    """Stop this process after so much time at work, or ten times as much in all; 0 is never."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 * seconds)


def _tail(text: str) -> str:
    return text[-2_000:]


def most_kilobytes() -> int:
    """Return how much memory this process has taken at most (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _most_megabytes() -> float:
    return most_kilobytes() / 1024


def _begin(bounded: bool) -> None:
    """Bound memory, but not that of Java, which reserves more than it takes; be silent."""
    if bounded:
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    sys.setrecursionlimit(1000)


def run_target(target: Target, seconds: float, first: int = 0) -> Course:
    """Let a target read input after input until time is over; return what came of it."""
    course, begun, number = Course(target), monotonic(), first
    context = multiprocessing.get_context("spawn")
    arguments = (target.name != "access",)
    with ProcessPool(1, initializer=_begin, initargs=arguments, context=context) as pool:
        while monotonic() - begun < seconds:
            numbers = range(number, number + _BATCH)
            for found in _read_batch(pool, target, numbers):
                course.times += 1
                course.broken.setdefault(found.kind, found)
            number += _BATCH
            course.read, course.seconds = number - first, monotonic() - begun
    return course


def _read_batch(pool: ProcessPool, target: Target, numbers: Sequence[int]) -> list[Broken]:
    """Read a batch; where the process hangs or dies, input by input, to know which it was."""
    limit = 60 + target.seconds * (11 if len(numbers) == 1 else 30)
    try:
        return list(pool.schedule(read_numbers, (target.name, numbers), timeout=limit).result())
    except (TimeoutError, ProcessExpired) as error:
        if len(numbers) == 1:
            return [Broken(target.name, numbers[0], f"{type(error).__name__}: in native code")]
    half = len(numbers) // 2
    return [
        *_read_batch(pool, target, numbers[:half]),
        *_read_batch(pool, target, numbers[half:]),
    ]
