"""What changed in a document as a whole: its words, its files, and what only looks so."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from brochure.approval.compare import DocumentChanges, compare, remove_document
from brochure.approval.page_changes import compare_files
from brochure.approval.page_pairs import FilePair, PagePair
from brochure.approval.snapshot import Said, Snapshot
from brochure.base.gate import Gate
from brochure.base.worker import Stopped
from tests.tiny import FIRST, SECOND, html, print_tiny

WORDS = (Said("one", "a.text", FIRST), Said("two", "b.text", SECOND, safety=True))
SNAPSHOT = Snapshot("tiny", "T-1", "Tiny", "1.0", WORDS)


def pdf_of(page: str = "", style: str = "") -> bytes:
    return print_tiny(page or html(), style).pdf


@pytest.fixture(scope="module")
def plain() -> bytes:
    return pdf_of()


def look_of(before: bytes, after: bytes, *past: tuple[str, ...]) -> list[PagePair]:
    return list(compare_files(FilePair(before, after, *past)).pairs)


def compare_pages(
    before: Mapping[str, bytes], after: Mapping[str, bytes], said: tuple[Said, ...] = WORDS
) -> DocumentChanges:
    return compare(replace(SNAPSHOT, pages=before), replace(SNAPSHOT, said=said, pages=after))


def test_the_same_document_has_not_changed(plain: bytes) -> None:
    changes = compare_pages({"office": plain}, {"office": plain})
    assert changes.is_same and [one.state for one in changes.files] == ["same"]


def test_pages_are_drawn_to_tell_whether_they_are_the_same(plain: bytes) -> None:
    """Other bytes that look alike are the same page."""
    other = plain + b"% saved once more\n"
    assert other != plain and look_of(plain, other) == []


def test_lines_that_moved_alone_are_told_as_that(plain: bytes) -> None:
    narrow = pdf_of(style=".one { width: 120pt }")
    (pair,) = look_of(plain, narrow)
    assert (pair.before, pair.after, pair.look) == (1, 1, "lines")
    assert compare_pages({"office": plain}, {"office": narrow}).files[0].state == "reflow"


def test_another_colour_is_no_moved_line(plain: bytes) -> None:
    red = pdf_of(style=".one { color: #a00 }")
    assert [pair.look for pair in look_of(plain, red)] == ["look"]
    assert compare_pages({"office": plain}, {"office": red}).files[0].state == "restyled"


def test_the_faintest_colour_is_seen(plain: bytes) -> None:
    assert look_of(plain, pdf_of(style=".one { background: #fefeff }"))


def test_boxes_that_moved_with_lines_are_told(plain: bytes) -> None:
    boxed = pdf_of(style=".one { width: 120pt; border: 1pt solid #000 }")
    assert [pair.look for pair in look_of(plain, boxed)] == ["both"]
    assert compare_pages({"office": plain}, {"office": boxed}).files[0].state == "moved"


def test_with_other_words_pages_are_changed_and_no_more_is_said(plain: bytes) -> None:
    said = (replace(WORDS[0], text="The first panel says less."), WORDS[1])
    after = pdf_of(html(one="<p>The first panel says less.</p>"))
    changes = compare_pages({"office": plain}, {"office": after}, said)
    assert [one.state for one in changes.files] == ["changed"]
    assert [change.safety for change in changes.passages] == [False]


def test_places_that_differ_are_framed_in_both_pictures(plain: bytes) -> None:
    (pair,) = look_of(plain, pdf_of(html(one="<p>Other words stand here.</p>")))
    pictures = [Image.open(BytesIO(p)) for p in (pair.picture_before, pair.picture_after)]
    frames: list[set[int]] = []
    for picture in pictures:
        rgb = picture.convert("RGB")
        pixels = [(x, y) for y in range(rgb.height) for x in range(rgb.width)]
        marked = [
            y
            for x, y in pixels
            if rgb.crop((x, y, x + 1, y + 1)).tobytes()[0] > 150
            and rgb.crop((x, y, x + 1, y + 1)).tobytes()[1] < 90
        ]
        frames.append({min(marked), max(marked)})
        assert max(marked) < rgb.height * 0.52, "the second panel is as it was"
    assert frames[0] == frames[1] and pair.picture_before != pair.picture_after


def test_what_the_status_says_is_looked_past() -> None:
    draft, approved = (
        pdf_of(html(two=f"<p>{SECOND}</p><p>{words}</p>"))
        for words in ("Draft, not approved", "Approved by Ann Lee, MD, November 30, 2026")
    )
    assert look_of(draft, approved) == []
    other = pdf_of(html(two=f"<p>{SECOND}</p><p>Draft, never approved</p>"))
    assert look_of(draft, other) != []


def test_the_version_is_looked_past_and_told_as_what_it_is() -> None:
    old, new = (pdf_of(html(two=f"<p>{SECOND} Version {v}</p>")) for v in ("1.0", "1.1"))
    labels = Said("two", "document.labels.version", "Version")
    said = (
        (labels, Said("two", path, version))
        for path, version in (("document.version", "1.0"), ("editions.tiny.version", "1.1"))
    )
    before, after = ((*WORDS, *control) for control in said)
    changes = compare(
        Snapshot("tiny", "T-1", "Tiny", "1.0", before, {"office": old}),
        Snapshot("tiny", "T-1", "Tiny", "1.1", after, {"office": new}),
    )
    assert changes.passages == () and [one.state for one in changes.files] == ["same"]
    assert [(p.name, p.before, p.after) for p in changes.particulars] == [("version", "1.0", "1.1")]
    assert not changes.is_same
    assert look_of(old, new) != []


def test_a_page_that_came_in_between_is_told_and_no_other() -> None:
    page = '<div style="break-before:page">{}</div>'
    more = [page.format(word) for word in ("Alpha", "Beta", "Gamma")]
    before, after = pdf_of(html(after=more[0] + more[2])), pdf_of(html(after="".join(more)))
    (pair,) = look_of(before, after)
    assert (pair.before, pair.after) == (0, 2) and not pair.picture_before and pair.picture_after
    (pair,) = look_of(after, before)
    assert (pair.before, pair.after) == (2, 0) and pair.picture_before


def test_files_that_differ_in_the_same_pages_share_their_pictures(plain: bytes) -> None:
    other = pdf_of(style=".one { width: 120pt }")
    names = ("office", "screen", "screen/grayscale")
    changes = compare_pages(dict.fromkeys(names, plain), dict.fromkeys(names, other))
    assert [one.pictured_by for one in changes.files] == ["", "office", "office"]
    assert [bool(one.pairs[0].picture_after) for one in changes.files] == [True, False, False]


def test_files_that_came_or_went_are_told(plain: bytes) -> None:
    changes = compare_pages({"office": plain, "press": plain}, {"office": plain, "screen": plain})
    assert {one.name: one.state for one in changes.files} == {
        "office": "same",
        "screen": "new",
        "press": "gone",
    }


@pytest.mark.parametrize("foreign", [b"no PDF", b"%PDF-1.7\nbut nothing else"])
def test_a_file_that_cannot_be_read_is_told(plain: bytes, foreign: bytes) -> None:
    changes = compare_pages({"office": foreign}, {"office": plain})
    assert changes.files[0].state == "unreadable" and not changes.is_same


def test_foreign_files_are_read_behind_a_gate(
    plain: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refuse(_gate: Gate, reader: object, argument: object) -> Stopped:
        asked.append((reader, argument))
        return Stopped("memory")

    monkeypatch.setattr(Gate, "read", refuse)
    assert compare_pages({"office": b"1"}, {"office": plain}).files[0].state == "unreadable"
    assert asked == [(compare_files, FilePair(b"1", plain))]


def test_a_new_document_has_no_changes_but_that() -> None:
    changes = compare(None, SNAPSHOT)
    assert changes.is_new and not changes.passages and not changes.is_same
    gone = remove_document(SNAPSHOT)
    assert gone.is_gone and gone.version_before == "1.0" and not gone.is_same


def test_safety_wording_is_told_apart() -> None:
    said = tuple(replace(one, text=f"{one.text} And more.") for one in WORDS)
    changes = compare(SNAPSHOT, replace(SNAPSHOT, said=said))
    assert [c.said.panel for c in changes.safety] == ["two"]
    assert [c.said.panel for c in changes.other] == ["one"]
    assert changes.files == ()
