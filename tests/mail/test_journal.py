"""The journal: private, whole after a power cut, and a reason to stop where it is not to be had."""

import hmac
import json
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from brochure.base.errors import BrochureError
from brochure.mail import growing_file
from brochure.mail.growing_file import GrowingFile, open_growing
from brochure.mail.journal import FOLDER
from brochure.mail.journal_folder import open_journal, read_journal
from brochure.mail.message import Attachment
from brochure.mail.record import State
from tests.mail.letters import files

NOW = datetime(2026, 11, 3, tzinfo=UTC)
GUIDE = Attachment("Guide.pdf", b"%PDF", "CW-GUIDE", "1.0")


JANE = "jane@x.org"


def kept(project: Path, *states: State) -> str:
    """Write these states of one message and return its name."""
    with open_journal(project) as journal:
        for state in states:
            journal.add(JANE, [GUIDE], state, NOW)
        return journal.identity(JANE, GUIDE)


def test_it_remembers(tmp_path: Path) -> None:
    kept(tmp_path, "begin", "sent")
    with open_journal(tmp_path) as journal:
        assert journal.state(JANE, GUIDE) == "sent"
        assert journal.state("JANE@x.org", GUIDE) == "sent"
        assert journal.state("joe@x.org", GUIDE) is None
    assert read_journal(tmp_path).state(JANE, GUIDE) == "sent"


def test_each_document_of_a_message_is_remembered_by_version_and_look(tmp_path: Path) -> None:
    sheet = Attachment("Sheet.pdf", b"%PDF", "CW-SAFE", "1.0")
    others = (replace(GUIDE, version="1.1"), replace(GUIDE, look="readable"))
    edited = replace(GUIDE, pdf=b"%PDF edited")
    with open_journal(tmp_path) as journal:
        journal.add(JANE, [GUIDE, sheet], "begin", NOW)
        assert journal.identity(JANE, sheet, GUIDE) == journal.identity(JANE, GUIDE, sheet)
        assert journal.identity(JANE, sheet, GUIDE) != journal.identity(JANE, GUIDE)
    journal = read_journal(tmp_path)
    assert [journal.state(JANE, one) for one in (GUIDE, sheet, edited)] == ["begin"] * 3
    assert [journal.state(JANE, one) for one in others] == [None, None]
    assert journal.has_changed(JANE, edited)
    assert not any(journal.has_changed(JANE, one) for one in (GUIDE, sheet, *others))
    assert len((tmp_path / FOLDER / "journal.jsonl").read_text().splitlines()) == 3  # two of calls


def test_a_journal_that_counted_messages_is_not_taken_for_one_of_documents(tmp_path: Path) -> None:
    kept(tmp_path, "begin")
    file = tmp_path / FOLDER / "journal.jsonl"
    file.write_text('{"id": "x", "state": "sent", "at": "", "content": "y"}\n')
    for use in (lambda: kept(tmp_path), lambda: read_journal(tmp_path)):
        with pytest.raises(BrochureError, match="is of an earlier program") as raised:
            use()
        assert raised.value.exit_code == 3 and raised.value.hint


def test_no_address_and_nothing_for_others(tmp_path: Path) -> None:
    kept(tmp_path, "begin", "sent")
    folder = tmp_path / FOLDER
    assert files(folder) == [".gitignore", "journal.jsonl", "key", "lock"]
    assert (folder / ".gitignore").read_text() == "*\n"
    text = (folder / "journal.jsonl").read_text()
    assert "jane" not in text and "x.org" not in text
    assert [set(json.loads(line)) for line in text.splitlines()] == [
        *[{"call", "at", "check"}] * 2,
        *[{"to", "state", "at", "of", "check"}] * 2,
    ]
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        for name in ("journal.jsonl", "key"):
            assert (folder / name).stat().st_mode & 0o777 == 0o600


def test_another_key_gives_other_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert kept(tmp_path / "a", "begin") != kept(tmp_path / "b", "begin")


def last_line(project: Path) -> tuple[Path, bytes, bytes]:
    """Return the journal's file, what stands before its last line, and that line."""
    file = project / FOLDER / "journal.jsonl"
    *before, last = file.read_bytes().splitlines(keepends=True)
    return file, b"".join(before), last


def make_earlier_journal(project: Path) -> bytes:
    """Leave a journal as programs made it that wrote down no calls, and return its key."""
    kept(project)
    os.truncate(project / FOLDER / "journal.jsonl", 0)
    return (project / FOLDER / "key").read_bytes().strip()


def earlier_line(project: Path, address: str, state: State, key: bytes) -> bytes:
    """Write a line as programs did that gave no check and folded all letters."""
    told = f"{address.casefold()}\0CW-GUIDE 1.0 ".encode()
    code = hmac.new(key, told, sha256).hexdigest()[:32]
    record = {"documents": {code: "0" * 16}, "state": state, "at": "2026-11-03"}
    line = f"{json.dumps(record)}\n".encode()
    with (project / FOLDER / "journal.jsonl").open("ab") as stream:
        stream.write(line)
    return line


