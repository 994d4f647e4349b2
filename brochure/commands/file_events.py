"""Files of a project -> an event that is set as soon as one of them changes.

What the system tells is only why we look: each look compares stamps too, so that what it does not
tell of (a network drive, more folders than it watches, a folder that was gone) is found as well.
"""

from collections.abc import Iterable
from threading import Event, Thread
from typing import Self

from brochure.build.inputs import Inputs

_BURST_MS, _STEP_MS = 60, 10  # a save is several events; they follow each other at once
_TRY_AGAIN_SECONDS = 1.0


class FileEvents:
    """Waits for changes of files in a thread of its own; `changed` is set when there are some."""

    def __init__(self, inputs: Inputs) -> None:
        self.changed = Event()
        self._inputs = inputs
        self._seen: dict[str, str] | None = None
        self._ended, self._restart = Event(), Event()
        self._thread = Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._restart.set()
        self._thread.join()

    def begin(self) -> None:
        """Take all as it is now for known, before it is read."""
        self.changed.clear()
        self._seen = self._inputs.stamps()

    def also(self, names: Iterable[str]) -> None:
        """Watch these files too, which content names, and not those that it named before."""
        inputs = self._inputs.naming(names)
        if inputs != self._inputs:
            new = {p: s for p, s in inputs.stamps().items() if p not in (self._seen or {})}
            self._seen = {**(self._seen or {}), **new}
            self._inputs = inputs
            self._restart.set()

    def wait(self, seconds: float) -> bool:
        """Wait until something changes, or for so long; say whether something has."""
        if not self.changed.wait(seconds):
            self._look()
        return self.changed.is_set()

    def _listen(self) -> None:
        from watchfiles import watch  # late: no other command needs it

        while not self._ended.is_set():
            self._restart.clear()
            inputs, folders = self._inputs, self._inputs.folders()
            self._look()
            events = watch(
                *folders,
                watch_filter=lambda _, path, inputs=inputs: inputs.holds(path),
                debounce=_BURST_MS,
                step=_STEP_MS,
                stop_event=self._restart,
                recursive=False,
                ignore_permission_denied=True,
                raise_interrupt=False,
            )
            try:
                for _ in events:
                    self.changed.set()
                    if inputs.folders() != folders:  # one has come or gone
                        break
            except (OSError, RuntimeError):  # no folder, or none that can be watched
                self._restart.wait(_TRY_AGAIN_SECONDS)
            finally:
                events.close()

    def _look(self) -> None:
        if self._seen is not None and self._inputs.stamps() != self._seen:
            self.changed.set()
