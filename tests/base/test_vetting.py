"""Files that content names: whoever made them, they are read in a worker, and once."""

import os
from pathlib import Path
from time import monotonic

import pytest

from brochure.base import vetting
from brochure.base.errors import BrochureError
from brochure.base.store import Store
from brochure.base.vetting import NotLookedAtError, Vetting
from tests.base.jobs import misbehave_over, name_process


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vetting, "MOST_SECONDS", 3.0)


def test_no_file_is_read_in_this_process() -> None:
    with Vetting() as looks, pytest.raises(BrochureError) as refused:
        looks.vet(name_process, b"", "a.svg")
    assert refused.value.message != str(os.getpid())
    assert refused.value.where == "a.svg"


@pytest.mark.usefixtures("short")
def test_whatever_a_file_does_it_is_told_and_the_next_has_its_answer() -> None:
    told = {
        "endless": "takes longer than 3 seconds",
        "greedy": "needs more memory than there is",
        "crash": "makes the program that looks at it crash",
        "wrong": "holds what the program that looks at it cannot follow",
        "lacking": "the judge is not installed",
    }
    with Vetting() as looks:
        for how, what in told.items():
            with pytest.raises(BrochureError, match=what) as refused:
                looks.vet(misbehave_over, how.encode(), f"{how}.svg")
            assert refused.value.hint or how == "lacking"
            looks.vet(misbehave_over, b"good", "good.svg")


@pytest.mark.usefixtures("short")
def test_a_file_that_was_slow_is_not_waited_for_again() -> None:
    with Vetting() as looks:
        begun = 0.0
        for _ in range(2):
            begun = monotonic()
            with pytest.raises(BrochureError, match="takes longer"):
                looks.vet(misbehave_over, b"endless", "a.svg")
        assert monotonic() - begun < 1


def test_all_together_have_so_much_time_each_time_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Vetting() as looks:
        looks.vet(misbehave_over, b"good", "a.svg")
        monkeypatch.setattr(vetting, "MOST_SECONDS_OF_ALL", 0.0)
        looks.begin()
        looks.vet(misbehave_over, b"good", "a.svg")
        with pytest.raises(NotLookedAtError, match="was not looked at"):
            looks.vet(misbehave_over, b"good", "b.svg")
        monkeypatch.setattr(vetting, "MOST_SECONDS_OF_ALL", 60.0)
        looks.begin()
        looks.vet(misbehave_over, b"good", "b.svg")


def test_what_was_fit_is_remembered_by_what_it_holds_and_starts_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with Vetting() as looks:
        looks.vet(misbehave_over, b"good", "a.svg")
        with pytest.raises(BrochureError):
            looks.vet(name_process, b"good", "a.svg")
    looks.remember_in(store)
    with Vetting(store) as again:
        again.vet(misbehave_over, b"good", "a.svg")
        assert not again.has_begun
        for reader, raw in ((misbehave_over, b"wrong"), (name_process, b"good")):
            with pytest.raises(BrochureError):
                again.vet(reader, raw, "a.svg")
        assert again.has_begun
