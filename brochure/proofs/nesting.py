"""Do the tags make sense? Lists of items, tables of rows and cells, text in paragraphs."""

from collections.abc import Iterator

from brochure.base.check import check
from brochure.base.finding import Finding
from brochure.proofs.examined import Examined
from brochure.proofs.scopes import TAGGED
from brochure.reading.tags import MarkedContent, ReadTag

# What a tag may hold. Source: ISO 32000-1, 14.8.4.3 (tables 336 and 337).
_HOLDS = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
# Tags that stand only in some others.
_STANDS_IN = {
    kid: {parent for parent, kids in _HOLDS.items() if kid in kids}
    for kid in ("LI", "Lbl", "LBody", "THead", "TBody", "TFoot", "TR", "TH", "TD")
}
_NO_BARE_TEXT = {"Document", "Part", "Art", "Sect", "L", "LI", "Table", "THead", "TBody", "TR"}


@check(
    "access.tags",
    "error",
    statement="Lists hold items, tables rows of equal length, header cells say of what, text has a"
    " place.",
    rationale="“List of five” and “column two, row three” are said only where tags are whole.",
    source="ISO 14289-1, 7.5 and 7.6",
    remedy="Use the elements of HTML for it in the template: ul and li, table, tr, th and td, p.",
    applies_to=TAGGED,
)
def tags_make_sense(on: Examined) -> tuple[Finding, ...]:
    faults = dict.fromkeys(fault for tag in on.tag_tree.root.tags() for fault in _faults(tag))
    return tuple(on.printed.finding("access.tags", what) for what in faults)


def _faults(tag: ReadTag) -> Iterator[str]:
    for kid in tag.kids:
        if isinstance(kid, ReadTag):
            wrong = kid.role not in _HOLDS.get(tag.role, {kid.role})
            if wrong or tag.role not in _STANDS_IN.get(kid.role, {tag.role}):
                yield f"a {kid.role} tag stands in a {tag.role} tag"
        elif isinstance(kid, MarkedContent) and tag.role in _NO_BARE_TEXT:
            yield f"text stands in a {tag.role} tag without a paragraph"
    if tag.role == "TH" and tag.facts.get("Scope") not in ("Row", "Column", "Both"):
        yield "a header cell does not say whether it heads a row or a column"
    if tag.role == "Table" and len(set(_columns(tag))) > 1:
        yield "the rows of a table have different numbers of columns"


def _columns(table: ReadTag) -> Iterator[int]:
    """Give the number of columns of each row; cells that reach over several rows count in each."""
    reaching: list[int] = []
    for row in table.tags():
        if row.role == "TR":
            cells = [(_span(c, "ColSpan"), _span(c, "RowSpan")) for c in row.tags() if c is not row]
            yield sum(columns for columns, _ in cells) + len(reaching)
            reaching += [rows for columns, rows in cells for _ in range(columns)]
            reaching = [rows - 1 for rows in reaching if rows > 1]


def _span(cell: ReadTag, name: str) -> int:
    if cell.role not in ("TH", "TD"):
        return 0
    several = cell.facts.get(name, 1)
    return int(several) if isinstance(several, int | float) else 1


@check(
    "access.file",
    "error",
    statement="The file says that it is tagged, in which language, its title, its pages and the"
    " Tab order.",
    rationale="What the file does not say, a screen reader guesses.",
    source="ISO 14289-1, 7.1, 7.2 and 7.18.3",
    remedy="Build it with the proven version of WeasyPrint: ./dev setup.",
    applies_to=TAGGED,
)
def the_file_says_that_it_can_be_read_aloud(on: Examined) -> tuple[Finding, ...]:
    return tuple(
        on.printed.finding("access.file", f"the file does not say {what}")
        for what in on.tag_tree.lacks
    )
