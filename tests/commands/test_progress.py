"""A terminal is told what is in work; a file or a pipe is not."""

import io
import os
import pty
from collections.abc import Iterator

import pytest

from brochure.commands import progress
from brochure.commands.progress import Progress


@pytest.fixture
def terminal() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """The end that a person sees, and the end to write to."""
    seen, written = pty.openpty()
    with os.fdopen(written, "w", encoding="utf-8") as stream:
        yield seen, stream
        os.close(seen)


def read_line(seen: int) -> str:
    return os.read(seen, 10_000).decode()


def test_a_terminal_shows_the_count_and_what_is_in_work(
    terminal: tuple[int, io.TextIOWrapper],
) -> None:
    seen, stream = terminal
    with Progress(stream) as line:
        line.count(1, 2, "trifold, office")
        assert read_line(seen) == "\r1 of 2: trifold, office"
        line.count(2, 2, "guide\x1b[2J")
        assert read_line(seen) == "\r2 of 2: guide\\u001b[2J "
        line.count(3, 2, "")
        assert read_line(seen).strip() == ""


def test_it_counts_seconds_so_that_nobody_thinks_it_stopped(
    terminal: tuple[int, io.TextIOWrapper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_TICK_SECONDS", 0.01)
    monkeypatch.setattr(progress, "_TOLD_AFTER_SECONDS", 0)
    seen, stream = terminal
    with Progress(stream) as line:
        line.show("guide")
        assert read_line(seen).startswith("\rguide … 0 s")
        assert read_line(seen).startswith("\rguide … 0 s"), "again, by itself"


def test_nothing_is_told_where_nobody_looks_on() -> None:
    stream = io.StringIO()
    with Progress(stream) as line:
        line.count(1, 2, "guide")
        line.clear()
    assert stream.getvalue() == ""
