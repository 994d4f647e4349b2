"""Workers: results in order, limits that stop one call and no other, and no way to a network."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

import pytest

from brochure.base.network_guard import MAIL_PASSWORD
from brochure.base.turns import Turns
from brochure.base.worker import Limits, Stopped, Workers, run_in_workers
from tests.base.jobs import REACHING, holds_password, misbehave, pair, twice, which_process
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("all_processors")
SHORT = Limits(seconds=5)


def test_results_come_in_the_order_of_the_arguments() -> None:
    assert list(run_in_workers(twice, range(9), Limits())) == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert list(run_in_workers(twice, (), Limits())) == []


def test_a_call_that_is_stopped_does_not_take_the_others_along() -> None:
    asked = ("good", "greedy", "good", "crash", "good", "endless", "good")
    stopped = {"greedy": Stopped("memory"), "crash": Stopped("death"), "endless": Stopped("time")}
    assert list(run_in_workers(misbehave, asked, SHORT)) == [stopped.get(how, how) for how in asked]


def test_what_waits_is_not_stopped_as_on_a_busy_machine_and_what_hangs_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The limit is one of work; by the clock there is one that is far off."""
    limits = Limits(seconds=0.25)
    assert list(run_in_workers(misbehave, ("slow",), limits)) == ["slow"]
    monkeypatch.setattr("brochure.base.worker._WAITING_SECONDS", 1)
    assert list(run_in_workers(misbehave, ("hung",), limits)) == [Stopped("time")]


def test_a_worker_reaches_no_network() -> None:
    with Workers(SHORT) as workers:
        for how in REACHING:
            with pytest.raises(PermissionError, match="may not reach a network"):
                list(workers.run(misbehave, (how,)))
                pytest.fail(how)
        assert list(workers.run(pair, ("",))) == [b"x"]


def test_a_worker_knows_no_mail_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MAIL_PASSWORD, "secret")
    assert list(run_in_workers(holds_password, ("now",), SHORT)) == [False]


def test_a_fault_of_our_own_is_raised_as_it_is() -> None:
    with pytest.raises(ValueError, match="a fault of our own"):
        list(run_in_workers(misbehave, ("wrong",), Limits()))


def test_a_fault_ends_what_runs_beside_it_and_what_waits() -> None:
    """Whatever a process does at that time: it may not even have begun."""
    before = threading.active_count()
    for others in (("endless",), ("endless", "endless", "good"), ("good",) * 5):
        with pytest.raises(ValueError, match="a fault of our own"):
            list(run_in_workers(misbehave, ("wrong", *others), Limits(seconds=600)))
    assert threading.active_count() == before


def test_workers_that_were_stopped_can_be_used_again() -> None:
    with Workers(SHORT) as workers:
        results = workers.run(misbehave, ("good", "endless"))
        assert next(results) == "good"
        results.close()
        assert list(workers.run(twice, range(3))) == [0, 2, 4]


def test_a_family_stays_in_one_process() -> None:
    with Workers(SHORT) as workers:
        arguments = [f"{name}{n}" for n in range(4) for name in "abc"]
        made = list(workers.run(which_process, arguments, family=lambda argument: argument[0]))
    for name in "abc":
        own = {pid for argument, pid in zip(arguments, made, strict=True) if argument[0] == name}
        assert len(own) == 1, name


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


def test_each_result_is_given_as_soon_as_it_is_there() -> None:
    asked = ("slow", "good", "good")
    with Workers(SHORT, 2) as workers:
        done = list(workers.run_as_done(misbehave, asked, id, threading.Event()))
    assert done[-1] == ("slow", "slow") or len(os.sched_getaffinity(0)) < 2
    assert sorted(done) == sorted((how, how) for how in asked)


def test_a_family_stays_at_its_process() -> None:
    families = [str(number) for number in range(4)]
    with Workers(SHORT, 2) as workers:

        def homes(*names: str) -> dict[str, int | Stopped]:
            return dict(workers.run_as_done(which_process, names, str, threading.Event()))

        first = homes(*families)
        for name in families:
            assert homes(name) == {name: first[name]}


def test_what_is_not_begun_is_left_and_what_runs_too_long_is_stopped() -> None:
    enough = threading.Event()
    with Workers(SHORT, 1) as workers:
        results = workers.run_as_done(misbehave, ("good", "endless", "later"), str, enough)
        assert next(results) == ("good", "good")
        enough.set()
        begun = monotonic()
        assert list(results) in ([], [("endless", Stopped("time"))])
        assert monotonic() - begun < 30
        assert list(workers.run(twice, (1, 2))) == [2, 4], "others are started for what comes next"


def test_what_a_busy_home_cannot_take_is_for_others() -> None:
    homes: dict[object, int] = {"a": 0, "b": 0, "c": 1}
    turns = Turns(("a", "a", "b"), homes)
    other = turns.of(1)
    assert next(other) == 2, "of two that wait at home, one may go"
    assert list(turns.of(0)) == [0, 1]
    assert list(other) == []
    assert homes == {"a": 0, "b": 1, "c": 1}
    assert list(Turns(("a",), homes).of(1)) == [], "its home is free"


@pytest.mark.parametrize("limit", ["2500000", "4500000"])
def test_a_machine_with_a_limit_of_its_own_is_no_hindrance(limit: str) -> None:
    """`ulimit -v`, in kilobytes: below what a worker would ask for, and above."""
    program = (
        "from brochure.base.worker import Limits, run_in_workers\n"
        "from tests.base.jobs import twice\n"
        "if __name__ == '__main__': print(list(run_in_workers(twice, (1, 2), Limits())))\n"
    )
    asked = f'ulimit -v {limit}; exec "$0" -c "$1"'
    done = subprocess.run(
        ("bash", "-c", asked, sys.executable, program),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("[2, 4]\n", 0), done.stderr


def test_what_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("brochure.base.worker.ProcessPool.schedule", refuse)
    with pytest.raises(OSError, match="no more processes"):
        list(run_in_workers(twice, (1, 2, 3), Limits()))
