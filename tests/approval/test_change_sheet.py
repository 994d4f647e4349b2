"""The sheet that is read before anyone signs: complete, plain, in one file, for everyone."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from brochure.approval.change_sheet import ChangeSheet, make_change_sheet
from brochure.approval.change_words import tell_files, tell_verdict, words_of_change
from brochure.approval.compare import DocumentChanges, FileChange, Particular, compare
from brochure.approval.page_pairs import PagePair
from brochure.approval.snapshot import Said, Snapshot
from brochure.approval.staff_paper import COLOURS
from brochure.base.finding import Finding, Location
from brochure.base.wcag import contrast_ratio, gray_of, luminance
from brochure.commands.accessibility import judge_file
from brochure.content.model.waivers import Waiver
from brochure.reading.pdfium import read_pdf
from brochure.reading.tags import ReadTag, read_tags
from tests.tiny import html, print_tiny

RIDE = "Do not drive for at least {} hours after <b>a session</b>."
BEFORE = (
    Said("one", "a.text", RIDE.format(24), safety=True, under="You need a ride"),
    Said("two", "b.text", "Call us at any time."),
    Said("two", "c", "A hand", heard=True),
)
AFTER = (
    replace(BEFORE[0], text=RIDE.format(48)),
    BEFORE[1],
    replace(BEFORE[2], text="A hand that holds a pen and writes a name down"),
)
FINDING = Finding(
    "a.b", "a sentence of 40 words", "Make two.", "warning", Location(file="c.yaml", line=3)
)
WAIVER = Waiver.model_validate(
    {
        "check": "wording.sentence",
        "place": "ride",
        "covers": "bf3a9c02",
        "reason": "The label says it so",
        "by": "Ann Lee, MD",
        "date": "2026-11-30",
    },
    strict=True,
)


@pytest.fixture(scope="module")
def changes() -> DocumentChanges:
    pages = [print_tiny(html(one=f"<p>{RIDE.format(n)[:30]}</p>")).pdf for n in (24, 48)]
    before = Snapshot("tiny", "T-1", "A tiny one", "1.0", BEFORE, {"office": pages[0]})
    return compare(before, replace(before, version="1.1", said=AFTER, pages={"office": pages[1]}))


@pytest.fixture(scope="module")
def sheet(changes: DocumentChanges) -> ChangeSheet:
    return make_change_sheet(changes, (FINDING,), (WAIVER,), "k7f3-q9d2", "release 1.0")


class _Outline(HTMLParser):
    """What stands in a page: its elements, their attributes, and what is said in each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in {*self._open}:
            self.said.setdefault(tag, []).append(data)


@pytest.fixture(scope="module")
def outline(sheet: ChangeSheet) -> _Outline:
    return _Outline(sheet.html.decode())


def test_the_page_is_one_file_without_a_script(sheet: ChangeSheet, outline: _Outline) -> None:
    page = sheet.html.decode()
    assert not {"script", "iframe", "link", "object", "form"} & {tag for tag, _ in outline.elements}
    for _, attributes in outline.elements:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href"):
            assert (attributes.get(name) or "#").startswith(("data:image/png;base64,", "#"))
    assert not re.search(r"url\((?!['\"]?data:)|@import|https?://", page)
    assert "default-src 'none'" in page


def test_verapdf_accepts_it(sheet: ChangeSheet, tmp_path: Path) -> None:
    file = tmp_path / "changes.pdf"
    file.write_bytes(sheet.pdf)
    verdicts = judge_file(file)
    assert [v.profile for v in verdicts] == ["PDF/UA-1"]
    assert [fault for verdict in verdicts for fault in verdict.faults] == []


def test_words_of_others_are_shown_and_not_obeyed(sheet: ChangeSheet, outline: _Outline) -> None:
    assert b"&lt;b&gt;a session&lt;/b&gt;" in sheet.html
    assert "b" not in {tag for tag, _ in outline.elements}


def test_removed_and_added_words_say_so_to_who_sees_no_colour(outline: _Outline) -> None:
    removed, added = ("".join(outline.said[tag]) for tag in ("del", "ins"))
    assert "[removed: 24]" in removed and "[added: 48]" in added
    style = "".join(outline.said["style"])
    assert 'del::before { content: "−"' in style and "line-through" in style


def test_headings_lead_through_the_page(outline: _Outline) -> None:
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [d.get("lang") for tag, d in outline.elements if tag == "html"] == ["en-US"]
    assert all(d.get("alt") for tag, d in outline.elements if tag == "img")


def test_safety_wording_comes_first(outline: _Outline) -> None:
    headings = [text for text in outline.said["h3"] if text.strip()]
    assert headings[:2] == [words_of_change("safety"), words_of_change("other")]


