"""The gate: whatever one file does to its reader, each other file has its answer."""

import os
import sys

import pytest

from brochure.base.errors import BrochureError
from brochure.base.gate import Gate
from brochure.base.worker import Limits, Stopped
from tests.base.jobs import misbehave, speak, twice, which_process

SHORT = Limits(seconds=5, memory_bytes=2**30)


def test_each_file_has_an_answer_whatever_the_others_do() -> None:
    asked = ("good", "greedy", "good", "crash", "wrong", "endless", "good")
    stopped = {
        "greedy": Stopped("memory"),
        "crash": Stopped("death"),
        "endless": Stopped("time"),
        "wrong": Stopped("fault"),
    }
    with Gate(SHORT, 2) as gate:
        assert list(gate.read_all(misbehave, asked)) == [stopped.get(how, how) for how in asked]


def test_nothing_is_read_in_this_process() -> None:
    with Gate() as gate:
        assert gate.read(which_process, "") not in (os.getpid(), None)


def test_what_is_for_the_person_at_the_keyboard_goes_through() -> None:
    with Gate() as gate, pytest.raises(BrochureError, match="is not installed"):
        gate.read(misbehave, "lacking")


def test_what_libraries_print_there_reaches_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with Gate() as gate:
        assert gate.read(speak, "\33[2Jforged") == "\33[2Jforged"
    assert capfd.readouterr() == ("", "")


def test_all_together_end_in_the_time_that_they_were_given() -> None:
    """What has no time left is not begun; each is told apart from one that was slow alone."""
    with Gate(Limits(seconds=60)) as gate:
        assert gate.read(twice, 2) == 4  # the process is there
        gate.give(2)
        asked = ("endless", "good", "good")
        assert list(gate.read_all(misbehave, asked)) == [Stopped("budget")] * 3
        gate.give(0.3)
        asked = ("slow", "working", "working", "good")
        told = ["slow", "working", Stopped("budget"), Stopped("budget")]
        assert list(gate.read_all(misbehave, asked)) == told, "work is counted, and not waiting"
        gate.give(60)
        assert gate.read(misbehave, "good") == "good"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory has no limit")
def test_a_file_that_wants_too_much_memory_leaves_room_for_the_next() -> None:
    with Gate(SHORT) as gate:
        asked = ("greedy", "good") * 5
        wanted = [Stopped("memory"), "good"] * 5
        assert list(gate.read_all(misbehave, asked)) == wanted


def test_a_budget_grows_with_what_there_is_to_make() -> None:
    limits = Limits(seconds=120, average_seconds=20)
    assert limits.all_seconds(1) == 140
    assert limits.all_seconds(34) == 800
