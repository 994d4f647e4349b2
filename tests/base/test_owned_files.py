"""What a program removes and replaces: only what it has written itself, and never behind a link."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brochure.base.errors import BrochureError, PlaceTakenError
from brochure.base.owned_files import RECORD
from brochure.base.plain_folder import PlainFolder
from brochure.base.storage import lock_folder

OURS, NEWER, THEIRS = b"ours", b"newer", b"theirs"


def write(folder: Path, *names: str, content: bytes = OURS) -> list[Path]:
    files = [folder / name for name in names]
    with lock_folder(folder) as owned:
        owned.write([(file, content) for file in files])
    return files


def remove(folder: Path, *files: Path) -> None:
    with lock_folder(folder) as owned:
        for file in files:
            owned.remove(file)


def test_only_what_stands_as_it_was_written_is_removed(tmp_path: Path) -> None:
    ours, worked_on = write(tmp_path, "a/ours.png", "a/worked-on.png")
    copy = tmp_path / "a/copy.png"
    shutil.copy(ours, copy)
    worked_on.write_bytes(THEIRS)
    remove(tmp_path, ours, worked_on, copy, tmp_path / "a/nothing.png")
    assert sorted(f.name for f in (tmp_path / "a").iterdir()) == ["copy.png", "worked-on.png"]
    copy.unlink()
    worked_on.write_bytes(OURS)
    remove(tmp_path, worked_on)
    assert not (tmp_path / "a").exists(), "it is empty"


def test_without_its_record_nothing_is_known_to_be_ours(tmp_path: Path) -> None:
    (ours,) = write(tmp_path, "a/ours.png")
    (tmp_path / RECORD).unlink()
    remove(tmp_path, ours)
    assert ours.exists()


@pytest.mark.parametrize(
    "record",
    [
        b"\xff\xfe\0" * 99,
        b"0" * 64 + b"  ../outside.png\n",
        b"part" + b" " * 60 + b"  ../outside.png\n",
        b"part" + b" " * 60 + b"  /etc/hostname\n" + b"part" + b" " * 60 + b"  .\n",
        b"torn",
    ],
)
def test_a_record_that_somebody_has_written_reaches_nothing_outside(
    tmp_path: Path, record: bytes
) -> None:
    outside, folder = tmp_path / "outside.png", tmp_path / "output"
    outside.write_bytes(THEIRS)
    folder.mkdir()
    (folder / RECORD).write_bytes(record)
    (ours,) = write(folder, "a/ours.png")
    remove(folder, ours)
    assert outside.read_bytes() == THEIRS and not ours.exists()


LINKED = ("a", "a/b", "a/b/ours.png")


@pytest.mark.parametrize("name", LINKED)
def test_nothing_is_written_or_removed_behind_a_link(tmp_path: Path, name: str) -> None:
    """A folder that was ours is put elsewhere, and a link leads there, at whatever level."""
    folder, outside = tmp_path / "output", tmp_path / "outside"
    (ours,) = write(folder, "a/b/ours.png")
    place = folder / name
    place.rename(outside)
    place.symlink_to(outside)
    before = {f: f.read_bytes() for f in (tmp_path, *tmp_path.rglob("*")) if f.is_file()}
    for act in (lambda: remove(folder, ours), lambda: write(folder, "a/b/ours.png", content=NEWER)):
        with pytest.raises(PlaceTakenError) as refused:
            act()
        assert refused.value.id == "output.link"
        assert refused.value.message.startswith(f"{place} is a link")
    assert place.is_symlink()
    assert all(file.read_bytes() == held for file, held in before.items() if file.name != RECORD)


@pytest.mark.parametrize("name", [".brochure.lock", RECORD, f"{RECORD}.new"])
@pytest.mark.parametrize("dangles", [False, True])
def test_links_under_names_of_our_own_are_refused(tmp_path: Path, name: str, dangles: bool) -> None:
    folder, outside = tmp_path / "output", tmp_path / "outside"
    folder.mkdir()
    if not dangles:
        outside.write_bytes(THEIRS)
    (folder / name).symlink_to(outside)
    with pytest.raises(PlaceTakenError, match="is a link"):
        write(folder, "a/ours.png")
    assert outside.read_bytes() == THEIRS if not dangles else not outside.exists()


@pytest.mark.parametrize(
    ("name", "says"), [(".brochure.lock", "cannot write"), (RECORD, "cannot be used")]
)
def test_a_pipe_under_a_name_of_our_own_holds_nobody_up(
    tmp_path: Path, name: str, says: str
) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(BrochureError, match=says):
        write(tmp_path, "a/ours.png")


@pytest.mark.parametrize("name", [RECORD, f"{RECORD}.new"])
def test_a_folder_in_place_of_the_record_is_named_and_can_be_deleted(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(BrochureError) as refused:
        write(tmp_path, "a/ours.png")
    assert refused.value.message.startswith(f"{tmp_path / name}, where this program notes")
    assert refused.value.hint.startswith("Delete it, then run this again")
    assert refused.value.exit_code == 3
    (tmp_path / name).rmdir()
    (file,) = write(tmp_path, "a/ours.png")
    assert file.read_bytes() == OURS


@pytest.mark.parametrize("name", ["a/ours.png", RECORD, f"{RECORD}.new", ".brochure.lock"])
def test_a_file_that_bears_another_name_too_is_not_written_through(
    tmp_path: Path, name: str
) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "output"
    (folder / "a").mkdir(parents=True)
    outside.write_bytes(THEIRS)
    os.link(outside, folder / name)
    write(folder, "a/ours.png")
    assert outside.read_bytes() == THEIRS
    assert (folder / "a/ours.png").read_bytes() == OURS


@pytest.mark.skipif(os.name != "posix", reason="Windows has no handles of folders")
def test_a_folder_that_becomes_a_link_meanwhile_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody swaps it while a file is on its way; what was begun ends where it was begun."""
    folder, outside, away = tmp_path / "output", tmp_path / "outside", tmp_path / "away"
    outside.mkdir()
    (outside / "ours.png").write_bytes(THEIRS)
    (folder / "a").mkdir(parents=True)
    make = PlainFolder.make

    def swap(self: PlainFolder, name: str, *rest: Any, **more: Any) -> None:
        make(self, name, *rest, **more)
        if self.path.name == "a" and not away.exists():
            (folder / "a").rename(away)
            (folder / "a").symlink_to(outside)

    monkeypatch.setattr(PlainFolder, "make", swap)
    write(folder, "a/ours.png")
    assert [f.read_bytes() for f in outside.iterdir()] == [THEIRS]
    assert [f.read_bytes() for f in away.iterdir()] == [OURS]


