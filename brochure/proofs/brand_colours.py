"""Pale words and lines -> the brand colour that makes them so, and a value that would do.

One colour of the brand stands in many places. Where two roles stand against each other and do not
stand apart, the one to blame is the role that all or most of these places share.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from brochure.base.finding import Cause, Finding, Location
from brochure.base.ink_profile import propose_inks
from brochure.base.press_condition import find_condition
from brochure.base.wcag import gray_of, luminance
from brochure.channels.channel import Variant
from brochure.channels.ink_preview import show_inks
from brochure.channels.inks import hex_of, rgb_of, shares
from brochure.channels.press import inks_of
from brochure.proofs.examined import Examined
from brochure.reading.seen_colours import Rgb, SeenColours, contrast_of

_ID = "contrast.brand"
_ALIKE = 12  # of 255, by which the colour of thin letters may differ from that of their role
_STEPS = 200
_SPARE = 1.05  # of a ratio: a value that would do is not measured to be just too pale
_MIDDLE = 0.18  # the light that is as far from black as from white


class Pale(NamedTuple):
    """A finding about what stands out too little: its colours, how it does, and how it should."""

    finding: Finding
    seen: SeenColours | None
    ratio: float
    wanted: float

    @property
    def share(self) -> float:
        """How much of what is wanted is there."""
        return self.ratio / self.wanted


def tell_ratio(ratio: float, wanted: float) -> str:
    """Return a contrast as people read it, never rounded up to the one that it does not reach."""
    rounded = round(ratio, 1)
    return f"{rounded if rounded < wanted else int(ratio * 10) / 10:.1f}:1"


def blame_colours(on: Examined, pales: Sequence[Pale]) -> tuple[Finding, ...]:
    """Return the findings, each with the brand colour that it follows from, where there is one."""
    if not pales or not on.printed.variant.colours:
        return tuple(pale.finding for pale in pales)
    brand, causes = _Brand(on.printed.variant), dict[int, Cause]()
    left = {n: roles for n, pale in enumerate(pales) if (roles := brand.roles_of(pale))}
    while left:
        role = _most_blamed(brand, left, pales)
        blamed = [n for n, roles in left.items() if role in roles]
        causes.update(dict.fromkeys(blamed, brand.cause(role, [pales[n] for n in blamed])))
        left = {n: roles for n, roles in left.items() if n not in causes}
    return tuple(replace(pale.finding, cause=causes.get(n)) for n, pale in enumerate(pales))


def _most_blamed(
    brand: "_Brand", left: Mapping[int, tuple[str, ...]], pales: Sequence[Pale]
) -> str:
    """Return the role that most findings share; of equals one that another value would mend."""
    counts = Counter(role for roles in left.values() for role in roles)
    most = max(counts.values())
    equal = [role for role, count in counts.items() if count == most]

    def mends(role: str) -> bool:
        return bool(brand.mend(role, [pales[n] for n, roles in left.items() if role in roles]))

    return next(filter(mends, equal), equal[0])


@dataclass(frozen=True)
class _Brand:
    """The colours of a variant, as the finished file shows them."""

    variant: Variant

    @cached_property
    def shown(self) -> Mapping[str, Rgb]:
        """Each role as a reader of the file sees it."""
        palette = {role: rgb_of(colour) for role, colour in self.variant.colours}
        if self.variant.channel.purpose != "print shop":
            return palette
        inks = inks_of(self.variant)
        shown = show_inks([shares(*ink) for ink in inks.values()])
        return dict(zip(inks, shown, strict=True))

    def roles_of(self, pale: Pale) -> tuple[str, ...]:
        """Return the roles that what is drawn, then that its ground may have."""
        if pale.seen is None:
            return ()
        drawn, ground = map(self._roles_like, pale.seen)
        if not drawn:  # a colour of its own: only a ground that can be mended is to blame
            ground = tuple(role for role in ground if self.mend(role, [pale]))
        return tuple(dict.fromkeys((*drawn, *ground)))

    def _roles_like(self, rgb: Rgb) -> tuple[str, ...]:
        far = {role: _distance(rgb, shown) for role, shown in self.shown.items()}
        least = min(far.values())
        return tuple(role for role, off in far.items() if off == least <= _ALIKE)

    def cause(self, role: str, pales: Sequence[Pale]) -> Cause:
        """Return what to tell of a role that makes all these pale."""
        worst = min(pales, key=lambda pale: pale.share)
        other = self._partner(role, worst)
        press = self.variant.channel.purpose == "print shop"
        here = self.shown[role]
        wrong = "pale" if _is_darker(here, other) else "dark"
        seen = "on the press " if press else ""
        what = (
            f"{seen}{hex_of(here)} is too {wrong} beside {hex_of(other)}: it stands out by"
            f" {tell_ratio(worst.ratio, worst.wanted)} and needs {worst.wanted:g}:1"
        )
        path = f"brand.colours.{role}{'.press' if press else ''}"
        return Cause(_ID, what, self._remedy(role, pales), Location(path=path), worst.share)

    def _remedy(self, role: str, pales: Sequence[Pale]) -> str:
        to = "darker" if _is_darker(self.shown[role], self._partner(role, pales[0])) else "lighter"
        if self.variant.channel.purpose == "print shop":
            return self._press_remedy(role, to, self.mend(role, pales))
        value = self.mend(role, pales)
        if not value or self.variant.look.gray_pictures:
            return f"Write a {to} colour for {role}."
        return f'Write screen: "{hex_of(value)}" for {role}, or a {to} colour.'

    def _press_remedy(self, role: str, to: str, value: Rgb | None) -> str:
        ask = f"sk your printer for a {to} mix of inks for {role}."
        if not value:
            return f"A{ask}"
        condition = find_condition(self.variant.condition, self.variant.assets)
        return f"Write press: {list(propose_inks(hex_of(value), condition))} for {role}, or a{ask}"

    def mend(self, role: str, pales: Sequence[Pale]) -> Rgb | None:
        """Return the nearest value of the same hue with which all these would stand out enough."""
        here = self.shown[role]
        others = [(self._partner(role, pale), _needs(pale)) for pale in pales]
        darker = _is_darker(here, others[0][0])
        values = [_shade(here, step / _STEPS, darker) for step in range(1, _STEPS + 1)]

        def do(value: Rgb, spare: float) -> bool:
            return all(contrast_of(value, other) >= wanted * spare for other, wanted in others)

        near = next((value for value in values if do(value, _SPARE)), values[-1])
        return near if do(near, 1.0) else None

    def _partner(self, role: str, pale: Pale) -> Rgb:
        """Return the colour that stands against a role."""
        drawn, ground = pale.seen or (self.shown[role], self.shown[role])
        return ground if _distance(drawn, self.shown[role]) <= _ALIKE else drawn


def _needs(pale: Pale) -> float:
    """Return the contrast of two flat colours that gives what is wanted of thin letters."""
    flat = contrast_of(*pale.seen) if pale.seen else pale.ratio
    return min(21.0, pale.wanted * max(1.0, flat / pale.ratio))


def _distance(one: Rgb, other: Rgb) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _is_darker(one: Rgb, other: Rgb) -> bool:
    """Say whether a colour is the darker one; of equals, whether there is more room below."""
    mine, theirs = luminance(*one), luminance(*other)
    return mine < theirs or (mine == theirs and theirs > _MIDDLE)


def _shade(rgb: Rgb, share: float, darker: bool) -> Rgb:
    """Return a colour taken towards black or white by a share of its light, its hue kept."""
    red, green, blue = (
        gray_of(light * (1 - share) if darker else light + (1 - light) * share)
        for light in (luminance(value, value, value) for value in rgb)
    )
    return red, green, blue
