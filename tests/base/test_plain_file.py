"""Plain files are read; a pipe, a socket or a folder is told, and never waited for."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from brochure.base.plain_file import read_plain_file


def test_a_file_is_read_and_so_is_one_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"one")
    (tmp_path / "link").symlink_to("one")
    (tmp_path / "hard").hardlink_to(tmp_path / "one")
    assert {read_plain_file(tmp_path / name) for name in ("one", "link", "hard")} == {b"one"}


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "sparse"
    with file.open("wb") as stream:
        stream.truncate(2**40)
    with pytest.raises(OSError, match="larger than 1074 MB"):
        read_plain_file(file)


def put_pipe(place: Path) -> None:
    os.mkfifo(place)


def put_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(place.parent)  # an address may have about 100 letters
        one.bind(place.name)
        os.chdir(here)


def put_folder(place: Path) -> None:
    place.mkdir()


def put_loop(place: Path) -> None:
    place.symlink_to(place.name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
@pytest.mark.parametrize("put", [put_pipe, put_socket, put_folder, put_loop])
def test_what_is_no_file_is_told_at_once(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "it")
    with pytest.raises(OSError, match=r"no plain file|folder|symbolic links") as told:
        read_plain_file(tmp_path / "it")
    assert told.value.strerror


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_a_file_that_becomes_a_pipe_meanwhile_is_no_trap(tmp_path: Path) -> None:
    """The question is asked of the file that is open; so it does not matter when it is swapped."""
    place, ended = tmp_path / "it", Event()
    place.write_bytes(b"it")

    def swap() -> None:
        while not ended.is_set():
            os.mkfifo(tmp_path / "pipe")
            (tmp_path / "pipe").replace(place)
            (tmp_path / "file").write_bytes(b"it")
            (tmp_path / "file").replace(place)

    swapping = Thread(target=swap)
    swapping.start()
    try:
        outcomes = {read_or_refuse(place) for _ in range(3000)}
        while len(outcomes) < 2:  # the other thread may wait for its turn
            outcomes.add(read_or_refuse(place))
    finally:
        ended.set()
        swapping.join()
    assert outcomes == {b"it", None}


def read_or_refuse(place: Path) -> bytes | None:
    try:
        return read_plain_file(place)
    except OSError:
        return None
