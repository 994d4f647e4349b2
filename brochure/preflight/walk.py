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
from brochure.preflight.painting import (
    StoredImage,
    as_painted,
    make_picture,
    make_text,
    read_image,
    text_brush,
)
from brochure.preflight.press_file import Area, Line, Painted, Picture
from brochure.preflight.scene import Scene

_DEEPEST = 24
_MOST_STEPS = 3_000_000  # of one page, its forms and patterns each time they are drawn
_MOST_PARTS = 64  # of an area; of more their common box tells enough
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
            seen = as_painted(state, state.stroke, self.scene.press)
            yield Line(strokes.cut_to(state.clip), **seen, width_pt=width)
        if self.clips:
            # A path without points clips everything away, as in readers.
            clip = Box.enclose(boxes) if boxes else Box(0, 0, -1, -1)
            self.state = alter(state, clip=state.clip.cut_to(clip))
        self.subpaths, self.clips = [], False

    def fill(self, boxes: list[Box], stroked: bool) -> Iterator[Painted]:
        """Give the areas of a path; those as thin as lines are lines, or covered by a stroke."""
        brush = self.state.fill
        yield from self.fill_pattern(brush)
        seen, clip = as_painted(self.state, brush, self.scene.press), self.state.clip
        areas = [box for box in boxes if min(box.width, box.height) >= _THIN_PT]
        for box in boxes:
            thin = min(box.width, box.height)
            if thin < _THIN_PT and not (stroked and thin < NOTHING_PT):
                yield Line(box.cut_to(clip), **seen, width_pt=thin)
        if areas:
            several = 1 < len(areas) <= _MOST_PARTS
            parts = tuple(part.cut_to(clip) for part in areas) if several else ()
            yield Area(Box.enclose(areas).cut_to(clip), **seen, parts=parts)

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
        blanks = 0
        for part in _parts_shown(operator, operands):
            if isinstance(part, pikepdf.Object):
                for code, width in state.font.advances(bytes(part)):
                    blanks += code in state.font.blanks
                    by = width * state.size + state.character_space
                    by += state.word_space if code == 32 and state.font.bytes_a_code == 1 else 0
                    self.forward(by * state.stretch)
            else:
                self.forward(-float(part) / 1000 * state.size * state.stretch)
        if self.at != start and state.rendering != CLIP_ONLY:
            yield from self.show_glyphs(start, blanks)

    def show_glyphs(self, start: Matrix, blanks: int) -> Iterator[Painted]:
        state = self.state
        yield from self.fill_pattern(text_brush(state))
        yield make_text(state, self.scene.press, start, self.at, blanks)

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
            yield self.picture(read_image(thing), thing.get("/ColorSpace"))
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
        space = image.obj.get("/ColorSpace", image.obj.get("/CS"))
        yield self.picture(read_image(image.obj), space)

    def picture(self, image: StoredImage, space: Object | None) -> Picture:
        press, fill = self.scene.press, self.state.fill
        plain = self.resources.space(space)
        colour = fill.colour(press) if image.stencil else plain.colour(None, press)
        return make_picture(self.state, image, colour)


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
