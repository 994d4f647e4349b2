"""The notice of a recall: what is on record, on one page to sign, for everyone."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from brochure.approval.recall_notice import make_recall_notice
from brochure.commands.accessibility import judge_file
from brochure.reading.pdfium import read_pdf
from tests.approval.entries import signed
from tests.tiny import html, print_tiny

WITHDRAWN = signed("Sam Lee", "", role="Manager", event="withdrawn", reason="A number is <wrong>")
STACKS = tuple(
    signed("Kim Roe", "", event="printed", quantity=quantity, place=place, job=job)
    for quantity, place, job in ((500, "Front desk", "PO 12"), (1, "A car & a bag", ""))
)


@pytest.fixture(scope="module")
def released() -> bytes:
    return print_tiny(html(one="<p>What readers got.</p>")).pdf


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_it_says_what_is_on_record(released: bytes) -> None:
    pdf = make_recall_notice(WITHDRAWN, STACKS, "Your new tooth", "ND-GUIDE", released)
    (page,), (said,) = read_pdf(pdf).pages, words_of(pdf)
    assert len(page.pictures) == 1
    for words in (
        *("Your new tooth", "ND-GUIDE · Version 1.0", "A number is <wrong>"),
        *("Withdrawn on November 30, 2026 by Sam Lee, Manager.", "Only version 1.0 is recalled"),
        *("Front desk", "500 copies", "Order PO 12", "A car & a bag", "1 copy"),
        "Instead: Hand out nothing until a new version is released.",
    ):
        assert words in said, said


def test_it_names_the_version_to_hand_out_instead() -> None:
    (said,) = words_of(make_recall_notice(WITHDRAWN, (), "T", "X", b"", instead="1.1"))
    assert "Instead: Hand out version 1.1." in said


def test_without_a_file_or_a_print_run_it_says_to_look_everywhere() -> None:
    pdf = make_recall_notice(WITHDRAWN, (), "Your new tooth", "", b"")
    (page,), (said,) = read_pdf(pdf).pages, words_of(pdf)
    assert page.pictures == () and "No print run of this version is on record" in said


def test_many_stacks_flow_over_pages_and_the_signature_stays_whole(released: bytes) -> None:
    stacks = tuple(s for _ in range(20) for s in STACKS)
    *before, last = words_of(make_recall_notice(WITHDRAWN, stacks, "T", "X", released))
    assert before and all("Initials, date" in page for page in before)
    assert "All copies are found and destroyed" in last and "Signature" in last


def test_verapdf_accepts_it(released: bytes, tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_bytes(make_recall_notice(WITHDRAWN, STACKS, "T", "X", released))
    verdicts = judge_file(file)
    assert [v.profile for v in verdicts] == ["PDF/UA-1"]
    assert [fault for verdict in verdicts for fault in verdict.faults] == []
