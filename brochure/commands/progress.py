"""What is in work -> one line on a terminal, which goes again; nothing where nobody looks on."""

import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Self, TextIO, TypeVar

from brochure.base.printable import put_on_one_line

Result = TypeVar("Result")

_TICK_SECONDS = 1.0
_TOLD_AFTER_SECONDS = 2  # how long something takes before its seconds are counted


class Progress:
    """A line on `stream`, if that is a terminal, that says what is in work and for how long."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._shown = stream, stream.isatty()
        self._text, self._since, self._width = "", 0.0, 0
        self._detail: Callable[[], str] = str
        self._lock, self._ended = Lock(), Event()
        self._ticks = Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        if self._shown:
            self._ticks.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self.clear()

    @property
    def is_shown(self) -> bool:
        """Whether somebody looks on."""
        return self._shown

    def show(self, text: str, detail: Callable[[], str] = str) -> None:
        """Say what is in work now; `detail` is asked every second how far that is."""
        with self._lock:
            self._text, self._since = put_on_one_line(text), monotonic()
            self._detail = detail
            self._write()

    def follow(
        self,
        results: Iterable[Result],
        names: Sequence[str],
        detail: Callable[[int], str] = lambda number: "",
    ) -> Generator[Result]:
        """Give results, one for each name, and say which of them is waited for.

        `detail` tells how far the one of a number is, from 1. No line stands while the caller has a
        result: it may print.
        """
        waiting = iter(enumerate(names, 1))
        self._await(waiting, len(names), detail)
        for result in results:
            self.clear()
            yield result
            self._await(waiting, len(names), detail)

    def _await(
        self, waiting: Iterator[tuple[int, str]], of: int, detail: Callable[[int], str]
    ) -> None:
        for number, name in islice(waiting, 1):
            self.show(f"{number} of {of}: {name}", partial(detail, number))

    def count(self, number: int, of: int, name: str) -> None:
        """Say which of how many is in work now."""
        self.show(f"{number} of {of}: {name}")

    def clear(self) -> None:
        """Take the line away, before another is printed."""
        with self._lock:
            self._text = ""
            self._write()

    def _tick(self) -> None:
        while not self._ended.wait(_TICK_SECONDS):
            with self._lock:
                if self._text:
                    self._write()

    def _write(self) -> None:
        if not self._shown:
            return
        seconds = int(monotonic() - self._since)
        detail = self._detail() if self._text else ""
        tail = f", {detail}" if detail else ""
        tail += f" … {seconds} s" if self._text and seconds >= _TOLD_AFTER_SECONDS else ""
        room = shutil.get_terminal_size().columns - 1
        line = f"{self._text[: max(0, room - len(tail))]}{tail}"[:room]  # a long name is cut
        blank = " " * (self._width - len(line))
        self._stream.write(f"\r{line}{blank}{'' if line else chr(13)}")
        self._stream.flush()
        self._width = len(line)
