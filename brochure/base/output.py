"""What a command gives to be printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """One text to print, and the exit code if it is the last.

    A `failure` says why the work could not be done; all else is what came of it.
    """

    text: str
    code: int = 0
    failure: bool = False
