"""What a command gives to be printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """One text to print, as a problem or not, and the exit code if it is the last."""

    text: str
    code: int = 0
    problem: bool = False
