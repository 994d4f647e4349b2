"""What stands in the place of a record of a call, and is none: it is passed over at once."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from brochure.base.store_layout import CALLS, STORE
from brochure.commands import unchanged
from brochure.commands.unchanged import Told, key_of_call, recall_call

CALL = ("build", "-o", "output")


def _put(kept: Path, raw: bytes) -> None:
    (kept / sha256(raw).hexdigest()).write_bytes(raw)


def _put_raw(raw: bytes) -> Callable[[Path], None]:
    return lambda kept: _put(kept, raw)


def _put_told(told: object) -> Callable[[Path], None]:
    return _put_raw(json.dumps({"told": told}).encode())


def _put_folder(kept: Path) -> None:
    (kept / ("0" * 64)).mkdir()


def _put_pipe(kept: Path) -> None:
    os.mkfifo(kept / "pipe")
    os.mkfifo(kept / ("0" * 64))


def _recall(
    folder: Path, put: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> Told | None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(unchanged, "_is_unchanged", lambda _: True)  # type: ignore[misc]
    kept = folder / "output" / STORE / CALLS / key_of_call(str(Path.cwd()), CALL)
    kept.mkdir(parents=True)
    put(kept)
    return recall_call(list(CALL))


def test_a_record_is_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _recall(tmp_path, _put_told(("a", 0)), monkeypatch) == Told("a", 0)


@pytest.mark.parametrize(
    "put",
    [
        _put_pipe,
        _put_raw(b"[" * 200_000),
        _put_raw(b"[]"),
        _put_folder,
        _put_told((1, 0)),
        _put_told(("a", "0")),
        _put_told(("a", True)),
        _put_told(("a", "b", 0)),
    ],
)
def test_what_is_no_record_tells_nothing(
    tmp_path: Path, put: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _recall(tmp_path, put, monkeypatch) is None
