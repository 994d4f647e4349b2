"""A PDF in reading order -> sheets to fold and staple: two pages side by side on each side.

Each page becomes a form XObject, so type stays type and fonts are kept once. What is for screens
(tags, links, bookmarks, form fields) is left behind: the sheets are for paper alone.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name

# 20 lb (75 g/m²) office paper is about 0.004 in thick.
PAPER_PT = 0.29
PAGES_A_SHEET = 4


@dataclass(frozen=True)
class Side:
    """One side of a sheet: the pages on its left and right, counted from 1. `creep_pt` is how far
    both move to the spine: inner sheets stand out by the paper folded around them."""

    left: int
    right: int
    creep_pt: float


def sides_of(pages: int) -> Iterator[Side]:
    """Give the sides in printing order, the outermost sheet first, its front before its back.

    Eight pages make 8|1, 2|7, 6|3, 4|5. `pages` is a multiple of 4.
    """
    for sheet in range(pages // PAGES_A_SHEET):
        first, last, creep_pt = 2 * sheet + 1, pages - 2 * sheet, sheet * PAPER_PT
        yield Side(last, first, creep_pt)
        yield Side(first + 1, last - 1, creep_pt)


def impose(pdf: bytes) -> bytes:
    """Return the sheets of a booklet; pages that cannot be folded by fours stay as they are.

    Title, keywords, language and viewer preferences are kept. The same pages give the same bytes.
    Source: ISO 32000-1, 8.10 (form XObjects).
    """
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as sheets:
        if len(source.pages) % PAGES_A_SHEET:
            return pdf
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for side in sides_of(len(forms)):
            _add_side(sheets, side, forms)
        for key in (Name.Lang, Name.ViewerPreferences):
            sheets.Root[key] = pikepdf.Object.parse(source.Root[key].unparse())
        for key, value in source.docinfo.items():
            sheets.docinfo[key] = str(value)
        out = io.BytesIO()
        sheets.save(out, deterministic_id=True)
        return out.getvalue()


def _add_side(sheets: pikepdf.Pdf, side: Side, forms: list[pikepdf.Object]) -> None:
    """Add one side; each page ends at the spine, so that nothing runs over to its neighbour."""
    box = [float(edge) for edge in forms[0].BBox.as_list()]
    width, height = box[2] - box[0], box[3] - box[1]
    halves = (
        (Name.Left, forms[side.left - 1], 0.0, side.creep_pt),
        (Name.Right, forms[side.right - 1], width, -side.creep_pt),
    )
    sheets.add_blank_page(page_size=(2 * width, height))
    page = sheets.pages[-1]
    page.Resources = Dictionary(XObject=Dictionary({str(name): form for name, form, *_ in halves}))
    page.Contents = sheets.make_stream(
        "\n".join(
            f"q {left:g} 0 {width:g} {height:g} re W n"
            f" 1 0 0 1 {left + shift - box[0]:g} {-box[1]:g} cm {name} Do Q"
            for name, _, left, shift in halves
        ).encode()
    )
