"""Every publisher that content cites, once."""

from typing import Literal

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Wording


class Publishers(Block):
    """Every publisher that content cites, once, for an edition without citation marks."""

    kind: Literal["publishers"]
    label: Wording | None = None
