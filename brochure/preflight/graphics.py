"""The graphics state of a content stream, and how its operators change it (ISO 32000-1, 8.4)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pikepdf
from pikepdf import Matrix, Object

from brochure.base.errors import MALFORMED
from brochure.base.geometry import Box
from brochure.channels.instructions import Operand, ReadInstruction
from brochure.preflight.colour import CMYK, GRAY, RGB, PressProfile, Space, read_space
from brochure.preflight.fonts import NO_FONT, FontFacts, read_font
from brochure.preflight.geometry import around, matrix_of
from brochure.preflight.press_file import EVERYWHERE, InkColour

ObjectNumbers = frozenset[tuple[int, int]]
Value = TypeVar("Value")
UNMOVED = Matrix()


@dataclass(frozen=True)
class Brush:
    """What fills or strokes: a colour of a space, or a pattern, and whether it overprints."""

    space: Space = GRAY
    values: tuple[float, ...] = (0.0,)
    pattern: Object | None = None
    overprint: bool = False
    alpha: float = 1.0

    def colour(self, press: PressProfile) -> InkColour:
        """Return the colour; a pattern that brings its own colours stands for many."""
        one = self.pattern is None or self.space.base is not None
        return self.space.colour(self.values if one else None, press)

    def printing(self, mode: int) -> tuple[bool, ...]:
        """Say for each ink whether painting with it changes what is there."""
        return self.space.printing(self.values, self.overprint, mode)


@dataclass(frozen=True)
class State:
    """The graphics state, as far as preflight asks for it."""

    ctm: Matrix = UNMOVED
    clip: Box = EVERYWHERE
    fill: Brush = Brush()
    stroke: Brush = Brush()
    overprint_mode: int = 0
    blend: str = "/Normal"
    line_width: float = 1.0
    line_cap: int = 0
    font: FontFacts = NO_FONT
    size: float = 0.0
    rendering: int = 0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class Resources:
    """Named resources of a content stream; fonts and spaces are read once."""

    def __init__(self, dictionary: Object | None) -> None:
        is_one = isinstance(dictionary, pikepdf.Dictionary)
        self.dictionary: Object = dictionary if is_one else pikepdf.Dictionary()
        self._spaces: dict[str, Space] = {}
        self._fonts: dict[str, FontFacts] = {}

    def get(self, kind: str, name: Operand) -> Object | None:
        """Return a named resource such as ``/XObject /Im1``, or None."""
        named = self.dictionary.get(kind)
        return named.get(str(name)) if isinstance(named, pikepdf.Dictionary) else None

    def space(self, value: Operand | None) -> Space:
        """Return a colour space by its name."""
        key = str(value)
        if key not in self._spaces:
            self._spaces[key] = read_space(value, self.dictionary)
        return self._spaces[key]

    def device(self, plain: Space) -> Space:
        """Return a device space, or the Default space that replaces it."""
        return self.space(pikepdf.Name(f"/{plain.family}"))

    def font(self, name: Operand) -> FontFacts:
        """Return a font by its name."""
        key = str(name)
        if key not in self._fonts:
            self._fonts[key] = read_font(self.get("/Font", name))
        return self._fonts[key]


def read_instructions(
    stream: Object | pikepdf.Page,
) -> Iterator[tuple[str, tuple[Operand, ...], ReadInstruction]]:
    """Give each instruction of a page, form or pattern: operator, operands, and as it was read.

    A picture in the content that makes no sense is left out, as readers do.
    Raises pikepdf.PikepdfError.
    """
    for instruction in pikepdf.parse_content_stream(stream):
        try:
            operands = tuple(instruction.operands)
        except pikepdf.PikepdfError:
            continue
        yield str(instruction.operator), operands, instruction


def alter(value: Value, **changes: object) -> Value:
    """Return a frozen value with some changes, as `dataclasses.replace` does, ten times as fast.

    A page of a map changes its state half a million times.
    """
    made = object.__new__(type(value))
    vars(made).update(vars(value), **changes)
    return made


def advance_of(
    state: State, operator: str, operands: Sequence[Operand], resources: Resources
) -> State | None:
    """Return the state after an operator, or None if it is not one that changes the state.

    ``q``, ``Q``, paths and text positions are left to whoever walks the stream. Operands that
    make no sense leave the state as it is, as readers do.
    """
    change = _CHANGES.get(operator)
    if change is None:
        return None
    try:
        return change(state, operator, operands, resources)
    except MALFORMED:
        return state


def form_state(form: Object, state: State) -> State:
    """Return the state in which a form's own content starts (ISO 32000-1, 8.10.1)."""
    ctm = matrix_of(form) @ state.ctm
    box = read_numbers(tuple(form.get("/BBox", EVERYWHERE.sides)))
    corners = [(box[x], box[y]) for x in (0, 2) for y in (1, 3)]
    clip = around([ctm.transform(corner) for corner in corners])
    return alter(state, ctm=ctm, clip=state.clip.cut_to(clip))


