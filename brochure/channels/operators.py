"""A content stream in sRGB and gray -> the same drawing in the inks of a press.

Every operator of ISO 32000-1, annex A, is known here; what is not known is refused, for what is
passed over unread would be printed as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Protocol, SupportsFloat

import pikepdf
from pikepdf import Name, Object, Operator

from brochure.base.errors import BrochureError
from brochure.channels.inks import BLACK, Ink, Inks
from brochure.channels.instructions import Instruction, write_instructions

OVERPRINT, KNOCKOUT = Name("/PressOverprint"), Name("/PressKnockout")

_PLAIN = {
    *("w", "J", "j", "M", "d", "ri", "i", "cm", "gs"),  # state
    *("m", "l", "c", "v", "y", "h", "re", "n", "W", "W*"),  # paths
    *("BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Ts", "Td", "TD", "Tm", "T*"),  # text
    *("d0", "d1"),  # drawn fonts
}
_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}
_MARKED_CONTENT = {"MP", "DP", "BMC", "BDC", "EMC"}
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}


_operator = cache(Operator)  # to make one anew for each use takes a third of all the time


def not_separable(what: str) -> BrochureError:
    """Return the error for something that this program cannot separate into inks."""
    return BrochureError(
        f"{what} cannot be separated into printing inks",
        hint="Write colours in figures and stylesheets as #RRGGBB or by role, and without effects.",
    )


@dataclass(frozen=True)
class _State:
    """The part of the graphics state that colour depends on. Source: ISO 32000-1, 8.4.

    `fill` is the ink of a plain colour, None for a pattern or a colour set outside the stream.
    """

    fill: Ink | None = None
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    text_mode: int = 0
    overprints: bool = False


@dataclass(frozen=True)
class SeparatedStream:
    """A content stream in ink, and the names of the pictures and forms that it draws."""

    program: bytes
    forms: frozenset[str]


def separate_stream(
    stream: Object | pikepdf.Page, inks: Inks, is_page: bool = False, is_mask: bool = False
) -> SeparatedStream:
    """Return a content stream with every colour in ink, tags left out, black text overprinting.

    A page begins in black. `is_mask`: the stream draws a soft mask, which is gray. Raises
    BrochureError for a part that is not known.
    """
    writer = _Writer(inks, is_mask)
    if is_page and not is_mask:
        writer.colour("/DeviceGray", (0,), stroke=True)
        writer.colour("/DeviceGray", (0,), stroke=False)
    for instruction in pikepdf.parse_content_stream(stream):
        writer.take(instruction)
    if writer.saved:
        raise not_separable("A drawing with unbalanced q and Q")
    return SeparatedStream(write_instructions(writer.out), frozenset(writer.forms))


class _Operands(Protocol):
    """What stands before an operator: pikepdf's own list, so that numbers stay as written."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Object]: ...
    def __getitem__(self, at: int, /) -> Object: ...


