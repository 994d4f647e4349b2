"""The pages: as many as declared, and each of the declared size."""

from brochure.base.check import check
from brochure.base.editions import Edition
from brochure.base.finding import Finding, pluralize
from brochure.base.tolerances import PAGE_SIZE_SLACK_PT
from brochure.layout.printed import Folio
from brochure.proofs.alignment import in_folio, normalize_letters
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import STAPLED, WITH_CONTENTS
from brochure.selection.passage import Passage


@check(
    "pages.declared",
    "error",
    statement="The file has as many pages as its edition declares, each of the declared size.",
    rationale="A fourth panel or a second page of a one-page sheet is found at the copier, by a"
    " patient. The sheet is stated in the stylesheet and in the declaration; the file must obey"
    " both.",
    source="ours",
    remedy="Cut words, or move some elsewhere; correct the size under @page in the stylesheet.",
    finds=("pages.count", "pages.size"),
)
def pages_match_the_declaration(on: Examined) -> tuple[Finding, ...]:
    printed, edition = on.printed, on.printed.edition
    least, most = edition.pages
    found: list[Finding] = []
    count = len(on.reading.pages)
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        what = f"has {pluralize(count, 'page')} instead of {wanted}"
        remedy = _shorten(on) if count > most else _lengthen(edition)
        found.append(printed.finding("pages.count", what, *remedy))
    for number, page in enumerate(on.reading.pages, 1):
        off = max(abs(page.width_pt - edition.width_pt), abs(page.height_pt - edition.height_pt))
        if off > PAGE_SIZE_SLACK_PT:
            size = f"{page.width_pt:g} x {page.height_pt:g} pt"
            what = f"is {size} instead of {edition.width_pt:g} x {edition.height_pt:g} pt"
            remedy = "Correct `size` under @page in the stylesheet."
            found.append(printed.finding("pages.size", what, remedy, number))
    return tuple(found)


def _lengthen(edition: Edition) -> tuple[str, int, str, str]:
    if edition.filler_panel:
        remedy = f"Place a section in the panel {edition.filler_panel} to fill pages with."
    else:
        remedy = "Place more in it, or take it out of `editions:` in content."
    return remedy, 0, "", ""


def _shorten(on: Examined) -> tuple[str, int, str, str]:
    """Return how to get to fewer pages.

    Of text that flows too far, by how many words, and where they begin: page, content path, panel.
    """
    most, flow = on.printed.edition.pages[1], on.printed.edition.flow_panel
    flowing = (w for w in on.words if w.passage and w.passage.panel == flow)
    over = tuple(word for word in flowing if word.page > most)
    if not over or not over[0].passage:
        return "Cut words, or move some elsewhere.", 0, "", ""
    remedy = f"Cut {pluralize(len(over), 'word')}, or move some to another document."
    return remedy, over[0].page, over[0].passage.path, flow


