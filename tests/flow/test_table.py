"""A table in a finished document, as it is heard: heads of columns and of rows, empty cells."""

from pathlib import Path

from brochure.proofs.examined import examine
from tests.flow.documents import Case, print_case
from tests.spoken import spoken


def heard(case: Case, folder: Path) -> list[str]:
    """Return the lines of the tags of a table, each without its indent."""
    text = spoken(examine(print_case(case, folder)).tag_tree)
    return [line.strip() for line in text[text.index("  Table") :].splitlines()]


def test_heads_are_heard_once_and_empty_cells_keep_their_place(tmp_path: Path) -> None:
    lines = heard(Case("table", 40, "guide", seed=3), tmp_path)
    assert lines[1:5] == [
        "THead > TR",
        "TH Scope=Column ID=header-1 “One”",
        "TH Scope=Column ID=header-2 “Two”",
        "TH Scope=Column ID=header-3 “Three”",
    ]
    assert sum("Scope=Column" in line for line in lines) == 3, "repeated heads are not heard again"
    cells = [line for line in lines if line.startswith("TD")]
    assert len(cells) == 3 * 40
    assert "TD Headers=header-2" in cells, "an empty cell"


def test_heads_of_rows_are_heads(tmp_path: Path) -> None:
    lines = heard(Case("table", 5, "guide"), tmp_path)
    assert sum("Scope=Row" in line for line in lines) == 5
