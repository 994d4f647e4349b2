"""Office printers cannot reach the edge of the paper: nothing may be printed there."""

from collections.abc import Iterator

import pypdfium2 as pdfium
from PIL import Image

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.base.pixels import darkest_and_lightest, draw_page
from brochure.base.sheet_geometry import length_in_words
from brochure.base.tolerances import LEAST_PAPER_GRAY
from brochure.channels.office import UNPRINTABLE_PT
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import OFFICE_PAPER
from brochure.reading.reading import DPI

_PX_PER_PT = DPI / 72
_BLANK = " (".join(length_in_words(UNPRINTABLE_PT, metric) for metric in (False, True)) + ")"
Box = tuple[int, int, int, int]


@check(
    "margins.printed",
    "error",
    statement=f"Nothing is printed within {_BLANK} of the edge of office paper,"
    " where such printers cannot reach.",
    rationale="They leave about 1/6 in blank on each side. A plate that runs to the edge"
    " ends in a white frame that is wider on one side than on the other.",
    source="ours",
    remedy="End it further in from the edge, under .office in the stylesheet.",
    applies_to=OFFICE_PAPER,
)
def office_pages_keep_to_the_printable_area(on: Examined) -> tuple[Finding, ...]:
    """Look in a picture of what is written, sheets to fold as they come out.

    A line that sticks out of its panel is told by `fit.too-wide`, and pages that make no whole
    sheets by `pages.multiple`, once.
    """
    printed, edge_pt = on.printed, on.printed.channel.unprintable_pt
    reported = any(panel.wide for panel in printed.panels)
    reported |= printed.edition.saddle_stitched and printed.output == printed.pdf
    if reported:
        return ()
    edge = length_in_words(edge_pt, printed.edition.metric)
    remedy = f"End it {edge} from the edge, under .office in the stylesheet."
    found: list[Finding] = []
    with pdfium.PdfDocument(printed.output) as document:
        for number, page in enumerate(document, 1):
            drawn = draw_page(page, _PX_PER_PT, gray=True).convert("L")
            sides = ", ".join(_printed_sides(drawn, edge_pt))
            if sides:
                what = f"is printed closer than {edge} to the edge: {sides}"
                found.append(printed.finding("margins.printed", what, remedy, number))
    return tuple(found)


def _printed_sides(drawn: Image.Image, edge_pt: float) -> Iterator[str]:
    edge_px, (width, height) = int(edge_pt * _PX_PER_PT), drawn.size
    strips: dict[str, Box] = {
        "left": (0, 0, edge_px, height),
        "right": (width - edge_px, 0, width, height),
        "top": (0, 0, width, edge_px),
        "bottom": (0, height - edge_px, width, height),
    }
    for side, box in strips.items():
        if darkest_and_lightest(drawn.crop(box))[0] < LEAST_PAPER_GRAY:
            yield side
