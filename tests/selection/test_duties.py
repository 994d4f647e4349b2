"""What documents owe: told at the line that says so, and which document states what."""

import shutil
from pathlib import Path

import pytest

from brochure.base.editions import TRIFOLD
from brochure.selection.duties import (
    Duty,
    check_owed_facts,
    load_checked_content,
    select_editions,
    tabulate_duties,
)
from brochure.selection.select import select_content
from tests.conftest import ROOT
from tests.content.small import read, with_facts

SHEET_OWES = ("    shared:", "    owes: {facts: [emergency]}\n    shared:")


def owing(*facts: str) -> tuple[str, str]:
    """Return the change by which the trifold, and it alone, owes `facts`."""
    words = "    words: text\n"
    return (words, f"{words}    owes: {{facts: [{', '.join(facts)}]}}\n")


def duty(id: str, *changes: tuple[str, str]) -> Duty:
    content, _ = read(with_facts(*changes))
    return next(one for one in tabulate_duties(content) if one.id == id)


def test_a_document_that_states_what_it_owes_has_no_finding() -> None:
    content, source = read(with_facts(owing("watched", "after-hours"), SHEET_OWES))
    assert check_owed_facts(content, source) == ()


def test_a_fact_that_is_owed_and_stated_nowhere_is_told_where_it_is_owed() -> None:
    text = with_facts(owing("watched", "emergency"))
    content, source = read(text)
    (finding,) = check_owed_facts(content, source)
    assert finding.id == "content.fact-left-out"
    assert finding.what == 'trifold owes the fact "emergency" and states it nowhere'
    assert finding.remedy.startswith("Write {emergency}, or a list with `fact: emergency` in")
    assert finding.place.path == "editions.trifold.owes.facts[1]"
    line = text.splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 :].startswith("emergency")


def test_what_a_sheet_owes_is_told_at_the_sheet() -> None:
    owes = (SHEET_OWES[0], SHEET_OWES[1].replace("emergency", "watched"))
    content, source = read(with_facts(owes))
    (finding,) = check_owed_facts(content, source)
    assert finding.place.path == "sheets[0].owes.facts[0]"
    assert finding.what.startswith("safety-sheet-implant owes")


def test_a_fact_in_wording_that_an_edition_leaves_out_is_missing() -> None:
    """Selected is what counts: the words stand in content, and the edition does not place them."""
    content, source = read(with_facts(owing("watched"), ("inside-left: [care]", "inside-left: []")))
    assert [f.id for f in check_owed_facts(content, source)] == ["content.fact-left-out"]


def test_the_selection_says_what_is_owed_and_stated() -> None:
    content, _ = read(with_facts(owing("watched")))
    selection = select_content(content, TRIFOLD)
    assert [owed.id for owed in selection.owed] == ["watched"]
    assert selection.facts == {"watched", "after-hours"}


@pytest.mark.parametrize("statement_left_out", [False, True])
def test_what_is_owed_is_told_beside_all_else_and_nothing_is_built(
    tmp_path: Path, statement_left_out: bool
) -> None:
    (tmp_path / "figures").mkdir()
    shutil.copy(ROOT / "tests/content/bad_content/tooth.svg", tmp_path / "figures")
    away = [("inside-middle: [day]", "inside-middle: []")] if statement_left_out else []
    (tmp_path / "content.yaml").write_text(with_facts(owing("emergency"), *away), "utf-8")
    loaded = load_checked_content(tmp_path / "content.yaml")
    ids = {f.id for f in loaded.findings if f.severity == "error"}
    expected = {"content.statement-left-out"} if statement_left_out else set[str]()
    assert ids == {"content.fact-left-out"} | expected
    assert loaded.content is None and loaded.selectable is not None


def test_the_table_tells_printed_owed_missing_and_not_owed() -> None:
    one = duty("watched", owing("watched"), SHEET_OWES)
    assert (one.printed, one.owed, one.missing) == (("trifold", "guide"), ("trifold",), ())
    one = duty("emergency", owing("emergency"), SHEET_OWES)
    assert one.printed == ("safety-sheet-implant",)
    assert one.owed == ("trifold", "safety-sheet-implant")
    assert one.missing == ("trifold",)


def test_the_table_tells_value_status_source_and_path() -> None:
    one = duty("watched")
    assert (one.value, one.status, one.path) == ("at least 2 hours", "confirmed", ("facts", 0))
    assert one.source == "label: Label, section 5"
    assert duty("after-hours").value == ""


def test_statements_and_the_clinics_numbers_stand_in_the_table() -> None:
    one = duty("bleeding")
    assert one.kind == "statement"
    assert one.owed == one.printed == ("trifold", "safety-sheet-implant", "guide")
    phone = duty("phone")
    assert phone.printed == ("trifold", "safety-sheet-implant", "guide")
    assert phone.owed == ()


def test_every_document_is_selected_in_the_order_of_content() -> None:
    content, _ = read(with_facts())
    assert list(select_editions(content)) == ["trifold", "safety-sheet-implant", "guide"]
