"""PDF bytes, ours or foreign -> a frozen PressFile: opened once, read and measured."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Matrix

from brochure.base.errors import BrochureError
from brochure.base.geometry import Box
from brochure.preflight.colour import PressProfile, read_space
from brochure.preflight.ink_coverage import (
    find_gaps,
    measure_heaviest_ink,
    render_separations,
    write_copy,
)
from brochure.preflight.layers import Layers, read_layers
from brochure.preflight.metadata import list_actions, profile_of, read_metadata, read_output_intents
from brochure.preflight.press_file import (
    MALFORMED,
    Annotation,
    Page,
    Painted,
    Picture,
    PressFile,
    Text,
)
from brochure.preflight.walk import Scene, walk_page

_START = b"%PDF-"
_HARMLESS = ("/Default", "/Identity")
_HEAD = 1024  # Adobe's readers look for the start of a PDF in so many bytes


class UnreadablePdfError(BrochureError):
    """A file that no printer can read either. `id` is permanent, as of a finding."""

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message, hint=hint, exit_code=1)
        self.id = id


def open_press_file(pdf: bytes) -> PressFile:
    """Read and measure a PDF. Raises UnreadablePdfError."""
    with _open(pdf) as document:
        return _read(document)


def _open(pdf: bytes) -> pikepdf.Pdf:
    hint = "Export it, or save it as PDF, from the program it was made with."
    if not pdf:
        raise UnreadablePdfError("file.empty", "this file is empty", hint)
    if _START not in pdf[:_HEAD]:
        raise UnreadablePdfError("file.not-pdf", "this is not a PDF", hint)
    try:
        return pikepdf.open(io.BytesIO(pdf), attempt_recovery=False)
    except pikepdf.PasswordError as error:
        what = "this PDF asks for a password, so no printer can open it"
        hint = "Save it again without a password."
        raise UnreadablePdfError("file.password", what, hint) from error
    except pikepdf.PdfError as error:
        if b"%%EOF" not in pdf[-_HEAD:]:
            what, hint = "this PDF is cut off: its end is missing", "Copy or export it once more."
            raise UnreadablePdfError("file.cut-off", what, hint) from error
        raise _explain_damage("this PDF is damaged") from error


def _explain_damage(what: str) -> UnreadablePdfError:
    return UnreadablePdfError("file.damaged", what, "Export it once more.")


def _read(document: pikepdf.Pdf) -> PressFile:
    """Read an open PDF; whatever it holds that the standard forbids makes it damaged."""
    try:
        return _read_whole(document)
    except (pikepdf.PdfError, pdfium.PdfiumError) as error:
        raise _explain_damage(f"this PDF is damaged inside: {error}".splitlines()[0]) from error
    except (RecursionError, *MALFORMED) as error:
        what = "this PDF is damaged inside: it holds things where the standard wants others"
        raise _explain_damage(what) from error


def _read_whole(document: pikepdf.Pdf) -> PressFile:
    if not len(document.pages):
        hint = "Export it once more, and open it before you send it."
        raise UnreadablePdfError("file.no-pages", "this PDF has no pages", hint)
    profiles = [profile_of(i) for i in document.Root.get("/OutputIntents", [])]
    press = PressProfile(next((p for p in profiles if p[16:20] == b"CMYK"), b""))
    layers = read_layers(document.Root)
    form: Any = document.Root.get("/AcroForm", pikepdf.Dictionary())
    pages = tuple(_page(page, n, press, layers) for n, page in enumerate(document.pages, 1))
    # Fields that layout programs leave empty do no harm; XFA is a form in another language.
    whole = PressFile(
        pages=pages,
        intents=tuple(read_output_intents(document)),
        metadata=read_metadata(document),
        encrypted=document.is_encrypted,
        has_id=len(document.trailer.get("/ID", [])) == 2,
        actions=tuple(sorted(set(list_actions(document)))),
        form_fields=len(form.get("/Fields", [])) + ("/XFA" in form),
        layers=layers.names,
    )
    return replace(whole, pages=tuple(_measure(document, pages, press)))


def _page(page: pikepdf.Page, number: int, press: PressProfile, layers: Layers) -> Page:
    unit = _user_unit(page)
    media = _box(page.obj.get("/MediaBox"), unit) or Box(0, 0, 612 * unit, 792 * unit)
    crop = (_box(page.obj.get("/CropBox"), unit) or media).cut_to(media)
    found = tuple(_reachable(page.obj))
    return Page(
        number=number,
        media=media,
        crop=media if crop.is_empty else crop,
        trim=_box(page.obj.get("/TrimBox"), unit),
        art=_box(page.obj.get("/ArtBox"), unit),
        bleed=_box(page.obj.get("/BleedBox"), unit),
        painted=tuple(walk_page(page, Scene(press, layers, Matrix(unit, 0, 0, unit, 0, 0)))),
        annotations=tuple(_annotations(page, unit)),
        blend_spaces=tuple(sorted({_blend(g) for g in found if "/S" in g and "/CS" in g})),
        transfers=sum(_transfers(d) for d in found),
        stand_ins=sum("/OPI" in d or "/Ref" in d for d in found),
    )


def _user_unit(page: pikepdf.Page) -> float:
    """Return how many points a page counts as one (ISO 32000-1, table 30); 1 for nonsense."""
    unit = page.obj.get("/UserUnit", 1)
    return 1.0 if isinstance(unit, pikepdf.Object) or unit <= 0 else float(unit)


def _box(value: Any, unit: float) -> Box | None:
    """Return a box of a file in points."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    across, up = (
        sorted((float(value[0]) * unit, float(value[2]) * unit)),
        sorted((float(value[1]) * unit, float(value[3]) * unit)),
    )
    return Box(across[0], up[0], across[1], up[1])