def test_both_pictures_of_a_page_that_differs_are_shown(outline: _Outline) -> None:
    pictures = [d["src"] for tag, d in outline.elements if tag == "img"]
    assert len(pictures) == 2 and pictures[0] != pictures[1]


def test_what_is_open_and_what_was_waived_is_listed(sheet: ChangeSheet) -> None:
    page = sheet.html.decode()
    for words in (FINDING.what, "c.yaml:3", "Make two.", WAIVER.reason, WAIVER.by, "release 1.0"):
        assert words in page
    assert "To sign what you see here: k7f3-q9d2" in page


def test_the_pdf_says_the_same_and_has_lines_to_sign_on(sheet: ChangeSheet) -> None:
    reader = pypdf.PdfReader(BytesIO(sheet.pdf))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Do not drive for at least −24 +48 hours after <b>a session</b>." in text
    for words in (
        *("What changed in A tiny one", "Version 1.0 before, 1.1 now", "Safety wording"),
        *("Under “You need a ride”", "a sentence of 40 words", "Waived by Ann Lee, MD"),
        *("Printed name", "Role", "Meaning", "Date and time", "Signature", "k7f3-q9d2"),
    ):
        assert words in text, words
    assert len({image.data for page in reader.pages for image in page.images}) == 2


def test_the_pdf_is_tagged(sheet: ChangeSheet) -> None:
    tags = read_tags(sheet.pdf, read_pdf(sheet.pdf))
    roles = Counter(roles_in(tags.root))
    assert roles["H1"] == 1 and roles["Figure"] == 2 and roles["TH"] == 5 and roles["TD"] == 15
    assert roles["H2"] and roles["H3"] and roles["L"] and tags.lacks == ()
    reader = pypdf.PdfReader(BytesIO(sheet.pdf))
    assert reader.metadata and reader.metadata.title == "What changed in A tiny one"


def roles_in(tag: ReadTag) -> Iterator[str]:
    yield tag.role
    for kid in tag.kids:
        if isinstance(kid, ReadTag):
            yield from roles_in(kid)


def test_programs_are_told_the_same(sheet: ChangeSheet) -> None:
    told = json.loads(sheet.json)
    (document,) = told["documents"]
    assert document["safety_changed"] and document["passages"][0]["safety"]
    assert document["passages"][0]["before"] == RIDE.format(24)
    assert {"kind": "removed", "text": "24"} in document["passages"][0]["words"]
    assert document["files"][0]["state"] == "changed"
    assert told["waivers"][0]["by"] == WAIVER.by and told["findings"][0]["what"] == FINDING.what
    assert (told["seen"], told["against"]) == ("k7f3-q9d2", "release 1.0")


def test_text_on_each_ground_has_contrast_enough() -> None:
    def gray(role: str) -> float:
        red, green, blue = (int(COLOURS[role][at : at + 2], 16) for at in (1, 3, 5))
        return gray_of(luminance(red, green, blue))

    grounds = {"removed-ground": ("removed",), "added-ground": ("added",)}
    texts = ("ink", "text", "river", "clay", "dim")
    for ground in ("white", "mist", "cream", *grounds):
        for text in grounds.get(ground, texts):
            assert contrast_ratio(gray(text), gray(ground)) >= 4.5, (text, ground)


SAME = DocumentChanges("tiny", "T-1", "A tiny one", "1.0", "1.0")
LINES = PagePair(2, 2, "lines")


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (replace(SAME, files=(FileChange("office", "same"),)), "Nothing changed."),
        (SAME, "No word changed."),
        (replace(SAME, is_new=True), "This document is new"),
        (replace(SAME, is_gone=True), "not made any more. It was version 1.0."),
        (
            replace(SAME, files=(FileChange("office", "reflow", 2, 2, (LINES,)),)),
            "No word changed. Only lines moved.",
        ),
        (
            replace(SAME, files=(FileChange("office", "restyled", 2, 2, (LINES,)),)),
            "colors, rules or pictures look different",
        ),
        (
            replace(SAME, files=(FileChange("office", "unreadable"),)),
            "See what is said of its files",
        ),
        (
            replace(SAME, particulars=(Particular("version", "1.0", "1.1"),)),
            "No word changed but version.",
        ),
    ],
)
def test_what_became_of_a_document_is_one_plain_sentence(
    one: DocumentChanges, verdict: str
) -> None:
    assert verdict in tell_verdict(one)
    assert all(tell_files(one)) or one.is_new or one.is_gone


def test_passages_are_counted_in_words(changes: DocumentChanges) -> None:
    assert tell_verdict(changes) == "2 passages changed, 1 of them in safety wording."
    only = replace(changes, passages=changes.safety)
    assert tell_verdict(only) == "1 passage changed, in safety wording."
    assert tell_files(changes) == ("Office print: page 1 looks different.",)
