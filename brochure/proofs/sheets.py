"""The sheets of a stapled edition: folded, they must be its pages in reading order."""

from collections.abc import Iterable, Iterator

from brochure.base.check import check
from brochure.base.finding import Finding, pluralize
from brochure.base.tolerances import MOST_CREEP_PT, SHEET_SLACK_PT
from brochure.proofs.alignment import normalize_letters
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import SHEETS_TO_FOLD
from brochure.reading.reading import Glyph, Letters

# The letters of one half of a side, as (letter, points from its left edge, points from its top).
Half = tuple[tuple[str, float, float], ...]


@check(
    "sheets.folded",
    "error",
    statement="Folded and stapled, the sheets show each page once, in reading order, at its place.",
    rationale="A page in the wrong place is found when a hundred booklets are stapled. The file is"
    " folded as hands do it, which knows nothing of how the pages were set side by side.",
    source="ours",
    remedy="This is a fault of the program: please report it.",
    applies_to=SHEETS_TO_FOLD,
    finds=("sheets.size", "sheets.order", "sheets.place"),
)
def sheets_fold_into_the_pages(on: Examined) -> tuple[Finding, ...]:
    edition, pages = on.printed.edition, on.reading.pages
    if len(pages) % edition.page_multiple:  # another proof tells of the count
        return ()
    size = (2 * edition.width_pt, edition.height_pt)
    wrong = [s for s in on.sheets if _far(s.width_pt, size[0]) or _far(s.height_pt, size[1])]
    if 2 * len(on.sheets) != len(pages) or wrong:
        what = f"{pluralize(len(on.sheets), 'side')} do not hold {pluralize(len(pages), 'page')}"
        return (on.printed.finding("sheets.size", what),)
    found: list[Finding] = []
    for number, half in enumerate(_fold(on.sheets), 1):
        page = _half(pages[number - 1].glyphs, 0)
        if [letter for letter, *_ in half] != [letter for letter, *_ in page]:
            what = f"the folded sheets show another page as page {number}"
            found.append(on.printed.finding("sheets.order", what, page=number))
        elif not _at_its_place(half, page, right=number % 2 == 1):
            what = f"page {number} stands elsewhere on its sheet than on its page"
            found.append(on.printed.finding("sheets.place", what, page=number))
    return tuple(found)


def _fold(sides: tuple[Letters, ...]) -> Iterator[Half]:
    """Give the halves as a reader meets them.

    They are front right, then back left, sheet by sheet to the middle; from there outwards back
    right, then front left.
    """
    sheets = tuple(zip(sides[::2], sides[1::2], strict=False))
    for front, back in sheets:
        yield _right(front)
        yield _left(back)
    for front, back in reversed(sheets):
        yield _right(back)
        yield _left(front)


def _left(side: Letters) -> Half:
    spine = side.width_pt / 2
    return _half((g for g in side.glyphs if g.box.middle.left < spine), 0)


def _right(side: Letters) -> Half:
    spine = side.width_pt / 2
    return _half((g for g in side.glyphs if g.box.middle.left >= spine), spine)


def _half(glyphs: Iterable[Glyph], left_pt: float) -> Half:
    return tuple((normalize_letters(g.text), g.box.left - left_pt, g.box.top) for g in glyphs)


def _at_its_place(half: Half, page: Half, right: bool) -> bool:
    """Say whether all letters are moved alike, to the spine, by no more than creep."""
    moved = [there - here for (_, there, _), (_, here, _) in zip(half, page, strict=True)]
    fallen = [there - here for (*_, there), (*_, here) in zip(half, page, strict=True)]
    to_spine = [-by if right else by for by in moved]
    if not to_spine:
        return True
    together = max(to_spine) - min(to_spine) < SHEET_SLACK_PT
    creeps = min(to_spine) > -SHEET_SLACK_PT and max(to_spine) < MOST_CREEP_PT
    return together and creeps and max(map(abs, fallen)) < SHEET_SLACK_PT


def _far(one: float, other: float) -> bool:
    return abs(one - other) > SHEET_SLACK_PT
