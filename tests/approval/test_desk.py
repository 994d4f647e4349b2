"""What a desk tells to type: for its own content file, wherever somebody stands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from brochure.approval.desk import Desk
from brochure.base.calls import name_program
from brochure.base.gate import OF_OUTPUT
from brochure.base.worker import Workers
from brochure.build.build import Request
from brochure.build.claim import output_of
from brochure.content.load import load_content
from tests.approval.workshop import write_project


def desk_of(content: Path, output: Path | None = None) -> Desk:
    request = Request(content.parent, output_of(content, output))
    now = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    loaded = load_content(content)
    return Desk(content, loaded, request, Workers(OF_OUTPUT), now, count_nothing)


def count_nothing(_done: int, _of: int, _name: str) -> None:
    """Nobody watches."""


def test_calls_name_the_content_file_unless_it_is_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_project(tmp_path / "our clinic")
    monkeypatch.chdir(content.parent)
    here = desk_of(content)
    assert here.name_call("status", "guide").removeprefix(name_program()) == " status guide"
    assert here.name_call("build", "--bump").removeprefix(name_program()) == " build --bump"
    monkeypatch.chdir(tmp_path)
    named, program = "'our clinic/content.yaml'", name_program()
    away = desk_of(content)
    assert away.name_call("approve", "guide") == f"{program} approve guide --content {named}"
    assert away.name_call("build", "--bump") == f"{program} build {named} --bump"
    other = desk_of(content, tmp_path / "out")
    assert other.name_call("status").endswith(f" -o {tmp_path / 'out'}")
    assert " -o " not in other.name_call("check")
