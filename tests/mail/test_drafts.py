"""Drafts in a folder that others use too: only our own go, and nothing behind a link changes."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError, PlaceTakenError
from brochure.base.finding import Finding
from brochure.base.owned_files import RECORD
from brochure.base.storage import lock_folder
from brochure.content.load import LoadedContent
from brochure.mail.drafts import FOLDER, Drafts, drafts_in, write_drafts
from brochure.mail.message import Letter
from brochure.mail.recipients import Recipient, parse_recipients
from brochure.mail.report import draft_lines
from tests.mail.letters import letter


@pytest.fixture(scope="module")
def one(loaded: LoadedContent) -> Letter:
    return letter(loaded)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "output" / FOLDER


def readers(*names: str) -> tuple[Recipient, ...]:
    found, findings = parse_recipients([f"{name}@secret.org" for name in names])
    assert not findings
    return found


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.eml"))


def test_only_drafts_as_they_were_written_are_replaced(one: Letter, folder: Path) -> None:
    """One was worked on in a mail program, one was put there by somebody."""
    drafts = write_drafts(folder, one, readers("ann", "bob", "joe"))
    worked_on = drafts.written[1]
    worked_on.write_bytes(worked_on.read_bytes() + b"PS: call me\n")
    (folder / "007.eml").write_bytes(b"theirs")
    kept = {name: (folder / name).read_bytes() for name in ("002.eml", "007.eml")}
    assert [(file.name, why) for file, why in drafts_in(folder)] == [
        *(("001.eml", ""), ("002.eml", "changed"), ("003.eml", ""), ("007.eml", "unknown"))
    ]
    drafts = write_drafts(folder, one, readers("kim"), replace=True)
    assert names_in(folder) == ["002.eml", "007.eml", "008.eml"]
    assert {name: (folder / name).read_bytes() for name in kept} == kept
    assert [file.name for file in drafts.others] == ["002.eml", "007.eml"], "and that is told"


def test_a_folder_that_is_a_link_is_named_and_nothing_behind_it_changes(
    one: Letter, folder: Path, tmp_path: Path
) -> None:
    write_drafts(folder, one, readers("ann", "bob"))
    outside = folder.rename(tmp_path / "outside")
    outside.chmod(0o755)
    folder.symlink_to(outside)
    before = {file: file.read_bytes() for file in outside.iterdir()}
    for again in (True, False):
        with pytest.raises(PlaceTakenError, match="email is a link"):
            write_drafts(folder, one, readers("joe"), replace=again)
    with pytest.raises(PlaceTakenError):
        drafts_in(folder)
    assert {file: file.read_bytes() for file in outside.iterdir()} == before
    assert stat.S_IMODE(outside.stat().st_mode) == 0o755


def test_a_draft_that_is_a_link_or_a_pipe_stays(one: Letter, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.eml"
    outside.write_bytes(write_drafts(folder, one, readers("ann")).written[0].read_bytes())
    outside.chmod(0o644)
    (folder / "001.eml").unlink()
    (folder / "001.eml").symlink_to(outside)
    os.mkfifo(folder / "002.eml")
    for again in (True, False):
        drafts = write_drafts(folder, one, readers("ann"), replace=again)
        assert names_in(folder) == ["001.eml", "002.eml", "003.eml"]
        assert [file.name for file in drafts.others] == ["001.eml", "002.eml"]
    assert (folder / "001.eml").is_symlink()
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_drafts_are_for_this_user_alone_whatever_the_umask(
    one: Letter, folder: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        write_drafts(folder, one, readers("ann"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "001.eml").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_note_to_git_that_somebody_has_written_stays(one: Letter, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*.eml\n")
    write_drafts(folder, one, readers("ann"))
    assert (folder / ".gitignore").read_text() == "*.eml\n"


def test_a_build_that_begins_beside_it_takes_nothing_away(one: Letter, folder: Path) -> None:
    """Each draft is begun, a build begins and ends, then the draft is finished."""
    write_drafts(folder, one, readers("ann"))
    make = os.replace
    begun: list[str] = []

    def move(old: str, new: str, **named: int) -> None:
        if str(new).endswith(".eml"):
            with lock_folder(folder.parent):
                begun.append(new)
        make(old, new, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "replace", move)
        write_drafts(folder, one, readers("bob", "joe"))
    assert begun == ["002.eml", "003.eml"]
    assert names_in(folder) == ["001.eml", "002.eml", "003.eml"]


def test_a_folder_that_cannot_be_read_is_no_traceback(one: Letter, folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file")
    with pytest.raises(BrochureError, match="cannot write"):
        write_drafts(folder, one, readers("ann"))
    assert drafts_in(folder) == ()


def told(drafts: Drafts, replace: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    found = [one for one in draft_lines(drafts, replace) if isinstance(one, Finding)]
    assert all(one.severity == "warning" and one.remedy for one in found)
    return [(one.what, one.detail) for one in found]


def test_what_replace_leaves_there_is_named_with_the_reason(
    one: Letter, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = write_drafts(folder, one, readers("ann", "bob", "joe", "kim")).written
    written[0].write_bytes(b"worked on")
    written[1].unlink()
    written[1].symlink_to(tmp_path / "elsewhere.eml")
    written[2].unlink()
    os.mkfifo(written[2])
    (folder / "008.eml").write_bytes(b"theirs")
    assert told(write_drafts(folder, one, readers("liz"), replace=True), replace=True) == [
        (
            "output/email/008.eml: in no record of what this program wrote, as drafts of its"
            " earlier versions are; not removed",
            (),
        ),
        ("output/email/001.eml: changed since this program wrote it; not removed", ()),
        ("output/email/002.eml: a link, and what lies behind one is not ours; not removed", ()),
        ("output/email/003.eml: cannot be read, or is no plain file; not removed", ()),
    ]
    assert names_in(folder) == ["001.eml", "002.eml", "003.eml", "008.eml", "009.eml"]


@pytest.mark.parametrize("again", [True, False])
def test_drafts_of_an_earlier_program_are_named_and_stay(
    one: Letter, folder: Path, tmp_path: Path, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It kept no record, and its messages were not the same to the byte: two for each reader."""
    monkeypatch.chdir(tmp_path)
    for file in write_drafts(folder, one, readers("ann", "bob", "joe")).written:
        file.write_bytes(file.read_bytes().replace(b"X-Unsent: 1", b"X-Unsent: 1\r\nX-Old: 1"))
    (folder / RECORD).unlink()
    before = {file.name: file.read_bytes() for file in folder.glob("*.eml")}
    drafts = write_drafts(folder, one, readers("BOB", "ann"), replace=again)
    assert {name: (folder / name).read_bytes() for name in before} == before
    (kept, names), (twice, pairs) = told(drafts, again)
    assert kept.startswith("3 drafts: in no record of what this program wrote")
    assert names == tuple(f"output/email/00{number}.eml" for number in (1, 2, 3))
    assert twice.startswith("2 earlier drafts with a reader and a document")
    assert pairs == ("output/email/001.eml and 005.eml", "output/email/002.eml and 004.eml")
    more = write_drafts(folder, one, readers("bob"))
    assert told(more)[1][1] == (
        "output/email/002.eml and 006.eml",
        "output/email/004.eml and 006.eml",
    )


