"""Rules for the sheet: where it is cut, how far artwork runs past it, what lies over it."""

from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.tolerances import BOX_SLACK_PT, PRESS_SLACK_PT
from brochure.preflight.order import Order, inches, size_in_words
from brochure.preflight.press_file import Annotation, Page, PressFile
from brochure.preflight.rule import FLATTEN, X4, name_first, report

_BLEED = (
    "Let everything that touches the edge run 1/8 in (3 mm) past it. InDesign: Document Setup >"
    " Bleed 0.125 in, then export with Use Document Bleed Settings. Canva: View settings > Show"
    " print bleed, then download with crop marks and bleed. Word: has no bleed; choose a larger"
    " paper, or ask the printer. If nothing is printed at the edge, say --bleed 0."
)


@check(
    "x.trim-box",
    "error",
    statement="Each page says where it is cut: by a TrimBox or an ArtBox, not by both.",
    rationale="Cutter and imposition go by this box, not by the size of the page.",
    source=f"{X4}; ISO 32000-1, 14.11.2",
    remedy="Canva: download with crop marks and bleed. InDesign: export as Adobe PDF (Print)."
    " Word cannot say it: tell the printer the size that you want.",
)
def page_says_where_it_is_cut(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        if page.trim and page.art:
            yield report("has a TrimBox and an ArtBox; only one may say where it is cut.", page)
        elif not (page.trim or page.art):
            yield report("does not say where it is cut (TrimBox).", page)


@check(
    "x.boxes",
    "error",
    statement="Trim lies inside bleed, and bleed inside the page.",
    rationale="What lies outside the page is not printed.",
    source=f"{X4}; ISO 32000-1, 14.11.2",
    remedy="Export it once more; do not crop or resize pages in Acrobat.",
)
def boxes_lie_in_each_other(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        outer = page.bleed or page.media
        if not page.media.holds(outer, BOX_SLACK_PT):
            yield report("has a bleed that is larger than the page itself.", page)
        elif not outer.holds(page.trim or page.art or outer, BOX_SLACK_PT):
            yield report("is cut outside of its own bleed or page.", page)


@check(
    "x.annotations",
    "error",
    statement="No link, note or field lies on the printed part of a page.",
    rationale="Whether such things are printed depends on the program that prints.",
    source=f"{X4}; ISO 32000-1, 12.5",
    remedy=FLATTEN,
)
def nothing_lies_over_the_page(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages:
        kinds = {note.kind for note in page.annotations if _lies_on(page, note)}
        if kinds:
            yield report(f"has links, notes or fields on it ({_name_kind(kinds)}).", page)


def _lies_on(page: Page, note: Annotation) -> bool:
    allowed = note.kind in ("PrinterMark", "TrapNet", "Popup")
    return not allowed and note.box.meets(page.bleed or page.cut)


def _name_kind(kinds: set[str]) -> str:
    return name_first(sorted(kinds))


@check(
    "own.trim-size",
    "error",
    statement="Every page is cut to the size that was ordered.",
    rationale="A printer asks for new files rather than scale a page; folds would shift.",
    source="ours",
    remedy="Set the page size in the program: Word: Layout > Size; Canva: Resize; InDesign:"
    " Document Setup. Or order the size that the file has.",
)
def trim_is_what_was_ordered(file: PressFile, order: Order) -> Iterator[Finding]:
    width, height = order.trim_pt or _size(file.pages[0])
    for page in file.pages:
        has = _size(page)
        if not (_same(has, (width, height)) or _same(has, (height, width))):
            subject = "ordered is" if order.trim_pt else "page 1 is"
            size, other = size_in_words(*has), size_in_words(width, height)
            yield report(f"is {size}; {subject} {other}.", page)


def _size(page: Page) -> tuple[float, float]:
    return page.cut.width, page.cut.height


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= PRESS_SLACK_PT


@check(
    "own.bleed",
    "error",
    statement="The page is at least 1/8 in (3 mm) larger than the cut on each side.",
    rationale="No cutter is exact; without bleed, white slivers show at the edge.",
    source="ours; ISO 32000-1, 14.11.2",
    remedy=_BLEED,
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
            has = "no bleed" if least <= BOX_SLACK_PT else f"only {inches(least)} in of bleed"
            yield report(f"has {has}; {inches(order.bleed_pt)} in are needed.", page)


@check(
    "own.bleed-filled",
    "error",
    statement="Artwork that touches the cut runs on to the edge of the bleed.",
    rationale="A bleed that is there but empty leaves the same white slivers.",
    source="ours; measured in a picture of the page",
    remedy=_BLEED,
)
def bleed_is_filled(file: PressFile, order: Order) -> Iterator[Finding]:
    for page in file.pages if order.bleed_pt else ():
        if page.gaps:
            sides = ", ".join(f"{g.side} ({inches(g.length_pt)} in)" for g in page.gaps)
            yield report(f"is printed to the cut, but its bleed is empty: {sides}.", page)
