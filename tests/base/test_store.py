"""What is kept of earlier runs: found again whole or not at all, bounded, and nobody else's."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brochure.base.store import Store

ONE, OTHER = b"one page", b"another page"
KEY = "0" * 64


def files(folder: Path) -> list[Path]:
    """Return the files that a store keeps, not those that it puts beside."""
    return sorted(f for f in folder.rglob("*") if f.is_file() and len(f.name) == 64)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_what_is_put_is_found_by_its_hash(store: Store) -> None:
    held = store.put(ONE)
    assert store.get(held) == ONE
    assert store.get(held[::-1]) is None
    assert {f.name for f in store.folder.iterdir()} == {".gitignore", "CACHEDIR.TAG", "blobs"}


def test_records_stand_under_their_key_the_one_used_last_first(store: Store) -> None:
    for record in (ONE, OTHER):
        store.put_record(KEY, record)
    first, last = files(store.folder)
    os.utime(first, (2, 2))
    os.utime(last, (1, 1))
    assert next(iter(store.records(KEY))) == first.read_bytes()
    assert set(store.records(KEY)) == {ONE, OTHER}
    assert list(store.records("1" * 64)) == []


@pytest.mark.parametrize("damage", [b"", ONE[:-1], ONE + b" ", b"0ne page"])
def test_what_is_damaged_is_not_found_and_is_written_anew(store: Store, damage: bytes) -> None:
    held = store.put(ONE)
    store.put_record(KEY, ONE)
    for file in files(store.folder):
        file.write_bytes(damage)
    assert (store.get(held), list(store.records(KEY))) == (None, [])
    store.put(ONE)
    assert store.get(held) == ONE


def _link(file: Path, elsewhere: Path) -> None:
    elsewhere.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(elsewhere)


def _pipe(file: Path, _elsewhere: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _folder(file: Path, _elsewhere: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("replace", [_link, _pipe, _folder])
def test_what_is_no_plain_file_is_not_read(
    store: Store, replace: Callable[[Path, Path], None]
) -> None:
    held = store.put(ONE)
    replace(files(store.folder)[0], store.folder / "elsewhere")
    assert store.get(held) is None
    store.put(ONE)
    store.trim(0)


def test_nothing_is_written_or_removed_through_a_link(store: Store, tmp_path: Path) -> None:
    Store(tmp_path / "theirs").put(ONE)
    theirs = files(tmp_path / "theirs")
    store.folder.symlink_to(tmp_path / "theirs")
    store.put(OTHER)
    store.trim(0)
    assert files(tmp_path / "theirs") == theirs
    store.folder.unlink()
    store.folder.mkdir()
    (store.folder / "blobs").symlink_to(tmp_path / "theirs/blobs")
    store.put(OTHER)
    store.trim(0)
    assert files(tmp_path / "theirs") == theirs


def test_what_was_used_least_lately_goes_first_and_nothing_that_is_not_ours(store: Store) -> None:
    held = [store.put(bytes([n]) * 100) for n in range(3)]
    own = store.folder / "blobs" / held[0][:2] / "notes.txt"
    own.write_bytes(b"mine" * 1000)
    for age, name in enumerate(held):
        os.utime(store.folder / "blobs" / name[:2] / name, (age, age))
    assert store.get(held[0])  # is used now
    store.trim(200)
    assert [bool(store.get(name)) for name in held] == [True, False, True]
    store.trim(0)
    assert own.exists() and files(store.folder) == []


def test_a_folder_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "store")
    held = store.put(ONE)
    store.put_record(KEY, ONE)
    store.trim()
    assert (store.get(held), list(store.records(KEY))) == (None, [])


def test_a_full_disk_leaves_nothing_half_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = store.put(ONE)

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    other = store.put(OTHER)
    assert (store.get(held), store.get(other)) == (ONE, None)
    assert list(store.folder.rglob("*.part")) == []
