"""A function and its arguments -> results, each made in a process with limits of time and memory.

One document that never ends, eats all memory or crashes the layout engine must not take the others
along, nor the program.
"""

import math
import os
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import resource_tracker
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import Any, Literal, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from brochure.base.turns import Turns, take_all
from brochure.base.worker_process import OVERWORKED, Worked, begin_process, how_to_start, work_for

Argument = TypeVar("Argument")
Result = TypeVar("Result")

_MOST_WORKERS = 4  # each takes about 200 MB
_MOST_START_SECONDS = 10
_START_STEP_SECONDS = 0.01
# On a busy machine a call may wait so long for its turns; one that waits longer hangs.
_WAITING_SECONDS = 600 if OVERWORKED else 0


@dataclass(frozen=True)
class Limits:
    """What one call may use: `seconds` of work, and `memory_bytes` of address space (Linux).

    Work is time of the processors; by the clock it may be ten minutes more, so that a busy machine
    stops nothing that is good. Windows knows the clock alone. Many calls of one build may take
    `average_seconds` each, and one of them all its time: many times what a slow machine takes.
    """

    seconds: float = 120
    memory_bytes: int = 3 * 2**30
    average_seconds: float = 20

    def all_seconds(self, calls: int) -> float:
        """Return how long so many calls may take together."""
        return self.seconds + self.average_seconds * calls


@dataclass(frozen=True)
class Stopped:
    """A call that gave no result: it took too long, wanted too much memory, or its process died.

    Or all calls together took longer than they were given, or a reader stumbled over the file.
    """

    why: Literal["time", "memory", "death", "budget", "fault"]


