"""Two or three things side by side."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from brochure.base.finding import pluralize
from brochure.content.model.asks import Asks
from brochure.content.model.blocks.block import Block
from brochure.content.model.part_error import PartError, PartFault
from brochure.content.model.wording import Part, Wording


class Cell(Wording):
    """A cell of a comparison; a mark doubles its meaning by shape (ring: open, tick: approved)."""

    asks: ClassVar[Asks] = Asks(sign="mark")

    mark: Literal["ring", "tick"] | None = None
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