def _annotations(page: pikepdf.Page, unit: float) -> Iterator[Annotation]:
    for note in page.obj.get("/Annots", []):
        if isinstance(note, pikepdf.Dictionary):
            kind = str(note.get("/Subtype", "")).removeprefix("/")
            yield Annotation(kind, _box(note.get("/Rect"), unit) or Box(0, 0, 0, 0))


def _blend(group: Any) -> str:
    return read_space(group.CS, None).stated.family if str(group.S) == "/Transparency" else ""


def _transfers(state: Any) -> bool:
    """Say whether this is a graphics state with a transfer function (ISO 32000-1, 10.5)."""
    own = "/TR" in state and str(state["/TR"]) not in _HARMLESS and "/S" not in state
    return own or ("/TR2" in state and str(state["/TR2"]) not in _HARMLESS)


def _reachable(page: Any) -> Iterator[Any]:
    """Give every dictionary that a page draws with, down through resources, forms and masks."""
    waiting: list[Any] = [page.get("/Resources"), page.get("/Group")]
    met: set[tuple[int, int]] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            waiting.extend(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            if thing.objgen != (0, 0) and thing.objgen in met:
                continue
            met.add(thing.objgen)
            yield thing
            waiting.extend(v for k, v in thing.items() if k not in ("/Parent", "/StructParent"))


def _measure(document: pikepdf.Pdf, pages: tuple[Page, ...], press: PressProfile) -> Iterator[Page]:
    """Give each page with what pictures of it tell."""
    units = [_user_unit(page) for page in document.pages]
    for page in document.pages:
        page.obj["/CropBox"], page.obj["/Rotate"] = page.obj.MediaBox, 0
        if "/UserUnit" in page.obj:
            del page.obj["/UserUnit"]
    whole = pdfium.PdfDocument(write_copy(document))
    try:
        drawn = zip(pages, units, render_separations(document, press), strict=True)
        for page, unit, plates in drawn:
            sheet = whole[page.number - 1]
            pictures = [p.box for p in page.painted if isinstance(p, Picture)]
            ink, place = measure_heaviest_ink(plates, page.media, page.bled)
            yield replace(
                page,
                painted=tuple(_add_words(page.painted, sheet, unit)),
                ink_pct=round(ink, 1),
                ink_at=place,
                gaps=find_gaps(sheet, page.media, page.cut, page.bled, pictures),
            )
    finally:
        whole.close()


def _add_words(painted: tuple[Painted, ...], sheet: Any, unit: float) -> Iterator[Painted]:
    """Give text its words, as pdfium reads them in its box; `sheet` has lost its `unit`."""
    text = sheet.get_textpage()
    for thing in painted:
        if isinstance(thing, Text) and not thing.box.is_empty:
            box = Box(*(side / unit for side in thing.box.sides))
            words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
            thing = replace(thing, words=" ".join(words.split()))
        yield thing
    text.close()
