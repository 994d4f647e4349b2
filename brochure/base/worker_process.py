"""What a worker does: it bounds itself and the work of each call, and ends with its parent."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from threading import Thread
from time import process_time
from typing import Generic, TypeVar

from brochure.base.library_log import silence_libraries
from brochure.base.network_guard import refuse_network, withhold_password

# How processes are started: anew, so that threads and native libraries stay apart. A program that
# makes many documents in many calls may fork them from one that has loaded the engine.
START = "spawn"

Argument = TypeVar("Argument")
Result = TypeVar("Result")

# The exit code of a process that has worked too long; Windows does not count its work.
OVERWORKED = None if sys.platform == "win32" else -signal.SIGPROF


def how_to_start() -> BaseContext:
    """Return how the processes of `brochure.base.worker` are started."""
    return multiprocessing.get_context(START)


@dataclass(frozen=True)
class Worked(Generic[Result]):
    """What a call has given, and how many seconds processors have worked for it."""

    result: Result
    seconds: float


def work_for(
    function: Callable[[Argument], Result], argument: Argument, seconds: float
) -> Worked[Result]:
    """Call a function; this process ends where that takes so many seconds of work.

    Nothing is asked whether it may end: what hangs in a library would not answer.
    """
    begun = process_time()
    _let_it_work(seconds)
    try:
        return Worked(function(argument), process_time() - begun)
    finally:
        _let_it_work(0)


def _let_it_work(seconds: float) -> None:
    """Bound the work of this process from now on; 0 is no bound."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def begin_process(memory_bytes: int, quiet: bool) -> None:
    """Prepare a worker: bound its memory, keep it off the network, let it end with its parent.

    A `quiet` one says nothing on the terminal either.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    silence_libraries()
    if quiet:
        _silence()
    sys.addaudithook(refuse_network)
    withhold_password()
    if sys.platform == "linux":  # elsewhere address space is not bounded, or not in this way
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        own = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
        resource.setrlimit(resource.RLIMIT_AS, (own, own))


def _silence() -> None:
    """Let nothing reach the terminal: libraries print what a foreign file says."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for output in (1, 2):
        os.dup2(nowhere, output)


def _end_with_parent() -> None:
    """Wait until the parent is gone, then end: nobody is left who could stop an endless layout."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
