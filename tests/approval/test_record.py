"""The record: added to, chained, sealed; whatever is changed in it is told."""

import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from brochure.approval.entry import Entry, parse_line, read_chain
from brochure.approval.record import ApprovalRecord, add_entries, read_record
from brochure.base.errors import BrochureError
from tests.approval.entries import signed


def add(content: Path, *names: str) -> tuple[Entry, ...]:
    return add_entries(content, lambda _: [signed(name, "wrote") for name in names])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    file = tmp_path / "content.yaml"
    file.write_text("clinic: {}\n", encoding="utf-8")
    return file


def test_entries_are_numbered_and_chained_in_the_order_in_which_they_come(content: Path) -> None:
    assert read_record(content).entries == ()
    add(content, "Ann Poe", "Sam Lee")
    (third,) = add(content, "Kim Roe")
    found = read_record(content)
    assert [entry.by for entry in found.entries] == ["Ann Poe", "Sam Lee", "Kim Roe"]
    assert [entry.number for entry in found.entries] == [1, 2, 3] and third.number == 3
    lines = (content.parent / "content.record").read_bytes().splitlines()
    assert [entry.before for entry in found.entries][1:] == [one[:64].decode() for one in lines[:2]]
    assert not found.faults and not found.unsealed


def test_a_second_content_file_has_a_record_of_its_own(content: Path) -> None:
    spanish = content.with_name("content.es.yaml")
    add(content, "Ann Poe")
    add(spanish, "Sam Lee")
    assert [entry.by for entry in read_record(spanish).entries] == ["Sam Lee"]
    assert (content.parent / "content.es.record").is_file()


def test_any_changed_byte_is_told_and_nothing_is_added_to_it(content: Path) -> None:
    add(content, "Ann Poe")
    add(content, "Sam Lee")
    record, seal = content.parent / "content.record", content.parent / "content.record.sha256"
    for file in (record, seal):
        whole = file.read_bytes()
        for at in range(0, len(whole), 1 if file == seal else 7):
            changed = bytes((whole[at] ^ 1,))
            file.write_bytes(whole[:at] + changed + whole[at + 1 :])
            found = read_record(content)
            assert found.faults and found.entries == (), (file.name, at)
        with pytest.raises(BrochureError):
            add(content, "Kim Roe")
        file.write_bytes(whole)
    assert not read_record(content).faults


@pytest.mark.parametrize("kept", [0, 1])
def test_a_record_that_was_cut_is_told(content: Path, kept: int) -> None:
    for name in ("Ann Poe", "Sam Lee", "Kim Roe"):
        add(content, name)
    record = content.parent / "content.record"
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join(lines[:kept]))
    assert "content.record.sha256 is of another record" in read_record(content).faults[0]


def test_a_record_or_a_seal_that_is_gone_is_told(content: Path) -> None:
    add(content, "Ann Poe")
    add(content, "Sam Lee")
    (content.parent / "content.record.sha256").unlink()
    assert "is gone" in read_record(content).faults[0]
    (content.parent / "content.record.sha256").write_text("0  content.record\n", encoding="utf-8")
    (content.parent / "content.record").unlink()
    assert "content.record is gone" in read_record(content).faults[0]


def test_a_line_that_was_cut_off_is_told_by_the_next_entry(content: Path) -> None:
    add(content, "Ann Poe")
    record = content.parent / "content.record"
    with record.open("ab") as stream:
        stream.write(signed("Sam Lee", "wrote").line()[:100])
    assert read_record(content).chain.torn and not read_record(content).faults
    add(content, "Kim Roe")
    found = read_record(content)
    assert [entry.event for entry in found.entries] == ["signed", "mended", "signed"]
    assert not found.faults
    whole = record.read_bytes()
    at = whole.index(b"\n") + 70  # in the line that was cut off: that is held too
    record.write_bytes(whole[:at] + b"x" + whole[at + 1 :])
    assert read_chain(record.read_bytes()).broken == 2


@pytest.mark.parametrize("room", [0, 1, 60, 200])
def test_a_disk_that_is_full_leaves_the_record_as_it_was(content: Path, room: int) -> None:
    add(content, "Ann Poe")
    before = (content.parent / "content.record").read_bytes()
    write = os.write
    left = [room]

    def write_little(handle: int, piece: bytes) -> int:
        some = bytes(piece)[: left[0]]
        left[0] -= len(some)
        if not some:
            raise OSError(28, "No space left on device")
        return write(handle, some)

    with patch("brochure.base.held_file.os.write", write_little), pytest.raises(BrochureError):
        add(content, "Sam Lee")
    assert (content.parent / "content.record").read_bytes() == before
    add(content, "Kim Roe")
    assert [entry.by for entry in read_record(content).entries] == ["Ann Poe", "Kim Roe"]


def test_an_entry_without_its_seal_counts_and_the_next_one_seals_it(content: Path) -> None:
    add(content, "Ann Poe")
    seal = content.parent / "content.record.sha256"
    before = seal.read_bytes()
    add(content, "Sam Lee")
    seal.write_bytes(before)  # as if the power had gone between the two
    found = read_record(content)
    assert found.unsealed and [entry.by for entry in found.entries] == ["Ann Poe", "Sam Lee"]
    add(content, "Kim Roe")
    assert not read_record(content).unsealed


def test_two_who_sign_at_once_are_both_on_record(content: Path) -> None:
    names = [f"Reviewer {number}" for number in range(20)]
    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(partial(add, content), names))
    found = read_record(content)
    assert sorted(entry.by for entry in found.entries) == sorted(names) and not found.faults


def test_whoever_adds_sees_what_was_added_before(content: Path) -> None:
    add(content, "Ann Poe")

    def refuse(record: ApprovalRecord) -> Sequence[Entry]:
        assert [entry.by for entry in record.entries] == ["Ann Poe"]
        raise BrochureError("not so", exit_code=1)

    with pytest.raises(BrochureError, match="not so"):
        add_entries(content, refuse)
    assert len(read_record(content).entries) == 1


def test_sha256sum_alone_can_check_it(content: Path) -> None:
    add(content, "Ann Poe", "Sam Lee")
    call = ("sha256sum", "-c", "content.record.sha256")
    assert (
        subprocess.run(call, cwd=content.parent, capture_output=True, check=False).returncode == 0
    )
    for line in (content.parent / "content.record").read_bytes().splitlines():
        told = subprocess.run("sha256sum", input=line[66:], capture_output=True, check=True).stdout
        assert told[:64] == line[:64]


@pytest.mark.parametrize("line", [b"", b"{}", b"0" * 64 + b"  {}", b"\xff" * 80])
def test_what_is_no_entry_is_none(line: bytes) -> None:
    assert parse_line(line) is None
