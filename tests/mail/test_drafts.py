"""Drafts in a folder that others use too: only our own go, and nothing behind a link changes."""

import os
import stat
from pathlib import Path

import pytest

from brochure.base.errors import BrochureError, PlaceTakenError
from brochure.base.storage import lock_folder
from brochure.content.load import LoadedContent
from brochure.mail.drafts import FOLDER, drafts_in, write_drafts
from brochure.mail.message import Letter
from brochure.mail.recipients import Recipient, parse_recipients
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
    assert [file.name for file in drafts_in(folder, of_ours=True)] == ["001.eml", "003.eml"]
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
    for replace in (True, False):
        with pytest.raises(PlaceTakenError, match="email is a link"):
            write_drafts(folder, one, readers("joe"), replace=replace)
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
    for replace in (True, False):
        drafts = write_drafts(folder, one, readers("ann"), replace=replace)
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

    def replace(old: str, new: str, **named: int) -> None:
        if str(new).endswith(".eml"):
            with lock_folder(folder.parent):
                begun.append(new)
        make(old, new, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "replace", replace)
        write_drafts(folder, one, readers("bob", "joe"))
    assert begun == ["002.eml", "003.eml"]
    assert names_in(folder) == ["001.eml", "002.eml", "003.eml"]


def test_a_folder_that_cannot_be_read_is_no_traceback(one: Letter, folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file")
    with pytest.raises(BrochureError, match="cannot write"):
        write_drafts(folder, one, readers("ann"))
    assert drafts_in(folder) == ()
