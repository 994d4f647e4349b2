"""Is what stands on a page read in the order in which it stands there?"""

from collections.abc import Iterator
from itertools import pairwise

from brochure.access.file import AccessFile, PdfTag
from brochure.access.reading_lines import TextLine, steps_back
from brochure.access.rule import TAGGED_FILES, cite, fault
from brochure.base.check import check
from brochure.base.finding import Finding

_BLOCKS = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Lbl")
_FLOATS = ("Note", "Caption", "Figure", "Table", "Aside", "TOC", "Form")
_SHARED = 0.5  # of the narrower block lies in the column of the other
_JUMP = 3.0  # type sizes between two columns
_SLACK_PT = 2.0


@check(
    "ua.order",
    "error",
    statement="What stands below is read after what stands above it.",
    rationale="Who listens gets the end before the beginning.",
    source="Matterhorn 1.1, 09-001; WCAG 2.1, 1.3.2",
    remedy="Put the frames of the page in reading order in the program that it was made with, or"
    " mend the order of tags.",
    applies_to=TAGGED_FILES,
)
def blocks_are_read_from_above(on: AccessFile) -> Iterator[Finding]:
    blocks = [block for block in _blocks(on.root) if block.words]
    for one, other in pairwise(blocks):
        if _stands_above(other, one):
            yield fault(f"{cite(other)} stands above {cite(one)}, and is read after it", other)


def _blocks(element: PdfTag) -> Iterator[PdfTag]:
    """Give each block of text that follows its page, in reading order."""
    if element.role in _FLOATS:
        return
    if element.role in _BLOCKS and not any(kid.role in (*_BLOCKS, "L") for kid in element.inner):
        yield element
        return
    for kid in element.inner:
        yield from _blocks(kid)


def _stands_above(other: PdfTag, one: PdfTag) -> bool:
    """Say whether all of `other` stands above `one` in its column, both of one page."""
    if not (one.box and other.box) or one.page != other.page:
        return False
    if len({p.page for e in (one, other) for p in e.pieces}) > 1:
        return False
    if any(not glyph.upright for e in (one, other) for glyph in e.glyphs[:3]):
        return False
    shared = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    narrower = min(one.box.width, other.box.width)
    return other.box.bottom <= one.box.top + _SLACK_PT and shared > _SHARED * narrower


@check(
    "ua.order-lines",
    "error",
    statement="The lines of a paragraph are read one after the other.",
    rationale="Lines that are read from below, or across columns, make no sense.",
    source="Matterhorn 1.1, 09-001; WCAG 2.1, 1.3.2",
    remedy="Make the PDF anew from the document; of turned pages and columns, mend the order of the"
    " content in each tag.",
    applies_to=TAGGED_FILES,
)
def lines_are_read_in_turn(on: AccessFile) -> Iterator[Finding]:
    for one in on.elements:
        if one.role not in _BLOCKS or any(kid.role in (*_BLOCKS, "L") for kid in one.inner):
            continue
        lines = one.lines
        back = next(steps_back(lines), None)
        if back:
            below, above = back
            what = f"the line {cite(above.words)} is read after the one below it,"
            yield fault(f"{what} {cite(below.words)}", one)
        elif _reads_across(lines):
            yield fault(f"{cite(one)} is read across its columns, line by line", one)


def _reads_across(lines: tuple[TextLine, ...]) -> bool:
    """Say whether lines go from column to column and back, twice or more."""
    gaps = 0
    for one, other in pairwise(lines):
        level = abs(one.across - other.across) < one.size_pt / 2
        if level and other.along[0] - one.along[1] > _JUMP * one.size_pt:
            gaps += 1
    return gaps > 1
