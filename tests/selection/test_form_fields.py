"""Names of form fields, and what is heard of them: from ids and words of content."""

from typing import Any

from brochure.base.editions import list_editions
from brochure.content.load import LoadedContent
from brochure.content.model.blocks.blank import Blank
from brochure.content.model.blocks.checklist import Checklist
from brochure.selection.form_fields import FieldNames, add_form_fields
from brochure.selection.inventory import take_inventory
from brochure.selection.passage import Passage
from brochure.selection.select import select_content
from brochure.selection.selected import (
    AskedField,
    Field,
    PlacedSection,
    Selected,
    SelectedPart,
)
from tests.tiny import said


def blank(
    label: Passage | None = None, id: str = "", hint: str = "", lines: int = 1
) -> SelectedPart:
    parts: dict[str, Selected] = {
        "id": id,
        "label": label,
        "lines": lines,
        "hint": hint,
        "required": False,
    }
    return SelectedPart("blank", parts, Blank.asks)


def box(text: str, id: str = "", title: Passage | None = None) -> SelectedPart:
    return SelectedPart("item", {"id": id, "title": title, "said": said(text)})


def checklist(*items: SelectedPart) -> SelectedPart:
    return SelectedPart("checklist", {"items": items}, Checklist.asks)


def signer(id: str | None) -> SelectedPart:
    asked = AskedField("signature", "", "column-1"), AskedField("text", "", "date")
    return SelectedPart("signer", {"id": id}, wanted=asked)


def fields_of(
    *blocks: SelectedPart, title: str = "Before", shown: bool = True
) -> tuple[Field, ...]:
    heading = said(title) if shown else None
    placed = PlacedSection("before", "section", heading, blocks, "body")
    return take_inventory({"one": (add_form_fields(placed, title, FieldNames()),)}).fields


def heard(*blocks: SelectedPart, **where: Any) -> list[str]:
    return [field.spoken_name for field in fields_of(*blocks, **where)]


def names(*blocks: SelectedPart) -> list[str]:
    return [field.name for field in fields_of(*blocks)]


def test_a_name_is_made_of_ids_and_not_of_words() -> None:
    boxes = checklist(box("Food", "food"), box("Drink"), box("Dr. No"))
    signers = (signer("patient"), signer(None))
    rows = SelectedPart("signatures", {"signers": signers})
    assert names(blank(said("Bring"), "bring"), blank(said("Wear")), boxes, blank(), rows) == [
        "before-bring",
        "before-blank-1",
        "before-food",
        "before-box-1",
        "before-box-2",
        "before-blank-2",
        "before-patient-column-1",
        "before-patient-date",
        "before-signer-1-column-1",
        "before-signer-1-date",
    ]


def test_a_part_placed_twice_makes_two_fields() -> None:
    given = FieldNames()
    placed = PlacedSection("before", "section", None, (blank(id="bring"),), "body")
    places = (add_form_fields(placed, "Before", given), add_form_fields(placed, "Before", given))
    told = [field.name for field in take_inventory({"one": places}).fields]
    assert told == ["before-bring", "before-bring-again-2"]


def test_what_is_heard_of_a_blank() -> None:
    label = said("Bring:")
    assert heard(blank(label)) == ["Before: Bring"]
    assert heard(blank(label, hint="a list")) == ["Before: Bring (a list)"]
    assert heard(blank(label), shown=False) == ["Bring"]
    assert heard(blank()) == heard(blank(), shown=False) == ["Before"]
    assert heard(blank(hint="My questions")) == ["Before: My questions"]
    assert heard(blank(label), title="What now?") == ["What now? Bring"]


def test_a_field_stands_by_its_label_or_else_by_its_heading() -> None:
    label, heading = said("Bring"), said("Before")
    assert fields_of(blank(label))[0].beside == (label,)
    assert fields_of(blank())[0].beside == (heading,)
    assert fields_of(blank(), shown=False)[0].beside == ()


def test_a_box_is_heard_with_its_title() -> None:
    boxes = checklist(box("two hours before", title=said("No food")))
    assert heard(boxes) == ["Before: No food two hours before"]


def test_a_field_takes_as_many_lines_as_its_blank_and_else_one() -> None:
    signers = SelectedPart("signatures", {"signers": (signer("patient"),)})
    fields = fields_of(blank(id="bring", lines=3), checklist(box("Food")), signers)
    assert [(field.kind, field.lines) for field in fields] == [
        *(("text", 3), ("checkbox", 1), ("signature", 1), ("text", 1)),
    ]


def test_every_field_of_the_default_content_has_an_id_and_words_of_its_own(
    loaded: LoadedContent,
) -> None:
    content = loaded.content
    assert content
    for edition in list_editions(s.id for s in content.sheets):
        if "screen" in edition.channels and edition.name in content.editions:
            fields = select_content(content, edition).inventory.fields
            for unnamed in ("-blank-", "-box-", "-signer-", "-column-", "-again-"):
                assert not [f.name for f in fields if unnamed in f.name]
            assert len({field.spoken_name for field in fields}) == len(fields)


def test_a_date_is_heard_with_who_and_how(loaded: LoadedContent) -> None:
    content = loaded.content
    assert content
    edition = next(e for e in list_editions(s.id for s in content.sheets) if "sheet" in e.name)
    told = {
        field.name: field.spoken_name for field in select_content(content, edition).inventory.fields
    }
    assert told["sheet-signatures-clinician-date"] == "Clinician: Date (month, day, year)"
