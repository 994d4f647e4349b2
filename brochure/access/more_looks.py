"""Where a person must look, of forms, fonts and bookmarks; and the list of all such places."""

import re
from collections.abc import Iterator

from brochure.access import looks
from brochure.access.file import AccessFile
from brochure.access.rule import TAGGED_FILES, AccessCheck, cite, fault
from brochure.base.check import check
from brochure.base.finding import Finding

_BLANKS = re.compile(r"_{5,}|\.{12,}|☐")
_HAND = "Look at each place, and mend in the document what is not so."


@check(
    "look.paper-forms",
    "warning",
    statement="Are lines and boxes to fill in by hand said to be such?",
    rationale="Who listens hears a row of underscores.",
    source="Matterhorn 1.1, 24-001",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def lines_to_fill_in_by_hand(on: AccessFile) -> Iterator[Finding]:
    for one in on.with_role("P", "LBody", "TD", "Lbl"):
        if not one.inner and _BLANKS.search(one.words) and "Role" not in one.facts:
            yield fault(cite(one), one)


@check(
    "look.fonts",
    "warning",
    statement="May each font be given on inside a PDF?",
    rationale="Only its licence tells.",
    source="Matterhorn 1.1, 31-010",
    remedy="Ask who bought the font.",
)
def fonts_given_on(on: AccessFile) -> Iterator[Finding]:
    names = sorted({style.font for page in on.pages for style in page.styles.values()} - {""})
    if names:
        yield fault(", ".join(names[:8]) + (" …" if len(names) > 8 else ""))


@check(
    "look.bookmarks",
    "warning",
    statement="Would bookmarks help in this file?",
    rationale="They do in files of several pages with headings.",
    source="PAC 2024, presence of bookmarks",
    remedy="Make bookmarks from headings as the file is exported.",
    applies_to=TAGGED_FILES,
)
def bookmarks_wanted(on: AccessFile) -> Iterator[Finding]:
    if len(on.pages) > 2 and len(on.headings) > 2 and not on.bookmarks:
        yield fault(f"{len(on.pages)} pages, {len(on.headings)} headings, no bookmarks")


@check(
    "look.headings",
    "warning",
    statement="Do headings say what stands below them?",
    rationale="Who listens chooses by them alone.",
    source="Matterhorn 1.1, 14-001 and 09-003; WCAG 2.1, 2.4.6",
    remedy=_HAND,
    applies_to=TAGGED_FILES,
)
def words_of_headings(on: AccessFile) -> Iterator[Finding]:
    for one in on.headings:
        yield fault(cite(one), one)


@check(
    "look.annotations",
    "warning",
    statement="Are notes and stamps on pages read where they belong?",
    rationale="What is laid on a page is read at its end, or never.",
    source="Matterhorn 1.1, 28-001 and 28-003",
    remedy=_HAND,
)
def notes_on_pages(on: AccessFile) -> Iterator[Finding]:
    known = ("Link", "Widget", "Popup", "PrinterMark", *looks.MEDIA)
    for note in on.annotations:
        if note.kind not in known:
            yield fault(f"{note.kind} {cite(note.contents)}", note.page, note.box)


ACCESS_LOOKS: tuple[AccessCheck, ...] = (
    looks.title_of_the_file,
    looks.language_of_the_file,
    words_of_headings,
    looks.descriptions_of_pictures,
    looks.pictures_that_touch,
    looks.pictures_left_out,
    looks.what_colours_tell,
    looks.what_stands_side_by_side,
    looks.tables_with_joined_cells,
    looks.tags_of_its_own,
    looks.text_behind_scans,
    looks.formulas_in_text,
    looks.running_heads_read_aloud,
    looks.raised_numbers,
    looks.links_with_pictures,
    looks.media_and_scripts,
    notes_on_pages,
    lines_to_fill_in_by_hand,
    fonts_given_on,
    bookmarks_wanted,
)