def read_numbers(operands: Sequence[Operand]) -> tuple[float, ...]:
    """Return the numbers among the operands."""
    return tuple(float(o) for o in operands if not isinstance(o, pikepdf.Object))


def _plain(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    plain = {"g": GRAY, "rg": RGB, "k": CMYK}[operator.lower()]
    return _set(
        state, operator, space=on.device(plain), values=read_numbers(operands), pattern=None
    )


def _space(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    space = on.space(operands[0])
    return _set(state, operator, space=space, values=space.initial(), pattern=None)


def _colour(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    pattern = None
    if operands and isinstance(operands[-1], pikepdf.Name):
        pattern = on.get("/Pattern", operands[-1])
    return _set(state, operator, values=read_numbers(operands), pattern=pattern)


def _set(state: State, operator: str, **changes: object) -> State:
    if operator.isupper():
        return alter(state, stroke=alter(state.stroke, **changes))
    return alter(state, fill=alter(state.fill, **changes))


def _external(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    """Take over a graphics state dictionary (table 58). OP alone sets both overprints."""
    named = on.get("/ExtGState", operands[0])
    if not isinstance(named, pikepdf.Dictionary):
        return state
    stroking = bool(named.get("/OP", state.stroke.overprint))
    filling = bool(named.get("/op", named.get("/OP", state.fill.overprint)))
    state = alter(
        state,
        fill=alter(state.fill, overprint=filling, alpha=_alpha(named, "/ca", state.fill)),
        stroke=alter(state.stroke, overprint=stroking, alpha=_alpha(named, "/CA", state.stroke)),
        blend=_blend_mode(named, state.blend),
        overprint_mode=int(named.get("/OPM", state.overprint_mode)),
        line_width=float(named.get("/LW", state.line_width)),
        line_cap=int(named.get("/LC", state.line_cap)),
    )
    if "/Font" in named:
        state = alter(state, font=read_font(named.Font[0]), size=float(named.Font[1]))
    return state


def _alpha(named: Object, key: str, brush: Brush) -> float:
    value = named.get(key, brush.alpha)
    return brush.alpha if isinstance(value, Object) else float(value)


def _blend_mode(named: Object, before: str) -> str:
    """Return the blend mode; of several the first counts, as readers know them all."""
    mode = named.get("/BM", before)
    first = mode[0] if isinstance(mode, pikepdf.Array) and len(mode) else mode
    return str(first).replace("/Compatible", "/Normal")


def _matrix(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    return alter(state, ctm=Matrix(*read_numbers(operands)) @ state.ctm)


def _font(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    return alter(state, font=on.font(operands[0]), size=float(operands[1]))


def _stretch(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
    return alter(state, stretch=float(operands[0]) / 100)


def _number(name: str) -> Callable[[State, str, Sequence[Operand], Resources], State]:
    def change(state: State, operator: str, operands: Sequence[Operand], on: Resources) -> State:
        value = float(operands[0])
        return alter(state, **{name: int(value) if name in _WHOLE else value})

    return change


_WHOLE = ("rendering", "line_cap")
_CHANGES: dict[str, Callable[[State, str, Sequence[Operand], Resources], State]] = {
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), _plain),
    **dict.fromkeys(("cs", "CS"), _space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _colour),
    "gs": _external,
    "cm": _matrix,
    "Tf": _font,
    "Tz": _stretch,
    "w": _number("line_width"),
    "J": _number("line_cap"),
    "Tr": _number("rendering"),
    "Tc": _number("character_space"),
    "Tw": _number("word_space"),
    "TL": _number("leading"),
    "Ts": _number("rise"),
}
