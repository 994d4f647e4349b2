"""What a library complains of while it works, kept instead of printed."""

import logging
from collections.abc import Generator
from contextlib import contextmanager


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
