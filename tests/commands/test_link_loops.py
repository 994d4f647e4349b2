"""Links that lead round in a circle, wherever a call names a file or a folder: one line tells."""

import re
import shutil
from pathlib import Path

import pytest

from brochure.base.plain_file import real_path
from brochure.commands.cli import main
from tests.conftest import ROOT

BUILD_ONE = ("--only", "guide", "--channel", "screen")
TO = ("--to", "reader@example.com")


@pytest.fixture
def looped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project with two such links, as the current folder."""
    shutil.copyfile(ROOT / "content.yaml", tmp_path / "content.yaml")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    for name in ("loop", "loop.yaml"):
        (tmp_path / name).symlink_to(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "call",
    [
        ("build", *BUILD_ONE, "-o", "loop"),
        ("build", *BUILD_ONE, "-o", "loop/below"),
        ("build", "loop.yaml"),
        ("check", "loop.yaml"),
        ("watch", "loop.yaml"),
        ("email", "loop.yaml", *TO),
        ("email", *TO, "-o", "loop", "--draft"),
        ("schema", "loop/content.yaml"),
    ],
)
def test_a_call_ends_in_what_is_wrong(
    looped: Path, call: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(call) in (1, 2, 3)
    said = capfd.readouterr()
    lines = (said.err or said.out).rstrip("\n").split("\n")
    problem, fix = lines[:2] if said.out else lines[-2:]  # what came of it is told last
    assert "loop" in problem and re.match("  Fix: .", fix), said
    assert (looped / "loop").is_symlink() and (looped / "loop.yaml").is_symlink()


def test_a_schema_is_written_beside_content_that_cannot_be_read(looped: Path) -> None:
    assert main(("schema", "loop.yaml")) == 0
    assert (looped / "schema.json").is_file()


def test_a_path_that_leads_in_a_circle_is_a_path(looped: Path) -> None:
    assert real_path("loop").parent == real_path(looped)
