"""Two or three things side by side."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from brochure.base.finding import pluralize
from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.wording import Part, Wording

_OF_OLD = {"ring": "off-label", "tick": "approved"}  # marks that were named after their shape
_UNQUOTED = {True: "yes", False: "no"}


def _by_meaning(mark: object) -> object:
    if isinstance(mark, bool):
        return _UNQUOTED[mark]
    return _OF_OLD.get(mark, mark) if isinstance(mark, str) else mark


CellMark = Annotated[
    Literal["approved", "off-label", "yes", "no", "none"], BeforeValidator(_by_meaning)
]


class Cell(Wording):
    """A cell of a comparison; its mark says by a shape what its words say.

    Whether something is approved for a use is told by a disc (with a tick, or open), yes and no by
    a square (full or open), neither of them better than the other; `none` is a bar.
    """

    asks: ClassVar[Asks] = Asks(sign="mark")

    mark: CellMark | None = None
    title: Wording | None = None


class Row(Part):
    """One thing compared: its name, and a cell for each column."""

    asks: ClassVar[Asks] = Asks(whole=True, narrow=True, secondary_fields=("label",))

    label: Wording
    cells: tuple[Cell, ...] = Field(min_length=2, max_length=3)


class Comparison(Block):
    """Two or three things side by side."""

    kind: Literal["comparison"]
    columns: tuple[Wording, ...] = Field(min_length=2, max_length=3)
    rows: tuple[Row, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_row_fills_every_column(self) -> "Comparison":
        faults = tuple(
            PartFault(
                ("rows", number, "cells"),
                f"row {number + 1} has {pluralize(len(row.cells), 'cell')} under"
                f" {len(self.columns)} columns",
                "Give each row one cell for each column.",
            )
            for number, row in enumerate(self.rows)
            if len(row.cells) != len(self.columns)
        )
        if faults:
            raise PartError(*faults)
        return self
