"""Calls for several processes -> which process is to take which, and what comes of them."""

from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Lock
from typing import TypeVar

from brochure.base.interrupt import obey_interrupt

Item = TypeVar("Item")

_PATIENCE_SECONDS = 5  # for calls that nobody wants any more


class Turns:
    """Which call is next for which process; each is named by its number.

    Calls of one family stay together, and go to the process that had the family before: its home.
    One without a home is for whoever asks first, and so is what a home would have to wait with.
    """

    def __init__(self, families: Iterable[object], homes: dict[object, int]) -> None:
        self._lock, self._homes, self._busy = Lock(), homes, set[int]()
        self._waiting: dict[object, list[int]] = {}
        for number, family in enumerate(families):
            self._waiting.setdefault(family, []).append(number)

    def of(self, process: int) -> Iterator[int]:
        """Give the calls of one process, one after the other."""
        while True:
            with self._lock:
                family = next(self._open_to(process), None)
                if family is None:
                    return
                self._busy.add(process)
                self._homes[family] = process
                own = self._waiting.pop(family)
            yield from own

    def _open_to(self, process: int) -> Iterator[object]:
        """Name the families that a process may take, its own first."""
        homes = {family: self._homes.get(family, process) for family in self._waiting}
        yield from (family for family, home in homes.items() if home == process)
        waiting = tuple(homes.values())
        for family, home in reversed(homes.items()):
            if home in self._busy or waiting.count(home) > 1:
                yield family


def take_all(done: "SimpleQueue[Item | None]", count: int, enough: Event) -> Iterator[Item]:
    """Give what comes until None has come `count` times, or lasts too long after `enough`."""
    while count:
        obey_interrupt()
        try:
            item = done.get(timeout=_PATIENCE_SECONDS)
        except Empty:
            if enough.is_set():
                return
            continue
        if item is None:
            count -= 1
        else:
            yield item
