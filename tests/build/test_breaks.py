"""A project as `brochure new` writes it, with words that are long, marked or torn: it builds."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from brochure.base.editions import GUIDE
from brochure.base.finding import Finding
from brochure.base.geometry import Rect
from brochure.build.build import Request, build_documents
from brochure.commands.new import create_project
from brochure.content.load import load_content
from brochure.reading.pdfium import read_pdf

EDITIONS = ("guide", "trifold")
ADDRESS = (
    "https://www.example.org/patients/information/what-to-expect/second-visit?lang=en&ref=brochure"
)
MAIL = "information-and-appointments.department@very-long-clinic-name.example.org"
CITED = "Say in two or three short sentences what the treatment is and what it is approved for."
PLAIN = "Say what you check and ask."
CELLS = "cells: [In a few words, In a few words]"
LONG = "Schmerzmittelunverträglichkeit"


def findings_of(folder: Path, *changes: tuple[str, str]) -> Iterator[Finding]:
    """Build two documents of a new project, changed, in a channel each; give what is wrong."""
    create_project(folder, example=False)
    file = folder / "content.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    loaded = load_content(file)
    assert loaded.content, loaded.findings
    request = Request(folder, folder / "output", only=EDITIONS, channels=("screen", "office"))
    for document in build_documents(loaded, request):
        yield from document.findings


@pytest.mark.parametrize(
    "changes",
    [
        ((CITED, '"**Do not drive**."'), (PLAIN, "Choose option 9")),
        ((CITED, '"See [the page](https://example.org/a)."'), (CELLS, f"cells: [{MAIL}, a]")),
        ((CITED, f'"Look at {ADDRESS}"'), (PLAIN, f'"See {ADDRESS} or ask {MAIL} now."')),
        (("Name of a publisher", ADDRESS), (CELLS, f'cells: ["{ADDRESS}", a]')),
        (
            ("booking: https://example.org/visit", f"booking: {ADDRESS}"),
            ("website: https://example.org", f"website: https://{MAIL.partition('@')[2]}"),
        ),
        (
            (CITED, r'"Eine Schmerz\u00ADmittel\u00ADunverträg\u00ADlich\u00ADkeit"'),
            (CELLS, "cells: [Schmerz\u00admittel\u00adunverträg\u00adlichkeit, zero\u200bwidth]"),
            (PLAIN, '"Ask [about hyper\u00adsensi\u00adtivi\u00adty](https://example.org/x)."'),
            ("title: First visit", "title: First electro\u00adencephalo\u00adgraphy"),
            ("name: Your Clinic, Its", "name: Your Schmerz\u00adzentrum, Its"),
        ),
    ],
)
def test_words_break_where_their_writer_says_and_addresses_at_signs(
    tmp_path: Path, changes: tuple[tuple[str, str], ...]
) -> None:
    assert list(findings_of(tmp_path, *changes)) == []


def test_a_long_word_in_a_cell_is_told_once_in_each_document(tmp_path: Path) -> None:
    found = list(findings_of(tmp_path, (CELLS, f"cells: [{LONG}, In a few words]")))
    assert {(f.id, f.what.partition(" is ")[0]) for f in found} == {("fit.too-wide", f"“{LONG}”")}
    assert all("soft hyphen" in f.remedy for f in found)
    assert len(found) == 2


def test_links_are_seen_on_screen_and_on_paper_say_where_they_lead(tmp_path: Path) -> None:
    link = '"Read about [treatment and money](https://example.org/costs), typography and more."'
    assert list(findings_of(tmp_path, (PLAIN, link))) == []
    guide = read_pdf((tmp_path / "output/screen/guide.pdf").read_bytes())
    ((page, area),) = (
        (page, area)
        for page in guide.pages
        for href, area in page.links
        if href == "https://example.org/costs"
    )
    below = Rect(area.left + 2, area.bottom - 4, area.right - 2, area.bottom + 2)
    assert page.has_drawing(below), "underlined"
    assert "example.org/costs" not in "".join(g.text for g in page.glyphs)
    paper = PdfReader(tmp_path / "output/office/trifold.pdf")
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "treatment and money (example.org/costs), typography" in said


@pytest.mark.parametrize("look", ["standard", "readable"])
@pytest.mark.parametrize(
    ("title", "numbers", "foot"),
    [
        ("Das steht im Leitfaden", "911", ["tel:911", "tel:5555550100", ""]),
        ("What stands in this guide", "911", ["tel:911", "tel:5555550100"]),
        ("In this guide", "116117", ["tel:5555550100", ""]),
    ],
)
def test_the_foot_of_the_guide_holds_what_one_row_has_room_for(
    tmp_path: Path, look: str, title: str, numbers: str, foot: list[str]
) -> None:
    create_project(tmp_path, example=False)
    file = tmp_path / "content.yaml"
    text = file.read_text(encoding="utf-8").replace("In this guide", title)
    text = re.sub(r'number: "(911|988)"', f'number: "{numbers}"', text)
    file.write_text(text, encoding="utf-8")
    loaded = load_content(file)
    request = Request(tmp_path, tmp_path / "output", only=("guide",), looks=(look,))
    (guide,) = build_documents(loaded, request)
    assert [finding.what for finding in guide.findings] == []
    links = read_pdf(guide.file.read_bytes()).pages[2].links
    at_foot = [href for href, area in links if area.top > GUIDE.height_pt - 48]
    assert list(dict.fromkeys(at_foot)) == foot, "what leads into the file itself has no address"