def test_a_second_draft_with_other_documents_is_no_pair(one: Letter, folder: Path) -> None:
    write_drafts(folder, one, readers("ann"))
    assert told(write_drafts(folder, one, readers("ann", "bob"))) == []
    (attached,) = one.attachments
    other = replace(one, attachments=(replace(attached, name="CAREolina-Sheet-v1.0.pdf"),))
    assert told(write_drafts(folder, other, readers("ann"))) == []
    named = parse_recipients(["ann@secret.org"])[0][0]
    drafts = write_drafts(folder, one, [replace(named, name="Änne, “Ann”" * 6)])
    assert [(old.name, new.name) for old, new in drafts.twice] == [("001.eml", "004.eml")]


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"\0" * 100,
        b"To: \r\n",
        b"To: <<<@>>>\r\n\r\n\nContent-Disposition: attachment;x",
        b"To: " + b"(" * 90_000,
        b"To: a@" + b"\xff" * 300 + b"\r\n\r\n\nContent-Disposition: attachment;x",
        b"To: " + b"\r\n " * 30_000 + b"\nContent-Disposition: attachment;\r\n " * 9_000,
    ],
)
def test_a_draft_that_is_none_is_no_traceback(one: Letter, folder: Path, held: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "001.eml").write_bytes(held)
    drafts = write_drafts(folder, one, readers("ann"))
    assert [file.name for file, why in drafts.kept if why == "unknown"] == ["001.eml"]
    assert drafts.twice == ()
