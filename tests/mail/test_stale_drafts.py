"""Drafts of an earlier content: named by what they carry and say, and never by whom they are to."""

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
    return letter(loaded)


@pytest.fixture
def output(one: Letter, tmp_path: Path) -> Path:
    """An output folder with two drafts, and each document that they carry."""
    readers, _ = parse_recipients(["ann@secret.org", "bob@secret.org"])
    folder = tmp_path / "output"
    for each in one.attachments:
        file = folder / "screen" / each.look / f"{each.edition}.pdf"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(each.pdf)
    write_drafts(folder / FOLDER, one, readers)
    return folder


def names(content: Content, output: Path, *stale: Path) -> dict[str, list[str]]:
    found = find_stale_drafts(content, output, stale)
    return {each.why: [file.name for file in each.files] for each in found}


BOTH = ["001.eml", "002.eml"]


def test_drafts_of_today_are_not_named(one: Letter, output: Path) -> None:
    assert names(one.content, output) == {}


def test_drafts_that_carry_another_document_are_named_without_their_readers(
    one: Letter, output: Path
) -> None:
    first = one.attachments[0]
    file = output / "screen" / first.look / f"{first.edition}.pdf"
    why = f"carries another {first.house_name} than today's content makes"
    assert names(one.content, output, file) == {why: BOTH}
    file.write_bytes(b"newer")
    assert names(one.content, output) == {why: BOTH}
    file.unlink()
    assert names(one.content, output) == {why: BOTH}
    record = (output / FOLDER / ".brochure-written").read_text()
    assert "secret" not in record and sha256(first.pdf).hexdigest() in record


def test_drafts_whose_words_have_changed_are_named(one: Letter, output: Path) -> None:
    phone = one.content.clinic.model_copy(update={"phone": "(555) 010-0142"})
    for changed in (
        one.content.model_copy(update={"clinic": phone}),
        one.content.model_copy(update={"email": None}),
    ):
        assert names(changed, output) == {"holds words of an earlier content": BOTH}


def test_only_drafts_that_nobody_changed_are_pruned(one: Letter, output: Path) -> None:
    (output / FOLDER / "002.eml").write_bytes(b"worked on")
    (output / FOLDER / "003.eml").write_bytes(b"theirs")
    content = one.content.model_copy(update={"email": None})
    (stale,) = find_stale_drafts(content, output)
    pruned = prune_files(output / FOLDER, stale.files, within=output)
    assert [file.name for file in pruned.removed] == ["001.eml"]
    assert [file.name for file, _ in pruned.kept] == ["002.eml"]
    assert (output / FOLDER / "003.eml").read_bytes() == b"theirs"


def test_drafts_of_an_earlier_program_are_named(one: Letter, output: Path) -> None:
    folder = output / FOLDER
    (folder / "001.eml").unlink()
    with lock_folder(folder, within=output) as owned:
        owned.write([(folder / "001.eml", b"of long ago")])
    (found,) = find_stale_drafts(one.content, output)
    assert found.why.startswith("is by an earlier program")
    assert [file.name for file in found.files] == ["001.eml"]
