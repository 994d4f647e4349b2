"""The list of the sources that the edition's citation marks stand for."""

from typing import Literal

from brochure.content.model.blocks.block import Block


class Sources(Block):
    """The list of the sources that the edition's citation marks stand for."""

    kind: Literal["sources"]
