"""A name that leads nowhere is told once, whatever number of documents name it."""

from pathlib import Path

import pytest

from brochure.commands.cli import main
from brochure.commands.new import create_project


@pytest.fixture
def without_a_section(tmp_path: Path) -> Path:
    """A new project whose section `choices` is gone: five documents name it."""
    create_project(tmp_path / "new", example=False)
    file = tmp_path / "new/content.yaml"
    text = file.read_text(encoding="utf-8")
    begin, end = text.index("  - id: choices\n"), text.index("  - id: good-and-bad\n")
    file.write_text(text[:begin] + text[end:], encoding="utf-8")
    return file


def test_a_section_that_is_gone_is_one_finding_before_all_warnings(
    without_a_section: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(without_a_section)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith('there is no section "choices"')
    assert said[3].startswith("  Named also in: guide (line ") and "booklet (line " in said[3]
    assert sum("there is no section" in line for line in said) == 1
    assert said[-1] == f"{without_a_section} is not good: 1 error, 1 warning."


def test_a_build_of_it_sums_up_last_and_lists_few_of_the_samples(
    without_a_section: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(without_a_section)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "there is no section" in said[0] and len(said) < 20
    assert said[-1] == "Nothing was built: 1 error, 1 warning."
    assert main(["build", "-q", str(without_a_section)]) == 1
    assert "Nothing was built" not in capsys.readouterr().out