# Drives that cannot do what others can; the calls of the system are stood in for


def _fails(error: int, where: Callable[..., bool] = lambda *_, **__: True) -> Callable[..., Any]:
    def call(real: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **named: Any) -> Any:
            if where(*arguments, **named):
                raise OSError(error, os.strerror(error))
            return real(*arguments, **named)

        return failing

    return call


def _is_exclusive(_path: object, flags: int, *_: object, **__: object) -> bool:
    return bool(flags & os.O_EXCL)


def _is_part(path: object, *_: object, **__: object) -> bool:
    return str(path).endswith(".brochure.part")


@pytest.mark.parametrize("error", [errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_without_exclusive_create(
    tmp_path: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ours,) = write(tmp_path, "a/ours.png")
    monkeypatch.setattr(os, "open", _fails(error, _is_exclusive)(os.open))
    with pytest.MonkeyPatch.context() as locking:
        locking.setattr("brochure.base.storage.FileLock", _NoLock)
        write(tmp_path, "a/ours.png", content=NEWER)
        remove(tmp_path, ours)
    assert not ours.exists()


class _NoLock:
    """Stands for the lock, which needs exclusive create of its own."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def acquire(self) -> None: ...

    def release(self) -> None: ...


def test_a_drive_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _fails(errno.EPERM)(os.link))
    (ours,) = write(tmp_path, "a/ours.png")
    write(tmp_path, "a/ours.png", content=NEWER)
    assert ours.read_bytes() == NEWER


@pytest.mark.parametrize("error", [errno.EEXIST, errno.EPERM, errno.EROFS, errno.EIO])
def test_a_drive_that_replaces_nothing_keeps_what_was_there(
    tmp_path: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ours,) = write(tmp_path, "a/ours.png")
    monkeypatch.setattr(os, "replace", _fails(error, _is_part)(os.replace))
    with pytest.raises(BrochureError, match="cannot write") as refused:
        write(tmp_path, "a/ours.png", content=NEWER)
    assert refused.value.exit_code == 3 and refused.value.hint
    assert ours.read_bytes() == OURS
    assert [f.name for f in ours.parent.iterdir()] == ["ours.png"]
    monkeypatch.undo()
    remove(tmp_path, ours)
    assert not ours.exists(), "it is still known to be ours"


def test_a_drive_that_tells_nothing_of_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: no handles, so each step is looked at."""
    monkeypatch.setattr("brochure.base.plain_folder._HAS_HANDLES", False)
    (ours,) = write(tmp_path, "a/b/ours.png")
    write(tmp_path, "a/b/ours.png", content=NEWER)
    assert ours.read_bytes() == NEWER
    (tmp_path / "a/b").rename(tmp_path / "c")
    (tmp_path / "a/b").symlink_to(tmp_path / "c")
    with pytest.raises(PlaceTakenError, match="is a link"):
        remove(tmp_path, ours)
    (tmp_path / "a/b").unlink()
    (tmp_path / "c").rename(tmp_path / "a/b")
    remove(tmp_path, ours)
    assert not ours.parent.exists()
