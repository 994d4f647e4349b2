"""What no program can tell: where a person must look, and at what.

Each is declared as a check is, but what it gives are places, not faults: one line for each kind.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from brochure.access.document import titles_a_file
from brochure.access.file import AccessFile, PdfTag
from brochure.access.languages import guess_language
from brochure.access.rule import TAGGED_FILES, cite, fault, fold_words
from brochure.access.tables import cells_of, rows_of
from brochure.base.check import check
from brochure.base.finding import Finding, pluralize

_HAND = "Look at each place, and mend in the document what is not so."
_LARGE = 0.6  # of a page
MEDIA = ("Screen", "Movie", "RichMedia", "Sound", "3D")
_MATHS = re.compile(r"[∑∫√∂∞≈≤≥≠±∏∇]|\w\s?=\s?\w+\s?[-+*/^]\s?\w")
_STRETCHED = re.compile(r"[⎛-⎳⌠⌡]")
_RAISED = 0.75  # of the type size of its line
_SLACK_PT = 2.0
_MARGIN = 0.08
_FEWEST_PAGES = 3


@check(
    "look.title",
    "warning",
    statement="Does the title say which document this is?",
    rationale="It stands in the window, and is read first.",
    source="Matterhorn 1.1, 06-004",
    remedy=_HAND,
)
def title_of_the_file(on: AccessFile) -> Iterator[Finding]:
    first = fold_words(
        " ".join(one.words for one in on.elements if one.page == 1 and not one.inner)
    )
    named = [word for word in fold_words(on.title).split() if len(word) > 3]
    said = named and all(word in first for word in named)
    if on.title and not titles_a_file(on.title) and not said:
        yield fault(cite(on.title), 1)


@check(
    "look.language",
    "warning",
    statement="Is the text in the language that the file names?",
    rationale="Too few words, or others than Latin letters, tell no language.",
    source="Matterhorn 1.1, 11-007",
    remedy=_HAND,
)
def language_of_the_file(on: AccessFile) -> Iterator[Finding]:
    if on.language and not guess_language(on.root.words):
        yield fault(cite(on.language))


@check(
    "look.pictures",
    "warning",
    statement="Does each description say what the picture shows, and is a picture needed at all?",
    rationale="Only who sees the picture can tell.",
    source="Matterhorn 1.1, 01-001, 13-005, 13-007 and 13-008; WCAG 2.1, 1.1.1",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def descriptions_of_pictures(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("Figure", "Formula"):
        yield fault(cite(one.said("Alt") or one.said("ActualText")), one)


@check(
    "look.groups",
    "warning",
    statement="Are pictures that make one picture described as one?",
    rationale="Parts of a chart that are described one by one make no chart.",
    source="Matterhorn 1.1, 13-006",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def pictures_that_touch(on: AccessFile) -> Iterator[Finding]:
    figures = [one for one in on.with_role("Figure") if one.box]
    for n, one in enumerate(figures):
        for other in figures[n + 1 : n + 4]:
            if one.page == other.page and _touch(one, other):
                both = f"{cite(one.said('Alt'))}, {cite(other.said('Alt'))}"
                yield fault(both, one)


def _touch(one: PdfTag, other: PdfTag) -> bool:
    return bool(one.box and other.box and one.box.grow(_SLACK_PT).meets(other.box))


@check(
    "look.drawings",
    "warning",
    statement="Is each picture that is not read aloud nothing but decoration?",
    rationale="What is left out is never heard.",
    source="Matterhorn 1.1, 01-002 and 13-001",
    remedy=_HAND,
)
def pictures_left_out(on: AccessFile) -> Iterator[Finding]:
    for page in on.pages:
        bare = [art for art in page.art if art.mark[1] < 0 and art.picture]
        if bare:
            yield fault(pluralize(len(bare), "picture"), page.number)


@check(
    "look.colour",
    "warning",
    statement="Is anything told by colour, place or shape alone?",
    rationale="“See the red line” says nothing to who does not see it.",
    source="Matterhorn 1.1, 04-001; WCAG 2.1, 1.3.3 and 1.4.1",
    remedy=_HAND,
)
def what_colours_tell(on: AccessFile) -> Iterator[Finding]:
    for page in on.pages:
        if page.art:
            yield fault("pictures or drawings", page.number)


@check(
    "look.order",
    "warning",
    statement="Is what stands side by side read in the right order?",
    rationale="Columns and boxes may be read in more than one order.",
    source="Matterhorn 1.1, 09-001, 22-001 and 28-001; WCAG 2.1, 1.3.2",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def what_stands_side_by_side(on: AccessFile) -> Iterator[Finding]:
    told: set[int] = set()
    for _, kids in on.families:
        blocks = [kid for kid in kids if kid.box and kid.words and kid.role not in ("TH", "TD")]
        for one, other in pairwise(blocks):
            if one.page == other.page not in told and _beside(one, other):
                told.add(one.page)
                yield fault(f"{cite(one)}, {cite(other)}", one)


def _beside(one: PdfTag, other: PdfTag) -> bool:
    a, b = one.box, other.box
    if not (a and b) or one.role == "Lbl":
        return False
    return (b.left > a.right or a.left > b.right) and min(a.bottom, b.bottom) > max(a.top, b.top)


@check(
    "look.tables",
    "warning",
    statement="Does each cell stand under its head, also where cells are joined?",
    rationale="Joined cells are read under one head or several.",
    source="Matterhorn 1.1, 15-001, 15-002, 15-004 and 15-005",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def tables_with_joined_cells(on: AccessFile) -> Iterator[Finding]:
    for table in on.with_role("Table"):
        cells = [cell for row in rows_of(table) for cell in cells_of(row)]
        if any("ColSpan" in cell.facts or "RowSpan" in cell.facts for cell in cells):
            yield fault(cite(table), table)


@check(
    "look.own-tags",
    "warning",
    statement="Do the program's own tags mean what they are said to mean?",
    rationale="Only their maker knows.",
    source="Matterhorn 1.1, 02-002, 14-004 and 14-005",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def tags_of_its_own(on: AccessFile) -> Iterator[Finding]:
    first = {one.own_role: one for one in reversed(on.elements) if one.own_role != one.role}
    for own, one in sorted(first.items()):
        yield fault(f"{own} stands for {one.role}", one)


@check(
    "look.scans",
    "warning",
    statement="Is the text behind a scanned page right?",
    rationale="Text that a program has found (OCR) has errors.",
    source="Matterhorn 1.1, 08-001 and 08-002",
    remedy=_HAND,
)
def text_behind_scans(on: AccessFile) -> Iterator[Finding]:
    for page in on.pages:
        area = page.width_pt * page.height_pt
        large = any(a.picture and a.box.width * a.box.height > area * _LARGE for a in page.art)
        if large and page.glyphs:
            yield fault("words on a picture of the page", page.number)


@check(
    "look.maths",
    "warning",
    statement="Are formulas and signs of several parts read as they should be?",
    rationale="A formula is read as loose signs, unless it is tagged as one.",
    source="Matterhorn 1.1, 12-001 and 17-001",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def formulas_in_text(on: AccessFile) -> Iterator[Finding]:
    for one in on.elements:
        text = one.words if one.role in ("P", "LBody", "TD") and not one.inner else ""
        if _MATHS.search(text) or _STRETCHED.search(text):
            yield fault(cite(one), one)


@check(
    "look.running-heads",
    "warning",
    statement="Are running heads and page numbers left out of what is read aloud?",
    rationale="Else they are heard in the midst of each page.",
    source="Matterhorn 1.1, 18-001 and 18-002",
    remedy="Make them as header and footer of the program.",
    applies_to=TAGGED_FILES,
)
def running_heads_read_aloud(on: AccessFile) -> Iterator[Finding]:
    texts: dict[str, list[PdfTag]] = {}
    for one in on.with_role("P", "Span", "Div"):
        height = on.pages[one.page - 1].height_pt if one.page else 0
        box = one.box
        if box and (box.bottom < height * _MARGIN or box.top > height * (1 - _MARGIN)):
            texts.setdefault(re.sub(r"\d+", "#", fold_words(one.words)), []).append(one)
    for held in texts.values():
        if len({one.page for one in held}) >= _FEWEST_PAGES:
            yield fault(cite(held[0]), held[0])


@check(
    "look.notes",
    "warning",
    statement="Do raised numbers refer to notes?",
    rationale="A raised number is read as part of the word before it.",
    source="Matterhorn 1.1, 19-001 and 19-002",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def raised_numbers(on: AccessFile) -> Iterator[Finding]:
    tied = {id(g) for one in on.with_role("Reference", "Link", "Note") for g in one.glyphs}
    for one in on.with_role("P", "LBody"):
        size = one.size_pt
        small = [
            glyph
            for glyph in one.glyphs
            if glyph.text.isdigit() and 0 < glyph.size_pt < size * _RAISED and id(glyph) not in tied
        ]
        if small and len(small) < len(one.glyphs) / 4:
            yield fault(cite(one), one)


@check(
    "look.links",
    "warning",
    statement="Do links with pictures say what the picture says?",
    rationale="The picture may be all that tells where the link leads.",
    source="Matterhorn 1.1, 13-002",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def links_with_pictures(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("Link"):
        if any(piece.art for piece in one.pieces):
            yield fault(cite(one), one)


@check(
    "look.media",
    "warning",
    statement="Do sounds, films and scripts do nothing that flickers, beeps or runs out of time,"
    " and is there another way?",
    rationale="Flicker causes seizures; not all hear, or are quick enough.",
    source="Matterhorn 1.1, 03-001, 03-002, 03-003, 05-001, 05-002, 05-003, 28-013 and 29-001",
    remedy=_HAND,
)
def media_and_scripts(on: AccessFile) -> Iterator[Finding]:
    if on.scripts:
        yield fault("scripts")
    for note in on.annotations:
        if note.kind in MEDIA:
            yield fault(note.kind, note.page, note.box)
