"""Drafts of an earlier content: named by what they carry and say, and never by whom they are to."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from brochure.base.storage import lock_folder
from brochure.build.stale import prune_files
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.mail.drafts import FOLDER, write_drafts
from brochure.mail.message import Letter
from brochure.mail.recipients import parse_recipients
from brochure.mail.stale_drafts import find_stale_drafts
from tests.mail.letters import letter


@pytest.fixture
def one(loaded: LoadedContent) -> Letter:
    """A letter with a document that nobody has released."""
    return replace(letter(loaded), draft=True)


@pytest.fixture
def drafted(one: Letter, tmp_path: Path) -> Path:
    """An output folder with two drafts, and each document that they carry."""
    readers, _ = parse_recipients(["ann@secret.org", "bob@secret.org"])
    folder = tmp_path / "output"
    for each in one.attachments:
        file = folder / "screen" / each.look / f"{each.edition}.pdf"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(each.pdf)
    write_drafts(folder / FOLDER, one, readers)
    return folder


def names(content: Content, drafted: Path, *stale: Path) -> dict[str, list[str]]:
    found = find_stale_drafts(content, drafted, stale)
    return {each.why: [file.name for file in each.files] for each in found}


BOTH = ["001.eml", "002.eml"]


def test_drafts_of_today_are_not_named(one: Letter, drafted: Path) -> None:
    assert names(one.content, drafted) == {}


def test_drafts_that_carry_another_document_are_named_without_their_readers(
    one: Letter, drafted: Path
) -> None:
    first = one.attachments[0]
    file = drafted / "screen" / first.look / f"{first.edition}.pdf"
    why = f"carries another {first.house_name} than today's content makes"
    assert names(one.content, drafted, file) == {why: BOTH}
    file.write_bytes(b"newer")
    assert names(one.content, drafted) == {why: BOTH}
    file.unlink()
    assert names(one.content, drafted) == {why: BOTH}
    record = (drafted / FOLDER / ".brochure-written").read_text()
    assert "secret" not in record and sha256(first.pdf).hexdigest() in record


def test_drafts_whose_words_have_changed_are_named(one: Letter, drafted: Path) -> None:
    phone = one.content.clinic.model_copy(update={"phone": "(555) 010-0142"})
    for changed in (
        one.content.model_copy(update={"clinic": phone}),
        one.content.model_copy(update={"email": None}),
    ):
        assert names(changed, drafted) == {"holds words of an earlier content": BOTH}


def test_only_drafts_that_nobody_changed_are_pruned(one: Letter, drafted: Path) -> None:
    (drafted / FOLDER / "002.eml").write_bytes(b"worked on")
    (drafted / FOLDER / "003.eml").write_bytes(b"theirs")
    content = one.content.model_copy(update={"email": None})
    (stale,) = find_stale_drafts(content, drafted)
    pruned = prune_files(drafted / FOLDER, stale.files, within=drafted)
    assert [file.name for file in pruned.removed] == ["001.eml"]
    assert [file.name for file, _ in pruned.kept] == ["002.eml"]
    assert (drafted / FOLDER / "003.eml").read_bytes() == b"theirs"


def test_drafts_of_an_earlier_program_are_named(one: Letter, drafted: Path) -> None:
    folder = drafted / FOLDER
    (folder / "001.eml").unlink()
    with lock_folder(folder, within=drafted) as owned:
        owned.write([(folder / "001.eml", b"of long ago")])
    (found,) = find_stale_drafts(one.content, drafted)
    assert found.why.startswith("is by an earlier program")
    assert [file.name for file in found.files] == ["001.eml"]
