"""A PDF in reading order -> sheets to fold and staple: two pages side by side on each side.

Each page becomes a form XObject, so type stays type and fonts are kept once. Tags and links come
along and lead to where their page now stands: read aloud, the sheets are the booklet in its order.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

# 20 lb (75 g/m²) office paper is about 0.004 in thick.
PAPER_PT = 0.29
PAGES_A_SHEET = 4


@dataclass(frozen=True)
class Side:
    """One side of a sheet: the pages on its left and right, counted from 1.

    `creep_pt` is how far both move to the spine: inner sheets stand out by the paper folded around
    them.
    """

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


@dataclass(frozen=True)
class _Placed:
    """A page as it stands on a sheet: moved by so many points, drawn by a form XObject."""

    page: Object
    form: Object
    sheet: Object
    right_pt: float
    up_pt: float


def impose(pdf: bytes) -> bytes:
    """Return the sheets of a booklet; pages that cannot be folded by fours stay as they are.

    Title, language, viewer preferences, tags and links are kept; bookmarks and page labels are of
    pages, and go. The same pages give the same bytes.
    Source: ISO 32000-1, 8.10 (form XObjects) and 14.7.4.2 (marked content in them).
    """
    with pikepdf.open(io.BytesIO(pdf)) as sheets:
        pages = [page.obj for page in sheets.pages]
        if len(pages) % PAGES_A_SHEET:
            return pdf
        forms = [sheets.make_indirect(page.as_form_xobject()) for page in sheets.pages]
        placed: dict[tuple[int, int], _Placed] = {}
        for side in sides_of(len(pages)):
            for each in _add_side(sheets, side, pages, forms):
                placed[each.page.objgen] = each
        del sheets.pages[: len(pages)]
        for each in placed.values():
            _bring_along(each)
        if "/StructTreeRoot" in sheets.Root:
            tree = sheets.Root.StructTreeRoot
            _lead_to_sheets(tree, placed, tree)  # no content without a page stands in it
        for key in ("/Outlines", "/PageLabels", "/Names"):
            if key in sheets.Root:
                del sheets.Root[key]
        out = io.BytesIO()
        sheets.save(out, deterministic_id=True)
        return out.getvalue()


def _add_side(
    sheets: pikepdf.Pdf, side: Side, pages: Sequence[Object], forms: Sequence[Object]
) -> Iterator[_Placed]:
    """Add one side; each page ends at the spine, so that nothing runs over to its neighbour."""
    box = [float(edge) for edge in forms[0].BBox.as_list()]
    width, height = box[2] - box[0], box[3] - box[1]
    halves = (
        (Name.Left, side.left - 1, 0.0, side.creep_pt),
        (Name.Right, side.right - 1, width, -side.creep_pt),
    )
    sheets.add_blank_page(page_size=(2 * width, height))
    sheet = sheets.pages[-1].obj
    sheet.Tabs = Name.S
    sheet.Resources = Dictionary(XObject=Dictionary({str(n): forms[at] for n, at, *_ in halves}))
    sheet.Contents = sheets.make_stream(
        "\n".join(
            f"q {left:g} 0 {width:g} {height:g} re W n"
            f" 1 0 0 1 {left + shift - box[0]:g} {-box[1]:g} cm {name} Do Q"
            for name, _, left, shift in halves
        ).encode()
    )
    for _, at, left, shift in halves:
        yield _Placed(pages[at], forms[at], sheet, left + shift - box[0], -box[1])


def _bring_along(placed: _Placed) -> None:
    """Give the form the tags of its page, and the sheet its links, each where the page is now."""
    page, sheet = placed.page, placed.sheet
    if "/StructParents" in page:
        placed.form.StructParents = page.StructParents
    for note in page.get("/Annots", []):
        left, bottom, right, top = (float(edge) for edge in note.Rect.as_list())
        x, y = placed.right_pt, placed.up_pt
        note.Rect = Array([left + x, bottom + y, right + x, top + y])
        note.P = sheet
        if "/Annots" not in sheet:
            sheet.Annots = Array()
        sheet.Annots.append(note)


def _lead_to_sheets(element: Object, placed: dict[tuple[int, int], _Placed], page: Object) -> None:
    """Let an element of the structure tree, and all below it, name sheets instead of pages.

    Marked content lies in a form now, so that its number alone does not say where it is.
    """
    page = element.get("/Pg", page)
    kids = element.get("/K", Array())
    kids = list(kids) if isinstance(kids, Array) else [kids]
    for at, kid in enumerate(kids):
        if not isinstance(kid, Dictionary):  # the number of marked content on this page
            kids[at] = _content(placed[page.objgen], kid)
        elif kid.get("/Type") == Name.MCR:
            kids[at] = _content(placed[kid.get("/Pg", page).objgen], kid.MCID)
        elif kid.get("/Type") == Name.OBJR:
            kid.Pg = placed[kid.get("/Pg", page).objgen].sheet
        else:
            _lead_to_sheets(kid, placed, page)
    if kids:
        element.K = Array(kids)
    if "/Pg" in element:
        element.Pg = placed[element.Pg.objgen].sheet


def _content(placed: _Placed, number: Object) -> Dictionary:
    return Dictionary(Type=Name.MCR, Pg=placed.sheet, Stm=placed.form, MCID=int(number))
