"""Pale words and lines of a document -> the brand colours that they follow from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from brochure.base.finding import Cause, Finding, Location
from brochure.base.ink_profile import propose_inks
from brochure.base.palette import Pale, Palette
from brochure.base.press_condition import find_condition
from brochure.base.wcag import Rgb, hex_of, rgb_of
from brochure.channels.channel import Variant
from brochure.channels.ink_preview import show_inks
from brochure.channels.inks import shares
from brochure.channels.press import inks_of
from brochure.proofs.examined import Examined
from brochure.reading.seen_colours import SeenColours

_ID = "contrast.brand"


class PaleFinding(NamedTuple):
    """A finding about what stands out too little, and how it does, where its colours are seen."""

    finding: Finding
    pale: Pale | None

    @classmethod
    def of(
        cls, finding: Finding, seen: SeenColours | None, ratio: float, wanted: float
    ) -> "PaleFinding":
        """Take a finding with the colours that were seen there, and the two contrasts."""
        return cls(finding, Pale(*seen, ratio, wanted) if seen else None)


def blame_colours(on: Examined, found: Sequence[PaleFinding]) -> tuple[Finding, ...]:
    """Return the findings, each with the brand colour that it follows from, where there is one."""
    if not found or not on.printed.variant.colours:
        return tuple(one.finding for one in found)
    brand, causes = _Brand(on.printed.variant), dict[int, Cause]()
    seen = [(number, one.pale) for number, one in enumerate(found) if one.pale]
    pales = [pale for _, pale in seen]
    for role, numbers in brand.palette.blame(pales, [*map(brand.roles_of, pales)]).items():
        cause = brand.cause(role, [pales[number] for number in numbers])
        causes.update({seen[number][0]: cause for number in numbers})
    return tuple(replace(one.finding, cause=causes.get(n)) for n, one in enumerate(found))


@dataclass(frozen=True)
class _Brand:
    """The colours of a variant, as the finished file shows them."""

    variant: Variant

    @cached_property
    def palette(self) -> Palette:
        """The roles as a reader of the file sees them."""
        return Palette(self._shown())

    def _shown(self) -> Mapping[str, Rgb]:
        if not self._on_press:
            return {role: rgb_of(colour) for role, colour in self.variant.colours}
        inks = inks_of(self.variant)
        shown = show_inks([shares(*ink) for ink in inks.values()])
        return dict(zip(inks, shown, strict=True))

    @property
    def _on_press(self) -> bool:
        return self.variant.channel.purpose == "print shop"

    def roles_of(self, pale: Pale) -> tuple[str, ...]:
        """Return the roles that what is drawn, then that its ground may have."""
        drawn, ground = map(self.palette.roles_like, (pale.drawn, pale.ground))
        if not drawn:  # a colour of its own: only a ground that can be mended is to blame
            ground = tuple(role for role in ground if self.palette.mend(role, [pale]))
        return tuple(dict.fromkeys((*drawn, *ground)))

    def cause(self, role: str, pales: Sequence[Pale]) -> Cause:
        """Return what to tell of a role that makes all these pale."""
        worst = min(pales, key=lambda pale: pale.share)
        what = f"{'on the press ' if self._on_press else ''}{self.palette.tell(role, worst)}"
        path = f"brand.colours.{role}{'.press' if self._on_press else ''}"
        return Cause(_ID, what, self._remedy(role, pales), Location(path=path), worst.share)

    def _remedy(self, role: str, pales: Sequence[Pale]) -> str:
        to, value = self.palette.direction(role, pales[0]), self.palette.mend(role, pales)
        if self._on_press:
            return self._press_remedy(role, to, value)
        if not value or self.variant.look.gray_pictures:
            return f"Write a {to} colour for {role}."
        return f'Write screen: "{hex_of(value)}" for {role}, or a {to} colour.'

    def _press_remedy(self, role: str, to: str, value: Rgb | None) -> str:
        ask = f"sk your printer for a {to} mix of inks for {role}."
        if not value:
            return f"A{ask}"
        condition = find_condition(self.variant.condition, self.variant.assets)
        return f"Write press: {list(propose_inks(hex_of(value), condition))} for {role}, or a{ask}"
