"""A release stands in its folder whole or not at all, and never in the place of what others put."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from brochure.approval.placing import BESIDE, place_release
from brochure.base.errors import BrochureError
from brochure.base.owned_files import OwnedFiles
from brochure.base.storage import lock_folder

FILES = {
    "screen/guide.pdf": b"%PDF one",
    "screen/readable/guide.pdf": b"%PDF two",
    "SHA256SUMS": b"",
}


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[OwnedFiles]:
    with lock_folder(tmp_path / "output") as files:
        yield files


def held_in(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def test_a_release_is_placed_and_its_files_are_known_there(owned: OwnedFiles) -> None:
    folder = owned.top.path / "releases/guide/1.0"
    place_release(owned, folder, FILES)
    assert held_in(folder) == FILES
    assert all(owned.knows(folder / name, held) for name, held in FILES.items())
    assert not (owned.top.path / BESIDE).exists()


@pytest.mark.parametrize("stop", range(5))
def test_one_that_is_stopped_leaves_no_half_folder_and_is_placed_the_next_time(
    tmp_path: Path, stop: int
) -> None:
    folder = tmp_path / "output/releases/guide/1.0"
    with pytest.raises(KeyboardInterrupt), lock_folder(tmp_path / "output") as owned:
        stopped(owned, folder, FILES, stop)
    assert held_in(folder) in ({}, FILES) and folder.exists() == bool(held_in(folder))
    other = {**FILES, "SHA256SUMS": b"other"}
    with lock_folder(tmp_path / "output") as owned:
        place_release(owned, folder, FILES)
    with pytest.raises(KeyboardInterrupt), lock_folder(tmp_path / "output") as owned:
        stopped(owned, folder, other, stop)
    assert held_in(folder) in ({}, FILES, other)
    with lock_folder(tmp_path / "output") as owned:
        place_release(owned, folder, other)
    assert held_in(folder) == other and not (tmp_path / "output" / BESIDE).exists()


def stopped(owned: OwnedFiles, folder: Path, files: dict[str, bytes], after: int) -> None:
    """Place a release, and be stopped after so many steps."""
    steps = 0

    def stop(step: object) -> object:
        def counted(*arguments: object) -> None:
            nonlocal steps
            if steps == after:
                raise KeyboardInterrupt
            steps += 1
            step(*arguments)  # type: ignore[operator]

        return counted

    write, move = OwnedFiles.write, OwnedFiles.move_folder
    with (
        patch.object(OwnedFiles, "write", stop(write)),
        patch.object(OwnedFiles, "move_folder", stop(move)),
    ):
        place_release(owned, folder, files)
        raise KeyboardInterrupt


@pytest.mark.parametrize("place", ["releases/guide/1.0", BESIDE])
def test_what_others_put_there_stays(owned: OwnedFiles, place: str) -> None:
    theirs = owned.top.path / place / "theirs.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    with pytest.raises(BrochureError, match="is not of this program") as refused:
        place_release(owned, owned.top.path / "releases/guide/1.0", FILES)
    assert refused.value.exit_code == 3 and theirs.read_bytes() == b"theirs"
    assert not list(owned.top.path.rglob("*.pdf"))
