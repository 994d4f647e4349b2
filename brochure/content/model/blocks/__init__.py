"""The kinds of block that hold wording: one module of this folder each, found by being here."""

from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from brochure.content.model.blocks.block import Block


def _list_kinds() -> tuple[type[Block], ...]:
    """Return the model of each kind, in the order of the modules."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return tuple(
        model
        for module in modules
        for _, model in getmembers(module, isclass)
        if model.__module__ == module.__name__
        and issubclass(model, Block)
        and "kind" in model.model_fields
    )


KINDS = _list_kinds()

# What may stand in a section: to the type checker any block, to pydantic one of these kinds.
if TYPE_CHECKING:
    AnyBlock = Block
else:
    AnyBlock = Annotated[Union[KINDS], Field(discriminator="kind")]  # noqa: UP007
