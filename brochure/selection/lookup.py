"""A place of an edition -> the section, title and blocks of content that stand there."""

from brochure.base.finding import ContentPath
from brochure.content.model.content import Content, Place, Placement, Section
from brochure.content.model.wording import Wording
from brochure.selection.selector import CitationMarks, PartSelector


def find_section(content: Content, placement: Placement, id: str) -> tuple[ContentPath, Section]:
    """Return the sheet field or the section with this id, and its path; fields come first."""
    for s, sheet in enumerate(content.sheets):
        if sheet.id == placement.sheet:
            for f, fld in enumerate(sheet.fields):
                if fld.id == id:
                    return ("sheets", s, "fields", f), fld
    return next((("sections", i), s) for i, s in enumerate(content.sections) if s.id == id)


def prints_blocks(content: Content, placement: Placement, kind: type) -> bool:
    """Say whether an edition prints a block of this kind."""
    places = (p for panel in placement.panels.values() for p in panel)
    return any(holds_block(content, placement, place, kind) for place in places)


def holds_block(content: Content, placement: Placement, place: Place, kind: type) -> bool:
    """Say whether a block of this kind stands in a place."""
    if not place.section:
        return False
    blocks = place.blocks_of(find_section(content, placement, place.section)[1])
    return any(isinstance(block, kind) for _, block in blocks)


def title_in(content: Content, placement: Placement, place: Place) -> str:
    """Return the title of what stands in a place, whether or not it is printed there."""
    if place.statement:
        return ""
    title = find_section(content, placement, place.section or "")[1].title
    return say_title(content, place.words or placement.words, title)


def say_title(content: Content, words: str, title: Wording) -> str:
    """Return a title in these words, without marks."""
    return PartSelector(content, words, "body", "", (), CitationMarks()).say(title, ()).text
