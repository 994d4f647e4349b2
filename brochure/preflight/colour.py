"""Colour spaces of a PDF -> the four inks that a colour becomes (ISO 32000-1, 8.6)."""

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

import pikepdf
from pikepdf import Object
from PIL import Image, ImageChops, ImageCms

from brochure.base.errors import MALFORMED
from brochure.base.pixels import cmyk_at, make_screen_profile
from brochure.channels.instructions import Operand
from brochure.preflight.fonts import LONGEST_NAME
from brochure.preflight.functions import Evaluator, read_function
from brochure.preflight.press_file import NO_INK, InkColour, Inks

_CHANNELS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_BY_CHANNELS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_DEEPEST = 8
_MOST_NAMES = 32  # colorants of DeviceN (ISO 32000-1, annex C)


class PressProfile:
    """Turns RGB into inks: by the CMYK profile of the file's output intent, or by plain arithmetic.

    A printer converts with a profile of his own; ours is then an estimate.
    """

    def __init__(self, profile: bytes = b"") -> None:
        self._transform: ImageCms.ImageCmsTransform | None = None
        if profile:
            try:
                self._transform = ImageCms.buildTransform(
                    make_screen_profile(),
                    ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                    "RGB",
                    "CMYK",
                    ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
            except (ImageCms.PyCMSError, OSError):
                self._transform = None
        self.inks_of_rgb = lru_cache(4096)(self._inks_of_rgb)

    def _inks_of_rgb(self, red: float, green: float, blue: float) -> Inks:
        pixel = tuple(round(255 * min(max(v, 0), 1)) for v in (red, green, blue))
        c, m, y, k = cmyk_at(self.separate(Image.new("RGB", (1, 1), pixel)), (0, 0))
        return c / 255, m / 255, y / 255, k / 255

    def separate(self, image: Image.Image) -> Image.Image:
        """Return an RGB picture in CMYK, 255 being full ink."""
        if self._transform is not None:
            made = ImageCms.applyTransform(image, self._transform)
            assert made is not None  # as it is where it takes the place of the picture
            return made
        inks = ImageChops.invert(image).split()
        black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
        return Image.merge("CMYK", (*(ImageChops.subtract(ink, black) for ink in inks), black))


@dataclass(frozen=True)
class Space:
    """A colour space. `base` is what Indexed looks up and what a tint becomes; `tint` its function.

    `calibrated` says that an ICC profile or CIE values define the colour, not the press.
    """

    family: str
    channels: int
    names: tuple[str, ...] = ()
    base: "Space | None" = None
    tint: Object | None = None
    lookup: bytes = b""

    @property
    def stated(self) -> "Space":
        """The space that rules speak of: what an Indexed space or a pattern stands on."""
        return self.base if self.family in ("Indexed", "Pattern") and self.base else self

    def colour(self, values: tuple[float, ...] | None, press: PressProfile) -> InkColour:
        """Return a colour of this space; None stands for many colours at once."""
        inks = None if values is None else self.inks(values, press)
        stated = self.stated
        alternate = stated.base.stated.family if stated.names and stated.base else ""
        return InkColour(stated.family, stated.channels, inks, stated.names, alternate)

    def initial(self) -> tuple[float, ...]:
        """Return the colour that setting this space chooses (ISO 32000-1, 8.6.8)."""
        if self.family in ("Separation", "DeviceN"):
            return (1.0,) * self.channels
        is_cmyk = self.channels == 4 and self.family == "DeviceCMYK"
        return (0.0, 0.0, 0.0, 1.0) if is_cmyk else (0.0,) * self.channels

    def inks(self, values: tuple[float, ...], press: PressProfile) -> Inks:
        """Return what a colour prints with. A tint that cannot be followed counts as black."""
        values = (*values, *(0.0,) * self.channels)[: self.channels]
        if self.family in ("Separation", "DeviceN"):
            return self._tint(values, press)
        if self.family == "Indexed" and self.base:
            return self.base.inks(self._look_up(values), press)
        if self.family == "Pattern":
            return self.base.inks(values, press) if self.base else NO_INK
        if self.family == "Lab":
            return (0.0, 0.0, 0.0, 1 - _within(values[0] / 100))
        if self.channels == 4:
            c, m, y, k = map(_within, values)
            return c, m, y, k
        if self.channels == 3:
            return press.inks_of_rgb(*values)
        return (0.0, 0.0, 0.0, 1 - _within(values[0]))

    def _look_up(self, values: tuple[float, ...]) -> tuple[float, ...]:
        assert self.base
        width = self.base.channels
        start = int(max(0, values[0])) * width
        return tuple(byte / 255 for byte in self.lookup[start : start + width])

    @cached_property
    def _tinting(self) -> Evaluator:
        if self.tint is None:
            raise ValueError("a tint without a function")
        return read_function(self.tint)

    def _tint(self, values: tuple[float, ...], press: PressProfile) -> Inks:
        if "All" in self.names:
            return (values[0], values[0], values[0], values[0])
        if all(name in _PROCESS or name == "None" for name in self.names):
            shares = dict(zip(self.names, values, strict=True))
            c, m, y, k = (_within(shares.get(name, 0.0)) for name in _PROCESS)
            return c, m, y, k
        try:
            outputs = self._tinting(values)
        except (pikepdf.PikepdfError, *MALFORMED):
            return (0.0, 0.0, 0.0, _within(max(values)))
        return self.base.inks(outputs, press) if self.base else NO_INK

    def printing(self, values: tuple[float, ...], overprint: bool, mode: int) -> tuple[bool, ...]:
        """Say for each ink whether painting this colour changes it (ISO 32000-1, table 149)."""
        if not overprint:
            return (True,) * 4
        if self.family in ("Separation", "DeviceN") and "All" not in self.names:
            named = [name in self.names for name in _PROCESS]
            is_process = all(name in _PROCESS or name == "None" for name in self.names)
            return tuple(named) if is_process else (True,) * 4
        if self.family == "DeviceCMYK" and mode == 1:
            return tuple(value > 0 for value in values)
        return (True,) * 4


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)


