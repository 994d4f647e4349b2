"""How light a colour is, and how far two colours stand apart: the numbers of WCAG 2.1."""

Rgb = tuple[int, int, int]

# A value of sRGB, 0 to 255, as the share of light that it gives. Source: IEC 61966-2-1.
_LIGHT = tuple(
    v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in range(256)
)


def luminance(red: int, green: int, blue: int) -> float:
    """Return the relative luminance of an sRGB colour, 0 for black to 1 for white."""
    return 0.2126 * _LIGHT[red] + 0.7152 * _LIGHT[green] + 0.0722 * _LIGHT[blue]


def gray_of(light: float) -> int:
    """Return the gray, 0 to 255, that gives so much light."""
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * value)


def contrast_ratio(one: float, other: float) -> float:
    """Return the contrast of two grays, 0 to 255, from 1 to 21. Source: WCAG 2.1, 1.4.3."""
    dark, light = sorted((_LIGHT[round(one)], _LIGHT[round(other)]))
    return (light + 0.05) / (dark + 0.05)


def contrast_of(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours to the eye or on a copy, whichever is less, 1 to 21."""
    grays = [gray_of(luminance(*rgb)) for rgb in (one, other)]
    copied = [_copy(rgb) for rgb in (one, other)]
    return min(contrast_ratio(*grays), contrast_ratio(*copied))


def tell_ratio(ratio: float, wanted: float) -> str:
    """Return a contrast as people read it, never rounded up to the one that it does not reach."""
    rounded = round(ratio, 1)
    return f"{rounded if rounded < wanted else int(ratio * 10) / 10:.1f}:1"


def rgb_of(value: str) -> Rgb:
    """Return the three parts of a colour written as ``#RRGGBB``."""
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return red, green, blue


def hex_of(rgb: Rgb) -> str:
    """Return a colour as ``#RRGGBB``."""
    return f"#{bytes(rgb).hex().upper()}"


def _copy(rgb: Rgb) -> int:
    """Return the gray that a copier makes of a colour, as Pillow weighs it."""
    red, green, blue = rgb
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
