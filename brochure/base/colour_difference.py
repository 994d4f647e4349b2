"""How unlike two colours look: what the eye sees between them, as a number.

Lab is as ICC profiles give it: lightness from 0 to 100, then green to red, then blue to yellow.
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Lab = tuple[float, float, float]

_SATURATED = 25.0**7


def measure_difference(one: Lab, other: Lab) -> float:
    """Return the CIEDE2000 difference: side by side 1 is just seen, 5 is seen at once.

    Source: Sharma, Wu, Dalal, Color Research & Application 30 (2005), 21-30.
    """
    (light_1, *_), (light_2, *_) = one, other
    stretch = 1 + 0.5 * (1 - _saturation((hypot(*one[1:]) + hypot(*other[1:])) / 2))
    chroma_1, hue_1 = _polar(one[1] * stretch, one[2])
    chroma_2, hue_2 = _polar(other[1] * stretch, other[2])
    turn = (hue_2 - hue_1 + 180) % 360 - 180 if chroma_1 * chroma_2 else 0.0
    light, chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2
    hue = (hue_1 + turn / 2) % 360 if chroma_1 * chroma_2 else hue_1 + hue_2
    by_light = (light_2 - light_1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2))
    by_hue /= 1 + 0.015 * chroma * _weigh_hue(hue)
    blue = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * _saturation(chroma)
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 - blue * by_chroma * by_hue)


def _saturation(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + _SATURATED))


def _polar(a: float, b: float) -> tuple[float, float]:
    """Return chroma, and hue in degrees."""
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _weigh_hue(hue: float) -> float:
    parts = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(much * cos(radians(times * hue + more)) for much, times, more in parts)
