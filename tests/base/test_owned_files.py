"""What a program removes and replaces: only what it has written itself, and never behind a link."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brochure.base.errors import BrochureError, LockLostError, PlaceTakenError
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


def test_no_empty_folder_is_left_above_what_is_removed(tmp_path: Path) -> None:
    deep, beside = write(tmp_path, "a/b/c/ours.png", "a/ours.png")
    remove(tmp_path, deep)
    assert [f.name for f in (tmp_path / "a").iterdir()] == ["ours.png"]
    remove(tmp_path, beside)
    assert not (tmp_path / "a").exists() and tmp_path.is_dir()


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


HALF = "part".ljust(64)
TOKEN = "0123456789abcdef"


def test_what_is_half_written_goes_only_under_a_name_that_this_program_gives(
    tmp_path: Path,
) -> None:
    """Whatever the record says: somebody may have written into it."""
    (ours,) = write(tmp_path, "a/ours.png")
    half = tmp_path / f"a/.{TOKEN}-0.brochure.part"
    theirs = [
        *(tmp_path / name for name in ("a/letter.pdf", f".{TOKEN}.brochure.part", ".x.part")),
        *(tmp_path / f"a/{name}" for name in (f".{TOKEN}-0.part", f"{TOKEN}-0.brochure.part")),
        *(tmp_path / f"a/.{token}-0.brochure.part" for token in (TOKEN[1:], TOKEN.upper())),
    ]
    folder = tmp_path / f"a/.{TOKEN}-1.brochure.part"
    folder.mkdir()
    link = tmp_path / f"a/.{TOKEN}-2.brochure.part"
    link.symlink_to(ours)
    for file in (half, *theirs):
        file.write_bytes(THEIRS)
    named = "".join(
        f"{HALF}  {file.relative_to(tmp_path).as_posix()}\n"
        for file in (half, *theirs, folder, link, ours)
    )
    with (tmp_path / RECORD).open("a") as record:
        record.write(named)
    with lock_folder(tmp_path):
        pass
    assert not half.exists()
    assert all(file.read_bytes() == THEIRS for file in theirs)
    assert folder.is_dir() and link.is_symlink() and ours.read_bytes() == OURS


def test_the_record_grows_by_lines_and_is_in_order_at_the_end(tmp_path: Path) -> None:
    names = [f"a/{number}.png" for number in range(50)]
    record = tmp_path / RECORD
    with lock_folder(tmp_path) as owned:
        seen: set[int] = set()
        for name in names:
            owned.write([(tmp_path / name, OURS)])
            seen.add(record.stat().st_ino)
            assert all(f"  {each}\n" in record.read_text() for each in names[: len(seen)])
        assert len(seen) == 1, "it was not written anew for each file"
    lines = record.read_text().splitlines()
    assert sorted(line[66:] for line in lines) == sorted(names), "and nothing that has ended"


def test_a_record_that_is_long_is_written_anew_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brochure.base.written_record._ROOM_BYTES", 1000)
    record = tmp_path / RECORD
    with lock_folder(tmp_path) as owned:
        for number in range(200):
            owned.write([(tmp_path / "a/ours.png", b"%d" % number)])
            assert record.stat().st_size < 5000
        assert owned.knows(tmp_path / "a/ours.png", b"199")


@pytest.mark.parametrize("change", ["gone", "longer", "shorter", "replaced", "linked"])
def test_a_record_that_somebody_changes_meanwhile_loses_nothing_of_this_run(
    tmp_path: Path, change: str
) -> None:
    record, outside = tmp_path / RECORD, tmp_path / "outside"
    with lock_folder(tmp_path) as owned:
        owned.write([(tmp_path / "a/first.png", OURS)])
        held = record.read_bytes()
        if change == "longer":
            record.write_bytes(held + b"torn")
        elif change == "shorter":
            record.write_bytes(held[:-9])
        elif change == "linked":
            os.link(record, outside)
        else:
            record.unlink()
        if change == "replaced":
            record.write_bytes(b"")
        owned.write([(tmp_path / "a/second.png", OURS)])
    remove(tmp_path, tmp_path / "a/first.png", tmp_path / "a/second.png")
    assert not (tmp_path / "a").exists()
    assert change != "linked" or outside.read_bytes() == held


def test_a_line_that_was_cut_says_nothing_and_harms_no_other(tmp_path: Path) -> None:
    """As a power cut leaves it; whatever is left of the last line."""
    files = write(tmp_path, "a/1.png", "a/12.png")
    record = tmp_path / RECORD
    whole = record.read_bytes()
    theirs = tmp_path / "a/1"
    theirs.write_bytes(OURS)
    first = whole.index(b"\n") + 1
    for cut in range(first, len(whole)):
        record.write_bytes(whole[:cut])
        with lock_folder(tmp_path) as owned:
            assert owned.knows(files[0], OURS)
            assert not owned.remembers(files[1]) and not owned.remembers(theirs)
            owned.adopt([(files[1], OURS)])
        assert record.read_bytes() == whole


@pytest.mark.parametrize("room", range(0, 400, 7))
def test_a_disk_that_is_full_at_any_byte_of_the_record(
    tmp_path: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system says is stood in for: it takes a part of what is added, then nothing."""
    write_all = os.write
    (ours,) = write(tmp_path, "a/ours.png")
    left = room

    def write_some(handle: int, piece: Any) -> int:
        nonlocal left
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        part = bytes(piece)[:left]
        left -= len(part)
        return write_all(handle, part)

    with lock_folder(tmp_path) as owned:
        owned.write([(ours, NEWER)])
        record = (tmp_path / RECORD).read_bytes()
        with pytest.MonkeyPatch.context() as full:
            full.setattr(os, "write", write_some)
            try:
                owned.write([(tmp_path / "a/more.png", OURS)])
            except BrochureError as error:
                assert "No space left" in error.message and error.exit_code == 3
                assert (tmp_path / RECORD).read_bytes() == record
                assert [f.name for f in ours.parent.iterdir()] == ["ours.png"]
    with lock_folder(tmp_path) as owned:
        assert owned.knows(ours, NEWER)


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_nothing_is_written_or_removed_once_the_lock_is_another(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "output"
    lock = folder / ".brochure.lock"
    (ours,) = write(folder, "a/ours.png")
    with lock_folder(folder) as owned:
        lock.unlink()
        if how == "replaced":
            with lock_folder(folder):
                pass
        record = (folder / RECORD).read_bytes()
        for act in (
            lambda: owned.write([(ours, NEWER)]),
            lambda: owned.remove(ours),
            lambda: owned.adopt([(folder / "b.png", NEWER)]),
        ):
            with pytest.raises(LockLostError, match="removed or replaced the lock") as lost:
                act()
            assert lost.value.exit_code == 3 and "\n" not in lost.value.message
    assert ours.read_bytes() == OURS and (folder / RECORD).read_bytes() == record
    assert [f.name for f in ours.parent.iterdir()] == ["ours.png"]


def test_a_lock_that_goes_while_a_file_is_on_its_way_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ours,) = write(tmp_path, "a/ours.png")
    make = PlainFolder.make

    def make_and_unlock(self: PlainFolder, name: str, *rest: Any, **more: Any) -> None:
        make(self, name, *rest, **more)
        if self.path.name == "a":
            (tmp_path / ".brochure.lock").unlink()

    monkeypatch.setattr(PlainFolder, "make", make_and_unlock)
    with pytest.raises(LockLostError):
        write(tmp_path, "a/ours.png", content=NEWER)
    assert ours.read_bytes() == OURS
    assert [f.name for f in ours.parent.iterdir()] == ["ours.png"]


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
