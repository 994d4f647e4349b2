"""Are tables whole, with headers that say of what, and is each one a table?"""

from collections.abc import Iterator, Sequence

from brochure.access.file import AccessFile, PdfTag
from brochure.access.rule import TAGGED_FILES, cite, fault
from brochure.base.check import check
from brochure.base.finding import Finding

_REMEDY = (
    "In Word, mark the first row: Table Layout > Repeat Header Rows, and Table Design > Header Row;"
    " then export the PDF anew."
)
_MOST_SPAN = 1_000


def rows_of(table: PdfTag) -> tuple[PdfTag, ...]:
    """Return the rows of a table, not those of one inside it."""
    found: list[PdfTag] = []
    for kid in table.inner:
        if kid.role == "TR":
            found.append(kid)
        elif kid.role in ("THead", "TBody", "TFoot"):
            found += rows_of(kid)
    return tuple(found)


def cells_of(row: PdfTag) -> tuple[PdfTag, ...]:
    """Return the cells of a row."""
    return tuple(kid for kid in row.inner if kid.role in ("TH", "TD"))


def _span(cell: PdfTag, name: str) -> int:
    said = cell.facts.get(name, 1.0)
    return min(max(1, int(said)), _MOST_SPAN) if isinstance(said, int | float) else 1


def widths_of(rows: Sequence[PdfTag]) -> tuple[int, ...]:
    """Return how many columns each row has; a cell over several rows counts in each."""
    widths: list[int] = []
    reaching: list[int] = []
    for row in rows:
        spans = [(_span(c, "ColSpan"), _span(c, "RowSpan")) for c in cells_of(row)]
        widths.append(sum(columns for columns, _ in spans) + len(reaching))
        reaching += [down for columns, down in spans for _ in range(columns)]
        reaching = [down - 1 for down in reaching if down > 1]
    return tuple(widths)


@check(
    "ua.table-header",
    "error",
    statement="Each table has header cells, and each of them says what it heads.",
    rationale="“Dose: 84 mg” is said only where the cell above is a header; else it is “84 mg”.",
    source="Matterhorn 1.1, 15-001, 15-002, 15-003, 15-005; PAC 2024, completeness of tables;"
    " WCAG 2.1, 1.3.1",
    remedy=_REMEDY,
    applies_to=TAGGED_FILES,
)
def tables_have_headers(on: AccessFile) -> Iterator[Finding]:
    for table in on.with_role("Table"):
        rows = rows_of(table)
        cells = [cell for row in rows for cell in cells_of(row)]
        heads = [cell for cell in cells if cell.role == "TH"]
        if len(rows) < 2 or len(cells) < 3 or max(widths_of(rows)) < 2:
            continue
        if not heads:
            yield fault(f"the table {cite(table)} has no header cells", table)
            continue
        named = any(cell.facts.get("Headers") for cell in cells)
        mute = [h for h in heads if h.said("Scope") not in ("Row", "Column", "Both")]
        if mute and not named and any(cell.role == "TD" for cell in cells):
            yield fault(f"the header cell {cite(mute[0])} does not say what it heads", mute[0])
        yield from _forgotten(on, rows)


def _forgotten(on: AccessFile, rows: Sequence[PdfTag]) -> Iterator[Finding]:
    """Give each data cell that stands among header cells and looks like them."""
    columns = (
        list(zip(*map(cells_of, rows), strict=False)) if len(set(widths_of(rows))) == 1 else []
    )
    for line in (cells_of(rows[0]), *(columns[:1])):
        heads = [cell for cell in line if cell.role == "TH" and cell.words]
        looks = {on.look_of(head) for head in heads}
        for cell in line[1:] if line else ():
            look, among = on.look_of(cell), len(heads) * 2 >= len(line) - 1
            if cell.role == "TD" and cell.words and among and look in looks - {on.body_look}:
                yield fault(f"{cite(cell)} looks like a header cell and is none", cell)


@check(
    "ua.table-rows",
    "error",
    statement="The rows of a table have the same number of cells.",
    rationale="After a missing cell each value is read under the wrong head.",
    source="Matterhorn 1.1, 01-006 (note 3); PAC 2024, completeness of tables",
    remedy="Fill the row up with empty cells, or join cells by Merge Cells.",
    applies_to=TAGGED_FILES,
)
def rows_are_of_one_length(on: AccessFile) -> Iterator[Finding]:
    for table in on.with_role("Table"):
        widths = widths_of(rows_of(table))
        if len(set(widths)) > 1:
            told = ", ".join(map(str, widths[:8]))
            yield fault(f"the rows of the table {cite(table)} have {told} cells", table)


@check(
    "ua.table-layout",
    "warning",
    statement="A table is a table, and no means to put things side by side.",
    rationale="“Table with one row” is read aloud before words that are no table.",
    source="Matterhorn 1.1, 15-004; WCAG 2.1, 1.3.1",
    remedy="Use columns, tabs or a text box instead of a table to place things.",
    applies_to=TAGGED_FILES,
)
def tables_are_tables(on: AccessFile) -> Iterator[Finding]:
    for table in on.with_role("Table"):
        rows = rows_of(table)
        widths = widths_of(rows)
        if rows and (len(rows) == 1 or max(widths) == 1):
            shape = "one row" if len(rows) == 1 else "one column"
            yield fault(f"the table {cite(table)} has {shape}: it is no table", table)
        if any(inner.role == "Table" for inner in table.elements() if inner is not table):
            yield fault(f"in the table {cite(table)} stands another one", table)
