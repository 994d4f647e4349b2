"""What one edition says, and where: the values that `pick` makes and templates print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brochure.editions import Edition
from brochure.model import Placement
from brochure.said import Role, Said


@dataclass(frozen=True)
class Picked:
    """A part of content as an edition places it: wording has become `Said`, the rest is as it was.

    Its parts are read as attributes, in templates: ``block.items``, ``step.title``.
    """

    kind: str
    parts: Mapping[str, object]

    def __getattr__(self, name: str) -> object:
        try:
            return self.parts[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Placed:
    """A section, sheet field or statement in its place: a heading and blocks."""

    id: str
    kind: str
    title: Said | None
    blocks: tuple[Picked, ...]
    size: Role


@dataclass(frozen=True)
class Selection:
    """Everything one edition says. `said` lists each piece of wording once for each placing."""

    edition: Edition
    placement: Placement
    panels: Mapping[str, tuple[Placed, ...]]
    control: tuple[tuple[Said, Said], ...]
    said: tuple[Said, ...]


def wording_of(value: object) -> Iterator[Said]:
    """Give every piece of wording under `value`, in the order it is printed."""
    if isinstance(value, Said):
        yield value
    elif isinstance(value, Placed):
        yield from wording_of((value.title, *value.blocks))
    elif isinstance(value, Picked):
        for part in value.parts.values():
            yield from wording_of(part)
    elif isinstance(value, tuple):
        for part in value:  # type: ignore[reportUnknownVariableType]
            yield from wording_of(part)  # type: ignore[reportUnknownArgumentType]
