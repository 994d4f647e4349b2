"""Every publisher that content cites, once, or the address where the sources stand."""

from typing import Literal

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Wording


class Publishers(Block):
    """Every publisher that content cites, once, for an edition without citation marks.

    With `show: address` it is the clinic's website instead, where the sources stand; with `both`,
    the one after the other.
    """

    kind: Literal["publishers"]
    label: Wording | None = None
    show: Literal["names", "address", "both"] = "names"
