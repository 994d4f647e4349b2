"""Builds that are stopped in the middle, or meet another one: nothing lost, one clear line."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.base.storage import lock_folder
from tests.build.test_build import brochure, edit
from tests.conftest import ROOT
from tests.kills import TWO, kill_builds
from tests.two_builds import build_beside_each_other

SHEET = ("--only", "safety-sheet-ketamine", "--channel", "office")


@pytest.mark.parametrize("asked", [TWO, (*TWO, "--soft-proof")], ids=["plain", "soft proofs"])
def test_builds_killed_at_random_moments_leave_whole_files(
    tmp_path: Path, asked: tuple[str, ...]
) -> None:
    """A few here; ``python -m tests.kills 200`` kills as many as it is told."""
    told = kill_builds(tmp_path, 4, 4711, asked)
    assert len(told.killed_at) == 4
    assert sum(told.files.values()) == 2 * (4 + told.ended)


def test_a_build_that_is_stopped_by_hand_says_so_in_one_line(project: Path) -> None:
    """As Ctrl-C does: the signal goes to the program and to all its workers."""
    with subprocess.Popen(
        [sys.executable, "-m", "brochure", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        first = running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate()
    assert first.startswith("output/office/trifold.pdf  2 pages")
    assert running.returncode == 4
    assert said == "Stopped; files that were finished stay as they are.\n"
    assert (project / "output/office/trifold.pdf").is_file()


SWALLOWED_BY = {
    "code that goes on": "try: os.kill(os.getpid(), signal.SIGINT)\nexcept BaseException: pass",
    "an object that goes": (
        "class Going:\n    def __del__(self): os.kill(os.getpid(), signal.SIGINT)\nGoing()"
    ),
}


@pytest.mark.parametrize("swallowed", SWALLOWED_BY.values(), ids=SWALLOWED_BY)
def test_ctrl_c_is_obeyed_also_where_code_of_others_swallows_it(swallowed: str) -> None:
    """As happens while modules are loaded; nothing is told of it on the way."""
    listening = "import os, signal\nfrom brochure.base.interrupt import *\nhear_interrupts()\n"
    obeying = "\nprint('went on', flush=True)\nobey_interrupt()\nprint('went on too')"
    run = _run_python(f"{listening}{swallowed}{obeying}")
    assert run.stdout == "went on\n"
    assert "Exception ignored" not in run.stderr
    assert run.stderr.endswith("KeyboardInterrupt\n")


def test_ctrl_c_before_a_command_runs_is_told_in_one_line() -> None:
    run = _run_python(
        "import os, signal, brochure.commands.cli as cli, brochure.__main__ as program\n"
        "cli.main = lambda: os.kill(os.getpid(), signal.SIGINT)\n"
        "raise SystemExit(program.start())"
    )
    assert (run.returncode, run.stdout) == (4, "")
    assert run.stderr == "Stopped; files that were finished stay as they are.\n"


def _run_python(code: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_builds_that_begin_together_write_one_after_the_other(tmp_path: Path) -> None:
    """A few here; ``python -m tests.two_builds 100`` lets as many pairs begin as it is told."""
    told = build_beside_each_other(tmp_path, 2)
    assert told.built >= 2 and told.built + told.refused == 4


def test_a_second_build_of_the_same_folder_is_told_to_wait(project: Path) -> None:
    with lock_folder(project / "output"):
        run = brochure(project, "build", *SHEET)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == (
        f"another build is writing {project / 'output'}\n"
        "  Fix: Wait until it has ended, then run this again.\n"
    )
    assert brochure(project, "build", *SHEET).returncode == 0


def test_an_edition_that_explodes_does_not_take_the_others_along(project: Path) -> None:
    (project / "templates").mkdir()
    template = (ROOT / "templates/trifold.html.j2").read_text(encoding="utf-8")
    bomb = '{{ "x" * 99999999999 }}{% endblock %}'
    template = template.replace("{% endblock %}", bomb)
    (project / "templates/trifold.html.j2").write_text(template, encoding="utf-8")
    two = ("--only", "trifold", "safety-sheet-ketamine", "--channel", "office")
    run = brochure(project, "build", *two)
    assert run.returncode == 1
    assert "\nwanted more than 3 GB of memory and was stopped\n" in run.stdout
    assert "trifold, office [document.memory]\n" in run.stdout and run.stderr == ""
    not_made = "output/office/trifold.pdf  NOT MADE\n  Kept: nothing; output/office/trifold.pdf was"
    assert not_made in run.stdout
    assert "\n1 of 2 documents written; 1 finding, see above.\n" in run.stdout
    assert (project / "output/office/safety-sheet-ketamine.pdf").is_file()


def test_an_edition_that_is_not_made_for_the_channel_is_a_wrong_call(project: Path) -> None:
    run = brochure(project, "build", "--only", "guide", "--channel", "office")
    assert (run.returncode, run.stdout) == (2, "")
    assert "guide for screen" in run.stderr


def test_a_broken_pipe_after_an_edit_keeps_the_files(project: Path) -> None:
    """Whoever reads the output along may stop: `brochure build | head -1`."""
    assert brochure(project, "build", *SHEET).returncode == 0
    before = (project / "output/office/safety-sheet-ketamine.pdf").read_bytes()
    edit(project, 'version: "1.0"', 'version: "1.1"')
    only = "--only safety-sheet-ketamine trifold --channel office"
    command = f"{sys.executable} -m brochure build {only} | true"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert (project / "output/office/safety-sheet-ketamine.pdf").read_bytes()[:5] == before[:5]