class _Writer:
    """Takes one instruction after the other; `out` grows, `state` follows."""

    def __init__(self, inks: Inks, is_mask: bool) -> None:
        self.inks, self.is_mask = inks, is_mask
        self.state, self.saved = _State(), list[_State]()
        self.out: list[Instruction] = []
        self.forms: set[str] = set()
        self.takers: dict[str, Callable[[str, _Operands], None]] = {
            **dict.fromkeys(("q", "Q"), self._save),
            **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), self._device),
            **dict.fromkeys(("cs", "CS"), self._space),
            **dict.fromkeys(("sc", "SC", "scn", "SCN"), self._components),
            **dict.fromkeys(_SHOWS_TEXT, self._text),
            **dict.fromkeys(_PAINTS, self._paint),
            **dict.fromkeys(_PLAIN, self._keep),
            **dict.fromkeys(_MARKED_CONTENT, self._leave_out),
            "Tr": self._text_mode,
        }

    def take(
        self, instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
    ) -> None:
        """Write one instruction, in ink."""
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            self._inline_image(instruction)
            return
        name = str(instruction.operator)
        taker = self.takers.get(name)
        if taker is None:
            raise not_separable(f'The drawing operator "{name}"')
        taker(name, instruction.operands)

    def colour(self, space: str, parts: Iterable[SupportsFloat], stroke: bool) -> None:
        """Write a plain colour of one of the three device spaces."""
        ink = self._ink(space, tuple(float(part) for part in parts))
        if self.is_mask:
            operands, operator = [_number(_lightness(ink))], "G" if stroke else "g"
        else:
            operands, operator = [_number(part) for part in ink], "K" if stroke else "k"
        self.out.append((operands, _operator(operator)))
        if stroke:
            self.state = replace(self.state, stroke_space=space)
        else:
            self.state = replace(self.state, fill=ink, fill_space=space)

    def _ink(self, space: str, parts: tuple[float, ...]) -> Ink:
        if len(parts) != _COMPONENTS.get(space):
            raise not_separable(f"A colour of {len(parts)} parts in {space}")
        parts = tuple(min(1.0, max(0.0, part)) for part in parts)
        if len(parts) == 4:
            return parts
        if len(parts) == 1:
            return (0, 0, 0, 1 - parts[0])
        red, green, blue = (round(part * 255) for part in parts)
        if self.is_mask:  # the luminosity of ISO 32000-1, 11.3.5.3
            return (0, 0, 0, 1 - (0.3 * red + 0.59 * green + 0.11 * blue) / 255)
        return self.inks.of((red, green, blue))

    def _device(self, name: str, operands: _Operands) -> None:
        space = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}[name.lower()]
        self.colour(space, operands, stroke=name.isupper())

    def _space(self, name: str, operands: _Operands) -> None:
        """Choose a colour space: its first colour is black. Source: ISO 32000-1, 8.6.8."""
        space, stroke = str(operands[0]), name.isupper()
        if space == "/Pattern":
            if stroke:
                self.state = replace(self.state, stroke_space=space)
            else:
                self.state = replace(self.state, fill_space=space)
            self._keep(name, operands)
        elif space in _COMPONENTS:
            black = (0, 0, 0, 1) if space == "/DeviceCMYK" else (0,) * _COMPONENTS[space]
            self.colour(space, black, stroke)
        else:
            raise not_separable(f"A colour in the space {space}")

    def _components(self, name: str, operands: _Operands) -> None:
        stroke = name.isupper()
        space = self.state.stroke_space if stroke else self.state.fill_space
        if space != "/Pattern":
            self.colour(space, operands, stroke)
        elif len(operands) == 1 and isinstance(operands[0], Name):
            if not stroke:
                self.state = replace(self.state, fill=None)
            self._keep(name, operands)
        else:
            raise not_separable("A pattern that takes its colour from outside")

    def _save(self, name: str, operands: _Operands) -> None:
        if name == "q":
            self.saved.append(self.state)
        elif self.saved:
            self.state = self.saved.pop()
        else:
            raise not_separable("A drawing with unbalanced q and Q")
        self._keep(name, operands)

    def _text(self, name: str, operands: _Operands) -> None:
        """Write text; solid black prints over its ground, so that no edge shows if plates slip."""
        self._overprint(self.state.fill == BLACK and self.state.text_mode == 0)
        self._keep(name, operands)

    def _paint(self, name: str, operands: _Operands) -> None:
        self._overprint(False)
        if name == "Do":
            self.forms.add(str(operands[0]))
        self._keep(name, operands)

    def _overprint(self, wanted: bool) -> None:
        if wanted != self.state.overprints and not self.is_mask:
            self.out.append(([OVERPRINT if wanted else KNOCKOUT], _operator("gs")))
            self.state = replace(self.state, overprints=wanted)

    def _text_mode(self, name: str, operands: _Operands) -> None:
        self.state = replace(self.state, text_mode=int(operands[0]))
        self._keep(name, operands)

    def _inline_image(self, image: pikepdf.ContentStreamInlineImage) -> None:
        """Write an image inside the stream, if it has no colour of its own or is gray."""
        space = image.iimage.colorspace
        if not image.iimage.image_mask and space not in ("/DeviceGray", "/G"):
            raise not_separable("A coloured picture inside a drawing")
        self._overprint(False)
        self.out.append(image)

    def _keep(self, name: str, operands: _Operands) -> None:
        self.out.append((operands, _operator(name)))

    def _leave_out(self, name: str, operands: _Operands) -> None:
        """Leave out a tag: a press file has no tag tree. Layers are refused with the resources."""


def _lightness(ink: Ink) -> float:
    cyan, magenta, yellow, black = ink
    return 1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)


def _number(value: float) -> Decimal:
    """Return a number as PDF writes it: four places are finer than any press."""
    return Decimal(f"{value:.4f}".rstrip("0").rstrip(".") or "0")


def format_numbers(values: Iterable[float]) -> pikepdf.Array:
    """Return numbers as a PDF array."""
    return pikepdf.Array([_number(value) for value in values])
