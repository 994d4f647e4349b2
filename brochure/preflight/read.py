"""PDF bytes, ours or foreign -> a frozen PressFile: opened once, read and measured."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import compress

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Object

from brochure.base.errors import MALFORMED
from brochure.base.geometry import Box
from brochure.base.page_count import PageCount
from brochure.base.tolerances import MOST_GWG_INK_PCT
from brochure.preflight.colour import PressProfile
from brochure.preflight.covering import mark_covering
from brochure.preflight.fonts import LONGEST_NAME
from brochure.preflight.foreign_pdf import UnreadablePdfError, explain_damage, open_pdf
from brochure.preflight.ink_coverage import (
    WIDE_SIDE_MM,
    find_gaps,
    measure_heaviest_ink,
    render_separations,
    write_copy,
)
from brochure.preflight.layers import read_layers
from brochure.preflight.metadata import (
    count_attached,
    has_private,
    list_actions,
    profile_of,
    read_metadata,
    read_output_intents,
)
from brochure.preflight.press_file import (
    Annotation,
    Page,
    Painted,
    Picture,
    PressFile,
    Text,
)
from brochure.preflight.reachable import (
    has_transfer,
    list_blend_spaces,
    list_broken_fonts,
    list_reachable,
)
from brochure.preflight.scene import Scene, count_forms
from brochure.preflight.walk import walk_page

_MOST_PAGES = 5_000  # a book that is glued has 1,500
_LETTER = (612, 792)
_NOBODY = PageCount(None)


def open_press_file(pdf: bytes, count: PageCount = _NOBODY) -> PressFile:
    """Read and measure a PDF; `count` is told at which page. Raises UnreadablePdfError."""
    with open_pdf(pdf) as document:
        return _read(document, count)


def _read(document: pikepdf.Pdf, count: PageCount) -> PressFile:
    """Read an open PDF; whatever it holds that the standard forbids makes it damaged."""
    try:
        return _read_whole(document, count)
    except (pikepdf.PikepdfError, pdfium.PdfiumError) as error:
        raise explain_damage("this PDF is damaged inside: a part cannot be read") from error
    except (RecursionError, *MALFORMED) as error:
        what = "this PDF is damaged inside: it holds things where the standard wants others"
        raise explain_damage(what) from error


def _read_whole(document: pikepdf.Pdf, count: PageCount) -> PressFile:
    if len(document.pages) > _MOST_PAGES:
        what = f"this PDF has {len(document.pages):,} pages; up to {_MOST_PAGES:,} are looked at"
        hint = "Save it in parts of some hundred pages, and check each."
        raise UnreadablePdfError("file.many-pages", what, hint)
    profiles = [profile_of(i) for i in document.Root.get("/OutputIntents", [])]
    press = PressProfile(next((p for p in profiles if p[16:20] == b"CMYK"), b""))
    layers = read_layers(document.Root)
    form: Object = document.Root.get("/AcroForm", pikepdf.Dictionary())
    scene = Scene(press, layers, forms=count_forms(len(document.pages)))
    pages = tuple(_read_pages(document, scene, count))
    # Fields that layout programs leave empty do no harm; XFA is a form in another language.
    whole = PressFile(
        pages=pages,
        intents=tuple(read_output_intents(document)),
        metadata=read_metadata(document),
        encrypted=document.is_encrypted,
        has_id=_has_id(document.trailer.get("/ID")),
        actions=tuple(sorted(set(list_actions(document)))),
        form_fields=len(form.get("/Fields", [])) + ("/XFA" in form),
        layers=layers.names,
        attached=count_attached(document),
        private=has_private(document),
    )
    measured = list[Page]()
    for page in _measure(document, pages, press):
        measured.append(page)
        count.tell("measuring", len(measured), len(pages))
    return replace(whole, pages=tuple(measured))


def _read_pages(document: pikepdf.Pdf, scene: Scene, count: PageCount) -> Iterator[Page]:
    for number, page in enumerate(document.pages, 1):
        count.tell("reading", number, len(document.pages))
        yield _read_page(page, number, scene)


def _read_page(page: pikepdf.Page, number: int, scene: Scene) -> Page:
    try:
        return _page(page, number, scene)
    except (pikepdf.PikepdfError, RecursionError, *MALFORMED) as error:
        what = f"this PDF is damaged inside: what page {number} holds cannot be read"
        raise explain_damage(what) from error


def _page(page: pikepdf.Page, number: int, scene: Scene) -> Page:
    unit = _user_unit(page)
    media = _box(page.obj.get("/MediaBox"), unit)
    if media is None or min(media.width, media.height) <= 0:  # readers take Letter
        media = Box(0, 0, *(side * unit for side in _LETTER))
    crop = (_box(page.obj.get("/CropBox"), unit) or media).cut_to(media)
    found = tuple(list_reachable(page.obj))
    return Page(
        number=number,
        media=media,
        crop=media if crop.is_empty else crop,
        trim=_box(page.obj.get("/TrimBox"), unit),
        art=_box(page.obj.get("/ArtBox"), unit),
        bleed=_box(page.obj.get("/BleedBox"), unit),
        painted=tuple(mark_covering(walk_page(page, scene.scaled(unit)), media)),
        annotations=tuple(_annotations(page, unit)),
        blend_spaces=list_blend_spaces(page.obj, found),
        transfers=sum(map(has_transfer, found)),
        stand_ins=sum("/OPI" in d or "/Ref" in d for d in found),
        unit=unit if "/UserUnit" in page.obj else None,
        turn=_turn(page),
        broken_fonts=list_broken_fonts(found, scene.fonts),
    )


def _turn(page: pikepdf.Page) -> int:
    """Return by how many degrees viewers turn a page; nonsense turns nothing."""
    turn = page.obj.get("/Rotate", 0)
    return 0 if isinstance(turn, Object) else int(turn) % 360


def _has_id(value: Object | None) -> bool:
    return isinstance(value, pikepdf.Array) and len(value) == 2


def _user_unit(page: pikepdf.Page) -> float:
    """Return how many points a page counts as one (ISO 32000-1, table 30); 1 for nonsense."""
    unit = page.obj.get("/UserUnit", 1)
    return 1.0 if isinstance(unit, pikepdf.Object) or unit <= 0 else float(unit)


def _box(value: Object | None, unit: float) -> Box | None:
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
            kind = str(note.get("/Subtype", "")).removeprefix("/")[:LONGEST_NAME]
            yield Annotation(kind, _box(note.get("/Rect"), unit) or Box(0, 0, 0, 0))


def _measure(document: pikepdf.Pdf, pages: tuple[Page, ...], press: PressProfile) -> Iterator[Page]:
    """Give each page with what pictures of it tell; one without content is not drawn."""
    units = [_user_unit(page) for page in document.pages]
    for page, unit, told in zip(document.pages, units, pages, strict=True):
        media = pikepdf.Array([side / unit for side in told.media.sides])
        page.obj["/MediaBox"], page.obj["/CropBox"], page.obj["/Rotate"] = media, media, 0
        if "/UserUnit" in page.obj:
            del page.obj["/UserUnit"]
    filled = [_has_content(page) for page in document.pages]
    whole = pdfium.PdfDocument(write_copy(document))
    try:
        drawn = render_separations(document, tuple(compress(document.pages, filled)), press)
        for page, unit, is_filled in zip(pages, units, filled, strict=True):
            if not is_filled:
                yield page
                continue
            sheet, plates = whole[page.number - 1], next(drawn)
            pictures = [p.box for p in page.painted if isinstance(p, Picture)]
            ink, place = measure_heaviest_ink(plates, page.media, page.bled)
            wide, wide_place = 0.0, place
            if ink > MOST_GWG_INK_PCT:  # over a larger square it is never more
                wide, wide_place = measure_heaviest_ink(plates, page.media, page.bled, WIDE_SIDE_MM)
            yield replace(
                page,
                painted=tuple(_add_words(page.painted, sheet, unit)),
                ink_pct=round(ink, 1),
                ink_at=place,
                wide_ink_pct=round(wide, 1),
                wide_ink_at=wide_place,
                gaps=find_gaps(sheet, page.media, page.cut, page.bled, pictures),
            )
    finally:
        whole.close()


def _has_content(page: pikepdf.Page) -> bool:
    """Say whether a page has anything to draw: many of a long file may be blank."""
    content: Object = page.obj.get("/Contents", pikepdf.Array())
    parts = content if isinstance(content, pikepdf.Array) else (content,)
    return any(not isinstance(p, pikepdf.Stream) or p.read_bytes().strip() for p in parts)


def _add_words(
    painted: tuple[Painted, ...], sheet: pdfium.PdfPage, unit: float
) -> Iterator[Painted]:
    """Give text its words, as pdfium reads them in its box; `sheet` has lost its `unit`."""
    text = sheet.get_textpage()
    for thing in painted:
        if isinstance(thing, Text) and not thing.box.is_empty:
            box = Box(*(side / unit for side in thing.box.sides))
            words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
            thing = replace(thing, words=" ".join(words.split()))
        yield thing
    text.close()
