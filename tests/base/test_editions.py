"""What declarations say of the number of pages."""

import pytest

from brochure.base.editions import BOOKLET, GUIDE


@pytest.mark.parametrize(
    ("pages", "fillers"), [(3, 5), (4, 4), (6, 2), (8, 0), (9, 3), (12, 0), (13, 3)]
)
def test_a_booklet_is_filled_up_to_whole_sheets_and_to_its_fewest_pages(
    pages: int, fillers: int
) -> None:
    assert BOOKLET.pages[0] == 8
    assert BOOKLET.count_fillers(pages) == fillers <= BOOKLET.most_fillers


def test_an_edition_without_pages_to_fill_gets_none() -> None:
    assert GUIDE.count_fillers(1) == GUIDE.most_fillers == 0
