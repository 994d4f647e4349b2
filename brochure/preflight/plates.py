"""Pages -> their separations: the same pages once for each ink, with that ink painted as gray.

PDFium knows no separations. So each page is copied four times; in the copy for one ink every
colour is replaced by the gray of its share of that ink, every image by that channel, and whatever
overprints without using the ink is left out. What PDFium then draws is the printing plate.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pikepdf
from pikepdf import Dictionary, Name, Object, Operator
from PIL import ImageChops

from brochure.base.errors import MALFORMED
from brochure.channels.instructions import Instruction, ReadInstruction, write_instructions
from brochure.preflight.colour import PressProfile, Space
from brochure.preflight.graphics import (
    Brush,
    ObjectNumbers,
    Resources,
    State,
    advance_of,
    read_instructions,
)
from brochure.preflight.plate_images import UnreadableImageError, planes_of
from brochure.preflight.plate_shadings import plates_of_shading
from brochure.preflight.walk import INVISIBLE, PAINTS, SHOWS, may_enter

# What is left of a painting operator without its fill, and without its stroke.
_NO_FILL = {"f": "n", "F": "n", "f*": "n", "B": "S", "B*": "S", "b": "s", "b*": "s"}
_NO_STROKE = {"S": "n", "s": "n", "B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_COLOURS = {"g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN"}
_WHITE = zlib.compress(b"\xff")
_DRAWS = {"Do", "INLINE IMAGE", "sh"}

_Out = list[Instruction]
_operator = cache(Operator)  # to make one anew for each use takes a third of all the time


class Plates:
    """Rewrites the pages of one open PDF; images and forms that recur are made once."""

    def __init__(self, pdf: pikepdf.Pdf, press: PressProfile) -> None:
        self.pdf, self.press = pdf, press
        self._images: dict[tuple[int, int], tuple[Object, ...]] = {}
        self._shadings: dict[object, tuple[Object, ...]] = {}
        self._forms: dict[object, Object] = {}
        self._followed: dict[object, FollowedContent] = {}

    def separate(self, pages: Sequence[pikepdf.Page]) -> None:
        """Replace all pages by four plates of each of these: cyan, magenta, yellow, black."""
        for holder, key in ((self.pdf.Root, "/AcroForm"), *((p.obj, "/Annots") for p in pages)):
            if key in holder:
                del holder[key]  # it is not on plates, and would be copied with each
        made: list[Object] = []
        for page in pages:
            self._followed.clear()
            content = follow_content(page, State(), Resources(page.obj.get("/Resources")))
            made += (self._page(page, ink, content) for ink in range(4))
        # A tree of their own: to add and remove pages one by one takes time by their square.
        tree = self.pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=made, Count=len(made)))
        for plate in made:
            plate["/Parent"] = tree
        self.pdf.Root.Pages = tree

    def _page(self, page: pikepdf.Page, ink: int, content: "FollowedContent") -> Object:
        """Return the plate of a page, which belongs to no tree yet."""
        plate = _Plate(self, ink, content.resources)
        stream = self.pdf.make_stream(plate.rewrite(content, starts=True))
        box = page.obj["/MediaBox"]
        made = Dictionary(Type=Name.Page, MediaBox=box, CropBox=box, Contents=stream)
        made["/Resources"] = plate.fresh
        return self.pdf.make_indirect(made)

    def image(self, image: pikepdf.Stream, ink: int, space: Space) -> Object:
        """Return the plate of an image."""
        if image.objgen not in self._images:
            self._images[image.objgen] = tuple(self._plates(image, space))
        return self._images[image.objgen][ink]

    def shading(self, shading: Object | None, ink: int, resources: Resources) -> Object | None:
        """Return the plate of a shading; one that is broken is left to PDFium as it is."""
        if shading is None:
            return None
        try:
            space = resources.space(shading.ColorSpace)
            place = shading.objgen if shading.is_indirect else shading.unparse()
            called = (place, space.family, space.names)
            if called not in self._shadings:
                made = plates_of_shading(self.pdf, shading, space, self.press)
                self._shadings[called] = made
        except (pikepdf.PikepdfError, *MALFORMED):
            return shading
        return self._shadings[called][ink]

    def _plates(self, image: pikepdf.Stream, space: Space) -> Iterator[Object]:
        """Give the four plates of an image; one that cannot be read is drawn in black as it is."""
        try:
            planes = planes_of(image, space, self.press)
        except UnreadableImageError:
            yield from (self._mask(self._gray(1, 1, _WHITE), image) for _ in range(3))
            yield image
            return
        for plane in planes:
            if plane.getextrema() == (0, 0):
                yield self._mask(self._gray(1, 1, _WHITE), image)
            else:
                data = zlib.compress(ImageChops.invert(plane).tobytes(), 1)
                yield self._mask(self._gray(plane.width, plane.height, data), image)

    def _gray(self, width: int, height: int, data: bytes) -> Object:
        return self.pdf.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.FlateDecode,
        )

    def _mask(self, plate: Object, image: Object) -> Object:
        for key in ("/SMask", "/Mask", "/OC"):
            if isinstance(image.get(key), pikepdf.Stream | pikepdf.Dictionary):
                plate[key] = image[key]
        return plate

    def form(
        self, form: Object, ink: int, state: State, outer: Resources, inside: ObjectNumbers
    ) -> Object:
        """Return the plate of a form or of a tiling pattern, as painted from `state`."""
        called = (form.objgen, state.overprint_mode, _key_of(state.fill), _key_of(state.stroke))
        if (called, ink) in self._forms:
            return self._forms[called, ink]
        if called not in self._followed:
            inner = Resources(form.Resources) if "/Resources" in form else outer
            self._followed[called] = follow_content(form, state, inner)
        content = self._followed[called]
        plate = _Plate(self, ink, content.resources, inside | {form.objgen})
        is_pattern = "/PatternType" in form
        made = self.pdf.make_stream(plate.rewrite(content, starts=is_pattern))
        for name, value in form.items():
            if name not in ("/Length", "/Filter", "/DecodeParms", "/Resources", "/PaintType"):
                made[name] = value
        made["/Resources"] = plate.fresh
        if is_pattern:
            made["/PaintType"] = 1
        if "/Group" in made:
            made["/Group"] = Dictionary({k: v for k, v in form.Group.items() if k != "/CS"})
        self._forms[called, ink] = made
        return made


@dataclass(frozen=True)
class FollowedContent:
    """A content stream: the state it starts in, and each instruction with the state it leaves."""

    resources: Resources
    start: State
    steps: tuple[tuple[str, ReadInstruction, State], ...]


def follow_content(
    stream: Object | pikepdf.Page, start: State, resources: Resources
) -> FollowedContent:
    """Read a content stream once, for all four plates."""
    state, stack = start, list[State]()
    steps: list[tuple[str, ReadInstruction, State]] = []
    for operator, operands, instruction in read_instructions(stream):
        changed = advance_of(state, operator, operands, resources)
        if changed is not None:
            state = changed
        elif operator == "q":
            stack.append(state)
        elif operator == "Q":
            state = stack.pop() if stack else state
        steps.append((operator, instruction, state))
    return FollowedContent(resources, start, tuple(steps))


class _Plate:
    """Content on its way to one plate, with the resources that it will need there."""

    def __init__(
        self, plates: Plates, ink: int, resources: Resources, inside: ObjectNumbers = frozenset()
    ) -> None:
        self.plates, self.ink, self.resources, self.inside = plates, ink, resources, inside
        self.fresh = resources.dictionary.copy()
        self.own: set[str] = set()  # the kinds of resources that are no longer those of the page
        self.added = 0

    def rewrite(self, content: FollowedContent, starts: bool) -> bytes:
        """Return content for this plate; if it `starts`, no colour is set yet."""
        out: _Out = []
        if starts:
            for stroking in (False, True):
                out += self.set_colour(content.start, stroking)
        for operator, instruction, state in content.steps:
            if operator in _COLOURS:
                out += self.set_colour(state, operator.isupper())
            elif operator in _DRAWS:
                out += self.draw(operator, instruction, state)
            elif operator in PAINTS:
                out.append(((), _operator(self.keep_painting(operator, state))))
            elif operator in SHOWS and not self.prints(state, state.rendering in (1, 5)):
                out += (_mode(INVISIBLE), instruction, _mode(state.rendering))
            else:
                out.append(instruction)
        return write_instructions(out)

    def prints(self, state: State, stroking: bool = False) -> bool:
        brush = state.stroke if stroking else state.fill
        return brush.printing(state.overprint_mode)[self.ink]

    def keep_painting(self, operator: str, state: State) -> str:
        """Return a painting operator without what leaves this plate as it is."""
        if not self.prints(state):
            operator = _NO_FILL.get(operator, operator)
        if not self.prints(state, stroking=True):
            operator = _NO_STROKE.get(operator, operator)
        return operator

    def set_colour(self, state: State, stroking: bool) -> _Out:
        brush = state.stroke if stroking else state.fill
        if isinstance(brush.pattern, pikepdf.Dictionary | pikepdf.Stream):
            name = self.add("/Pattern", self.pattern(brush, brush.pattern))
            setting = ([Name.Pattern], _operator("CS" if stroking else "cs"))
            return [setting, ([name], _operator("SCN" if stroking else "scn"))]
        share = brush.space.inks(brush.values, self.plates.press)[self.ink]
        return [([round(1 - share, 4)], _operator("G" if stroking else "g"))]

    def pattern(self, brush: Brush, pattern: Object) -> Object:
        if "/Shading" in pattern:
            made = pattern.copy() if isinstance(pattern, Dictionary) else Dictionary()
            made["/Shading"] = self.plates.shading(pattern.Shading, self.ink, self.resources)
            return made
        if not isinstance(pattern, pikepdf.Stream) or not may_enter(pattern, self.inside):
            return Dictionary()  # as readers do, who draw nothing in itself
        start = State()
        if int(pattern.get("/PaintType", 1)) == 2:
            plain = replace(brush, pattern=None)
            start = replace(start, fill=plain, stroke=plain)
        return self.plates.form(pattern, self.ink, start, self.resources, self.inside)

    def draw(self, operator: str, instruction: ReadInstruction, state: State) -> _Out:
        """Return what draws a form, an image or a shading on this plate."""
        if operator == "sh":
            shading = self.resources.get("/Shading", instruction.operands[0])
            made = self.plates.shading(shading, self.ink, self.resources)
            return [([self.add("/Shading", made)], _operator("sh"))]
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            thing = self.add_inline(instruction.iimage)
        else:
            thing = self.resources.get("/XObject", instruction.operands[0])
        if not isinstance(thing, pikepdf.Stream):
            return []
        if str(thing.get("/Subtype")) == "/Form":
            if not may_enter(thing, self.inside):
                return []
            made = self.plates.form(thing, self.ink, state, self.resources, self.inside)
            return [([self.add("/XObject", made)], _operator("Do"))]
        if bool(thing.get("/ImageMask", False)):
            return [([self.add("/XObject", thing)], _operator("Do"))] if self.prints(state) else []
        space = self.resources.space(thing.get("/ColorSpace"))
        made = self.plates.image(thing, self.ink, space)
        return [([self.add("/XObject", made)], _operator("Do"))]

    def add_inline(self, image: pikepdf.PdfInlineImage) -> Object:
        """Return an inline image as an image of its own."""
        made = self.plates.pdf.make_stream(bytes(image.read_raw_bytes()))
        for name, value in image.obj.items():
            if name != "/Length":  # as it stands in the content, of no use and not to be trusted
                made[name] = value
        made["/Subtype"] = Name.Image
        return made

    def add(self, kind: str, value: Object | None) -> Name:
        """Put a resource under a new name."""
        self.added += 1
        name = f"/Plate{self.added}"
        if kind not in self.own:  # once: a page may add one for each of ten thousand pictures
            self.fresh[kind] = Dictionary(dict(self.fresh.get(kind, Dictionary())))
            self.own.add(kind)
        self.fresh[kind][name] = value
        return Name(name)


def _mode(rendering: int) -> Instruction:
    return [rendering], _operator("Tr")


def _key_of(brush: Brush) -> tuple[object, ...]:
    """Return what tells one brush from another."""
    pattern = brush.pattern.objgen if brush.pattern is not None else None
    space = (brush.space.family, brush.space.names, id(brush.space.tint))
    return (*space, brush.values, brush.overprint, pattern)
