"""A figure that stands on its own."""

from typing import Literal

from brochure.content.model.blocks.block import Block
from brochure.content.model.pictures import Figure


class StandingFigure(Figure, Block):
    """A figure that stands on its own."""

    kind: Literal["figure"]
