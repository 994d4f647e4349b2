"""The safety sheets as forms: one page, lines to sign on, boxes to tick, a tab for each drug."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from brochure.base.tolerances import LEAST_FILLED_LINES
from brochure.build.job import Built
from brochure.content.load import LoadedContent
from brochure.content.model.blocks.signatures import Signatures
from brochure.reading.forms import ReadField, read_fields
from tests.clinics.conftest import Files
from tests.clinics.sheet_rows import DRUGS
from tests.clinics.test_sheets import (
    IN_BOTH_SIZES,
    PATIENTS_LINES,
    fields_of,
    places_of,
    said_by,
    selection_of,
)


@pytest.mark.parametrize("drug", DRUGS)
def test_a_sheet_is_one_page_in_type_of_11_points_or_more(
    built: tuple[Built, ...], drug: str
) -> None:
    (office, screen) = (b for b in built if b.edition == f"safety-sheet-{drug}")
    for document in (office, screen):
        assert document.pages == 1
        assert document.body_pt >= 11
        sizes = {role: least for role, least, _ in document.sizes_pt}
        assert sizes["body"] >= 11 and sizes["secondary"] >= 10.5 and sizes["fine"] >= 9
        assert all(p.over_pt == 0 and not p.wide for p in document.panels)
    large = [b for b in built if b.edition == f"large-print-safety-sheet-{drug}"]
    assert all(b.body_pt >= 18 for b in large) and len(large) == 2


SIGNERS = ("patient", "clinician", "interpreter")
COLUMNS = {"name": "text", "signature": "signature", "date": "text", "time": "text"}


def fields_in(output: Path, drug: str, size: str) -> dict[str, ReadField]:
    pdf = (output / f"screen/{size}safety-sheet-{drug}.pdf").read_bytes()
    return {field.name: field for field in read_fields(pdf)}


@IN_BOTH_SIZES
@pytest.mark.parametrize("drug", DRUGS)
def test_three_signers_each_with_name_signature_date_and_time(
    loaded: LoadedContent, output: Path, drug: str, size: str
) -> None:
    """On paper a line for each; on screen a field to sign, and one for the typed name beside it."""
    fields = fields_in(output, drug, size)
    for signer in SIGNERS:
        row = [fields[f"sheet-signatures-{signer}-{column}"] for column in COLUMNS]
        assert [field.kind for field in row] == list(COLUMNS.values())
        assert {field.required for field in row} == {signer != "interpreter"}
        assert len({field.page for field in row}) == 1
        name, signature, date, time = (field.rect for field in row)
        assert date.right <= time.left and round(date.bottom) == round(time.bottom)
        if size:  # a name takes the width of the page, over the signature
            assert name.bottom <= signature.top and signature.right <= date.left
        else:
            assert len({round(rect.bottom) for rect in (name, signature, date)}) == 1
            assert name.right <= signature.left and signature.right <= date.left
    pages = {fields[f"sheet-signatures-{signer}-signature"].page for signer in SIGNERS}
    assert len(pages) == 1, "all who sign do so on one page"
    (block,) = (
        b
        for b in fields_of(loaded.content, drug)["sheet-signatures"].blocks
        if isinstance(b, Signatures)
    )
    assert [c.id for c in block.columns if c.signed] == ["signature"]
    lines = len(SIGNERS) * len(COLUMNS) + len(PATIENTS_LINES) + bool(size) * LEAST_FILLED_LINES
    assert selection_of(loaded.content, drug, size).inventory.lines == lines


@IN_BOTH_SIZES
@pytest.mark.parametrize("drug", DRUGS)
def test_what_patients_say_in_their_own_words_has_a_line_and_its_answer_on_the_sheet(
    loaded: LoadedContent, files: Files, output: Path, drug: str, size: str
) -> None:
    fields = fields_in(output, drug, size)
    page = files("screen", f"{size}safety-sheet-{drug}")
    prompts = {
        "why": ("What is this treatment for?", "ease depression."),
        "ride": ("Who may take you home?", "An adult you know must take you home."),
        "help": ("When would you call 911?", "Trouble breathing, chest pain, fainting"),
    }
    for id, (prompt, answer) in prompts.items():
        (asked,) = page.find(prompt)
        field = fields[f"sheet-questions-{id}"]
        assert (field.kind, field.page) == ("text", asked.page)
        assert field.rect.width > 100
        beside, under = field.rect.left >= asked.box.right, field.rect.top >= asked.box.top
        assert beside or under
        assert page.find(answer)
    block = fields_of(loaded.content, drug)["sheet-questions"].blocks[-1]
    assert block.id == "mine" and fields["sheet-questions-mine"].kind == "text"


@IN_BOTH_SIZES
@pytest.mark.parametrize("drug", DRUGS)
def test_boxes_to_tick_say_what_a_tick_means(
    loaded: LoadedContent, output: Path, drug: str, size: str
) -> None:
    """Before what is true, or done; a copy that was given says so itself."""
    places = places_of(loaded.content, drug, size)
    for id, place in places.items():
        kinds = [block.kind for block in place.blocks]
        if "checklist" in kinds and id != "sheet-copy":
            before = place.blocks[kinds.index("checklist") - 1]
            assert said_by(replace(place, title=None, blocks=(before,))).startswith("Tick "), id
    boxes = {f.name for f in fields_in(output, drug, size).values() if f.kind == "checkbox"}
    assert "sheet-copy-given" in boxes
    assert len(boxes) == {"ketamine": 8, "spravato": 11}[drug]
    assert selection_of(loaded.content, drug, size).inventory.checkboxes == len(boxes)


def test_a_tab_tells_the_two_drugs_apart_across_a_desk(files: Files) -> None:
    """One name stands in white on a dark tab, the other dark in an open one."""
    grounds: dict[str, int] = {}
    for drug, name in (("ketamine", "Ketamine"), ("spravato", "SPRAVATO®")):
        page = files("office", f"safety-sheet-{drug}")
        tab = max(page.find(name), key=lambda found: found.size_pt)
        assert tab.size_pt >= 14  # the raised sign is smaller than the letters
        around = page.draw(1).crop(tuple(round(2 * side) for side in tab.box.sides))  # type: ignore[arg-type]
        grounds[drug] = most_common(around)
        assert page.is_framed(tab, far_pt=48), "the name fills half of its tab"
    assert grounds["ketamine"] < 90 and grounds["spravato"] > 230


def most_common(picture: Image.Image) -> int:
    counts = picture.histogram()
    return counts.index(max(counts))


def test_the_sheets_in_large_print_say_first_which_drug_they_are_for(files: Files) -> None:
    """They have no tab: the name of the drug leads the first page, larger than all else there."""
    for drug, name in (("ketamine", "Ketamine"), ("spravato", "SPRAVATO")):
        page = files("office", f"large-print-safety-sheet-{drug}")
        assert page.texts[0].startswith(name)
        sizes = [glyph.size_pt for glyph in page.letters[0].glyphs]
        titles = [g.size_pt for g in page.letters[0].glyphs[: len(name)]]
        assert min(titles) >= sorted(sizes)[len(sizes) // 2] * 1.4
