"""The journal: private, whole after a power cut, and a reason to stop where it is not to be had."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError
from brochure.mail.journal import FOLDER, State, open_journal, read_journal
from brochure.mail.message import Attachment
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
    assert len((tmp_path / FOLDER / "journal.jsonl").read_text().splitlines()) == 1


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
    assert set(json.loads(text.splitlines()[0])) == {"documents", "state", "at"}
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
        for name in ("journal.jsonl", "key"):
            assert (folder / name).stat().st_mode & 0o777 == 0o600


def test_another_key_gives_other_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert kept(tmp_path / "a", "begin") != kept(tmp_path / "b", "begin")


@pytest.mark.parametrize(
    "torn", ['{"documents": "x', '{"documents": {}, "state": "sent", "at": ""}', "\0\0\0"]
)
def test_what_a_power_cut_tore_off_is_as_if_never_written(tmp_path: Path, torn: str) -> None:
    """A record without its line end: the call that wrote it had not returned."""
    kept(tmp_path, "begin")
    file = tmp_path / FOLDER / "journal.jsonl"
    before = file.read_text()
    file.write_text(before + torn)
    assert read_journal(tmp_path).state(JANE, GUIDE) == "begin"
    with open_journal(tmp_path) as journal:
        assert journal.state(JANE, GUIDE) == "begin"
        journal.add(JANE, [GUIDE], "sent", NOW)
    assert len(file.read_text().splitlines()) == 2
    assert read_journal(tmp_path).state(JANE, GUIDE) == "sent"


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", "{}", '{"documents": {}, "state": "gone"}', "\0"]
)
def test_a_damaged_journal_stops_everything(tmp_path: Path, line: str) -> None:
    kept(tmp_path, "begin", "sent")
    file = tmp_path / FOLDER / "journal.jsonl"
    first, second = file.read_text().splitlines()
    file.write_text(f"{first}\n{line}\n{second}\n")
    for use in (lambda: kept(tmp_path), lambda: read_journal(tmp_path)):
        with pytest.raises(BrochureError, match="is damaged in line 2; nothing was sent") as raised:
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


def test_a_disk_that_is_full_is_told_before_a_message_goes_out(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full disk")
    with open_journal(tmp_path) as journal:
        os.dup2(os.open("/dev/full", os.O_WRONLY), journal.handle)
        with pytest.raises(BrochureError, match="No space left on device; nothing more was sent"):
            journal.add(JANE, [GUIDE], "begin", NOW)


def test_a_look_changes_nothing(tmp_path: Path) -> None:
    journal = read_journal(tmp_path)
    assert journal.state(JANE, GUIDE) is None
    assert files(tmp_path) == []
