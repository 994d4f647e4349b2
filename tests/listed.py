"""What contents should list of a place, asked of the selection and not of the program."""

from brochure.selection.passage import Passage
from brochure.selection.selected import PlacedSection


def listed_title(placed: PlacedSection) -> Passage | None:
    """Return the title of a section, or of a statement that must not be missed."""
    if placed.kind == "statement":
        return placed.blocks[0].passage_of("title") if placed.blocks[0].key else None
    return None if placed.under else placed.title
