"""The pages: as many as declared, and each of the declared size."""

from brochure.finding import Finding, counted
from brochure.printed import Printed
from brochure.reading import Reading

_SLACK_PT = 0.1


def pages_match_the_declaration(printed: Printed, reading: Reading) -> tuple[Finding, ...]:
    """The file has as many pages as its edition declares, each of the declared size.

    Rationale: a fourth panel or a second page of a one-page sheet is found at the copier, by a
    patient. The sheet is stated in the stylesheet and in the declaration; the file must obey both.
    """
    edition = printed.edition
    least, most = edition.pages
    found: list[Finding] = []
    count = len(reading.pages)
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        what = f"has {counted(count, 'page')} instead of {wanted}"
        found.append(printed.finding("pages.count", what, "Cut words, or move some elsewhere."))
    for number, page in enumerate(reading.pages, 1):
        off = max(abs(page.width_pt - edition.width_pt), abs(page.height_pt - edition.height_pt))
        if off > _SLACK_PT:
            size = f"{page.width_pt:g} x {page.height_pt:g} pt"
            what = f"is {size} instead of {edition.width_pt:g} x {edition.height_pt:g} pt"
            remedy = "Correct `size` under @page in the stylesheet."
            found.append(printed.finding("pages.size", what, remedy, number))
    return tuple(found)
