"""A function and its arguments -> results, each made in a process with limits of time and memory.

One document that never ends, eats all memory or crashes the layout engine must not take the others
along, nor the program.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

Argument = TypeVar("Argument")
Result = TypeVar("Result")

_MOST_WORKERS = 4  # each takes about 200 MB
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


@dataclass(frozen=True)
class Limits:
    """What one call may use: `seconds` of time, and `memory_bytes` of address space (Linux)."""

    seconds: float = 120
    memory_bytes: int = 3 * 2**30


@dataclass(frozen=True)
class Stopped:
    """A call that gave no result: it took too long, wanted too much memory, or its process died."""

    why: Literal["time", "memory", "death"]


def run_in_workers(
    function: Callable[[Argument], Result], arguments: Sequence[Argument], limits: Limits
) -> Generator[Result | Stopped]:
    """Call `function` once for each argument, a few at a time; give the results in that order.

    `function` must be importable by name. What it raises is raised here. Whoever stops listening
    stops the calls that are still running.
    """
    workers = min(len(arguments), os.cpu_count() or 1, _MOST_WORKERS)
    with _pool(max(1, workers), limits) as pool:
        futures = [pool.schedule(function, (item,), timeout=limits.seconds) for item in arguments]
        for future in futures:
            yield _outcome(future)


@contextmanager
def _pool(workers: int, limits: Limits) -> Generator[ProcessPool]:
    """Give workers that are started anew, not forked: threads and native libraries stay apart."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(
        workers, initializer=_begin, initargs=(limits.memory_bytes,), context=context
    )
    try:
        yield pool
    finally:
        pool.stop()
        pool.join()


def _outcome(future: ProcessFuture[Result]) -> Result | Stopped:
    try:
        return future.result()
    except TimeoutError:
        return Stopped("time")
    except MemoryError:
        return Stopped("memory")
    except ProcessExpired:
        return Stopped("death")


def _begin(memory_bytes: int) -> None:
    """Prepare a worker: bound its memory, keep it off the network, let it end with its parent."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.addaudithook(_refuse_network)
    if sys.platform == "linux":  # elsewhere address space is not bounded, or not in this way
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _end_with_parent() -> None:
    """Wait until the parent is gone, then end: nobody is left who could stop an endless layout."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def _refuse_network(event: str, _details: object) -> None:
    """Refuse every connection, whatever asks for it; no document needs one."""
    if event in _NETWORK:
        raise PermissionError("a document may not reach a network")
