"""What the edition holds, and on which pages."""

from typing import Literal

from brochure.content.model.blocks.block import Block


class Contents(Block):
    """What the edition holds: each titled section of the panels after this one, and its page."""

    kind: Literal["contents"]
