"""What `brochure email` takes from the world around it: time, the environment, whom to trust."""

import os
import signal
import ssl
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType

from brochure.base.network_guard import MAIL_PASSWORD, withhold_password
from brochure.mail.sending import Clock
from brochure.mail.server import trust_store


class WallClock:
    """The machine's own time; `ending` is set when somebody wants waiting to end."""

    def __init__(self) -> None:
        self.ending = threading.Event()

    def now(self) -> datetime:
        """Return date and time here, with the zone."""
        return datetime.now().astimezone()

    def seconds(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until somebody wants it to end; return whether that is so."""
        return self.ending.wait(seconds) if seconds > 0 else self.ending.is_set()


def take_environment() -> Mapping[str, str]:
    """Return the environment; the password stands in no other, so that no worker inherits it."""
    return {**os.environ, MAIL_PASSWORD: withhold_password()}


def tell_nobody(_number: int, _of: int, _what: str) -> None:
    """Say nothing of which of how many is in work: nobody looks on."""


@dataclass(frozen=True)
class Surroundings:
    """The world, as one call sees it; tests bring their own.

    `progress` hears which document or message of how many is in work.
    """

    clock: Clock = field(default_factory=WallClock)
    environment: Mapping[str, str] = field(default_factory=take_environment, repr=False)
    trust: Callable[[], ssl.SSLContext] = trust_store
    progress: Callable[[int, int, str], None] = tell_nobody


@contextmanager
def stop_on_interrupt(clock: Clock) -> Generator[Clock]:
    """Let the first Ctrl-C end waiting, when the message at hand is finished; a second one stops.

    A message that is cut off in the middle would be one of which nobody knows whether it arrived.
    """
    main = threading.current_thread() is threading.main_thread()
    if not isinstance(clock, WallClock) or not main:
        yield clock
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if clock.ending.is_set():
            raise KeyboardInterrupt
        clock.ending.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield clock
    finally:
        signal.signal(signal.SIGINT, before)