def test_what_earlier_programs_sent_is_remembered(tmp_path: Path) -> None:
    key = make_earlier_journal(tmp_path)
    earlier_line(tmp_path, "Ann@Straße.example", "sent", key)
    line = earlier_line(tmp_path, "bob@x.org", "begin", key)
    with open_journal(tmp_path) as journal:
        for spelled in ("ann@straße.example", "ann@xn--strae-oqa.example", "ANN@STRASSE.example"):
            assert journal.state(spelled, GUIDE) == "sent"
        assert journal.state("bob@x.org", GUIDE) == "begin"
        journal.add("bob@x.org", [GUIDE], "sent", NOW)
    assert read_journal(tmp_path).state("bob@x.org", GUIDE) == "sent"
    file = tmp_path / FOLDER / "journal.jsonl"
    os.truncate(file, 0)
    earlier_line(tmp_path, "kim@x.org", "sent", key)
    before = file.read_bytes()
    for length in range(1, len(line)):  # torn, as a full disk did it
        file.write_bytes(before + earlier_line(tmp_path, "liz@x.org", "begin", key)[:length])
        assert read_journal(tmp_path).state("liz@x.org", GUIDE) == "begin", length


def test_a_journal_with_the_key_of_another_one_stops_everything(tmp_path: Path) -> None:
    kept(tmp_path, "begin", "sent")
    (tmp_path / FOLDER / "key").write_text("0" * 64)
    with pytest.raises(BrochureError, match="is damaged in line 1; nothing was sent"):
        kept(tmp_path)


def test_records_that_are_gone_while_their_key_is_there_stop_everything(tmp_path: Path) -> None:
    kept(tmp_path, "begin", "sent")
    (tmp_path / FOLDER / "journal.jsonl").unlink()
    for use in (lambda: kept(tmp_path), lambda: read_journal(tmp_path)):
        with pytest.raises(BrochureError, match="is gone, but its key is there; nothing was sent"):
            use()


def test_records_that_vanish_while_they_are_opened_are_not_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, "begin", "sent")

    def move_and_open(file: Path, *more: Any, **options: Any) -> GrowingFile:
        file.rename(file.with_name("away"))
        return open_growing(file, *more, **options)

    monkeypatch.setattr("brochure.mail.journal_folder.open_growing", move_and_open)
    with pytest.raises(BrochureError, match="is gone, but its key is there; nothing was sent"):
        kept(tmp_path)
    assert not (tmp_path / FOLDER / "journal.jsonl").exists()


def test_a_first_call_that_was_killed_is_taken_up(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / FOLDER / "key").unlink()
    os.truncate(tmp_path / FOLDER / "journal.jsonl", 0)
    assert read_journal(tmp_path).state(JANE, GUIDE) is None
    kept(tmp_path, "begin")
    assert read_journal(tmp_path).state(JANE, GUIDE) == "begin"


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", "{}", '{"documents": {}, "state": "gone"}', "\0"]
)
def test_a_damaged_journal_stops_everything(tmp_path: Path, line: str) -> None:
    kept(tmp_path, "begin", "sent")
    file = tmp_path / FOLDER / "journal.jsonl"
    *before, last = file.read_text().splitlines()
    file.write_text("\n".join((*before, line, last, "")))
    for use in (lambda: kept(tmp_path), lambda: read_journal(tmp_path)):
        with pytest.raises(BrochureError, match="is damaged in line 4; nothing was sent") as raised:
            use()
        assert raised.value.exit_code == 3


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_journal_without_its_key_stops_everything(tmp_path: Path, damage: str) -> None:
    kept(tmp_path, "begin", "sent")
    key = tmp_path / FOLDER / "key"
    key.unlink() if damage == "gone" else key.write_text("12")
    with pytest.raises(BrochureError, match="key of the journal is missing or damaged"):
        kept(tmp_path)


def test_two_senders_at_once(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path),
        pytest.raises(BrochureError, match="another call is sending") as raised,
    ):
        kept(tmp_path)
    assert raised.value.exit_code == 3
    kept(tmp_path, "begin")


