"""What the world gives: above all a password, which nobody else is to get."""

from pathlib import Path

import pytest

from brochure.base import worker_process
from brochure.base.network_guard import MAIL_PASSWORD
from brochure.base.worker import Limits, run_in_workers
from brochure.commands.cli import main
from brochure.mail.surroundings import Surroundings
from tests.base.jobs import holds_password


def workers_know_it() -> bool:
    """Ask a worker for the environment that it was started with."""
    return list(run_in_workers(holds_password, ("at its start",), Limits())) == [True]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="Linux tells it there")
def test_no_command_hands_the_mail_password_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not even for the moment before a worker forgets it: the kernel keeps it for all its life."""
    monkeypatch.setattr(worker_process, "START", "spawn")  # as the program does
    monkeypatch.setenv(MAIL_PASSWORD, "secret")
    assert workers_know_it(), "of whoever calls no command"
    assert main(["check", str(tmp_path / "none.yaml")]) != 0
    assert not workers_know_it()
    monkeypatch.setenv(MAIL_PASSWORD, "secret")
    assert Surroundings().environment[MAIL_PASSWORD] == "secret"
    assert not workers_know_it()
