"""The pages: as many as declared, and each of the declared size."""

from brochure.finding import Finding, counted
from brochure.proofs.alignment import in_folio, letters
from brochure.proofs.examined import Examined

_SLACK_PT = 0.1


def pages_match_the_declaration(on: Examined) -> tuple[Finding, ...]:
    """The file has as many pages as its edition declares, each of the declared size.

    Rationale: a fourth panel or a second page of a one-page sheet is found at the copier, by a
    patient. The sheet is stated in the stylesheet and in the declaration; the file must obey both.
    """
    printed, edition = on.printed, on.printed.edition
    least, most = edition.pages
    found: list[Finding] = []
    count = len(on.reading.pages)
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        what = f"has {counted(count, 'page')} instead of {wanted}"
        found.append(printed.finding("pages.count", what, "Cut words, or move some elsewhere."))
    for number, page in enumerate(on.reading.pages, 1):
        off = max(abs(page.width_pt - edition.width_pt), abs(page.height_pt - edition.height_pt))
        if off > _SLACK_PT:
            size = f"{page.width_pt:g} x {page.height_pt:g} pt"
            what = f"is {size} instead of {edition.width_pt:g} x {edition.height_pt:g} pt"
            remedy = "Correct `size` under @page in the stylesheet."
            found.append(printed.finding("pages.size", what, remedy, number))
    return tuple(found)


def page_numbers_are_right(on: Examined) -> tuple[Finding, ...]:
    """Each page of flowing text is numbered, "3 / 14", and nothing else stands in a page's margin.

    Rationale: margins are written by the stylesheet, where no sentence may hide; a sheet of paper
    without its number is lost.
    """
    printed, total = on.printed, len(on.reading.pages)
    found: list[Finding] = []
    for folio in printed.folios:
        number = f"{folio.page}/{total}"
        there = (g.text for g in on.reading.pages[folio.page - 1].glyphs if in_folio((folio,), g))
        if letters(folio.text) != number or letters("".join(there)) != number:
            what = f"“{folio.text}” stands in the margin instead of “{folio.page} / {total}”"
            remedy = "Correct the margin box under @page in the stylesheet."
            found.append(printed.finding("pages.number", what, remedy, folio.page))
    numbered = [folio.page for folio in printed.folios]
    for panel in printed.panels:
        if panel.flows and numbered.count(panel.page) != 1:
            what = f"has {counted(numbered.count(panel.page), 'page number')} instead of 1"
            remedy = "Number the page in one margin box under @page in the stylesheet."
            found.append(printed.finding("pages.number", what, remedy, panel.page))
    return tuple(found)
