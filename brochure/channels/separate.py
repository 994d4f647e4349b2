"""A PDF in sRGB -> the same pages in the inks of a press: everything that pages draw with.

Follows the resources of each page: forms, patterns, shadings, pictures, soft masks and drawn
fonts (ISO 32000-1, 7.8.3). What is not known is refused.
"""

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Object
from PIL import Image

from brochure.channels.inks import Inks
from brochure.channels.operators import (
    KNOCKOUT,
    OVERPRINT,
    SeparatedStream,
    format_numbers,
    not_separable,
    separate_stream,
)

_JPEG_QUALITY = 92
# Graphics state that neither holds colour nor changes how it prints: ISO 32000-1, table 58.
_PLAIN_STATE = {
    *("/Type", "/ca", "/CA", "/AIS", "/BM", "/SMask", "/TK"),
    *("/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/FL", "/SM", "/SA"),
}
_RESOURCES = {
    *("/ExtGState", "/XObject", "/Pattern", "/Shading", "/ColorSpace", "/Font"),
    *("/ProcSet", "/Properties"),
}
_NOT_IN_PRINT = ("/OC", "/OPI", "/PS", "/Ref", "/Alternates")
_FOR_PROGRAMS = ("/StructParent", "/StructParents", "/PieceInfo", "/Metadata", "/LastModified")


