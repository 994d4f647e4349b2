"""A page's content -> everything it paints, through forms, patterns and inline images.

Boxes are exact for images and straight paths; curves are taken by their control points, text by
its widths and a usual height. The glyphs of Type 3 fonts are not walked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Matrix, Object

from brochure.base.errors import MALFORMED
from brochure.base.geometry import Box
from brochure.channels.instructions import Operand, ReadInstruction
from brochure.preflight.foreign_pdf import explain_damage
from brochure.preflight.geometry import (
    NOTHING_PT,
    around,
    matrix_of,
    measure_advance,
    scale_of,
    stroke_box,
)
from brochure.preflight.graphics import (
    Brush,
    ObjectNumbers,
    Resources,
    State,
    advance_of,
    alter,
    form_state,
    read_instructions,
    read_numbers,
)
from brochure.preflight.press_file import Area, InkColour, Line, Painted, Picture, Text
from brochure.preflight.scene import Scene

_DEEPEST = 24
_MOST_STEPS = 3_000_000  # of one page, its forms and patterns each time they are drawn
_ASCENT, _DESCENT = 0.72, -0.2
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
PAINTS = _FILLS | _STROKES | {"n"}
SHOWS = {"Tj", "TJ", "'", '"'}
INVISIBLE, CLIP_ONLY = 3, 7
# An area thinner than this is a line, however it was drawn.
_THIN_PT = 1.0


def walk_page(page: pikepdf.Page, scene: Scene) -> Iterator[Painted]:
    """Give what a page paints, in order. Raises pikepdf.PdfError, and UnreadablePdfError."""
    yield from _Walk(scene, Resources(page.obj.get("/Resources")), State(scene.base)).run(page)


class _Walk:
    """One content stream on its way: the state, its stack, the path and the text position."""

    def __init__(
        self, scene: Scene, resources: Resources, state: State, inside: ObjectNumbers = frozenset()
    ) -> None:
        self.scene, self.resources, self.state, self.inside = scene, resources, state, inside
        self.stack: list[State] = []
        self.subpaths: list[list[tuple[float, float]]] = []
        self.clips = False
        self.line = self.at = Matrix()
        self.hidden: list[bool] = []
        self.patterns: set[tuple[int, int]] = set()

    def run(self, stream: Object | pikepdf.Page) -> Iterator[Painted]:
        for operator, operands, read in read_instructions(stream):
            if next(self.scene.steps) > _MOST_STEPS:
                raise explain_damage("this PDF draws on one page without an end")
            try:
                found = tuple(self.step(operator, operands, read))
            except MALFORMED:
                continue  # operands that make no sense paint nothing, in any reader
            if not any(self.hidden):
                yield from found

    def step(
        self, operator: str, operands: Sequence[Operand], read: ReadInstruction
    ) -> Iterator[Painted]:
        changed = advance_of(self.state, operator, operands, self.resources)
        if changed is not None:
            self.state = changed
        elif operator == "q":
            self.stack.append(self.state)
        elif operator == "Q":
            self.state = self.stack.pop() if self.stack else self.state
        elif operator in _PATHS:
            self.draw(operator, read_numbers(operands))
        elif operator in ("W", "W*"):
            self.clips = True
        elif operator in PAINTS:
            yield from self.paint(operator)
        elif operator in SHOWS:
            yield from self.show(operator, operands)
        elif operator in _PLACES:
            self.place(operator, read_numbers(operands))
        elif operator == "Do":
            yield from self.do(self.resources.get("/XObject", operands[0]))
        elif isinstance(read, pikepdf.ContentStreamInlineImage):
            yield from self.inline(read.iimage)
        elif operator == "sh":
            found = self.resources.get("/Shading", operands[0])
            if found is None:
                return
            space = self.resources.space(found.ColorSpace)
            yield Area(self.state.clip, space.colour(None, self.scene.press), frame=self.state.clip)
        elif operator in ("BMC", "BDC"):
            self.hidden.append(operator == "BDC" and self.is_off(operands))
        elif operator == "EMC" and self.hidden:
            self.hidden.pop()

    def is_off(self, operands: Sequence[Operand]) -> bool:
        named = str(operands[0]) == "/OC" and isinstance(operands[1], pikepdf.Name)
        return named and self.scene.layers.hides(self.resources.get("/Properties", operands[1]))

    def draw(self, operator: str, values: tuple[float, ...]) -> None:
        """Add to the path, in page space."""
        if operator == "re":
            x, y, width, height = values
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self.subpaths.append([self.state.ctm.transform(corner) for corner in corners])
            return
        points = [self.state.ctm.transform(p) for p in zip(values[::2], values[1::2], strict=True)]
        if operator == "m" or not self.subpaths:
            self.subpaths.append(points)
        else:
            self.subpaths[-1].extend(points)

    def paint(self, operator: str) -> Iterator[Painted]:
        """End the path: fill it, stroke it, clip by it."""
        # A lone point is only where a path would have started.
        boxes = [around(points) for points in self.subpaths if len(points) > 1]
        state = self.state
        if boxes and operator in _FILLS:
            yield from self.fill(boxes, operator in _STROKES)
        if boxes and operator in _STROKES:
            yield from self.fill_pattern(state.stroke)
            width = state.line_width * scale_of(state.ctm)
            strokes = Box.enclose([stroke_box(box, width, state.line_cap) for box in boxes])
            colour, overprints = state.stroke.colour(self.scene.press), state.stroke.overprint
            yield Line(strokes.cut_to(state.clip), colour, overprints, state.clip, width)
        if self.clips:
            # A path without points clips everything away, as in readers.
            clip = Box.enclose(boxes) if boxes else Box(0, 0, -1, -1)
            self.state = alter(state, clip=state.clip.cut_to(clip))
        self.subpaths, self.clips = [], False

    def fill(self, boxes: list[Box], stroked: bool) -> Iterator[Painted]:
        """Give the areas of a path; those as thin as lines are lines, or covered by a stroke."""
        brush = self.state.fill
        yield from self.fill_pattern(brush)
        colour = brush.colour(self.scene.press)
        areas = [box for box in boxes if min(box.width, box.height) >= _THIN_PT]
        for box in boxes:
            thin = min(box.width, box.height)
            if thin < _THIN_PT and not (stroked and thin < NOTHING_PT):
                seen = box.cut_to(self.state.clip)
                yield Line(seen, colour, brush.overprint, self.state.clip, thin)
        if areas:
            clip = self.state.clip
            yield Area(Box.enclose(areas).cut_to(clip), colour, brush.overprint, clip)

    def fill_pattern(self, brush: Brush) -> Iterator[Painted]:
        """Give what a pattern paints in one tile, or the colours of its shading."""
        pattern = brush.pattern
        if not isinstance(pattern, pikepdf.Dictionary | pikepdf.Stream):
            return
        if pattern.objgen in self.patterns and pattern.objgen != (0, 0):
            return
        self.patterns.add(pattern.objgen)
        if "/Shading" in pattern:
            space = self.resources.space(pattern.Shading.ColorSpace)
            yield Area(Box(0, 0, -1, -1), space.colour(None, self.scene.press))
        elif isinstance(pattern, pikepdf.Stream):
            state = State(ctm=matrix_of(pattern) @ self.scene.base)
            if int(pattern.get("/PaintType", 1)) == 2:
                state = alter(state, fill=alter(brush, pattern=None), stroke=brush)
            inner = Resources(pattern.get("/Resources"))
            for found in self.enter(pattern, inner, state):
                # Where the tiles lie is told by the area that they fill.
                yield replace(found, box=found.box.cut_to(Box(0, 0, -1, -1)))

    def show(self, operator: str, operands: Sequence[Operand]) -> Iterator[Painted]:
        """Show a string, or several with space between them."""
        if operator == '"':
            word, character = float(operands[0]), float(operands[1])
            self.state = alter(self.state, word_space=word, character_space=character)
        if operator in ("'", '"'):
            self.place("T*", ())
        start, state = self.at, self.state
        for part in _parts_shown(operator, operands):
            if isinstance(part, pikepdf.Object):
                for code, width in state.font.advances(bytes(part)):
                    by = width * state.size + state.character_space
                    by += state.word_space if code == 32 and state.font.bytes_a_code == 1 else 0
                    self.forward(by * state.stretch)
            else:
                self.forward(-float(part) / 1000 * state.size * state.stretch)
        if self.at != start and state.rendering != CLIP_ONLY:
            yield from self.show_glyphs(start)

    def show_glyphs(self, start: Matrix) -> Iterator[Painted]:
        state = self.state
        to_page, length = start @ state.ctm, measure_advance(start, self.at)
        low, high = state.rise + _DESCENT * state.size, state.rise + _ASCENT * state.size
        corners = [(x, y) for x in (0, length) for y in (low, high)]
        box = around([to_page.transform(corner) for corner in corners])
        tall = (to_page.c**2 + to_page.d**2) ** 0.5
        brush = state.stroke if state.rendering in (1, 5) else state.fill
        yield from self.fill_pattern(brush)
        yield Text(
            box.cut_to(state.clip),
            brush.colour(self.scene.press),
            brush.overprint,
            size_pt=state.size * tall,
            font=state.font.font,
            invisible=state.rendering == INVISIBLE,
        )

    def forward(self, by: float) -> None:
        self.at = Matrix(1, 0, 0, 1, by, 0) @ self.at

    def place(self, operator: str, values: tuple[float, ...]) -> None:
        """Move to where the next string starts."""
        if operator == "BT":
            self.line = Matrix()
        elif operator == "Tm":
            self.line = Matrix(*values)
        else:
            if operator == "TD":
                self.state = alter(self.state, leading=-values[1])
            x, y = (0.0, -self.state.leading) if operator == "T*" else values
            self.line = Matrix(1, 0, 0, 1, x, y) @ self.line
        self.at = self.line

    def do(self, thing: Object | None) -> Iterator[Painted]:
        """Paint a form or an image."""
        if not isinstance(thing, pikepdf.Stream) or self.scene.layers.hides(thing.get("/OC")):
            return
        if str(thing.get("/Subtype")) == "/Image":
            stencil = bool(thing.get("/ImageMask", False))
            colour = self.image_colour(stencil, thing.get("/ColorSpace"))
            yield self.picture(int(thing.Width), int(thing.Height), colour, stencil)
        elif str(thing.get("/Subtype")) == "/Form":
            inner = Resources(thing.Resources) if "/Resources" in thing else self.resources
            yield from self.enter(thing, inner, form_state(thing, self.state))

    def enter(self, thing: Object, resources: Resources, state: State) -> Iterator[Painted]:
        """Paint a form, or one tile of a pattern; PDFium may draw one in itself without an end."""
        if not may_enter(thing, self.inside):
            raise explain_damage("this PDF draws something inside of itself, or far too deep")
        if next(self.scene.forms, None) is None:
            raise explain_damage("this PDF draws its parts again and again, without an end")
        yield from _Walk(self.scene, resources, state, self.inside | {thing.objgen}).run(thing)

    def inline(self, image: pikepdf.PdfInlineImage) -> Iterator[Painted]:
        stencil = bool(image.image_mask)
        space = image.obj.get("/ColorSpace", image.obj.get("/CS"))
        colour = self.image_colour(stencil, space)
        yield self.picture(int(image.width), int(image.height), colour, stencil)

    def image_colour(self, stencil: bool, space: Object | None) -> InkColour:
        if stencil:
            return self.state.fill.colour(self.scene.press)
        return self.resources.space(space).colour(None, self.scene.press)

    def picture(self, width: int, height: int, colour: InkColour, stencil: bool) -> Picture:
        m = self.state.ctm
        box = around([m.transform(corner) for corner in ((0, 0), (0, 1), (1, 0), (1, 1))])
        across, up = (m.a**2 + m.b**2) ** 0.5, (m.c**2 + m.d**2) ** 0.5
        ppi = min(72 * width / across if across else 1e6, 72 * height / up if up else 1e6)
        seen = box.cut_to(self.state.clip)
        overprint = stencil and self.state.fill.overprint
        return Picture(seen, colour, overprint, self.state.clip, ppi, width, height, stencil)


def _parts_shown(operator: str, operands: Sequence[Operand]) -> Iterable[Operand]:
    if operator != "TJ":
        return operands[-1:]
    if not isinstance(operands[0], Object):
        raise TypeError("a number to show")
    return operands[0]


def may_enter(stream: Object, inside: ObjectNumbers) -> bool:
    """Say whether content may be drawn `inside` other content: not in itself, nor too deep."""
    return stream.objgen not in inside and len(inside) < _DEEPEST


_PATHS = {"m", "l", "c", "v", "y", "re", "h"}
_PLACES = {"BT", "Tm", "Td", "TD", "T*"}
