"""An unordered list."""

from typing import Literal

from brochure.content.model.blocks.items import ItemsOrFact


class Bullets(ItemsOrFact):
    """An unordered list."""

    kind: Literal["bullets"]
