"""What a document says, as it is kept beside a release: all words, and read back strictly."""

import json
from dataclasses import replace

import pytest

from brochure.approval.snapshot import Said, Snapshot, snapshot_of, words_from_json, words_to_json
from brochure.base.editions import TRIFOLD
from brochure.base.errors import BrochureError
from brochure.base.status import WITHDRAWN
from brochure.content.load import LoadedContent
from brochure.content.model.content import Content
from brochure.selection.select import select_content

WORDS = Snapshot("guide", "X-1", "A guide", "1.0", (Said("flow", "a.text", "One word.", True),))


@pytest.fixture(scope="module")
def content(loaded: LoadedContent) -> Content:
    assert loaded.content
    return loaded.content


@pytest.fixture(scope="module")
def trifold(content: Content) -> Snapshot:
    return snapshot_of(content, TRIFOLD)


def test_each_passage_is_said_but_for_status_and_numerals(content: Content) -> None:
    for edition in content.placed_editions():
        said = [one.text for one in snapshot_of(content, edition).said]
        selection = select_content(content, edition)
        status = selection.status.text if selection.status else ""
        for passage in selection.passages:
            text = " ".join(passage.text.split())
            assert passage.page_of or text.isdigit() or text == status or text in said, passage
        assert status and status not in said


def test_a_status_changes_no_word(content: Content, trifold: Snapshot) -> None:
    assert snapshot_of(content, TRIFOLD, WITHDRAWN) == trifold


def test_the_document_names_itself(content: Content, trifold: Snapshot) -> None:
    own = content.editions["trifold"]
    assert (trifold.document, trifold.id, trifold.title) == ("trifold", own.id, own.title)
    assert trifold.version == content.version_of("trifold")
    assert trifold.version in [one.text for one in trifold.said]


def test_statements_alerts_boxes_and_risks_are_safety_wording(trifold: Snapshot) -> None:
    safety = {one.text: one.safety for one in trifold.said}
    statement = next(one for one in trifold.said if one.path.startswith("statements["))
    assert statement.safety
    assert safety["911"] and safety["tel:911"], "an alert, and the number that its link dials"
    assert safety["SPRAVATO®: boxed warning"]
    assert not safety["Arrive."]


def test_pictures_links_and_codes_are_told(trifold: Snapshot, content: Content) -> None:
    heard = [one for one in trifold.said if one.heard]
    assert [one.panel for one in heard] == ["back"] and "QR code" in heard[0].text
    leads = {one.text for one in trifold.said if one.address}
    assert {"tel:911", "sms:988", content.clinic.booking} <= leads
    assert any(one.path == "code" for one in trifold.said)


def test_words_are_read_back_as_they_were(content: Content) -> None:
    for edition in content.placed_editions():
        before = snapshot_of(content, edition)
        written = words_to_json(before)
        assert words_from_json(written) == before
        assert words_to_json(words_from_json(written)) == written


def test_pages_stay_out_of_the_words() -> None:
    with_pages = replace(WORDS, pages={"office": b"%PDF-"})
    assert words_to_json(with_pages) == words_to_json(WORDS)
    assert words_from_json(words_to_json(WORDS), {"office": b"%PDF-"}) == with_pages


def change(key: str, value: object) -> bytes:
    return json.dumps(json.loads(words_to_json(WORDS)) | {key: value}).encode()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        change("format", 2),
        change("version", 1.0),
        change("said", {}),
        change("said", ["a"]),
        change("said", [{"panel": "a"}]),
        change("more", 1),
        words_to_json(WORDS).replace(b"true", b"1"),
        words_to_json(WORDS).replace(b'"panel"', b'"other": 1, "panel"'),
        words_to_json(WORDS)[:-20],
    ],
)
def test_other_files_are_no_words(written: bytes) -> None:
    with pytest.raises(BrochureError, match="words of this release cannot be read") as error:
        words_from_json(written, where="old/words.json")
    assert error.value.where == "old/words.json" and error.value.hint
