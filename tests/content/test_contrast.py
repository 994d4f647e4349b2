"""Pale colours of the brand are told by `check`, before anything is made, each with its line."""

import re
from pathlib import Path

import pytest

from brochure.base.files.project import STARTER, Assets
from brochure.base.finding import Finding
from brochure.base.wcag import contrast_of, rgb_of
from brochure.commands.cli import main
from brochure.content.checks.contrast import check_contrast
from brochure.content.yaml.source import parse
from tests.conftest import ROOT

STARTERS = (STARTER / "content.yaml").read_text("utf-8")


def with_colours(**values: str) -> str:
    """Return the starter's content with other colours."""
    text = STARTERS
    for role, value in values.items():
        text, found = re.subn(rf'(?m)^( +{role}: +{{screen: )"#[0-9A-F]+"', rf'\1"{value}"', text)
        assert found == 1, role
    return text


def pale(text: str, project: Path) -> dict[str, Finding]:
    """Return what is told of each role."""
    source, _ = parse(text, "content.yaml")
    assert source is not None
    found = check_contrast(source, Assets(project))
    return {f.place.path.removeprefix("brand.colours."): f for f in found}


def proposal(found: Finding) -> str:
    (value,) = re.findall('"(#[0-9A-F]{6})"', found.remedy)
    return value


def test_two_pale_colours_are_both_told_and_white_is_not(tmp_path: Path) -> None:
    text = with_colours(ink="#8FB4D8", river="#9DBAD6")
    told = pale(text, tmp_path)
    assert set(told) == {"ink", "river"}
    assert "stands out by 2.0:1 and needs 4.5:1" in told["river"].what
    for role, found in told.items():
        line = text.splitlines()[found.place.line - 1]
        assert line.split()[0] == f"{role}:" and line[found.place.column - 1] == "{"
    mended = {role: proposal(found) for role, found in told.items()}
    assert pale(with_colours(**mended), tmp_path) == {}
    assert contrast_of(rgb_of(mended["river"]), (255, 255, 255)) < 5, "a near one"


def test_what_every_document_is_printed_in_is_an_error_and_the_rest_a_warning(
    tmp_path: Path,
) -> None:
    """Own stylesheets may leave out what the shipped ones set."""
    text = with_colours(text="#999999", clay="#D98880", mist="#667788")
    assert {role: f.severity for role, f in pale(text, tmp_path).items()} == {
        "text": "error",
        "clay": "warning",
        "mist": "warning",
    }
    (tmp_path / "styles").mkdir()
    assert {f.severity for f in pale(text, tmp_path).values()} == {"warning"}


@pytest.mark.parametrize("file", ["content.yaml", "tests/clinics/implants/content.yaml"])
def test_contents_that_build_have_no_pale_colour(file: str, tmp_path: Path) -> None:
    assert pale((ROOT / file).read_text("utf-8"), tmp_path) == {}
    assert pale(STARTERS, tmp_path) == {}


def test_check_tells_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "content.yaml"
    file.write_text(with_colours(ink="#8FB4D8", river="#9DBAD6"), "utf-8")
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr().out
    assert f"{file}:65:13: brand.colours.ink: #8FB4D8 is too pale beside" in told
    assert f"{file}:67:13: warning: brand.colours.river: #9DBAD6 is too pale beside" in told
