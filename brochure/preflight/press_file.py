"""A PDF as a press sees it: frozen values that every rule of preflight looks at.

Lengths are points of the page's own space, y upwards; pages count from 1. Inks are shares from 0
to 1 in the order cyan, magenta, yellow, black.
"""

from dataclasses import dataclass
from functools import cached_property

from brochure.base.geometry import Box

Inks = tuple[float, float, float, float]
NO_INK: Inks = (0.0, 0.0, 0.0, 0.0)

EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)


@dataclass(frozen=True)
class InkColour:
    """A colour as it is set: its space, and the inks that it becomes.

    `family` is a name of ISO 32000-1, 8.6 (``DeviceCMYK``, ``ICCBased``, ``Separation`` …), of
    the base for Indexed and Pattern; `channels` is how many components it has. `names` are the
    colorants of Separation and DeviceN. `inks` is None where one colour does not stand for all,
    as in images and shadings.
    """

    family: str
    channels: int
    inks: Inks | None = None
    names: tuple[str, ...] = ()
    alternate: str = ""

    @property
    def is_white(self) -> bool:
        """Say whether it prints no ink; False where its inks are not known."""
        return self.inks is not None and max(self.inks) < 0.005

    @property
    def is_black_only(self) -> bool:
        """Say whether it is 100 % black and no other ink."""
        return self.inks is not None and max(self.inks[:3]) < 0.005 and self.inks[3] > 0.995


@dataclass(frozen=True)
class Font:
    """A font that text is set in; `name` is without its subset prefix.

    `drawn` says that its letters are content of the file (Type 3).
    """

    name: str
    embedded: bool
    drawn: bool = False


@dataclass(frozen=True)
class Painted:
    """One thing that a page paints, as far as its clip lets it show.

    `overprints` says that inks it does not use stay on the paper below it, `mode` is the overprint
    mode then in force. `frame` is the clip it was painted in. `opaque` says that nothing shows
    through, `covers` that text or a line lies over an area or picture that prints.
    """

    box: Box
    colour: InkColour
    overprints: bool = False
    frame: Box = EVERYWHERE
    mode: int = 0
    opaque: bool = True
    covers: bool = False


@dataclass(frozen=True)
class Text(Painted):
    """One string shown in one font. `words` may hold neighbours that share its box.

    `blanks` is how many of its letters the font does not have: a box or nothing stands there.
    """

    size_pt: float = 0.0
    font: Font = Font("", True)
    invisible: bool = False
    words: str = ""
    blanks: int = 0


@dataclass(frozen=True)
class Line(Painted):
    """A stroked path, or an area too thin to be anything but a line."""

    width_pt: float = 0.0


@dataclass(frozen=True)
class Area(Painted):
    """A filled path or a shading; `parts` are the boxes of its subpaths, where it has several."""

    parts: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Picture(Painted):
    """An image; `ppi` is its resolution at the size it is placed, the lower of both ways.

    `bits` are those of one sample, `filter` is the last one it was stored with.
    """

    ppi: float = 0.0
    width_px: int = 0
    height_px: int = 0
    stencil: bool = False
    bits: int = 8
    filter: str = ""


@dataclass(frozen=True)
class Annotation:
    """Something that lies over a page: link, note, form field."""

    kind: str
    box: Box


@dataclass(frozen=True)
class Gap:
    """Where artwork reaches the trim but not the bleed edge: the side, and how many points."""

    side: str
    length_pt: float


@dataclass(frozen=True)
class Page:
    """One page: its boxes as the file states them, what it paints, what was measured on it.

    `ink_pct` is the heaviest sum of inks averaged over 15 mm² inside the bleed, `ink_at` where;
    `wide_ink_pct` and `wide_ink_at` the same over 15 mm × 15 mm. `blend_spaces` are the colour
    families in which transparency is mixed, but for gray masks. `unit` and `turn` are its UserUnit
    and Rotate. `broken_fonts` are the names of fonts whose file cannot be opened.
    """

    number: int
    media: Box
    crop: Box
    trim: Box | None
    art: Box | None
    bleed: Box | None
    painted: tuple[Painted, ...]
    annotations: tuple[Annotation, ...] = ()
    blend_spaces: tuple[str, ...] = ()
    transfers: int = 0
    stand_ins: int = 0
    ink_pct: float = 0.0
    ink_at: Box | None = None
    wide_ink_pct: float = 0.0
    wide_ink_at: Box | None = None
    gaps: tuple[Gap, ...] = ()
    unit: float | None = None
    turn: int = 0
    broken_fonts: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> tuple[Painted, ...]:
        """What it paints but text that is not drawn, as OCR puts it behind a picture of words."""
        return tuple(t for t in self.painted if not (isinstance(t, Text) and t.invisible))

    @property
    def cut(self) -> Box:
        """Where the sheet is cut, as well as the file tells. Source: ISO 32000-1, 14.11.2."""
        return self.trim or self.art or self.crop

    @property
    def bled(self) -> Box:
        """How far artwork may run past the cut: the BleedBox, or 1/8 in as far as there is room."""
        return self.bleed or self.cut.grow(9.0).cut_to(self.crop)


@dataclass(frozen=True)
class OutputIntent:
    """The printing condition a file was made for.

    `profile_class` and `profile_space` are the four-letter signatures in the header of the ICC
    profile, empty without one (ICC.1, 7.2); `profile_name` is its description.
    """

    subtype: str
    condition: str
    profile_class: str
    profile_space: str
    profile_name: str = ""


@dataclass(frozen=True)
class FileMetadata:
    """What a file says of itself. `xmp` and `info` map names to text, only those that rules ask."""

    xmp: tuple[tuple[str, str], ...] = ()
    info: tuple[tuple[str, str], ...] = ()
    made_by: str = ""

    def in_xmp(self, name: str) -> str:
        """Return an entry of its XMP metadata, empty where there is none."""
        return dict(self.xmp).get(name, "")

    def in_info(self, name: str) -> str:
        """Return an entry of its Info dictionary, empty where there is none."""
        return dict(self.info).get(name, "")

    @property
    def standard(self) -> str:
        """The PDF/X standard it claims, such as ``PDF/X-4``, or an empty string."""
        return self.in_xmp("pdfxid:GTS_PDFXVersion") or self.in_info("GTS_PDFXVersion")


@dataclass(frozen=True)
class PressFile:
    """A whole PDF. `actions` are the kinds of actions in it, each once.

    `attached` is how many files it carries, `private` whether a program left data of its own in it.
    """

    pages: tuple[Page, ...]
    intents: tuple[OutputIntent, ...]
    metadata: FileMetadata
    encrypted: bool
    has_id: bool
    actions: tuple[str, ...]
    form_fields: int
    layers: tuple[str, ...]
    attached: int = 0
    private: bool = False