@check(
    "pages.box",
    "error",
    statement="What content puts into a box stands whole on one page, its heading with it.",
    rationale="Of a boxed warning over two pages a reader meets half, and the rest stands without"
    " the words that say what it is.",
    source="ours",
    remedy="Shorten the box, or keep it whole in the stylesheet (break-inside: avoid).",
)
def boxes_stand_whole(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for box in on.printed.inventory.boxes:
        pages = sorted({word.page for word in on.words if word.passage in box})
        if len(pages) > 1:
            what = (
                f"the box “{box[0].text}” is divided: it stands on pages {pages[0]} and {pages[-1]}"
            )
            found.append(
                on.printed.finding("pages.box", what, "", pages[-1], box[0].path, box[0].panel)
            )
    return tuple(found)


@check(
    "pages.multiple",
    "error",
    statement="A stapled edition has a multiple of four pages.",
    rationale="A folded sheet carries four; what is missing is a blank page in the middle of a"
    " sentence's spread, or a back cover inside.",
    source="ours",
    remedy="Place a section in the panel that fills pages.",
    applies_to=STAPLED,
)
def pages_fold_into_whole_sheets(on: Examined) -> tuple[Finding, ...]:
    multiple, count = on.printed.edition.page_multiple, len(on.reading.pages)
    if count % multiple == 0:
        return ()
    what = f"has {pluralize(count, 'page')}, which is not a multiple of {multiple}"
    remedy = f"Place a section in the panel {on.printed.edition.filler_panel} to fill pages with."
    return (on.printed.finding("pages.multiple", what, remedy),)


@check(
    "pages.number",
    "error",
    statement="Each page of flowing text is numbered, as “3” or “3 / 14”, and its margin holds"
    " nothing else but links.",
    rationale="Margins are written by the stylesheet, where no sentence may hide; a sheet of paper"
    " without its number is lost.",
    source="ours",
    remedy="Correct the margin box under @page in the stylesheet.",
)
def page_numbers_are_right(on: Examined) -> tuple[Finding, ...]:
    """The number of the document may come before, "CW-1 · 3 / 14"."""
    printed, total = on.printed, len(on.reading.pages)
    found: list[Finding] = []
    numbers = [folio for folio in printed.folios if not folio.is_element]
    for folio in (f for f in printed.folios if f.is_element and not _is_of_links(on, f)):
        what = f"“{folio.text}” stands in the margin, and is not of links that can be read"
        found.append(printed.finding("pages.number", what, page=folio.page))
    for folio in numbers:
        wanted = normalize_letters(folio.text)
        number = wanted.removeprefix(f"{normalize_letters(printed.identity.document)}·")
        if (
            number not in (f"{folio.page}", f"{folio.page}/{total}")
            or _read_folio(on, folio) != wanted
        ):
            what = f"“{folio.text}” stands in the margin, not a “{folio.page}” that can be read"
            found.append(printed.finding("pages.number", what, page=folio.page))
    numbered = [folio.page for folio in numbers]
    for page in dict.fromkeys(panel.page for panel in printed.panels if panel.flows):
        if numbered.count(page) != 1:
            what = f"has {pluralize(numbered.count(page), 'page number')} instead of 1"
            remedy = "Number the page in one margin box under @page in the stylesheet."
            found.append(printed.finding("pages.number", what, remedy, page))
    return tuple(found)


def _is_of_links(on: Examined, folio: Folio) -> bool:
    """Say whether all that stands in a margin shows, and is of links."""
    page = on.reading.pages[folio.page - 1]
    there = [g for g in page.glyphs if in_folio((folio,), g)]
    linked = (g for g in there if any(area.holds_middle(g.box) for _, area in page.links))
    return _read_folio(on, folio) == normalize_letters("".join(g.text for g in linked))


def _read_folio(on: Examined, folio: Folio) -> str:
    """Return what can be read of a page number."""
    glyphs = on.reading.page(folio.page).glyphs
    there = (g for g in glyphs if in_folio((folio,), g) and on.reading.shows(g))
    return normalize_letters("".join(g.text for g in there))


@check(
    "pages.contents",
    "error",
    statement="Each line of the contents gives the page on which its heading stands.",
    rationale="The engine writes these numbers, and a reader who is sent to the wrong page stops"
    " looking. The heading is looked for in the finished file.",
    source="ours",
    remedy="Write the number with target-counter() in the stylesheet, as the blocks do.",
    applies_to=WITH_CONTENTS,
)
def contents_give_the_right_pages(on: Examined) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for number in (passage for passage in on.printed.passages if passage.page_of):
        at = [w for w in on.words if w.passage and _is_heading(w.passage, number)]
        page = min((w.page for w in at), default=0)
        if page and number.text != str(page):
            heading = next(s for s in on.printed.passages if _is_heading(s, number)).text
            what = f"“{heading}” stands on page {page}; the contents say “{number.text}”"
            told = on.printed.finding("pages.contents", what, path=number.path, panel=number.panel)
            found.append(told)
    return tuple(found)


def _is_heading(passage: Passage, number: Passage) -> bool:
    """Say whether this is the heading that a page number is for, not its line in the contents."""
    return passage.path == number.page_of and passage.panel != number.panel
