"""What `verify` tells: the cause, and not what only follows from it."""

from pathlib import Path

import pytest

from brochure.approval.entry import Entry
from brochure.approval.manifest import APPROVALS
from brochure.approval.record import add_entries
from brochure.approval.releases import release_folder
from brochure.approval.verifying import verify
from tests.approval.entries import put_record, signed


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content file with three lines on record, of which a release keeps the last two."""
    content = tmp_path / "content.yaml"
    lines = [signed(name, "wrote") for name in ("Sam Lee", "Ann Poe", "Eve Day")]
    kept = add_entries(content, lambda _: lines)[1:]
    folder = release_folder(tmp_path / "output", "guide", "1.0")
    folder.mkdir(parents=True)
    (folder / APPROVALS).write_bytes(b"".join(entry.line() for entry in kept))
    return content


def told(content: Path) -> tuple[tuple[Entry, ...], list[str]]:
    record, faults = verify(content, content.parent / "output")
    return record.chain.entries, [fault.what for fault in faults]


def test_a_record_that_was_written_anew_without_some_lines_is_told(content: Path) -> None:
    entries, faults = told(content)
    assert faults == []
    put_record(content, entries[:2])
    assert told(content)[1] == ["the release guide/1.0 rests on line 3, which is not on record"]


def test_a_record_that_was_cut_or_is_gone_is_told_once(content: Path) -> None:
    record = content.with_name("content.record")
    record.write_bytes(b"".join(record.read_bytes().splitlines(keepends=True)[:2]))
    _, faults = verify(content, content.parent / "output")
    assert [one.what for one in faults] == [
        "content.record.sha256 is of another record: lines are missing, or were added"
    ]
    assert faults[0].remedy.startswith("Put content.record and content.record.sha256 back")
    record.unlink()
    assert len(told(content)[1]) == 1


def test_of_a_line_that_was_changed_all_that_follows_is_not_told(content: Path) -> None:
    record = content.with_name("content.record")
    record.write_bytes(record.read_bytes().replace(b"Ann Poe", b"Eve Poe"))
    assert told(content)[1] == ["content.record: line 2 is not as it was written"]
