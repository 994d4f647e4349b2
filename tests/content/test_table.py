"""Tables as content holds them: what may stand in a cell, and how columns of numbers are set in."""

import pytest

from brochure.content.load import validate_content
from brochure.content.model.blocks.table import Table
from brochure.content.yaml.source import parse
from tests.content.places import REAL

_PLACE = "sections:\n"
_HEAD = (
    "  - id: prices\n    provenance: clinic\n    title: Prices\n    blocks:\n      - kind: table\n"
)


def faults_in(*lines: str) -> list[tuple[int, str, str]]:
    """Return what is told of a table of these lines: the line, what is wrong, and the remedy."""
    own = "".join(f"        {line}\n" for line in lines)
    text = REAL.replace(_PLACE, _PLACE + _HEAD + own, 1)
    first = text[: text.index(own)].count("\n")
    source, faults = parse(text, "content.yaml")
    assert source and not faults
    _, found = validate_content(source)
    return [(f.place.line - first, f.what, f.remedy) for f in found]


@pytest.mark.parametrize(
    ("lines", "line", "what", "remedy"),
    [
        (
            ("columns: [Visit, Cost]", "rows:", "- [First]"),
            3,
            "row 1 has 1 cell under 2 columns",
            'Give each row one cell for each column, "" for an empty one.',
        ),
        (
            ("row_heads: true", "columns: [Visit, Cost]", "rows:", '- [First, ""]', '- ["", "5"]'),
            5,
            "row 2 has no head",
            "Write its first cell, or take `row_heads: true` away.",
        ),
        (
            ("columns: [Visit, Cost]", "rows:", "- [First, 12.5]"),
            3,
            "must be text, but 12.5 is read as a number",
            "",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_told(
    lines: tuple[str, ...], line: int, what: str, remedy: str
) -> None:
    (found,) = faults_in(*lines)
    assert (found[0], found[1]) == (line, what) and remedy in found[2]


def test_each_row_that_is_wrong_is_told_at_its_own_line() -> None:
    found = faults_in("columns: [A, B]", "rows:", "- [one]", "- [one, two]", '- ["", "", ""]')
    assert [(line, what) for line, what, _ in found] == [
        (3, "row 1 has 1 cell under 2 columns"),
        (5, "row 3 has 3 cells under 2 columns"),
    ]


def test_a_table_has_at_most_eight_columns() -> None:
    heads = ", ".join("ABCDEFGH")
    row = ", ".join('""' for _ in "ABCDEFGH")
    assert not faults_in(f"columns: [{heads}]", "rows:", f"- [{row}]")
    assert faults_in(f"columns: [{heads}, I]", "rows:", f'- [{row}, ""]')


def table(*rows: tuple[str, ...]) -> Table:
    columns = [str(n) for n in range(len(rows[0]))]
    return Table.model_validate({"kind": "table", "columns": columns, "rows": [*rows]})


def test_the_points_of_numbers_stand_in_one_line() -> None:
    derived = table(("$120.00", "a", "80 %"), ("$85", "5", ""), ("$1,250.5", "", "5 %")).derived()
    assert derived["numeric"] == (True, False, True)
    assert derived["insets"] == (
        ("inset-0", "", "inset-0-whole"),
        ("inset-2-whole", "", "inset-0-whole"),
        ("inset-1", "", "inset-0-whole"),
    )


@pytest.mark.parametrize("text", ["2 months", "5–7", "yes", "12.5.2026", "7th dose", "1 of 2"])
def test_what_only_begins_like_a_number_is_none(text: str) -> None:
    assert table((text,)).derived()["numeric"] == (False,)


@pytest.mark.parametrize("text", ["5", "-3", "≥ 18", "12,50 €", "1 200", "1,200.50", "5 mg", "9°"])
def test_a_number_may_have_a_sign_a_currency_or_a_unit(text: str) -> None:
    assert table((text,)).derived()["numeric"] == (True,)


def test_a_column_of_empty_cells_holds_no_numbers() -> None:
    assert table(("", "1"), ("", "")).derived()["numeric"] == (False, True)
