"""What libraries complain of while they work, kept or passed over instead of printed."""

import logging
from collections.abc import Generator
from contextlib import contextmanager


def silence_libraries() -> None:
    """Keep what libraries log of foreign files from the terminal, where Python would print it.

    It repeats what stands in a file, and tells nobody what to do; what a file is worth is found by
    our own rules.
    """
    logging.getLogger().addHandler(logging.NullHandler())


class _Keeper(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def capture_warnings(logger_name: str) -> Generator[list[str]]:
    """Collect each warning of a library's logger once; afterwards the logger is as it was."""
    lines: list[str] = []
    logger = logging.getLogger(logger_name)
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [_Keeper(lines)], False
    try:
        yield lines
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        lines[:] = dict.fromkeys(lines)
