"""What checks the code: hooks run what the lock pins, workers are counted, mutants are told."""

import os
import random
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from inspect import getsourcelines
from pathlib import Path

import pytest
import yaml
from coverage import CoverageData
from coverage.exceptions import DataError

from brochure.base import worker_process
from brochure.base.requirements import read_locked_versions
from tests.__main__ import COVERED, LEAST_COVERED, SHARED, steps
from tests.conftest import ROOT
from tests.mutants import PACKAGES, Bench, Mutant, RedTestsError, list_mutants
from tests.mutations import find_mutations

HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
IN_A_WORKER = """
from multiprocessing import get_context
from brochure.base.worker_process import begin_process
if __name__ == "__main__":
    worker = get_context("spawn").Process(target=begin_process, args=(2**34, True))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
"""


def hooks() -> list[dict[str, str]]:
    return [hook for repo in HOOKS["repos"] for hook in repo["hooks"]]


def test_every_hook_runs_a_tool_that_the_lock_pins_for_development() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {re.split(r"[\[<>=]", line)[0] for line in settings["dependency-groups"]["dev"]}
    assert [repo["repo"] for repo in HOOKS["repos"]] == ["local"], "no host is asked for a tool"
    for hook in hooks():
        assert hook["language"] == "system", hook["id"]
        python, m, tool, *_ = hook["entry"].split()
        assert (python, m) == (".venv/bin/python", "-m"), hook["id"]
        ours = (ROOT / f"{tool.replace('.', '/')}.py").is_file()
        assert ours or tool in asked & read_locked_versions().keys(), hook["id"]
    assert "pre-commit" in asked & read_locked_versions().keys()


def test_hooks_run_the_tools_that_the_tests_run() -> None:
    entries = [" ".join(hook["entry"].split()[2:]) for hook in hooks()]
    for tool in ("ruff check", "ruff format --check", "pyright"):
        assert any(entry.startswith(tool) for entry in entries), tool


def test_pre_commit_can_read_its_settings() -> None:
    command = (sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml")
    subprocess.run(command, cwd=ROOT, check=True)


def test_branches_are_counted_of_all_tests_or_of_some() -> None:
    every = [" ".join(step[2:]) for step in steps((COVERED,))]
    assert every[1] == f"coverage run -m pytest {' '.join(SHARED)}"
    assert every[-1] == f"coverage report --fail-under={LEAST_COVERED}"
    some = [" ".join(step[2:]) for step in steps((COVERED, "tests/base"))]
    assert (some[1], some[-1]) == ("coverage run -m pytest tests/base", "coverage report")


def test_what_only_a_worker_runs_is_counted(tmp_path: Path) -> None:
    script, data = tmp_path / "script.py", tmp_path / "data"
    script.write_text(IN_A_WORKER, "utf-8")
    settings = f"--rcfile={ROOT / 'pyproject.toml'}"
    command = (sys.executable, "-m", "coverage", "run", settings, f"--data-file={data}", script)
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    counted = set[int]()
    for file in tmp_path.glob("data.*"):
        one = CoverageData(str(file))
        with suppress(DataError):  # multiprocessing's tracker outlives us, and may be writing
            one.read()
            assert one.has_arcs() or not one.measured_files(), "branches, not only lines"
            counted |= set(one.lines(worker_process.__file__) or ())
    lines, first = getsourcelines(worker_process.begin_process)
    (inside,) = (first + n for n, line in enumerate(lines) if "addaudithook" in line)
    assert inside in counted


# Mutants

SMALL = '''"""Text that is left alone: 1 < 2."""


def holds(number: int = 0) -> bool:
    if number < 3 and number:
        return number + 1 == 2
    return f"{number + 1}" == "é"
'''


def test_a_source_is_changed_in_one_place_at_a_time_and_nowhere_that_says_nothing() -> None:
    found = find_mutations(SMALL)
    assert {(m.line, m.before, m.after) for m in found} == {
        (4, "0", "(1)"),
        (5, "number < 3 and number", "(number < 3 or number)"),
        (5, "number < 3 and number", "(not (number < 3 and number))"),
        (5, "number < 3", "(number <= 3)"),
        (5, "3", "(4)"),
        (6, "number + 1 == 2", "None"),
        (6, "number + 1 == 2", "(number + 1 != 2)"),
        (6, "number + 1", "(number - 1)"),
        (6, "1", "(2)"),
        (6, "2", "(3)"),
        (7, 'f"{number + 1}" == "é"', "None"),
        (7, 'f"{number + 1}" == "é"', "(f'{number + 1}' != 'é')"),
    }
    for mutation in found:
        compile(mutation.apply(SMALL), "small.py", "exec")
        assert mutation.apply(SMALL).count("\n") == SMALL.count("\n")


def test_a_seed_means_a_sample_and_every_package_has_enough() -> None:
    every = list_mutants(ROOT, tuple(PACKAGES))
    assert random.Random(1).sample(every, 9) == random.Random(1).sample(every, 9)
    assert len(every) > 2000
    assert {m.package for m in every} == set(PACKAGES)
    assert any("return" not in m.mutation.before for m in every if "rules/ink" in m.file)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    source, tests = (tmp_path / folder for folder in PACKAGES["selection"])
    source.mkdir(parents=True)
    tests.mkdir(parents=True)
    for folder in (source, source.parent, tests, tests.parent):
        (folder / "__init__.py").touch()
    (source / "small.py").write_text("def count(n):\n    return n + 1\n\n\nUNREAD = 5\n")
    test = (
        "from brochure.selection.small import count\n\n\ndef test_it():\n    assert count(1) == 2\n"
    )
    (tests / "test_small.py").write_text(test)
    return Bench(tmp_path)


def test_a_change_that_tests_see_is_killed_another_survives_and_both_are_taken_back(
    bench: Bench,
) -> None:
    file = bench.root / "brochure/selection/small.py"
    before = file.read_bytes()
    reach = bench.trace_tests("selection")
    outcomes = {
        m.mutation.before: bench.try_mutant(m, reach, 60).outcome
        for m in list_mutants(bench.root, ("selection",))
        if m.mutation.after != "None"
    }
    assert outcomes == {"n + 1": "killed", "1": "killed", "5": "survived"}
    assert file.read_bytes() == before


def test_tests_that_never_end_are_timed_out_and_red_ones_say_nothing(bench: Bench) -> None:
    tests = bench.root / "tests/selection/test_small.py"
    reach = bench.trace_tests("selection")
    tests.write_text("def test_it():\n    while True:\n        pass\n")
    (mutant, *_) = list_mutants(bench.root, ("selection",))
    assert isinstance(mutant, Mutant)
    assert bench.try_mutant(mutant, reach, 3).outcome == "timed out"
    tests.write_text("def test_it():\n    assert False\n")
    with pytest.raises(RedTestsError, match="tests/selection is red without any change"):
        bench.trace_tests("selection")


def test_only_tests_that_run_the_line_are_asked_of_a_mutant(bench: Bench) -> None:
    (bench.root / "tests/selection/test_other.py").write_text("def test_nothing():\n    pass\n")
    reach = bench.trace_tests("selection")
    asked = {m.mutation.line: reach.tests_of(m) for m in list_mutants(bench.root, ("selection",))}
    assert asked == {
        2: ("tests/selection/test_small.py::test_it",),
        5: ("tests/selection",),  # an import runs it
    }
