"""The safety sheets, row by row: what each drug's sheet says, where from, and what it never says.

A phrase is looked for in the field that owes it, as content selects it, and on the finished page.
The sheets in large print say the same.
"""

import pytest

from brochure.base.editions import Edition, list_editions
from brochure.build.job import Built
from brochure.content.load import LoadedContent
from brochure.content.model.blocks.blank import Blank
from brochure.content.model.content import Content, Section, Sheet
from brochure.content.model.walk import walk_parts
from brochure.content.model.wording import Wording
from brochure.selection.select import select_content
from brochure.selection.selected import PlacedSection, passages_in
from brochure.selection.selection import Selection
from tests.clinics.conftest import Files
from tests.clinics.found import Finished
from tests.clinics.sheet_rows import BY_CASE, DRUGS, SIZES, Row
from tests.content.places import REAL

IN_BOTH_SIZES = pytest.mark.parametrize("size", SIZES, ids=("letter", "large print"))
BY_ROW = pytest.mark.parametrize(
    ("row", "drug"), BY_CASE, ids=[f"{drug}: {row.name}" for row, drug in BY_CASE]
)

# What belongs to one drug, or to none; whatever the case of its letters.
NEVER = {
    "ketamine": (
        *("REMS", "certified", "Medication Guide", "boxed warning"),
        *("restful sleep", "next day", "2 hours", "30 minutes", "No food", "nasal", "oxygen"),
        *("esketamine", "twice a week", "under 18", "12 in 100"),
    ),
    "spravato": (
        *("24 hours", "off-label", "compounded", "anesthetic", "Liver harm", "into a vein"),
        *("or muscle", "IV", "12 in 100", "12 %"),
    ),
}


def edition_of(drug: str, size: str = "") -> Edition:
    name = f"{size}safety-sheet-{drug}"
    return next(e for e in list_editions(DRUGS) if e.name == name)


def selection_of(content: Content | None, drug: str, size: str = "") -> Selection:
    assert content
    return select_content(content, edition_of(drug, size))


def places_of(content: Content | None, drug: str, size: str = "") -> dict[str, PlacedSection]:
    """Return what stands on a sheet, by the id of its field."""
    panels = selection_of(content, drug, size).panels.values()
    return {placed.id: placed for panel in panels for placed in panel}


def fields_of(content: Content | None, drug: str) -> dict[str, Section]:
    """Return every field of one sheet, its own and those it shares."""
    assert content
    sheet = sheets(content)[drug]
    shared = (s for s in content.sections if s.id in sheet.shared)
    return {f.id: f for f in (*sheet.fields, *shared)}


def sheets(content: Content) -> dict[str, Sheet]:
    return {sheet.id: sheet for sheet in content.sheets}


def said_by(place: PlacedSection) -> str:
    return " ".join(" ".join(said.text for said in passages_in(place)).split())


def text_on(page: Finished) -> str:
    return " ".join(page.spaced(number) for number in range(1, len(page.letters) + 1))


@IN_BOTH_SIZES
@BY_ROW
def test_a_row_says_what_the_fact_check_asks_for(
    loaded: LoadedContent, files: Files, row: Row, drug: str, size: str
) -> None:
    place = places_of(loaded.content, drug, size)[row.field]
    said = said_by(place)
    page = files("office", f"{size}safety-sheet-{drug}")
    for phrase in row.phrases(drug):
        assert phrase in said, phrase
        assert page.find(phrase), f"{phrase!r} is not on the page"
    stated = {fact for part in passages_in(place) for fact in part.facts}
    assert set(row.facts_of(drug)) <= stated


@BY_ROW
def test_a_row_comes_from_where_it_may(loaded: LoadedContent, row: Row, drug: str) -> None:
    """What a part says of itself counts as well, and what is from a label names it."""
    field = fields_of(loaded.content, drug)[row.field]
    assert field.provenance in row.provenance
    if field.provenance == "label":
        assert "label" in field.source or "FDA" in field.source, "names no source"
    own = {part.provenance for _, part in walk_parts(field) if isinstance(part, Wording)} - {None}
    assert own <= row.provenance | {"clinic", "template", "label"}


@pytest.mark.parametrize("drug", DRUGS)
def test_each_field_is_a_row(loaded: LoadedContent, drug: str) -> None:
    """So a field that nobody asked for would be seen, and one that is gone.

    Large print has more lines under “My questions”: they are a section of their own.
    """
    rows = {row.field for row, of in BY_CASE if of == drug}
    assert set(fields_of(loaded.content, drug)) == rows
    for size in SIZES:
        more = {"heading"} | ({"my-questions"} if size else set[str]())
        assert set(places_of(loaded.content, drug, size)) - more == rows


@IN_BOTH_SIZES
@pytest.mark.parametrize("drug", DRUGS)
def test_nothing_of_the_other_drug_stands_on_a_sheet(
    loaded: LoadedContent, files: Files, drug: str, size: str
) -> None:
    text = text_on(files("office", f"{size}safety-sheet-{drug}"))
    found = [w for w in NEVER[drug] if never_says(w, text) is False]
    assert found == []
    other = DRUGS[1 - DRUGS.index(drug)]
    named = {
        fact for part in selection_of(loaded.content, drug, size).passages for fact in part.facts
    }
    assert not {fact for fact in named if fact.startswith(other) or fact == "boxed-five"} or (
        drug == "spravato" and "boxed-five" in named
    )


def never_says(words: str, text: str) -> bool:
    """Say whether words are nowhere in a text; short forms count as they are written."""
    if words.isupper():
        return words not in text.split()
    return words.lower() not in text.lower()


def test_what_must_not_be_said_would_be_seen() -> None:
    """The check above can fail."""
    assert not never_says("Boxed warning", "The BOXED warning of") and never_says("IV", "GIVEN in")
    assert not never_says("REMS", "the REMS program") and not never_says("IV", "by IV or IM")


def test_the_number_of_another_study_stands_nowhere(built: tuple[Built, ...], files: Files) -> None:
    """“12 in 100” counts pleasant dreams too, at doses for surgery."""
    for document in built:
        text = text_on(files(document.channel, document.edition))
        for words in ("12 in 100", "12 %", "12%", "12 percent"):
            assert never_says(words, text), document.edition
    assert "12 in 100" not in REAL


@pytest.mark.parametrize("drug", DRUGS)
def test_what_only_the_clinic_knows_is_a_gap_that_asks(loaded: LoadedContent, drug: str) -> None:
    """No line on a patient's page: a fact to fill in, with its question and a typical answer."""
    assert loaded.content
    known = {fact.id: fact for fact in loaded.content.facts}
    asked = {
        fact
        for row, of in BY_CASE
        if of == drug
        for fact in row.facts_of(drug)
        if known[fact].provenance == "clinic"
    }
    own = {"hours", "after-hours", "ride-by-taxi"}
    assert own <= asked and len(asked) == (7 if drug == "ketamine" else 3)
    for fact in asked:
        assert known[fact].is_gap and known[fact].status == "to fill in", fact
        assert known[fact].question and known[fact].typical, fact
    blanks = {
        block.label.plain or ""
        for field in fields_of(loaded.content, drug).values()
        for block in field.blocks
        if isinstance(block, Blank) and block.label
    }
    assert blanks == PATIENTS_LINES, "every line is the patient's"


PATIENTS_LINES = {
    *("Name", "Date of birth", "Chart no.", "My ride: name, phone"),
    *("What is this treatment for?", "Who may take you home?", "When would you call 911?"),
    "**My questions:**",
}
