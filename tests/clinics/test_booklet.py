"""The booklet: pages that fold, contents that lead, a glossary for every short form."""

import re
from collections import Counter
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
from brochure.content.model.blocks.glossary import Glossary
from brochure.layout.printed import Printed
from brochure.proofs import PROOFS
from brochure.proofs.alignment import normalize_letters
from brochure.proofs.examined import examine
from brochure.reading.pdfium import read_letters
from brochure.reading.reading import Glyph
from brochure.selection.select import select_content
from tests.content.places import lines_at, replaced
from tests.listed import listed_title
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
_LEAST_FILL = 0.64
HEADING_PT = 13.0


def fillers(printed: Printed) -> int:
    return sum(panel.name == "notes" for panel in printed.panels)


def pages(printed: Printed) -> int:
    return len(read_letters(printed.pdf))


def wanting(printed: Printed) -> int:
    """Return how many pages its text wants to whole sheets of four."""
    return -(pages(printed) - fillers(printed)) % 4


def test_pages_make_whole_sheets_with_pages_for_questions(booklet: Printed) -> None:
    """They are ruled down to where text ends."""
    on_pages = Counter(mark.page for mark in booklet.marks if mark.kind == "line")
    assert all(count >= 17 for count in on_pages.values())
    assert pages(booklet) % 4 == 0 and fillers(booklet) == wanting(booklet)
    assert booklet.inventory.fills == fillers(booklet) == len(on_pages)


@pytest.mark.parametrize("more", [14, 28, 36])
def test_filler_pages_make_up_for_longer_text(project: Path, booklet: Printed, more: int) -> None:
    """As the default content is, these and the booklet itself want each number there is."""
    last = lines_at("editions.booklet.panels.flow[why-choose]")
    short = "        - {section: tell-us-first, words: plain, title: false}\n"
    longer = replaced((last, f"{last}{short * more}"))
    (project / "content.yaml").write_text(longer, encoding="utf-8")
    loaded = load_content(project / "content.yaml")
    assert loaded.content, loaded.findings
    printed = compose(loaded.content, variant_of(loaded.content, BOOKLET, OFFICE, project))
    assert pages(printed) - fillers(printed) > pages(booklet) - fillers(booklet)
    assert pages(printed) % 4 == 0 and fillers(printed) == wanting(printed)
    on = examine(printed)
    assert tuple(f for proof in PROOFS for f in proof(on)) == ()


def test_without_a_section_to_fill_with_the_count_is_told(
    loaded: LoadedContent, booklet: Printed
) -> None:
    """Where the text makes whole sheets by chance, a page more of it does not."""
    assert loaded.content
    placement = loaded.content.editions["booklet"]
    panels = {name: places for name, places in placement.panels.items() if name != "notes"}
    if not wanting(booklet):
        short = next(place for place in panels["flow"] if place.section == "tell-us-first")
        panels["flow"] = (*panels["flow"], *(short,) * 14)
    without = placement.model_copy(update={"panels": panels})
    content = loaded.content.model_copy(update={"editions": {"booklet": without}})
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
        title.text
        for name in ("flow", "notes", "back")
        for placed in selection.panels[name]
        if (title := listed_title(placed))
    ]
    assert listed == list(dict.fromkeys(titles))
    under = {p.title.text for p in selection.panels["flow"] if p.title and p.under}
    assert len(under) > 5 and not under & set(listed), "what stands under a chapter is none"
    anchors = [p.anchor for panel in selection.panels.values() for p in panel if p.anchor]
    assert len(anchors) == len(set(anchors)) == len(listed) > 10


def test_contents_without_filler_pages_do_not_list_them(loaded: LoadedContent) -> None:
    assert loaded.content
    assert not any(
        s.text == "My questions" for s in select_content(loaded.content, BOOKLET).passages
    )


def test_no_page_of_text_is_half_empty(booklet: Printed) -> None:
    """But for the last, which ends where the words end.

    Drawn steps take a page of their own, so the page before them may end early; it is still more
    than half full. So does a page whose next step, which stays whole, finds no room on it.
    """
    shares = {p.page: p.used_pt / p.room_pt for p in booklet.panels if p.flows}
    drawn = [p.page for p in booklet.panels if p.name == "drawing"]
    before = [shares.pop(page - 1) for page in drawn]
    *filled, last = [shares[page] for page in sorted(shares)]
    assert len(filled) > 5 and last >= 0.4
    assert [share for share in filled if share < _LEAST_FILL] == []
    assert len(before) == 1 and before[0] >= 0.55


