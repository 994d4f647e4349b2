"""The guide on a phone: live links, bookmarks, a button for each way to reach the clinic."""

import re
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from brochure.base.editions import GUIDE
from brochure.content.load import LoadedContent
from brochure.proofs import PROOFS
from brochure.proofs.alignment import normalize_letters
from brochure.proofs.screen import links_are_large_enough_to_tap
from brochure.reading.pdfium import read_pdf
from brochure.reading.tags import read_tags
from brochure.selection.select import select_content
from brochure.selection.selection import Selection

LINKS = {
    "tel:3369997116",
    "tel:911",
    "tel:988",
    "sms:988",
    "https://careolinawellness.com",
    "https://careolinawellness.janeapp.com",
}


FOOT_PT = 48


def links(file: Path) -> list[tuple[str, float, float]]:
    """Return each link with the width and height of its area in points."""
    return [link for link, _, _ in placed_links(file)]


def placed_links(file: Path) -> list[tuple[tuple[str, float, float], int, bool]]:
    """Return each link, its page, and whether it stands at the foot of it."""
    found: list[tuple[tuple[str, float, float], int, bool]] = []
    for number, page in enumerate(PdfReader(file).pages, 1):
        for annotation in page.get("/Annots", []):
            note = annotation.get_object()
            left, one, right, other = (float(v) for v in note["/Rect"])
            uri = note["/A"].get("/URI", "") if "/A" in note else ""
            address = str(uri or f"#{note['/Dest']}")
            link = (address, abs(right - left), abs(one - other))
            found.append((link, number, max(one, other) < FOOT_PT))
    return found


def outside(selection: Selection) -> list[str]:
    """Return the addresses of the links that leave the file."""
    return [a for a, _ in selection.inventory.links if not a.startswith("#")]


@pytest.fixture(scope="module")
def guide(output: Path) -> Path:
    return output / "screen/guide.pdf"


@pytest.fixture(scope="module")
def selection(loaded: LoadedContent) -> Selection:
    """What content says in the guide."""
    assert loaded.content
    return select_content(loaded.content, GUIDE)


def test_links_are_live(guide: Path, selection: Selection) -> None:
    found = {a.rstrip("/") for a, _, _ in links(guide) if not a.startswith("#")}
    assert found == {address.rstrip("/") for address in outside(selection)} >= LINKS


def test_nothing_leads_to_a_number_for_texts_that_the_clinic_has_not_confirmed(
    guide: Path, loaded: LoadedContent, selection: Selection
) -> None:
    """Above all not to the phone, where nobody reads a text; a crisis line stays one.

    A confirmed number has its button: `tests/selection/test_text_number.py`.
    """
    assert loaded.content and loaded.content.clinic.text
    assert loaded.content.clinic.text.status == "to confirm"
    texts = {address for address, _, _ in links(guide) if address.startswith("sms:")}
    assert texts == {"sms:988"}
    (number,) = (said for said in selection.passages if said.path == "clinic.text")
    assert re.fullmatch(r"\[Q\d+\]", number.text), "a gap, marked for the clinic"


def test_each_link_is_one_area(guide: Path, selection: Selection) -> None:
    """A second annotation on the same words is read aloud twice."""
    in_text = [address for (address, _, _), _, at_foot in placed_links(guide) if not at_foot]
    assert len(in_text) == len(selection.inventory.links)


def test_the_foot_of_each_page_leads_to_help_and_to_the_contents(guide: Path) -> None:
    """Of all feet there is one link each in the tags: who listens hears them once."""
    feet: dict[int, list[str]] = {}
    for (address, _, _), number, at_foot in placed_links(guide):
        if at_foot:
            feet.setdefault(number, []).append(address)
    pages = len(PdfReader(guide).pages)
    wanted = ["tel:911", "tel:988", "tel:3369997116", "#to:contents"]
    assert feet == dict.fromkeys(range(2, pages + 1), wanted)
    pdf = guide.read_bytes()
    root = read_tags(pdf, read_pdf(pdf)).root
    of_feet = [tag for tag in root.tags() if tag.role == "Link" and len(tag.kids) == pages - 1]
    assert [tag.words for tag in of_feet] == ["911", "988", "(336) 999-7116", "In this guide"]


def test_each_line_of_the_contents_leads_to_its_heading(guide: Path, selection: Selection) -> None:
    """The place that a line leads to is the top of its heading, on the page that it says."""
    reader = PdfReader(guide)
    places = reader.named_destinations
    pages = {page.indirect_reference: n for n, page in enumerate(reader.pages)}
    letters = read_pdf(guide.read_bytes()).pages
    wanted = [(h[1:], words) for h, words in selection.inventory.links if h.startswith("#")]
    assert len(wanted) > 10
    found = [
        str(note.get_object()["/Dest"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/Dest" in note.get_object() and note.get_object()["/Dest"] != "to:contents"
    ]
    assert found == [name for name, _ in wanted]
    for name, words in wanted:
        place = places[name]
        number = pages[place.page]
        top = GUIDE.height_pt - float(place.top or 0)
        below = [g for g in letters[number].glyphs if g.box.bottom > top]
        heading = normalize_letters("".join(g.text for g in below))
        assert heading.startswith(normalize_letters(words)), name


def test_every_link_is_as_large_as_a_finger(guide: Path) -> None:
    """44 CSS px, which are 33 pt here, each way."""
    assert links_are_large_enough_to_tap in PROOFS
    assert [link for link in links(guide) if min(link[1:]) < 32.9] == []


def test_buttons_are_high_enough_for_a_thumb(guide: Path) -> None:
    """A target of 43 pt, 57 CSS px; WCAG 2.2 SC 2.5.8 asks for 24 CSS px."""
    high = [address for address, _, height in links(guide) if height >= 42.9]
    assert {a.rstrip("/") for a in high} >= {
        "tel:911",
        "tel:988",
        "tel:3369997116",
        "https://careolinawellness.janeapp.com",
    }


def test_bookmarks_name_every_section_in_order(guide: Path, selection: Selection) -> None:
    """What stands under another section is a bookmark under it."""
    document: Any = pdfium.PdfDocument(guide)
    marks = [(b.level, " ".join(b.get_title().split())) for b in document.get_toc()]
    placed = [placed for name in ("cover", "flow") for placed in selection.panels[name]]
    titles = [p.title.text for p in placed if p.title]
    assert [title for _, title in marks if title in titles] == titles
    tops = [p.title.text for p in placed if p.title and not p.under]
    assert [title for level, title in marks if level <= 1] == tops
    first, *_, last = titles
    assert first == "The Science of Healing How Ketamine Helps Restore Brain Pathways"
    assert last == "Sources" and "Six steps, one pathway" in tops and "Serious risks" in tops
    assert {"SPRAVATO®: boxed warning", "How long we watch you"} <= {*titles} - {*tops}


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
