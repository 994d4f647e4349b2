"""Tables and lists that make sense when they are heard, cell by cell."""

import pytest

from brochure.proofs.nesting import tags_make_sense
from brochure.reading.tags import MarkedContent, ReadTag, ReadTags
from tests.placed import examined

Cell = tuple[int, int]  # so many columns and rows
ONE = (1, 1)
UNEVEN = "the rows of a table have different numbers of columns"


def table(*rows: tuple[Cell, ...]) -> ReadTag:
    """Return a table whose cells hold a paragraph each."""
    return ReadTag(
        "Table",
        tuple(
            ReadTag("TR", tuple(
                ReadTag("TD", (ReadTag("P"),), {"ColSpan": columns, "RowSpan": float(high)})
                for columns, high in row
            ))
            for row in rows
        ),
    )  # fmt: skip


def faults(*tags: ReadTag) -> list[str]:
    on = examined(tags=ReadTags(ReadTag("Document", tags), (), (), ()))
    return [f.what for f in tags_make_sense(on)]


@pytest.mark.parametrize(
    ("rows", "even"),
    [
        (((ONE, ONE), (ONE, ONE)), True),
        (((ONE, ONE), (ONE,)), False),
        ((((2, 1),), (ONE, ONE)), True),
        ((((2, 1),), (ONE, ONE, ONE)), False),
        ((((1, 3), ONE), (ONE,), (ONE,)), True),
        ((((1, 2), ONE), (ONE,), (ONE,)), False),
        ((((1, 2), ONE), (ONE,), (ONE, ONE)), True),
        ((((2, 2), ONE), (ONE,)), True),
        ((((2, 2), ONE), (ONE, ONE)), False),
        ((((1, 3), ONE), ((1, 2),), (), (ONE, ONE)), True),
    ],
)
def test_rows_of_a_table_have_equal_numbers_of_columns(
    rows: tuple[tuple[Cell, ...], ...], even: bool
) -> None:
    assert faults(table(*rows)) == [UNEVEN] * (not even)


def test_one_table_may_have_more_columns_than_the_next() -> None:
    wide, narrow = table((ONE, ONE)), table((ONE,))
    assert faults(wide, narrow) == []
    assert faults(ReadTag("Sect", (wide, ReadTag("P"), narrow))) == []


@pytest.mark.parametrize(
    ("scope", "good"), [("Row", True), ("Column", True), ("Both", True), ("", False)]
)
def test_a_header_cell_says_what_it_heads(scope: str, good: bool) -> None:
    head = ReadTag("TH", (ReadTag("P"),), {"Scope": scope})
    told = ["a header cell does not say whether it heads a row or a column"]
    assert faults(ReadTag("Table", (ReadTag("TR", (head,)),))) == told * (not good)


@pytest.mark.parametrize(
    ("outer", "inner", "what"),
    [
        ("L", "LI", ""),
        ("L", "P", "a P tag stands in a L tag"),
        ("Sect", "LI", "a LI tag stands in a Sect tag"),
        ("Sect", "TR", "a TR tag stands in a Sect tag"),
        ("TR", "P", "a P tag stands in a TR tag"),
    ],
)
def test_what_stands_in_what(outer: str, inner: str, what: str) -> None:
    hold = {"L": "Sect", "TR": "Table", "Sect": "Sect"}[outer]
    said = faults(ReadTag(hold, (ReadTag(outer, (ReadTag(inner),)),)))
    assert [one for one in said if one != UNEVEN] == ([what] if what else [])


@pytest.mark.parametrize(("role", "good"), [("P", True), ("Sect", False), ("Document", False)])
def test_text_stands_in_a_paragraph(role: str, good: bool) -> None:
    text = MarkedContent(1, 0)
    told = [f"text stands in a {role} tag without a paragraph"]
    assert faults(ReadTag(role, (text, text))) == told * (not good)
