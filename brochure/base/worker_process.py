"""What a worker does before its first call: it bounds itself, and ends with its parent."""

import multiprocessing
import os
import signal
import sys
from threading import Thread

from brochure.base.library_log import silence_libraries
from brochure.base.network_guard import refuse_network, withhold_password


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
