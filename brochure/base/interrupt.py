"""Ctrl-C, which is never lost: code of others may swallow what it raises."""

import signal
import sys
from types import FrameType

STOPPED = "Stopped; files that were finished stay as they are."
_asked = False


def hear_interrupts() -> None:
    """Remember Ctrl-C from now on, and raise KeyboardInterrupt as ever.

    Where whoever started this lets it be ignored, it stays so.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _hear)
        sys.unraisablehook = _tell_unraisable


def _hear(_number: int, _frame: FrameType | None) -> None:
    global _asked
    _asked = True
    raise KeyboardInterrupt


def _tell_unraisable(told: "sys.UnraisableHookArgs") -> None:
    """Tell of what could not be raised where it was found; Ctrl-C is obeyed a little later."""
    if not issubclass(told.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(told)


def obey_interrupt() -> None:
    """Raise KeyboardInterrupt if it was asked for at any time before."""
    if _asked:
        raise KeyboardInterrupt


def forget_interrupts() -> None:
    """Let Ctrl-C end the program without a word, now that all is done."""
    if signal.getsignal(signal.SIGINT) is _hear:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
