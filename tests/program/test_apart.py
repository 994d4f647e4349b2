"""The guard of all tests: what one of them leaves outside its own folders turns the run red."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.apart import list_machine, stay_apart


@pytest.mark.parametrize("left", ["home/notes", "home/.cache/fonts", "tmp/brochure-0/x"])
def test_what_is_left_in_home_or_the_shared_temporary_folder_is_named(
    tmp_path: Path, left: str
) -> None:
    home, shared, file = tmp_path / "home", tmp_path / "tmp", tmp_path / left
    for folder in (home / ".cache", shared):
        folder.mkdir(parents=True)
    with (
        pytest.raises(AssertionError, match=file.name if "0" not in left else "brochure-0"),
        stay_apart(tmp_path / "own", home, shared),
    ):
        file.parent.mkdir(exist_ok=True)
        file.touch()


def test_what_runs_has_a_home_and_a_temporary_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with stay_apart(tmp_path / "own", tmp_path / "home", tmp_path / "home"):
        tell = "import pathlib, tempfile; print(pathlib.Path.home(), tempfile.gettempdir())"
        told = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True)
        assert told.stdout.split() == [str(tmp_path / "own/home"), str(tmp_path / "own/tmp")]
        assert gettempdir() == str(tmp_path / "own/tmp")
    assert "own" not in os.environ["HOME"]


def test_devices_and_settings_are_looked_at() -> None:
    listed = list_machine()
    assert "/dev/null" in listed
    assert any(name.startswith("/etc/passwd ") for name in listed)
