"""Colours that do not stand apart -> the role of the brand to change, and a value that would do.

One colour of the brand stands in many places. Where two roles stand against each other and do not
stand apart, the one to blame is one that a value can mend, and of those the one that most of these
places share: white under two pale colours is no fault of white.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from brochure.base.wcag import Rgb, contrast_of, gray_of, hex_of, luminance, tell_ratio

ALIKE = 12  # of 255, by which the colour of thin letters may differ from that of their role
_STEPS = 200
_SPARE = 1.05  # of a ratio: a value that would do is not measured to be just too pale
_MIDDLE = 0.18  # the light that is as far from black as from white


class Pale(NamedTuple):
    """What stands out too little: its colours, by how much it does, and how much is wanted."""

    drawn: Rgb
    ground: Rgb
    ratio: float
    wanted: float

    @property
    def share(self) -> float:
        """How much of what is wanted is there."""
        return self.ratio / self.wanted

    @property
    def needs(self) -> float:
        """The contrast of two flat colours that gives what is wanted of thin letters."""
        flat = contrast_of(self.drawn, self.ground)
        return min(21.0, self.wanted * max(1.0, flat / self.ratio))


@dataclass(frozen=True)
class Palette:
    """The colours of a brand by role, as a reader sees them."""

    shown: Mapping[str, Rgb]

    def roles_like(self, rgb: Rgb) -> tuple[str, ...]:
        """Return the roles that are most like a colour, if any is."""
        far = {role: _distance(rgb, shown) for role, shown in self.shown.items()}
        least = min(far.values())
        return tuple(role for role, off in far.items() if off == least <= ALIKE)

    def blame(
        self, pales: Sequence[Pale], roles: Sequence[Sequence[str]]
    ) -> dict[str, tuple[int, ...]]:
        """Return the roles to change, each with the numbers of what follows from it.

        `roles` are those that each of `pales` may follow from.
        """
        blamed: dict[str, tuple[int, ...]] = {}
        left: list[int] = [number for number, named in enumerate(roles) if named]
        while left:
            counts = Counter(role for number in left for role in roles[number])
            shared = {
                role: tuple(number for number in left if role in roles[number])
                for role, _ in counts.most_common()
            }
            mendable = (r for r in shared if self.mend(r, [pales[n] for n in shared[r]]))
            worst = next(mendable, next(iter(shared)))
            blamed[worst] = shared[worst]
            left = [number for number in left if number not in shared[worst]]
        return blamed

    def mend(self, role: str, pales: Sequence[Pale]) -> Rgb | None:
        """Return the nearest value of the same hue with which all these would stand out enough."""
        here = self.shown[role]
        others = {(self.partner(role, pale), pale.needs): None for pale in pales}
        darker = is_darker(here, next(iter(others))[0])
        values = [_shade(here, step / _STEPS, darker) for step in range(1, _STEPS + 1)]

        def do(value: Rgb, spare: float) -> bool:
            return all(contrast_of(value, other) >= wanted * spare for other, wanted in others)

        near = next((value for value in values if do(value, _SPARE)), values[-1])
        return near if do(near, 1.0) else None

    def partner(self, role: str, pale: Pale) -> Rgb:
        """Return the colour that stands against a role."""
        return pale.ground if _distance(pale.drawn, self.shown[role]) <= ALIKE else pale.drawn

    def tell(self, role: str, worst: Pale) -> str:
        """Say what is wrong with a role, by the place where it is worst."""
        here, other = self.shown[role], self.partner(role, worst)
        wrong = "pale" if is_darker(here, other) else "dark"
        there = tell_ratio(worst.ratio, worst.wanted)
        return (
            f"{hex_of(here)} is too {wrong} beside {hex_of(other)}: it stands out by {there} and"
            f" needs {worst.wanted:g}:1"
        )

    def direction(self, role: str, pale: Pale) -> str:
        """Say which way a role has to go."""
        return "darker" if is_darker(self.shown[role], self.partner(role, pale)) else "lighter"


def is_darker(one: Rgb, other: Rgb) -> bool:
    """Say whether a colour is the darker one; of equals, whether there is more room below."""
    mine, theirs = luminance(*one), luminance(*other)
    return mine < theirs or (mine == theirs and theirs > _MIDDLE)


def _distance(one: Rgb, other: Rgb) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _shade(rgb: Rgb, share: float, darker: bool) -> Rgb:
    """Return a colour taken towards black or white by a share of its light, its hue kept."""
    red, green, blue = (
        gray_of(light * (1 - share) if darker else light + (1 - light) * share)
        for light in (luminance(value, value, value) for value in rgb)
    )
    return red, green, blue
