"""A terminal is told what is in work; a file or a pipe is not."""

import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.commands import progress
from brochure.commands.progress import Progress
from tests.conftest import ROOT


@pytest.fixture
def terminal() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """The end that a person sees, and the end to write to."""
    seen, written = pty.openpty()
    with os.fdopen(written, "w", encoding="utf-8") as stream:
        yield seen, stream
        os.close(seen)


def read_line(seen: int) -> str:
    return os.read(seen, 10_000).decode()


def test_a_terminal_shows_the_count_and_what_is_waited_for(
    terminal: tuple[int, io.TextIOWrapper],
) -> None:
    seen, stream = terminal
    with Progress(stream) as line:
        results = line.follow("ab", ("trifold, office", "guide\x1b[2J"))
        told = list[str]()
        for result in results:
            told.append(read_line(seen))
            while not told[-1].endswith("\r"):  # no line is left where the caller prints
                told[-1] += read_line(seen)
            assert result == "ab"[len(told) - 1]
        assert told[0].startswith("\r1 of 2: trifold, office")
        assert told[1].startswith("\r2 of 2: guide\\u001b[2J")


def test_what_comes_of_more_or_fewer_than_are_named_is_given() -> None:
    with Progress(io.StringIO()) as line:
        assert list(line.follow("abc", ("one",))) == ["a", "b", "c"]
        assert list(line.follow("", ("one", "two"))) == []
        assert list(line.follow("a", ())) == ["a"]


@pytest.mark.parametrize("access", [(), ("--access",)])
def test_a_check_says_on_a_terminal_which_file_is_in_work(
    access: tuple[str, ...], tmp_path: Path
) -> None:
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(b"")
    seen, written = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "brochure", "check", "--json", *access, "one.pdf", "two.pdf"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=written,
        check=False,
    )
    told = os.read(seen, 10_000).decode()
    os.close(written)
    os.close(seen)
    assert told.index("1 of 2: one.pdf") < told.index("2 of 2: two.pdf")
    assert told.endswith("\r") and b"1 of 2" not in run.stdout
    assert run.returncode == 1


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
        assert list(line.follow("a", ("guide",))) == ["a"]
    assert stream.getvalue() == ""
