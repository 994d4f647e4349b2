"""Rules for the sheet: where it is cut, how far artwork runs past it, what lies over it."""

from collections.abc import Iterator

from brochure.base.finding import Finding
from brochure.base.geometry import Box
from brochure.base.tolerances import BOX_SLACK_PT, PRESS_SLACK_PT
from brochure.preflight.advice import BLEED, FLATTEN, SIZE, advise
from brochure.preflight.order import Order, size_in_words
from brochure.preflight.press_file import Annotation, Page, Painted, PressFile
from brochure.preflight.rule import GWG, X4, name_first, press_rule, report


@press_rule(
    "x.trim-box",
    "error",
    "the printer will ask",
    fault="it does not say where it is cut",
    statement="Each page says where it is cut: by a TrimBox or an ArtBox, not by both.",
    rationale="Cutter and imposition go by this box, not by the size of the page.",
    source=f"{X4}; ISO 32000-1, 14.11.2",
    remedy=advise(
        "Export it with marks and bleed, or tell the printer the size that you want.",
        Canva="Download with crop marks and bleed.",
        InDesign="Export as Adobe PDF (Print).",
        Word="It cannot say it: tell the printer the size that you want.",
        LibreOffice="It cannot say it: tell the printer the size that you want.",
    ),
)
def page_says_where_it_is_cut(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.trim and page.art:
            yield report("has a TrimBox and an ArtBox; only one may say where it is cut.", page)
        elif not (page.trim or page.art):
            yield report("does not say where it is cut (TrimBox).", page)


@press_rule(
    "x.boxes",
    "error",
    "prints wrong",
    fault="cut or bleed lie outside the page",
    statement="Trim lies inside bleed, and bleed inside the page.",
    rationale="What lies outside the page is not printed.",
    source=f"{X4}; ISO 32000-1, 14.11.2",
    remedy=advise("Export it once more; do not crop or resize pages in Acrobat."),
)
def boxes_lie_in_each_other(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        outer = page.bleed or page.media
        if not page.media.holds(outer, BOX_SLACK_PT):
            yield report("has a bleed that is larger than the page itself.", page)
        elif not outer.holds(page.trim or page.art or outer, BOX_SLACK_PT):
            yield report("is cut outside of its own bleed or page.", page)


@press_rule(
    "x.annotations",
    "error",
    "the printer will ask",
    fault="links, notes or fields on the page",
    statement="No link, note or field lies on the printed part of a page.",
    rationale="Whether such things are printed depends on the program that prints.",
    source=f"{X4}; ISO 32000-1, 12.5",
    remedy=FLATTEN,
)
def nothing_lies_over_the_page(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        notes = [note for note in page.annotations if _lies_on(page, note)]
        if notes:
            kinds = _name_kind({note.kind for note in notes})
            what = f"has links, notes or fields on it ({kinds})."
            yield report(what, page, *(note.box for note in notes))


def _lies_on(page: Page, note: Annotation) -> bool:
    allowed = note.kind in ("PrinterMark", "TrapNet", "Popup")
    return not allowed and note.box.meets(page.bleed or page.cut)


def _name_kind(kinds: set[str]) -> str:
    return name_first(sorted(kinds))


@press_rule(
    "own.trim-size",
    "error",
    "prints wrong",
    fault="another size than was ordered",
    statement="Every page is cut to the size that was ordered.",
    rationale="A printer asks for new files rather than scale a page; folds would shift.",
    source="ours",
    remedy=SIZE,
)
def trim_is_what_was_ordered(file: PressFile, order: Order) -> Iterator[Finding]:
    if not order.trim_pt:
        return
    width, height = order.trim_pt
    for page in file.pages:
        has = _size(page)
        if not (_same(has, (width, height)) or _same(has, (height, width))):
            size, other = (size_in_words(*each, order.metric) for each in (has, order.trim_pt))
            yield report(f"is {size}; ordered is {other}.", page)


@press_rule(
    "g.same-size",
    "warning",
    "the printer will ask",
    fault="pages of several sizes, or turned ones",
    statement="All pages have one size, and none is turned by a switch in the file.",
    rationale="Imposition takes pages as they lie in the file: a turned one comes out askew.",
    source=f"{GWG}, R0004 (same page size and orientation); ISO 32000-1, 7.7.3.3",
    remedy=advise(
        "Export it once more with all pages of one size and the right way up; do not turn them in"
        " Acrobat."
    ),
)
def pages_are_alike(file: PressFile, order: Order) -> Iterator[Finding]:
    first = _size(file.pages[0])
    for page in file.pages:
        if page.turn:
            yield report(f"is turned by {page.turn}° on the screen, and not in print.", page)
        if not _same(_size(page), first):
            size, other = (size_in_words(*each, order.metric) for each in (_size(page), first))
            yield report(f"is {size}; page 1 is {other}.", page)


@press_rule(
    "g.user-unit",
    "error",
    "the printer will ask",
    fault="a scale of its own",
    statement="No page is scaled by a unit of its own (UserUnit).",
    rationale="Some programs follow it and some do not: the page comes out in another size.",
    source=f"{GWG}, R0002 (page scaling); ISO 32000-1, table 30",
    remedy=advise("Export it in its real size; save it again without scaling."),
)
def pages_are_not_scaled(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.unit is not None:
            yield report(f"counts {page.unit:g} points as one (UserUnit).", page)


@press_rule(
    "g.crop-box",
    "error",
    "the printer will ask",
    fault="a part of the page that is hidden",
    statement="What viewers show is the whole page: the CropBox is the MediaBox.",
    rationale="What is hidden on the screen may be printed, and bleed that is hidden cut off.",
    source=f"{GWG}, R0003 (visible page area); ISO 32000-1, 14.11.2",
    remedy=advise(
        "Export it once more, without cropping.",
        Acrobat="Edit > Crop Pages > Set to Zero, or remove white margins no more.",
    ),
)
def the_whole_page_shows(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if not page.crop.holds(page.media, BOX_SLACK_PT):
            yield report("hides a part of itself on the screen (CropBox).", page)


@press_rule(
    "g.empty-page",
    "warning",
    "the printer will ask",
    fault="an empty page",
    statement="Something is printed on each page.",
    rationale="An empty page is ordered and paid, and may be where something got lost.",
    source=f"{GWG}, R0005 (empty page)",
    remedy=advise("Delete it; or tell the printer that it is meant to be empty."),
)
def no_page_is_empty(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if not any(_prints(thing, page) for thing in page.shown):
            yield report("is empty.", page)


def _prints(thing: Painted, page: Page) -> bool:
    """Say whether something leaves ink; the tiles of a pattern have no place of their own."""
    seen = thing.box.is_empty or thing.box.cut_to(page.media).grow(BOX_SLACK_PT).meets(page.bled)
    return seen and not thing.colour.is_white


def _size(page: Page) -> tuple[float, float]:
    return page.cut.width, page.cut.height


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= PRESS_SLACK_PT


@press_rule(
    "own.bleed",
    "error",
    "prints wrong",
    fault="no bleed, or too little",
    statement="The page is at least 1/8 in (3 mm) larger than the cut on each side.",
    rationale="No cutter is exact; without bleed, white slivers show at the edge.",
    source="ours; ISO 32000-1, 14.11.2",
    remedy=BLEED,
)
def bleed_is_wide_enough(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        bled, cut = page.bled.cut_to(page.media), page.cut
        least = min(
            cut.left - bled.left,
            cut.bottom - bled.bottom,
            bled.right - cut.right,
            bled.top - cut.top,
        )
        if least < order.bleed_pt - PRESS_SLACK_PT / 2:
            has = "no bleed" if least <= BOX_SLACK_PT else f"only {order.length(least)} of bleed"
            yield report(f"has {has}; {order.length(order.bleed_pt)} are needed.", page)


@press_rule(
    "own.bleed-filled",
    "error",
    "prints wrong",
    fault="a bleed that is empty",
    statement="Artwork that touches the cut runs on to the edge of the bleed.",
    rationale="A bleed that is there but empty leaves the same white slivers.",
    source="ours; measured in a picture of the page",
    remedy=BLEED,
)
def bleed_is_filled(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages if order.bleed_pt else ():
        if page.gaps:
            sides = ", ".join(f"{g.side} ({order.length(g.length_pt)})" for g in page.gaps)
            what = f"is printed to the cut, but its bleed is empty: {sides}."
            yield report(what, page, *(_edge(page, gap.side) for gap in page.gaps))


def _edge(page: Page, side: str) -> Box:
    """Return the strip between the cut and the end of the bleed on one side."""
    cut, bled = page.cut, page.bled
    return {
        "left": Box(bled.left, bled.bottom, cut.left, bled.top),
        "right": Box(cut.right, bled.bottom, bled.right, bled.top),
        "top": Box(bled.left, cut.top, bled.right, bled.top),
        "bottom": Box(bled.left, bled.bottom, bled.right, cut.bottom),
    }[side]
