"""A drawing, picture or profile of a project -> why it cannot be used, asked behind a gate.

Whoever drew it may have been anybody, and what reads it may hang, eat memory or crash. The file
itself is taken as bytes; no process but a worker looks into them. What was fit stays so: it is
known by its hash, and is not looked at again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from brochure.base.errors import BrochureError
from brochure.base.file_hashes import digest, stamp_program
from brochure.base.store import Store

if TYPE_CHECKING:
    from brochure.base.gate import Gate
    from brochure.base.worker import Stopped

# Refuses what cannot be used of a file: it is called with its bytes and its name.
Reader = Callable[[bytes, str], object]

MOST_SECONDS = 20.0  # for one file; one of the largest that are taken needs two
MOST_SECONDS_OF_ALL = 120.0
_MEMORY_BYTES = 2**31
_ANEW = "Make it simpler in the program that it was made with, or export it anew."


class NotLookedAtError(BrochureError):
    """The files before this one took all the time that there is."""


@dataclass
class Vetting:
    """Looks at files; its process starts with the first that is not known, and ends with this.

    `known` remembers what was fit in earlier calls. What was found is kept as long as this lasts.
    """

    known: Store | None = None
    _faults: dict[str, BrochureError | None] = field(
        default_factory=dict[str, BrochureError | None]
    )
    _gate: "Gate | None" = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._gate:
            self._gate.close()
            self._gate = None

    @property
    def has_begun(self) -> bool:
        """Whether there is a process that looks at files."""
        return self._gate is not None

    def begin(self) -> None:
        """Let all files that are looked at from now on take so much time together."""
        if self._gate:
            self._gate.give(MOST_SECONDS_OF_ALL)

    def vet(self, reader: Reader, raw: bytes, name: str) -> None:
        """Raise BrochureError if `reader` has something against a file, or what became of it.

        Raises NotLookedAtError if there is no time left. `reader` is importable by name.
        """
        key = self._key_of(reader, raw, name)
        if key not in self._faults:
            if not self._is_known(key):
                self._look(reader, raw, name, key)
            self._faults.setdefault(key, None)
        if fault := self._faults[key]:
            raise fault.with_traceback(None)

    def remember_in(self, store: Store) -> None:
        """Keep what was found fit."""
        for key, fault in self._faults.items():
            if fault is None and not self._is_known(key):
                store.put_record(key, b"")

    def _look(self, reader: Reader, raw: bytes, name: str, key: str) -> None:
        """Let a worker look; what it has against the file is kept, but for what may pass."""
        from brochure.base.worker import Stopped

        try:
            outcome = self._opened_gate().read(partial(_look_at, reader, raw), name)
        except BrochureError as fault:
            self._faults[key] = fault
            return
        if isinstance(outcome, Stopped):
            fault = _explain(outcome, name)
            if outcome.why != "time":
                raise fault
            self._faults[key] = fault

    def _opened_gate(self) -> "Gate":
        if self._gate is None:  # what is known needs no process, nor what starts one
            from brochure.base.gate import Gate
            from brochure.base.worker import Limits

            self._gate = Gate(Limits(MOST_SECONDS, _MEMORY_BYTES))
            self._gate.give(MOST_SECONDS_OF_ALL)
        return self._gate

    def _is_known(self, key: str) -> bool:
        return self.known is not None and any(True for _ in self.known.records(key))

    def _key_of(self, reader: Reader, raw: bytes, name: str) -> str:
        asked = "\0".join((self._ground, reader.__module__, reader.__qualname__, name))
        return sha256(asked.encode("utf-8", "surrogateescape") + sha256(raw).digest()).hexdigest()

    @cached_property
    def _ground(self) -> str:
        """What changes as soon as the program or a package does."""
        return digest(stamp_program())


def _look_at(reader: Reader, raw: bytes, name: str) -> None:
    """Call `reader` in the worker that runs this; what it returns stays there."""
    reader(raw, name)


def _explain(stopped: "Stopped", name: str) -> BrochureError:
    """Say what became of a file that gave its reader no chance to refuse it."""
    if stopped.why == "budget":
        what = "was not looked at: the files before it took too long"
        return NotLookedAtError(what, where=name, hint="Name fewer files, or simpler ones.")
    what = {
        "time": f"takes longer than {MOST_SECONDS:.0f} seconds to look at",
        "memory": "needs more memory than there is to look at",
        "death": "makes the program that looks at it crash",
        "fault": "holds what the program that looks at it cannot follow",
    }[stopped.why]
    return BrochureError(what, where=name, hint=_ANEW)