def separate_pages(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Turn all that the pages of `pdf` draw into ink, in place.

    Raises BrochureError for a part that cannot be separated.
    """
    separation = _Separation(pdf, inks)
    for page in pdf.pages:
        separation.page(page)
    separation.check_masks()
    _check_only_ink(pdf)


class _Separation:
    """One document on its way; each object is done once, for artwork or for a mask.

    The engine lists masks among the forms of a page too (WeasyPrint 70, `Stream.add_group`), so
    `artwork` keeps which of them are really drawn.
    """

    def __init__(self, pdf: pikepdf.Pdf, inks: Inks) -> None:
        self.pdf, self.inks = pdf, inks
        self.made_for_mask: dict[tuple[int, int], bool] = {}
        self.done: set[tuple[int, int]] = set()
        self.artwork: set[tuple[int, int]] = set()

    def page(self, page: pikepdf.Page) -> None:
        drawn = separate_stream(page, self.inks, is_page=True)
        self._note_artwork(drawn, page.resources)
        self._resources(page.resources, is_mask=False)
        page.obj.Contents = self.pdf.make_stream(drawn.program)
        _set_group(page.obj, Name.DeviceCMYK)

    def check_masks(self) -> None:
        """Raise BrochureError for a mask, made gray by now, that is drawn as artwork too."""
        if any(self.made_for_mask.get(form) for form in self.artwork):
            raise not_separable("A drawing that is also a mask")

    def _note_artwork(self, drawn: SeparatedStream, resources: Object) -> None:
        forms = resources.get("/XObject", Dictionary())
        self.artwork |= {forms[name].objgen for name in drawn.forms if name in forms}

    def _is_new(self, part: Object, is_mask: bool) -> bool:
        """Say whether a part is still to be done. Artwork that is a mask too is refused."""
        if not part.is_indirect:
            return True
        before = self.made_for_mask.setdefault(part.objgen, is_mask)
        if is_mask and not before:
            raise not_separable("A drawing that is also a mask")
        first = part.objgen not in self.done
        self.done.add(part.objgen)
        return first

    def _resources(self, resources: Object, is_mask: bool) -> None:
        if not self._is_new(resources, is_mask):
            return
        for kind in resources:
            if kind not in _RESOURCES:
                raise not_separable(f"A resource of the kind {kind}")
        for properties in _values(resources, "/Properties"):
            if properties.get("/Type") in (Name.OCG, Name.OCMD):
                raise not_separable("A layer")
        for pattern in _values(resources, "/Pattern"):
            self._pattern(pattern, is_mask)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, is_mask)
        for state in _values(resources, "/ExtGState"):
            self._state(state)  # masks before forms
        for form in _values(resources, "/XObject"):
            self._xobject(form, is_mask)
        for font in _values(resources, "/Font"):
            if font.get("/Subtype") == Name.Type3 and self._is_new(font, is_mask):
                self._drawn_font(font, is_mask)
        for kind in ("/ColorSpace", "/Properties", "/ProcSet"):
            if kind in resources:
                del resources[kind]
        _add_overprint(resources)

    def _xobject(self, item: Object, is_mask: bool) -> None:
        if any(key in item for key in _NOT_IN_PRINT):
            raise not_separable("A layer, or a picture that stands for another,")
        if item.get("/Subtype") == Name.Form:
            self._drawing(item, is_mask)
        elif item.get("/Subtype") == Name.Image and isinstance(item, pikepdf.Stream):
            if self._is_new(item, is_mask=False):
                self._picture(item)
        else:
            raise not_separable(f"An object of the kind {item.get('/Subtype')}")

    def _drawing(self, stream: Object, is_mask: bool) -> None:
        """Separate a form or a tiling pattern."""
        if not self._is_new(stream, is_mask):
            return
        if "/Resources" not in stream:
            stream.Resources = Dictionary()
        drawn = separate_stream(stream, self.inks, is_mask=is_mask)
        if not is_mask:
            self._note_artwork(drawn, stream.Resources)
        self._resources(stream.Resources, is_mask)
        stream.write(drawn.program)
        _set_group(stream, Name.DeviceGray if is_mask else Name.DeviceCMYK)
        for key in _FOR_PROGRAMS:
            if key in stream:
                del stream[key]

    def _drawn_font(self, font: Object, is_mask: bool) -> None:
        for glyph in font.CharProcs.values():
            if self._is_new(glyph, is_mask):
                glyph.write(separate_stream(glyph, self.inks, is_mask=is_mask).program)
        if "/Resources" in font:
            self._resources(font.Resources, is_mask)

    def _pattern(self, pattern: Object, is_mask: bool) -> None:
        kind = int(pattern.PatternType)
        if kind == 2:
            self._shading(pattern.Shading, is_mask)
            if "/ExtGState" in pattern:
                self._state(pattern.ExtGState)
        elif kind == 1 and int(pattern.PaintType) == 1:
            self._drawing(pattern, is_mask)
        else:
            raise not_separable("A pattern that takes its colour from outside")

    def _state(self, state: Object) -> None:
        """Check an extended graphics state, and separate its soft mask."""
        if not self._is_new(state, is_mask=False):
            return
        for key in state:
            if key not in _PLAIN_STATE:
                raise not_separable(f"A drawing state with {key}")
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            if "/TR" in mask or "/BC" in mask:
                raise not_separable("A soft mask with a backdrop or transfer function")
            self._drawing(mask.G, is_mask=True)

    def _shading(self, shading: Object, is_mask: bool) -> None:
        if not self._is_new(shading, is_mask):
            return
        space = shading.ColorSpace
        if int(shading.ShadingType) not in (2, 3):
            raise not_separable("A gradient that is neither linear nor radial")
        if space == Name.DeviceRGB and not is_mask:
            self._function(shading.Function)
            if "/Background" in shading:
                shading.Background = self._ink(shading.Background)
            shading.ColorSpace = Name.DeviceCMYK
        elif space not in (Name.DeviceGray, Name.DeviceCMYK):
            raise not_separable(f"A gradient in {space}")

    def _function(self, function: Object) -> None:
        """Give a gradient the inks of its ends. Source: ISO 32000-1, 7.10."""
        if isinstance(function, Dictionary) and int(function.FunctionType) == 3:
            for part in function.Functions:
                self._function(part)
        elif isinstance(function, Dictionary) and int(function.FunctionType) == 2:
            if self._is_new(function, is_mask=False):
                function.C0, function.C1 = self._ink(function.C0), self._ink(function.C1)
                if "/Range" in function:
                    del function["/Range"]
        else:
            raise not_separable("A gradient that is calculated or sampled")

    def _ink(self, rgb: Object) -> Array:
        red, green, blue = (round(min(1.0, max(0.0, float(part))) * 255) for part in rgb)
        return format_numbers(self.inks.of((red, green, blue)))

    def _picture(self, picture: pikepdf.Stream) -> None:
        """Print a picture in four inks, or in black where it is gray; masks stay as they are."""
        mask = picture.get("/SMask")
        if mask is not None and "/Matte" in mask:
            raise not_separable("A picture that was mixed with its backdrop")
        if isinstance(picture.get("/Mask"), Array):
            raise not_separable("A picture in which one colour is clear")
        if "/Interpolate" in picture:
            del picture["/Interpolate"]
        if picture.get("/ImageMask") or picture.get("/ColorSpace") == Name.DeviceGray:
            return
        if int(picture.BitsPerComponent) > 8:
            raise not_separable("A picture of 16 bits a colour")
        is_photograph = picture.get("/Filter") == Name.DCTDecode
        _write_picture(picture, self.inks.picture(_decode(picture)), is_photograph)


def _decode(picture: pikepdf.Stream) -> Image.Image:
    space = picture.get("/ColorSpace")
    is_rgb = space == Name.DeviceRGB or (isinstance(space, Array) and space[0] == Name.Indexed)
    if not is_rgb or "/Decode" in picture:
        raise not_separable(f"A picture in {space}")
    try:
        return pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError) as error:
        raise not_separable("A picture that cannot be read") from error


def _write_picture(picture: pikepdf.Stream, image: Image.Image, is_photograph: bool) -> None:
    for key in ("/DecodeParms", "/Decode"):
        if key in picture:
            del picture[key]
    if is_photograph:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        picture.write(file.getvalue(), filter=Name.DCTDecode)
    else:
        picture.write(zlib.compress(image.tobytes(), 9), filter=Name.FlateDecode)
    picture.BitsPerComponent = 8
    picture.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceCMYK
    if is_photograph and image.mode == "CMYK":  # Pillow writes CMYK JPEG inverted, as Adobe does
        picture.Decode = Array([1, 0] * 4)


def _values(resources: Object, kind: str) -> list[Object]:
    found = resources.get(kind)
    return list(found.values()) if isinstance(found, Dictionary) else []


def _set_group(drawing: Object, space: Name) -> None:
    if "/Group" in drawing:
        drawing.Group.CS = space


def _add_overprint(resources: Object) -> None:
    """Name the two states that `operators` switches between. Source: ISO 32000-1, 8.6.7."""
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    for name, on in ((OVERPRINT, True), (KNOCKOUT, False)):
        resources.ExtGState[name] = Dictionary(Type=Name.ExtGState, OP=on, op=on, OPM=int(on))


def _check_only_ink(pdf: pikepdf.Pdf) -> None:
    """Look through everything pages lead to. Raises BrochureError if a colour is not in ink."""
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [page.obj for page in pdf.pages]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Object) and item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if isinstance(item, Name) and item in (Name.DeviceRGB, Name.CalRGB, Name.Lab):
            raise not_separable(f"A colour in {item}")
        if isinstance(item, Dictionary | pikepdf.Stream):
            waiting.extend(v for key, v in item.items() if key not in ("/Parent", "/Annots"))
        elif isinstance(item, Array):
            waiting.extend(item)