GRAY, RGB, CMYK = (Space(name, _CHANNELS[name]) for name in _BY_CHANNELS.values())
PATTERN = Space("Pattern", 0)


def read_space(value: Operand | None, resources: Object | None, depth: int = 0) -> Space:
    """Read a colour space as it stands in a file; one that makes no sense counts as gray.

    `resources` holds named spaces, and the DefaultRGB and its like that replace device spaces.
    """
    if value is None or depth > _DEEPEST:
        return GRAY
    own = None if resources is None else resources.get("/ColorSpace")
    named = pikepdf.Dictionary() if own is None else own
    if not isinstance(value, pikepdf.Array):
        name = str(value).removeprefix("/")
        name = _SHORT.get(name, name)
        if f"/{name}" in named:
            return read_space(named[f"/{name}"], None, depth + 1)
        default = named.get(f"/Default{name.removeprefix('Device')}") if named else None
        if name in _CHANNELS:
            plain = Space(name, _CHANNELS[name])
            return read_space(default, None, depth + 1) if default is not None else plain
        return PATTERN if name == "Pattern" else GRAY
    try:
        return _read_array(value, resources, depth)
    except (pikepdf.PikepdfError, *MALFORMED):
        return GRAY


def _read_array(value: Object, resources: Object | None, depth: int) -> Space:
    family = str(value[0]).removeprefix("/")
    family = _SHORT.get(family, family)
    if family == "ICCBased":
        return Space(family, int(value[1].get("/N", 3)))
    if family in ("Separation", "DeviceN"):
        names = (value[1],) if family == "Separation" else value[1]
        alternate = read_space(value[2], resources, depth + 1)
        plain = tuple(
            str(name).removeprefix("/")[:LONGEST_NAME] for name in islice(names, _MOST_NAMES)
        )
        return Space(family, len(plain), plain, alternate, value[3])
    if family == "Indexed":
        table = value[3]
        table = bytes(table.read_bytes()) if isinstance(table, pikepdf.Stream) else bytes(table)
        base = read_space(value[1], resources, depth + 1)
        return Space(family, 1, base=base, lookup=table)
    if family == "Pattern":
        base = read_space(value[1], resources, depth + 1) if len(value) > 1 else None
        return Space(family, base.channels if base else 0, base=base)
    if family in ("CalGray", "CalRGB", "Lab"):
        return Space(family, _CHANNELS[family])
    return read_space(value[0], resources, depth + 1)