def last_line(glyphs: Iterable[Glyph]) -> str:
    """Return the letters of the last line of a page."""
    glyphs = tuple(glyphs)
    foot = max(g.box.bottom for g in glyphs)
    return normalize_letters("".join(g.text for g in glyphs if g.box.bottom > foot - g.size_pt / 2))


def test_no_heading_stands_at_a_pages_foot(booklet: Printed) -> None:
    headings = {normalize_letters(heading.passage.text) for heading in booklet.spoken.headings}

    def ends_a_heading(line: str) -> bool:
        return any(heading.endswith(line) for heading in headings)

    folios = {folio.page: folio.rect for folio in booklet.folios}
    letters = read_letters(booklet.pdf)
    seen = 0
    for panel in (p for p in booklet.panels if p.flows):
        glyphs = letters[panel.page - 1].glyphs
        text = [g for g in glyphs if not folios[panel.page].holds(g.box, 1.0)]
        assert not ends_a_heading(last_line(text)), panel.page
        for foot in {g.box.bottom for g in text if g.size_pt >= HEADING_PT}:
            seen += ends_a_heading(last_line(g for g in text if g.box.bottom < foot + 1))
    assert seen >= len(headings) / 2, "a heading at the foot would be seen"


def terms(loaded: LoadedContent) -> list[str]:
    assert loaded.content
    return [
        said.text
        for said in select_content(loaded.content, BOOKLET).passages
        if ".term." in said.path
    ]


def short_forms_in(texts: Iterable[str]) -> set[str]:
    """Return the words with two capitals or more, each in the singular, numbers aside.

    “IV” is a short form where it stands alone; after the name of a list it is its number.
    """
    told = (re.sub(r"\b(Schedule|Part|Step|Phase) [IVX]+\b", "", text) for text in texts)
    words = {word for text in told for word in re.findall(r"[A-Za-z&-]+", text)} - _NOT_SHORT
    parts = {part for word in words for part in (word, *word.split("-"))} - _NOT_SHORT
    short = {p for p in parts if "-" not in p and sum(map(str.isupper, p)) >= 2}
    return {re.sub(r"(?<=[A-Z])s$", "", part) for part in short}


def short_forms(loaded: LoadedContent) -> set[str]:
    """Return the short forms in what the booklet says, its sources aside."""
    assert loaded.content
    said = select_content(loaded.content, BOOKLET).passages
    return short_forms_in(s.text for s in said if not s.path.startswith("sources["))


def test_every_short_form_is_in_the_glossary(loaded: LoadedContent) -> None:
    assert short_forms(loaded) >= {
        *("AMPA", "NMDA", "mTOR", "BDNF", "TRD", "IV", "IM", "REMS", "MAOI", "TMS", "ECT"),
    }
    assert short_forms(loaded) - set(terms(loaded)) == set()


def test_a_short_form_is_told_from_names_plurals_and_numbers() -> None:
    """The comparison above can fail."""
    said = ["MAOIs, an IV/IM drug of Schedule III", "BDNF/mTOR, CAREolina, NMDA-receptor, XYZ-1"]
    assert short_forms_in(said) == {"MAOI", "IV", "IM", "BDNF", "mTOR", "NMDA", "XYZ"}


def test_terms_stand_in_the_order_of_the_alphabet(loaded: LoadedContent) -> None:
    assert loaded.content
    (glossary,) = next(s for s in loaded.content.sections if s.id == "glossary").blocks
    assert isinstance(glossary, Glossary)
    assert len(terms(loaded)) == len(glossary.items) > 10
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
    sheets = document.pages // 4
    assert f"booklet.pdf  {document.pages} pages on {sheets} sheets, " in first
    assert last.endswith("flip on the short edge, then fold and staple in the middle.")


def test_what_is_written_is_the_sheets(booklet: Printed) -> None:
    assert booklet.output == booklet.sheets
    assert len(read_letters(booklet.sheets)) == pages(booklet) // 2
    assert replace(booklet, sheets=b"").output == booklet.pdf
