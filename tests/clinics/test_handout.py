"""A handout: one page of two columns, two where content asks, and a press file that stays flat."""

import json
from itertools import groupby
from pathlib import Path

import jsonschema
import pytest
from pypdf import PdfReader

from brochure.base.editions import HANDOUT
from brochure.build.build import Request, build_documents
from brochure.build.job import Built
from brochure.commands.new import create_project
from brochure.content.load import LoadedContent, load_content
from brochure.proofs.alignment import normalize_letters
from brochure.reading.pdfium import read_letters
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "docs/job-ticket.schema.json").read_text(encoding="utf-8"))
_MORE = """
  - id: more
    provenance: clinic
    title: More to know
    blocks:
"""


def written(folder: Path, more_paragraphs: int = 0) -> LoadedContent:
    """Return the starter's content with so many paragraphs of 40 words more in its handout."""
    create_project(folder, example=False)
    file = folder / "content.yaml"
    text = file.read_text(encoding="utf-8")
    if more_paragraphs:
        said = " ".join(["Some people ask for a little more to read at home."] * 4)
        blocks = f"      - {{kind: paragraph, text: {said}}}\n" * more_paragraphs
        text = text.replace("\n  - id: languages", "", 1)
        text = text.replace("\n  - id: first-day", f"{_MORE}{blocks}\n  - id: first-day", 1)
        text = text.replace("        - first-day\n", "        - first-day\n        - more\n", 1)
    file.write_text(text, encoding="utf-8")
    loaded = load_content(file)
    assert loaded.content, loaded.findings
    return loaded


def build(folder: Path, more_paragraphs: int = 0, *channels: str) -> tuple[Built, ...]:
    loaded = written(folder, more_paragraphs)
    return tuple(
        build_documents(loaded, Request(folder, folder / "output", (HANDOUT.name,), channels))
    )


def columns_of(built: Built) -> list[list[float]]:
    """Return the share that each column of text fills, page by page."""
    flowing = [panel for panel in built.panels if panel.flows]
    pages = groupby(flowing, key=lambda panel: panel.page)
    return [[panel.used_pt / panel.room_pt for panel in page] for _, page in pages]


@pytest.mark.usefixtures("in_this_process")
def test_it_is_one_page_of_two_even_columns(tmp_path: Path) -> None:
    for built in build(tmp_path / "clinic"):
        assert (built.findings, built.written, built.pages) == ((), True, 1)
        ((left, right),) = columns_of(built)
        assert min(left, right) > 0.85
        assert abs(left - right) < 0.1


@pytest.mark.usefixtures("in_this_process")
def test_it_has_two_pages_where_content_asks(tmp_path: Path) -> None:
    """Its foot ends the last page, its first page is full, and no column is torn or empty."""
    (built,) = build(tmp_path / "clinic", 8, "office")
    assert (built.findings, built.written, built.pages) == ((), True, 2)
    assert built.body_pt == HANDOUT.body_design_pt, "smaller type would save no page"
    first, _ = columns_of(built)
    assert min(first) > 0.85
    assert [panel.page for panel in built.panels if not panel.flows] == [1, 2]


@pytest.mark.usefixtures("in_this_process")
def test_a_few_words_more_make_type_smaller_and_no_page_more(tmp_path: Path) -> None:
    pages = {}
    for count in range(3):
        (built,) = build(tmp_path / f"clinic-{count}", count, "office")
        assert built.findings == ()
        pages[count] = built.pages, built.body_pt
        assert (built.pages == 1) or built.body_pt == HANDOUT.body_design_pt
    assert pages[0][0] == 1 and pages[2][0] == 2


@pytest.mark.usefixtures("in_this_process")
def test_what_needs_a_third_page_is_refused_and_told(tmp_path: Path) -> None:
    (built,) = build(tmp_path / "clinic", 40, "office")
    assert not built.written
    (finding,) = (f for f in built.findings if f.id == "pages.count")
    assert finding.what == f"has {built.pages} pages instead of 1 to 2"
    assert finding.remedy.startswith("Cut ") and finding.remedy.endswith(
        " words, or move some to another document."
    )
    assert int(finding.remedy.split()[1]) > 300
    assert finding.place.panel == "flow" and finding.place.page == 3
    assert finding.place.line, "the line where the words begin that are too many"


@pytest.mark.usefixtures("in_this_process")
def test_words_are_read_down_one_column_and_then_the_other(tmp_path: Path) -> None:
    (built,) = build(tmp_path / "clinic", 0, "screen")
    (page,) = read_letters(built.file.read_bytes())
    text = "".join(glyph.text for glyph in page.glyphs)
    said = ("Afteryourvisit", "Thefirstday", "Yourquestions", "YC-HAND")
    places = [text.index(words) for words in said]
    assert places == sorted(places)


# The file for a print shop


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("more", "sides", "says"),
    [
        (0, 1, ("1, printed on one side. Sheets: 1", "4/0: cyan", "Front, page 1")),
        (8, 2, ("2, printed on both sides. Sheets: 1", "4/4: cyan", "Back, page 2")),
    ],
)
def test_its_ticket_says_that_nothing_is_folded(
    tmp_path: Path, more: int, sides: int, says: tuple[str, ...]
) -> None:
    (built,) = build(tmp_path / "clinic", more, "press")
    assert (built.findings, built.written, built.pages) == ((), True, sides)
    page, facts = built.beside
    ticket = json.loads(facts.read_text(encoding="utf-8"))
    jsonschema.validate(ticket, SCHEMA)
    assert ticket["fold"] == {
        "kind": "none",
        "outside_in": [8.5],
        "inside_in": [8.5][: sides - 1],
        "outside_folds_in": [],
        "inside_folds_in": [],
    }
    assert ticket["trim"] == ticket["flat"] == ticket["finished"]
    assert (ticket["binding"], ticket["inks"]["back"]) == ("none", 4 * (sides - 1))
    text = normalize_letters(PdfReader(page).pages[0].extract_text())
    for words in (*says, "Nothing is folded", "The sheet stays flat", "not scored, not bound"):
        assert normalize_letters(words) in text, words
    assert normalize_letters("How it folds") not in text
