"""A page -> every dictionary that it draws with, and what rules ask of them."""

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Object

from brochure.base.errors import MALFORMED
from brochure.channels.instructions import Operand
from brochure.preflight.colour import read_space
from brochure.preflight.fonts import is_broken, name_font

_HARMLESS = ("/Default", "/Identity")


def list_reachable(page: Object) -> Iterator[Object]:
    """Give every dictionary that a page draws with, down through resources, forms and masks."""
    waiting: list[Operand | None] = [page.get("/Resources"), page.get("/Group")]
    met: set[tuple[int, int]] = set()
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, pikepdf.Object) or (thing.is_indirect and thing.objgen in met):
            continue
        met.add(thing.objgen)
        if isinstance(thing, pikepdf.Array):
            waiting.extend(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            waiting.extend(v for k, v in thing.items() if k not in ("/Parent", "/StructParent"))


def list_blend_spaces(page: Object, found: Sequence[Object]) -> tuple[str, ...]:
    """Return the colour families in which a page mixes what is transparent.

    Those that masks of lightness mix in gray are left out (ISO 32000-1, 11.6.5.3).
    """
    masks = {d["/G"].objgen for d in found if str(d.get("/S")) == "/Luminosity" and "/G" in d}
    families = set[str]()
    for owner in (page, *found):
        group = owner.get("/Group")
        if not isinstance(group, pikepdf.Dictionary) or "/CS" not in group:
            continue
        if str(group.get("/S")) == "/Transparency":
            family = read_space(group.CS, None).stated.family
            if family != "DeviceGray" or owner.objgen not in masks:
                families.add(family)
    return tuple(sorted(families))


def has_transfer(state: Object) -> bool:
    """Say whether this is a graphics state with a transfer function (ISO 32000-1, 10.5)."""
    own = "/TR" in state and str(state["/TR"]) not in _HARMLESS and "/S" not in state
    return own or ("/TR2" in state and str(state["/TR2"]) not in _HARMLESS)


def list_broken_fonts(
    found: Sequence[Object], known: dict[tuple[int, int], bool]
) -> tuple[str, ...]:
    """Return the names of fonts whose own file cannot be opened; `known` keeps what was tried."""
    names = set[str]()
    for font in found:
        if "/FontDescriptor" not in font:
            continue
        descriptor = font["/FontDescriptor"]
        if not isinstance(descriptor, pikepdf.Dictionary):
            continue
        number = descriptor.objgen
        if number == (0, 0) or number not in known:
            known[number] = _is_broken(descriptor)
        if known[number]:
            names.add(name_font(font))
    return tuple(sorted(names))


def _is_broken(descriptor: Object) -> bool:
    try:
        return is_broken(descriptor)
    except MALFORMED:
        return False
