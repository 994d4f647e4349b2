"""What each document looked like when a person last looked at it: pages, boxes, fonts, links, text.

And what is read aloud of it: ``…-tags.txt``. A change shows as a diff. After looking
at the pages, run
``./dev test tests/clinics/test_expected_pages.py --update-expected``.
"""

from pathlib import Path
from textwrap import wrap
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from brochure.build.job import Built
from brochure.layout.printed import Printed
from brochure.reading.pdfium import read_pdf
from brochure.reading.tags import read_tags
from tests.conftest import ROOT
from tests.spoken import spoken

EXPECTED = ROOT / "tests" / "expected"
MM_PER_PT = 25.4 / 72


def described(built: Built, file: Path) -> str:
    """Return one document as text: panels in mm, fonts, links, and the words of each page.

    Words run on, for another version of Pango may break a line elsewhere.
    """
    lines = [f"{built.channel}/{built.edition}: {built.pages} pages, body {built.body_pt:g} pt", ""]
    for panel in built.panels:
        box = (panel.rect.left, panel.rect.top, panel.rect.width, panel.rect.height)
        sides = " ".join(f"{side * MM_PER_PT:.1f}" for side in box)
        lines.append(f"panel {panel.name}: page {panel.page}, {sides} mm")
    reader = PdfReader(file)
    document: Any = pdfium.PdfDocument(file)
    for number, page in enumerate(read_pdf(file.read_bytes()).pages, 1):
        size = f"{page.width_pt * MM_PER_PT:.1f} x {page.height_pt * MM_PER_PT:.1f} mm"
        lines += ["", f"page {number}: {size}, {', '.join(font.name for font in page.fonts)}"]
        lines += [f"link {address}" for address in links(reader.pages[number - 1])]
        text: str = document[number - 1].get_textpage().get_text_range()
        text = text.replace("\ufffe\r\n", "-").replace("\ufffe", "-")
        lines += wrap(" ".join(text.split()), 96)
    return "\n".join(lines) + "\n"


def links(page: Any) -> list[str]:
    notes = (note.get_object() for note in page.get("/Annots", []))
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]]


def test_pages_are_as_they_were_last_seen(
    built: tuple[Built, ...], output: Path, booklet: Printed, request: pytest.FixtureRequest
) -> None:
    now = {
        f"{b.channel}-{b.edition}.txt": described(b, output / b.channel / f"{b.edition}.pdf")
        for b in built
    }
    for b in built:
        file = output / b.channel / f"{b.edition}.pdf"
        pdf = booklet.pdf if b.sheets else file.read_bytes()  # tags are read page by page
        now[f"{b.channel}-{b.edition}-tags.txt"] = spoken(read_tags(pdf, read_pdf(pdf)))
    if request.config.getoption("--update-expected"):
        for name, text in now.items():
            (EXPECTED / name).write_text(text, encoding="utf-8")
    assert {f.name for f in EXPECTED.glob("*.txt")} == set(now)
    for name, text in now.items():
        kept = (EXPECTED / name).read_text(encoding="utf-8")
        assert text == kept, f"{name} has changed: look at the page, then update (see above)"