def _count_cpus() -> int:
    """Return how many processors this process may use: fewer than there are, under taskset."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Processes that call functions, each with limits; they stay until this is closed.

    They are started as late as they are needed, or by `begin`. Not for several threads
    at once.
    """

    def __init__(self, limits: Limits, most: int = _MOST_WORKERS, quiet: bool = False) -> None:
        """Let `most` processes work at once; if `quiet`, what libraries print there is lost."""
        self._limits, self._quiet = limits, quiet
        self._count = max(1, min(_count_cpus(), most, _MOST_WORKERS))
        self._pools: list[ProcessPool] = []
        self._calls: dict[int, ProcessFuture[Any]] = {}  # the last one of each process
        self._first_calls: dict[int, ProcessFuture[Any]] = {}
        self._homes: dict[object, int] = {}
        self._beginning: Thread | None = None
        self._left = math.inf  # seconds of work for all calls together

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the calls that are still running, and all processes."""
        self._wait_for_begin()
        self._wait_for_processes()
        for pool in self._pools:
            pool.stop()
        for pool in self._pools:
            pool.join()
        for call in self._calls.values():
            call.cancel()  # one that was on its way to its process is forgotten by pebble 5
        self._pools = []
        self._first_calls = {}

    def give(self, seconds: float) -> None:
        """Let each process work so long from now on, all calls together; the rest is stopped."""
        self._left = seconds * self._count

    def begin(self, warm_up: Callable[[], object], count: int = _MOST_WORKERS) -> None:
        """Start processes and let each call `warm_up`, while the caller goes on."""

        def start() -> None:
            for number in range(min(count, self._count)):
                self._schedule(number, warm_up)

        # Ctrl-C is raised in the main thread, and would leave a process half started there.
        self._beginning = Thread(target=start)
        self._beginning.start()

    def run(
        self,
        function: Callable[[Argument], Result],
        arguments: Sequence[Argument],
        family: Callable[[Argument], object] = id,
    ) -> Generator[Result | Stopped]:
        """Call `function` once for each argument, a few at a time; give the results in that order.

        `function` must be importable by name. Arguments of one `family` go to one process, one
        after the other, so that it may keep what they share. What `function` raises is raised here.
        Whoever stops listening stops the calls that are still running.
        """
        done: dict[int, Future[Result | Stopped]] = {}
        turn = 0
        for number, outcome in self._call_all(function, arguments, family, Event()):
            done[number] = outcome
            while turn in done:
                yield done.pop(turn).result()
                turn += 1

    def run_as_done(
        self,
        function: Callable[[Argument], Result],
        arguments: Sequence[Argument],
        family: Callable[[Argument], object],
        enough: Event,
    ) -> Generator[tuple[Argument, Result | Stopped]]:
        """Call `function` as `run` does; give each argument with its result once that is there.

        Once `enough` is set no call is begun; those that run end within a few seconds, or are
        stopped.
        """
        for number, outcome in self._call_all(function, arguments, family, enough):
            yield arguments[number], outcome.result()

    def _call_all(
        self,
        function: Callable[[Argument], Result],
        arguments: Sequence[Argument],
        family: Callable[[Argument], object],
        enough: Event,
    ) -> Generator[tuple[int, "Future[Result | Stopped]"]]:
        """Give what becomes of each argument, by its number, as soon as it is known."""
        turns, turn, stopped = Turns(map(family, arguments), self._homes), Lock(), Event()
        done: SimpleQueue[tuple[int, Future[Result | Stopped]] | None] = SimpleQueue()

        def serve(process: int) -> None:
            for number in turns.of(process):
                with turn:
                    if enough.is_set() or stopped.is_set():
                        break
                    seconds = max(0.0, min(self._limits.seconds, self._left))
                    late = Stopped("time" if 0 < seconds == self._limits.seconds else "budget")
                    made = self._try(process, function, arguments[number], seconds)
                outcome, worked = _settle(made, late, seconds)
                with turn:
                    self._left -= worked
                done.put((number, outcome))
            done.put(None)

        self._wait_for_begin()
        threads = [Thread(target=serve, args=(n,), daemon=True) for n in range(self._count)]
        for thread in threads:
            thread.start()
        try:
            yield from take_all(done, len(threads), enough)
        finally:
            with turn:
                stopped.set()
            if any(thread.is_alive() for thread in threads):
                self.close()
            for thread in threads:
                thread.join()

    def _try(
        self,
        process: int,
        function: Callable[[Argument], Result],
        argument: Argument,
        seconds: float,
    ) -> "Future[Worked[Result]]":
        """Begin a call; one that cannot be begun has failed, and one without time is too late."""
        made = ProcessFuture[Worked[Result]]()
        if not seconds:
            made.set_exception(TimeoutError())
            return made
        try:
            call, clock = (function, argument, seconds), seconds + _WAITING_SECONDS
            return self._schedule(process, work_for, call, clock)
        except BaseException as error:  # no process can be started, or it broke
            made.set_exception(error)
            return made

    def _schedule(
        self,
        number: int,
        function: Callable[..., Result],
        call: tuple[object, ...] = (),
        seconds: float | None = None,
    ) -> ProcessFuture[Result]:
        """Let one process call a function."""
        held = _hold_interrupts() if os.name == "posix" else nullcontext()
        with held:
            made = self._calls[number] = self._pool(number).schedule(
                function, call, timeout=seconds
            )
        self._first_calls.setdefault(number, made)
        return made

    def _wait_for_begin(self) -> None:
        if self._beginning is not None:
            self._beginning.join()

    def _wait_for_processes(self) -> None:
        """Wait until no process is being started: half started, one tells what it misses."""
        until = monotonic() + _MOST_START_SECONDS
        for call in self._first_calls.values():
            while not (call.running() or call.done()) and monotonic() < until:
                sleep(_START_STEP_SECONDS)

    def _pool(self, number: int) -> ProcessPool:
        """Return a pool of one process; it starts another one when that is stopped."""
        while len(self._pools) <= number:
            context = how_to_start()
            begun = (self._limits.memory_bytes, self._quiet)
            self._pools.append(
                ProcessPool(1, initializer=begin_process, initargs=begun, context=context)
            )
        return self._pools[number]


@contextmanager
def _hold_interrupts() -> Generator[None]:
    """Keep Ctrl-C from processes that are started in here: it is for the caller."""
    resource_tracker.ensure_running()  # when it starts it lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_in_workers(
    function: Callable[[Argument], Result], arguments: Sequence[Argument], limits: Limits
) -> Generator[Result | Stopped]:
    """Call `function` for each argument, as `Workers.run` does, with processes that end then."""
    with Workers(limits, len(arguments)) as workers:
        yield from workers.run(function, arguments)


def _settle(
    made: "Future[Worked[Result]]", late: Stopped, seconds: float
) -> "tuple[Future[Result | Stopped], float]":
    """Wait for a call; keep what comes of it, and how long it worked: of its `seconds`, at most."""
    outcome, begun = Future[Result | Stopped](), monotonic()
    try:
        ended = _outcome(made, late)
        if isinstance(ended, Worked):
            outcome.set_result(ended.result)
            return outcome, ended.seconds
        outcome.set_result(ended)
        if ended == late:
            return outcome, seconds
    except BaseException as error:  # it is raised where the result is wanted
        outcome.set_exception(error)
    return outcome, min(monotonic() - begun, seconds)


def _outcome(made: "Future[Worked[Result]]", late: Stopped) -> Worked[Result] | Stopped:
    try:
        return made.result()
    except TimeoutError:
        return late
    except MemoryError:
        return Stopped("memory")
    except ProcessExpired as ended:
        return late if ended.exitcode == OVERWORKED else Stopped("death")
