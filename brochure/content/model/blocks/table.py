"""A table: a schedule by age, a price list."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from brochure.base.finding import pluralize
from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.wording import Derived, Wording

# A number with its sign or currency, and at most a short unit: 12.50, $1,200, 85 %, 5 mg.
_NUMBER = re.compile(
    r"[-+~<>≤≥±−]?\s?[$€£]?\s?\d(?:[\d,'’ ]*\d)?(?:[.,](?P<decimals>\d\d?))?\s?"
    r"(?:[%°€$£]|[a-zA-Zµ]{1,3})?"
)


def _nothing(value: object) -> object:
    return None if value == "" else value


# A cell holds wording, or nothing: ``""``.
TableCell = Annotated[Wording | None, BeforeValidator(_nothing)]
TableRow = Annotated[tuple[TableCell, ...], Field(min_length=1, max_length=8)]


class Table(Block):
    """A table of up to 8 columns; each row is a list of cells, ``""`` for an empty one.

    With `row_heads` the first cell of each row is its head. A `caption` stands over it. Columns of
    numbers are set so that their digits stand under each other.
    """

    asks: ClassVar[Asks] = Asks(rows="rows", narrow=True, secondary_fields=("caption",))

    kind: Literal["table"]
    caption: Wording | None = None
    row_heads: bool = False
    columns: tuple[Wording, ...] = Field(min_length=1, max_length=8)
    rows: tuple[TableRow, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_row_fills_every_column(self) -> "Table":
        if faults := tuple(self._row_faults()):
            raise PartError(*faults)
        return self

    def _row_faults(self) -> Iterator[PartFault]:
        wanted = pluralize(len(self.columns), "column")
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                what = f"row {number + 1} has {pluralize(len(row), 'cell')} under {wanted}"
                remedy = 'Give each row one cell for each column, "" for an empty one.'
                yield PartFault(("rows", number), what, remedy)
            elif self.row_heads and row[0] is None:
                remedy = "Write its first cell, or take `row_heads: true` away."
                yield PartFault(("rows", number, 0), f"row {number + 1} has no head", remedy)

    def derived(self) -> Mapping[str, Derived]:
        """Say of each column whether it holds numbers, and of each cell how it is to be set in."""
        columns = tuple(map(_insets, zip(*self.rows, strict=True)))
        return {
            "numeric": tuple(any(column) for column in columns),
            "insets": tuple(zip(*columns, strict=True)),
        }


def _insets(column: tuple[Wording | None, ...]) -> tuple[str, ...]:
    """Return how a cell of a column of numbers is set in, so that its points stand in one line.

    That is by the decimals, and the point, that the longest number has more; all are empty where
    something else than numbers stands in the column.
    """
    said = [(cell.text or cell.plain or "") if cell else "" for cell in column]
    decimals = [_count_decimals(text) if text else 0 for text in said]
    known = [count for count in decimals if count is not None]
    if len(known) < len(decimals) or not any(said):
        return ("",) * len(column)
    return tuple(f"inset-{max(known) - own}{'' if own else '-whole'}" for own in known)


def _count_decimals(text: str) -> int | None:
    """Return how many digits a number has after its point, None for what is no number."""
    found = _NUMBER.fullmatch(text)
    return len(found["decimals"] or "") if found else None