def test_a_folder_that_cannot_hold_it(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file")
    with pytest.raises(BrochureError, match="cannot keep the journal") as raised:
        kept(tmp_path)
    assert raised.value.exit_code == 3


@contextmanager
def disk_of(size: int) -> Generator[None]:
    """Let no file of this process grow beyond `size`; what fits is taken, as by a disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.name != "posix", reason="a limit of POSIX")
def test_a_disk_that_is_full_is_told_before_a_message_goes_out(tmp_path: Path) -> None:
    """Whatever part of a record still fits: nothing of it stays, and the next one is whole."""
    kept(tmp_path, "begin")
    file, before, last = last_line(tmp_path)
    for room in range(len(last)):
        with open_journal(tmp_path) as journal, disk_of(len(last) + room):
            with pytest.raises(BrochureError, match="File too large; nothing more was sent") as why:
                journal.add("joe@x.org", [GUIDE], "begin", NOW)
            assert why.value.exit_code == 3
            assert journal.state("joe@x.org", GUIDE) is None
        assert file.read_bytes() == before + last
    kept(tmp_path, "sent")
    assert read_journal(tmp_path).state(JANE, GUIDE) == "sent"


LOCK, RECORDS = "lock", "journal.jsonl"


def put_another(file: Path) -> None:
    file.rename(file.with_suffix(".old"))
    file.write_bytes(file.with_suffix(".old").read_bytes())


def add_to(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"x")


DISTURBANCES: dict[str, Callable[[Path], object]] = {
    "lock removed": lambda folder: (folder / LOCK).unlink(),
    "lock replaced": lambda folder: put_another(folder / LOCK),
    "journal removed": lambda folder: (folder / RECORDS).unlink(),
    "journal replaced": lambda folder: put_another(folder / RECORDS),
    "journal renamed": lambda folder: (folder / RECORDS).rename(folder / "old"),
    "journal emptied": lambda folder: os.truncate(folder / RECORDS, 0),
    "journal cut": lambda folder: os.truncate(folder / RECORDS, 9),
    "journal added to": lambda folder: add_to(folder / RECORDS),
    "folder renamed": lambda folder: folder.rename(folder.with_name("old")),
    "folder removed": shutil.rmtree,
}


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be removed")
@pytest.mark.parametrize("disturb", DISTURBANCES.values(), ids=DISTURBANCES.keys())
def test_nothing_begins_once_lock_or_journal_are_not_what_they_were(
    tmp_path: Path, disturb: Callable[[Path], object]
) -> None:
    with open_journal(tmp_path) as journal:
        journal.add(JANE, [GUIDE], "begin", NOW)
        disturb(tmp_path / FOLDER)
        with pytest.raises(BrochureError, match="somebody removed, replaced or changed") as raised:
            journal.add("joe@x.org", [GUIDE], "begin", NOW)
        assert raised.value.exit_code == 3 and raised.value.hint


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be removed")
def test_a_lock_that_was_removed_lets_no_second_sender_in(tmp_path: Path) -> None:
    with open_journal(tmp_path) as journal:
        (tmp_path / FOLDER / LOCK).unlink()
        with pytest.raises(BrochureError, match="another call is sending"):
            kept(tmp_path)
        journal.add(JANE, [GUIDE], "sent", NOW)  # what became of a message is still written
    assert read_journal(tmp_path).state(JANE, GUIDE) == "sent"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be replaced")
def test_a_lock_on_records_that_were_replaced_meanwhile_lets_nobody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another sender, its lock removed, puts the whole file in its place between open and lock."""
    kept(tmp_path, "begin", "sent")
    lock = vars(growing_file)["_lock"]

    def replace_and_lock(handle: int) -> None:
        put_another(tmp_path / FOLDER / RECORDS)
        lock(handle)

    monkeypatch.setattr(growing_file, "_lock", replace_and_lock)
    with pytest.raises(BrochureError, match="somebody removed, replaced or changed"):
        kept(tmp_path)


def test_a_note_to_git_that_somebody_has_written_stays(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / FOLDER / ".gitignore").write_text("*\n!key\n")
    kept(tmp_path, "begin")
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n!key\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes that have a name")
@pytest.mark.parametrize("name", ["journal.jsonl", "key", "lock"])
def test_a_pipe_or_folder_in_its_place_is_told_and_not_waited_for(
    tmp_path: Path, name: str
) -> None:
    kept(tmp_path, "begin")
    file = tmp_path / FOLDER / name
    for make, unmake in ((os.mkfifo, os.unlink), (os.mkdir, os.rmdir)):
        file.unlink(missing_ok=True)
        make(file)
        with pytest.raises(BrochureError, match="cannot keep the journal") as raised:
            kept(tmp_path)
        assert raised.value.exit_code == 3
        if name != "lock":
            with pytest.raises(BrochureError, match="cannot keep the journal"):
                read_journal(tmp_path)
        unmake(file)


def test_records_that_lead_round_in_a_circle_are_told_of(tmp_path: Path) -> None:
    kept(tmp_path, "begin")
    file = tmp_path / FOLDER / "journal.jsonl"
    file.unlink()
    file.symlink_to(file.name)
    with pytest.raises(BrochureError, match="cannot keep the journal") as raised:
        kept(tmp_path)
    assert raised.value.exit_code == 3


def test_a_look_changes_nothing(tmp_path: Path) -> None:
    journal = read_journal(tmp_path)
    assert journal.state(JANE, GUIDE) is None
    assert files(tmp_path) == []
