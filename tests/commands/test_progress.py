"""A terminal is told what is in work; a file or a pipe is not."""

import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pikepdf
import pytest

from brochure.base.page_count import PageCount, file_of_count, read_page_count
from brochure.commands import progress
from brochure.commands.cli import main
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
    try:
        return os.read(seen, 10_000).decode()
    except OSError:  # the terminal is closed
        return ""


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


def test_a_check_says_on_a_terminal_which_page_of_a_file_is_in_work(
    terminal: tuple[int, io.TextIOWrapper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_TICK_SECONDS", 0.02)
    seen, stream = terminal
    monkeypatch.setattr(sys, "stderr", stream)
    with pikepdf.new() as pdf:
        for _ in range(200):
            pdf.add_blank_page().obj.Contents = pdf.make_stream(b"0 0 0 1 k 9 9 99 99 re f " * 40)
        pdf.save(tmp_path / "long.pdf")
    told = list[str]()
    reader = Thread(target=lambda: told.extend(iter(partial(read_line, seen), "")), daemon=True)
    reader.start()
    assert main(["check", "--json", str(tmp_path / "long.pdf")]) == 1
    stream.write("\nend")
    stream.flush()
    while not "".join(told[-2:]).endswith("end"):
        reader.join(0.02)
    lines = "".join(told)
    for step in ("reading", "measuring"):
        pages = [int(page) for page in re.findall(rf", {step} page (\d+) of 200", lines)]
        assert pages == sorted(pages) and len(set(pages)) > 1, lines


@pytest.mark.parametrize("written", [b"", b"0 5", b"0 5 x", b"7 5 9", b"0 0 9", b"0 9 5", b"0 1 1"])
def test_a_count_that_makes_no_sense_says_nothing(written: bytes, tmp_path: Path) -> None:
    file = file_of_count(tmp_path, 1)
    assert read_page_count(file) == ""
    file.write_bytes(written)
    assert read_page_count(file) == ""
    PageCount(file).tell("measuring", 5, 9)
    assert read_page_count(file) == "measuring page 5 of 9"


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
