"""Entries of a list, which are written in it or are those of a fact."""

from typing import Self

from pydantic import model_validator

from brochure.content.model.blocks.block import Block
from brochure.content.model.wording import Slug, Wording


class Item(Wording):
    """One entry of a list; a title, where there is one, leads.

    `key` marks the one that must not be missed.
    """

    id: Slug | None = None
    title: Wording | None = None
    key: bool = False


class ItemsOrFact(Block):
    """A list that is written here, or that of a fact."""

    items: tuple[Item, ...] = ()
    fact: Slug | None = None

    @model_validator(mode="after")
    def _has_one_list(self) -> Self:
        if bool(self.items) == bool(self.fact):
            raise ValueError(
                "holds either items or the list of a fact | Write `items:` or `fact: name`."
            )
        return self
