"""The list of the sources that the edition's citation marks stand for."""

from typing import Literal

from pydantic import Field

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Line


class Sources(Block):
    """The list of the sources that the edition's citation marks stand for.

    `accessed` is the word before the day on which a page on the web was looked at.
    """

    kind: Literal["sources"]
    accessed: Line = Field(default="Accessed", min_length=1)
