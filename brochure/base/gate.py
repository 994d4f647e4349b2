"""Files that this program did not write just now -> what is read of them, in processes with limits.

A PDF in the output folder, one to be checked, one that was attached: somebody may have put anything
there. No process but these opens one, and each file has an answer of its own, whatever it does.
"""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import TypeVar

from brochure.base.errors import BrochureError
from brochure.base.worker import Limits, Stopped, Workers

Argument = TypeVar("Argument")
Result = TypeVar("Result")

# A file of ours is read in less than a second.
OF_OUTPUT = Limits(seconds=20, memory_bytes=2**30)


class Gate:
    """Processes that read foreign files; they start when the first is read, and end with this."""

    def __init__(self, limits: Limits = OF_OUTPUT, most: int = 1) -> None:
        self._workers = Workers(limits, most, quiet=True)

    def __enter__(self) -> "Gate":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop what is still being read, and all processes."""
        self._workers.close()

    def give(self, seconds: float) -> None:
        """Let everything together take so long from now on."""
        self._workers.give(seconds)

    def read(self, reader: Callable[[Argument], Result], argument: Argument) -> Result | Stopped:
        """Let a process call `reader`, which must be importable by name, on one file."""
        (outcome,) = self.read_all(reader, (argument,))
        return outcome

    def read_all(
        self, reader: Callable[[Argument], Result], arguments: Sequence[Argument]
    ) -> Generator[Result | Stopped]:
        """Give what `reader` reads of each file, in their order."""
        yield from self._workers.run(partial(_read, reader), arguments)


def _read(reader: Callable[[Argument], Result], argument: Argument) -> Result | Stopped:
    """Call `reader`; what it stumbles over tells of this file, and takes no other one along.

    A BrochureError is for the person at the keyboard: it goes through.
    """
    try:
        return reader(argument)
    except (MemoryError, BrochureError):
        raise
    except Exception:
        return Stopped("fault")
