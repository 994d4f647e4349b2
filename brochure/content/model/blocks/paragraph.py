"""A paragraph."""

from typing import Literal

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Wording


class Paragraph(Wording, Block):
    """A paragraph."""

    kind: Literal["paragraph"]
