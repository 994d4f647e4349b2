"""A short run of each target, always of the same inputs; and the runner itself sees what breaks.

``python -m tests.fuzz`` goes on where this ends.
"""

import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError
from tests.conftest import ROOT
from tests.fuzz.mutate import MOST_BYTES, mutate
from tests.fuzz.run import most_kilobytes, read_numbers, run_target
from tests.fuzz.targets import TARGETS, Target

# So many take a few seconds on a slow machine.
SHORT = {"check": 40, "xmp": 40, "access": 12, "output": 100, "replies": 60}
IDS = [target.name for target in TARGETS]
MENDED = {
    "css": (698,),
    "output": (4989,),
    "access": (101204,),
    "content": (138092,),
}  # inputs that broke a reader once


@pytest.fixture
def no_logs() -> Iterator[None]:
    """Let libraries log nothing, as it is in the program."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.usefixtures("no_logs")
@pytest.mark.parametrize("name", IDS)
def test_no_reader_breaks(name: str) -> None:
    numbers = (*range(SHORT.get(name, 250)), *MENDED.get(name, ()))
    assert read_numbers(name, numbers) == []


@pytest.mark.parametrize("target", TARGETS, ids=IDS)
def test_every_file_that_mutations_begin_with_is_read(target: Target, tmp_path: Path) -> None:
    """Else they would show no more than how a broken header is refused."""
    if target.name == "access":
        pytest.skip("it starts Java, and refuses nothing")
    for number, raw in enumerate(target.valid()):
        (tmp_path / f"{number}").mkdir()
        target.read(raw, tmp_path / f"{number}")


@pytest.mark.slow
def test_an_input_is_the_same_in_every_process_and_another_by_its_number() -> None:
    program = (
        "import hashlib, logging, warnings; warnings.simplefilter('ignore'); logging.disable()\n"
        "from tests.fuzz.targets import TARGETS\n"
        "for target in TARGETS:\n"
        "    some = [hashlib.sha256(target.input(number)).hexdigest() for number in range(30)]\n"
        "    print(target.name, len(set(some)) > 20, *some)\n"
    )
    told = [
        subprocess.run(
            (sys.executable, "-c", program),
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert [line.split()[:2] for line in told[0].splitlines()] == [[n, "True"] for n in IDS]


def test_inputs_stay_small_enough_to_be_read() -> None:
    chance = random.Random(1)
    assert max(len(mutate(chance, b"a" * 900, (b"b" * 9_000,))) for _ in range(300)) <= MOST_BYTES


def _raise(raw: bytes, _: Path) -> None:
    if raw == b"2":
        raise KeyError("a fault of our own")
    if raw == b"3":
        raise BrochureError("a refusal")


def _wait(raw: bytes, _: Path) -> None:
    while raw == b"4":
        time.sleep(0)


def _take_memory(raw: bytes, _: Path) -> None:
    if raw == b"5":
        assert b"a" * (most_kilobytes() * 1024 + 300_000_000)


def _count(chance: random.Random, raw: bytes, tokens: object) -> bytes:
    return b"%d" % chance.randrange(2, 6)


@pytest.mark.parametrize(
    ("read", "digit", "says"),
    [(_raise, b"2", "KeyError"), (_wait, b"4", "TooLongError"), (_take_memory, b"5", "MB more")],
)
def test_what_breaks_is_seen(
    read: object, digit: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that is no refusal, a reader without end, and one that takes much memory."""
    seconds = 2 if says == "TooLongError" else 120
    target = Target("own", lambda: (b"0",), read, _count, seconds, megabytes=200)  # type: ignore[arg-type]
    monkeypatch.setattr("tests.fuzz.run.TARGETS", (target,))
    number = next(n for n in range(1, 99) if target.input(n) == digit)
    good = next(n for n in range(1, 99) if target.input(n) not in (digit, b"3"))
    refused = next(n for n in range(1, 99) if target.input(n) == b"3")
    (broken,) = read_numbers("own", (0, good, refused, number))
    assert broken.number == number and says in broken.kind


@pytest.mark.slow
def test_a_run_counts_what_it_has_read() -> None:
    target = next(target for target in TARGETS if target.name == "recipients")
    course = run_target(target, 1.0, first=10_000)
    assert course.read >= 50 and course.broken == {}
