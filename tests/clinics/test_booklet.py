"""The booklet: pages that fold, contents that lead, a glossary for every short form."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.editions import BOOKLET
from brochure.build.document import compose
from brochure.build.job import Built
from brochure.build.report import built_text
from brochure.channels.channels import OFFICE
from brochure.content.load import LoadedContent, load_content
from brochure.content.model.blocks import Glossary
from brochure.layout.printed import Printed
from brochure.proofs import PROOFS
from brochure.proofs.examined import examine
from brochure.reading.page import Glyph
from brochure.reading.pages import read_letters
from brochure.selection.select import select_content
from tests.build.test_build import edit
from tests.variants import variant_of

# Names and marks that readers know, or that stand for nothing longer.
_NOT_SHORT = {
    "SPRAVATO",
    "CAREolina",
    "Q&A",
    "JNJ",
    "MDPI",
    "PMC",
    "NIH",
    "CW-BOOK",
    "DRAFT",
    "US",
    "NC",
}
_LEAST_FILL = 0.75
HEADING_PT = 13.0


def fillers(printed: Printed) -> int:
    return sum(panel.name == "notes" for panel in printed.panels)


def pages(printed: Printed) -> int:
    return len(read_letters(printed.pdf))


def test_pages_make_whole_sheets_with_pages_for_questions(booklet: Printed) -> None:
    assert (pages(booklet), fillers(booklet)) == (16, 2)
    assert booklet.inventory.lines == 2 * 18


@pytest.mark.parametrize(("more", "wanted"), [(14, 1), (28, 0), (36, 3)])
def test_filler_pages_make_up_for_longer_text(project: Path, more: int, wanted: int) -> None:
    flow = "        - {section: why-choose, only: [points]}\n"
    edit(
        project,
        flow,
        flow + "        - {section: tell-us-first, words: plain, title: false}\n" * more,
    )
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    printed = compose(loaded.content, variant_of(loaded.content, BOOKLET, OFFICE, project))
    assert pages(printed) % 4 == 0
    assert fillers(printed) == wanted
    on = examine(printed)
    assert tuple(f for proof in PROOFS for f in proof(on)) == ()


def test_without_a_section_to_fill_with_the_count_is_told(loaded: LoadedContent) -> None:
    assert loaded.content
    placement = loaded.content.editions["booklet"]
    panels = {name: places for name, places in placement.panels.items() if name != "notes"}
    booklet = placement.model_copy(update={"panels": panels})
    content = loaded.content.model_copy(update={"editions": {"booklet": booklet}})
    printed = compose(content, variant_of(content, BOOKLET, OFFICE))
    on = examine(printed)
    (finding,) = tuple(f for proof in PROOFS for f in proof(on))
    assert finding.id == "pages.multiple"
    assert finding.remedy == "Place a section in the panel notes to fill pages with."


def test_contents_list_each_titled_section_that_follows_once(loaded: LoadedContent) -> None:
    assert loaded.content
    selection = select_content(loaded.content, BOOKLET, fillers=2)
    listed = [said.text for said in selection.passages if said.panel == "contents"][1::2]
    titles = [
        placed.title.text
        for name in ("flow", "notes", "back")
        for placed in selection.panels[name]
        if placed.title
    ]
    assert listed == list(dict.fromkeys(titles))
    assert len(listed) == 17
    anchors = [p.anchor for panel in selection.panels.values() for p in panel if p.anchor]
    assert len(anchors) == len(set(anchors)) == 17


def test_contents_without_filler_pages_do_not_list_them(loaded: LoadedContent) -> None:
    assert loaded.content
    assert not any(
        s.text == "My questions" for s in select_content(loaded.content, BOOKLET).passages
    )


def test_no_page_of_text_is_half_empty(booklet: Printed) -> None:
    filled = {p.page: p.used_pt / p.room_pt for p in booklet.panels if p.flows}
    assert len(filled) == 10
    assert {page: share for page, share in filled.items() if share < _LEAST_FILL} == {}


def last_line(glyphs: Iterable[Glyph]) -> float:
    """Return the largest type on the last line of a page, in points."""
    glyphs = tuple(glyphs)
    foot = max(g.box.bottom for g in glyphs)
    return max(g.size_pt for g in glyphs if g.box.bottom > foot - g.size_pt / 2)


def test_no_heading_stands_at_a_pages_foot(booklet: Printed) -> None:
    folios = {folio.page: folio.rect for folio in booklet.folios}
    letters = read_letters(booklet.pdf)
    for panel in (p for p in booklet.panels if p.flows):
        glyphs = letters[panel.page - 1].glyphs
        text = [g for g in glyphs if not folios[panel.page].holds(g.box, 1.0)]
        assert last_line(text) < HEADING_PT, panel.page
    heading = max(letters[8].glyphs, key=lambda g: g.size_pt).box
    above = [g for g in letters[8].glyphs if g.box.bottom < heading.bottom + 1]
    assert last_line(above) >= HEADING_PT, "a heading at the foot would be seen"


def terms(loaded: LoadedContent) -> list[str]:
    assert loaded.content
    return [
        said.text
        for said in select_content(loaded.content, BOOKLET).passages
        if ".term." in said.path
    ]


def short_forms(loaded: LoadedContent) -> set[str]:
    """Return the words with two capitals or more in what the booklet says, its sources aside."""
    assert loaded.content
    said = (
        s.text for s in select_content(loaded.content, BOOKLET).passages if ".cite[" not in s.path
    )
    words = {w for text in said for w in re.findall(r"[A-Za-z&-]+", text)}
    found = {w for w in words if sum(c.isupper() for c in w) >= 2} - _NOT_SHORT
    return {part for word in found for part in word.split("-") if sum(map(str.isupper, part)) >= 2}


def test_every_short_form_is_in_the_glossary(loaded: LoadedContent) -> None:
    assert short_forms(loaded) >= {"AMPA", "NMDA", "mTOR", "BDNF", "TRD", "IV", "IM", "REMS"}
    assert short_forms(loaded) - set(terms(loaded)) == set()


def test_terms_stand_in_the_order_of_the_alphabet(loaded: LoadedContent) -> None:
    assert len(terms(loaded)) == 24
    assert terms(loaded) == sorted(terms(loaded), key=str.casefold)


def test_what_is_not_in_the_article_waits_for_approval(loaded: LoadedContent) -> None:
    """Only what the article itself explains counts as its own."""
    assert loaded.content
    section = next(s for s in loaded.content.sections if s.id == "glossary")
    assert section.provenance == "template"
    (glossary,) = section.blocks
    assert isinstance(glossary, Glossary)
    own = {item.term.plain for item in glossary.items if item.meaning.provenance == "seed"}
    assert own == {"Integration", "Monotherapy", "Synapse"}
    assert all(item.meaning.text is None for item in glossary.items)


def test_the_summary_tells_how_many_sheets_come_out(built: tuple[Built, ...]) -> None:
    document = next(b for b in built if (b.edition, b.channel) == (BOOKLET.name, OFFICE.name))
    first, *_, last = built_text(document, Path.cwd(), panels=True).splitlines()
    assert "booklet.pdf  16 pages on 4 sheets, " in first
    assert last.endswith("flip on the short edge, then fold and staple in the middle.")


def test_what_is_written_is_the_sheets(booklet: Printed) -> None:
    assert booklet.file == booklet.sheets
    assert len(read_letters(booklet.sheets)) == 8
    assert replace(booklet, sheets=b"").file == booklet.pdf
