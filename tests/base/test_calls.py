"""How the program is called from where one is: ./dev in its checkout, elsewhere brochure."""

from pathlib import Path

import pytest

from brochure.base.calls import name_program, write_call
from tests.conftest import ROOT


def test_in_the_checkout_it_is_dev_and_elsewhere_with_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert write_call("check", "content.yaml", "--questions") == "./dev check --questions"
    assert write_call("check", "my clinic/content.yaml") == "./dev check 'my clinic/content.yaml'"
    monkeypatch.chdir(tmp_path)
    assert name_program() == str(ROOT / "dev")


def test_in_a_folder_that_is_gone_it_has_a_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert name_program() == str(ROOT / "dev")


def test_where_it_is_installed_it_is_brochure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brochure.base.calls._CHECKOUT", False)
    assert write_call("build") == "brochure build"
