"""Where the words of a laid-out page stand: what tells whether a page is as it was before."""

from collections.abc import Sequence

from brochure.layout.box_walk import walk_boxes
from brochure.layout.engine.boxes import PT_PER_PX, EnginePage, is_text, root_box

# Each run of text of a page, with its left and top edge in points.
WordPlaces = tuple[tuple[str, float, float], ...]


def words_on(page: EnginePage) -> WordPlaces:
    """Return the words of one page, each run with its place."""
    texts = (box for box in walk_boxes(root_box(page)) if is_text(box))
    return tuple(
        (box.text, round(box.position_x * PT_PER_PX, 1), round(box.position_y * PT_PER_PX, 1))
        for box in texts
    )


def first_difference(pages: Sequence[EnginePage], before: Sequence[WordPlaces]) -> int:
    """Return the number of the first page whose words differ, or stand elsewhere; 0 for none."""
    for number, page in enumerate(pages, 1):
        if number > len(before) or words_on(page) != before[number - 1]:
            return number
    return 0
