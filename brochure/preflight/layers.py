"""Optional content: which layers a file has, and which of them are switched off (8.11)."""

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Object

_LONGEST = 250  # letters of a name


@dataclass(frozen=True)
class Layers:
    """The names of a file's layers, and the object numbers of those that are off by default."""

    names: tuple[str, ...] = ()
    off: frozenset[tuple[int, int]] = frozenset()

    def hides(self, content: Object | None) -> bool:
        """Say whether marked content of this group or membership dictionary does not show."""
        if not isinstance(content, pikepdf.Dictionary) or not self.off:
            return False
        if "/OCGs" not in content:
            return content.objgen in self.off
        groups = content.OCGs
        groups = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
        hidden = [group.objgen in self.off for group in groups]
        policy = str(content.get("/P", "/AnyOn"))
        return {
            "/AllOn": any(hidden),
            "/AnyOff": not any(hidden),
            "/AllOff": not all(hidden),
        }.get(policy, bool(hidden) and all(hidden))


def read_layers(root: Object) -> Layers:
    """Read the catalog's optional content."""
    properties = root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return Layers()
    groups: list[Object] = list(properties.get("/OCGs", []))
    usual: Object = properties.get("/D", pikepdf.Dictionary())
    off = _numbers_of(usual.get("/OFF", []))
    if str(usual.get("/BaseState", "/ON")) == "/OFF":
        off |= _numbers_of(groups) - _numbers_of(usual.get("/ON", []))
    named = (g for g in groups if isinstance(g, pikepdf.Dictionary))
    names = (str(g.get("/Name", ""))[:_LONGEST] for g in named)
    return Layers(tuple(names), frozenset(off))


def _numbers_of(groups: Iterable[Object]) -> set[tuple[int, int]]:
    return {group.objgen for group in groups if isinstance(group, pikepdf.Dictionary)}
