"""The command line: what staff see, what machines read, and the exit codes."""

import json
from pathlib import Path

import pytest

from brochure.cli import main
from tests.conftest import ROOT
from tests.test_build import brochure, edit


def test_check_says_that_content_is_good(project: Path) -> None:
    run = brochure(project, "check")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "content.yaml is good: 22 sections, 2 sheets, 4 editions.\n"
    quiet = brochure(project, "check", "-q")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_check_names_every_problem_at_once_with_line_caret_and_remedy(project: Path) -> None:
    edit(project, "(336) 999-7116\n  text:", "336-CALL-US\n  text:")
    edit(project, "  tagline:", "  taglin:")
    edit(
        project,
        "        - six-steps\n      inside-middle",
        "        - six-stepps\n      inside-middle",
    )
    run = brochure(project, "check")
    assert run.returncode == 1
    assert run.stdout == ""
    for said in (
        "336-CALL-US",
        "'tagline'?",
        "did you mean 'six-steps'?",
        "content.yaml:19:",
        "content.yaml:14:",
    ):
        assert said in run.stderr
    assert run.stderr.count("  Fix: ") == run.stderr.count("^\n")
    assert "Traceback" not in run.stderr


def test_json_for_machines(project: Path) -> None:
    run = brochure(project, "build", "--only", "trifold", "--json")
    told = json.loads(run.stdout)
    assert told["good"] is True
    (document,) = told["documents"]
    assert document["edition"] == "trifold"
    assert document["file"].endswith("output/office/trifold.pdf")
    assert {p["name"] for p in document["panels"]} >= {"cover", "help", "inside-right"}
    assert all(p["words_free"] >= 0 for p in document["panels"])
    edit(project, "  tagline:", "  taglin:")
    broken = json.loads(brochure(project, "build", "--json").stdout)
    assert broken["good"] is False
    assert broken["findings"][0]["line"] == 14


def test_quiet_prints_problems_only(project: Path) -> None:
    run = brochure(project, "build", "--only", "trifold", "-q")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_summary_fits_one_screen(project: Path) -> None:
    run = brochure(project, "build", "-o", "elsewhere")
    lines = run.stdout.splitlines()
    assert len(lines) <= 40
    assert max(len(line) for line in lines) <= 120
    assert lines[-1] == "6 documents written; all 12 proofs hold for each."
    assert (project / "elsewhere/screen/guide.pdf").is_file()


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--chanel", "x"], []])
def test_a_wrong_call_is_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: brochure" in capsys.readouterr().err


def test_a_missing_library_is_one_line_and_exit_code_3(project: Path) -> None:
    """An engine that cannot load Pango stands in for a machine without it."""
    broken = project / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    said = "print('a page of advice'); raise OSError(\"cannot load library 'libpango-1.0-0'\")"
    (broken / "__init__.py").write_text(said, encoding="utf-8")
    run = brochure(project, "build", PYTHONPATH=f"{broken.parent}:{ROOT}")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.splitlines() == [
        "a system library is missing: cannot load library 'libpango-1.0-0'",
        "  Fix: On Debian or Ubuntu: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
        " (or run ./dev build, which does it).",
    ]


def test_a_missing_subsetter_is_asked_for_too(project: Path) -> None:
    broken = project / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    warns = "import warnings; warnings.warn('HarfBuzz-Subset will be required', DeprecationWarning)"
    (broken / "__init__.py").write_text(warns, encoding="utf-8")
    run = brochure(project, "build", PYTHONPATH=f"{broken.parent}:{ROOT}")
    assert run.returncode == 3
    assert "libharfbuzz-subset0" in run.stderr


def test_version_and_help_name_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("build", "check", "schema"):
        assert f"    {command} " in told
        assert f"./dev {command}" in readme, "README documents every command"
