"""Things to tick off: each with a real checkbox."""

from typing import ClassVar, Literal

from brochure.content.model.asks import Asks
from brochure.content.model.blocks.items import ItemsOrFact


class Checklist(ItemsOrFact):
    """Things to tick off: each with a real checkbox."""

    asks: ClassVar[Asks] = Asks(boxes="items")

    kind: Literal["checklist"]
