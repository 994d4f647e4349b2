"""The place of a locked statement."""

from typing import Literal

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Slug


class StatementRef(Block):
    """The place of a locked statement, named by its id."""

    kind: Literal["statement"]
    id: Slug  # type: ignore[assignment]  # required here, may be left out elsewhere
