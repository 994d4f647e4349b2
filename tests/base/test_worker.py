"""Workers: results in order, limits that stop one call and no other, and no way to a network."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from brochure.base.worker import Limits, Stopped, run_in_workers
from tests.base.jobs import misbehave, twice
from tests.conftest import ROOT

SHORT = Limits(seconds=20)


def test_results_come_in_the_order_of_the_arguments() -> None:
    assert list(run_in_workers(twice, range(9), Limits())) == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert list(run_in_workers(twice, (), Limits())) == []


def test_a_call_that_is_stopped_does_not_take_the_others_along() -> None:
    asked = ("good", "greedy", "good", "crash", "good", "endless", "good")
    stopped = {"greedy": Stopped("memory"), "crash": Stopped("death"), "endless": Stopped("time")}
    assert list(run_in_workers(misbehave, asked, SHORT)) == [stopped.get(how, how) for how in asked]


@pytest.mark.parametrize("how", ["connect", "resolve"])
def test_a_worker_reaches_no_network(how: str) -> None:
    with pytest.raises(PermissionError, match="may not reach a network"):
        list(run_in_workers(misbehave, (how,), Limits()))


def test_a_fault_of_our_own_is_raised_as_it_is() -> None:
    with pytest.raises(ValueError, match="a fault of our own"):
        list(run_in_workers(misbehave, ("wrong",), Limits()))


def test_workers_end_when_nobody_listens_any_more() -> None:
    before = threading.active_count()
    results = run_in_workers(misbehave, ("good", "endless"), Limits())
    assert next(results) == "good"
    results.close()
    assert threading.active_count() == before


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """A program killed while a worker hangs: the pipe that the worker holds is closed with it."""
    program = (
        "from brochure.base.worker import Limits, run_in_workers\n"
        "from tests.base.jobs import misbehave\n"
        "if __name__ == '__main__':\n"
        "    results = run_in_workers(misbehave, ('good', 'endless'), Limits())\n"
        "    print(next(results), flush=True); next(results)\n"
    )
    file = tmp_path / "program.py"
    file.write_text(program, encoding="utf-8")
    held, kept = os.pipe()
    with subprocess.Popen(
        [sys.executable, str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=kept,  # every process of the family holds it
    ) as running:
        os.close(kept)
        assert running.stdout and running.stdout.readline() == b"good\n"
        running.send_signal(signal.SIGKILL)
    with os.fdopen(held, "rb") as end:
        said = end.read()  # ends when the last process that holds it is gone
    assert b"Traceback" not in said
