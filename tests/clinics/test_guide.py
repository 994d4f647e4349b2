"""The guide on a phone: live links, bookmarks, a button for each way to reach the clinic."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from brochure.reading.pages import read_pdf

LINKS = {
    "tel:3369997116",
    "sms:3369997116",
    "tel:911",
    "tel:988",
    "sms:988",
    "https://careolinawellness.com",
    "https://careolinawellness.janeapp.com",
}


def links(file: Path) -> list[tuple[str, float, float]]:
    """Return each link with the width and height of its area in points."""
    found: list[tuple[str, float, float]] = []
    for page in PdfReader(file).pages:
        for annotation in page.get("/Annots", []):
            note = annotation.get_object()
            if "/A" in note and "/URI" in note["/A"]:
                left, top, right, bottom = (float(v) for v in note["/Rect"])
                found.append((str(note["/A"]["/URI"]), abs(right - left), abs(top - bottom)))
    return found


@pytest.fixture(scope="module")
def guide(output: Path) -> Path:
    return output / "screen/guide.pdf"


def test_links_are_live(guide: Path) -> None:
    assert {address.rstrip("/") for address, _, _ in links(guide)} == LINKS


def test_each_link_is_one_area(guide: Path) -> None:
    """A second annotation on the same words is read aloud twice."""
    assert len(links(guide)) == 9


def test_buttons_are_high_enough_for_a_thumb(guide: Path) -> None:
    """A target of 43 pt, 57 CSS px; WCAG 2.2 SC 2.5.8 asks for 24 CSS px."""
    high = [address for address, _, height in links(guide) if height >= 42.9]
    assert {a.rstrip("/") for a in high} >= {
        "tel:911",
        "tel:988",
        "tel:3369997116",
        "sms:3369997116",
        "https://careolinawellness.janeapp.com",
    }


def test_bookmarks_name_every_section_in_order(guide: Path) -> None:
    document: Any = pdfium.PdfDocument(guide)
    titles: list[str] = [b.get_title() for b in document.get_toc() if b.level <= 1]
    wanted = [
        "The Science of Healing How Ketamine Helps Restore Brain Pathways",
        "Quick take: why ketamine is different",
        "How ketamine restores brain pathways (in plain English)",
        "Six steps, one pathway",
        "Ketamine vs. esketamine (SPRAVATO®)",
        "Who might benefit",
        "Safety, monitoring, and the CAREolina protocol",
        "Driving and machines",
        "Serious risks",
        "Get help now",
        "What to expect at CAREolina Wellness & Infusion Center",
        "Q&A: Your most common questions, answered",
        "Why choose CAREolina",
        "Ready to talk?",
        "Sources",
    ]
    assert [" ".join(t.split()) for t in titles] == wanted


def test_it_opens_at_its_first_page_fitting_the_width(guide: Path) -> None:
    root: Any = PdfReader(guide).root_object
    assert root["/OpenAction"][1] == "/FitH"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_paper_editions_print_at_actual_size(output: Path) -> None:
    root: Any = PdfReader(output / "office/trifold.pdf").root_object
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert root["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"


def test_the_title_fills_the_room_between_the_strands(guide: Path) -> None:
    """Its last line is “Brain Pathways”, not two lines of one word."""
    cover = read_pdf(guide.read_bytes()).pages[0]
    feet = {g.text: round(g.box.bottom) for g in cover.glyphs if g.size_pt > 30 and g.text in "RBP"}
    assert feet["R"] < feet["B"] == feet["P"]
