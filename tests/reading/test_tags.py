"""Tags of a finished file: a tree, in which nothing is met twice."""

import pytest

from brochure.reading.pdfium import read_pdf
from brochure.reading.tags import read_tags
from tests import hostile


@pytest.mark.parametrize(
    "made",
    [
        hostile.tag_in_itself,
        hostile.tags_in_each_other,
        hostile.tags_that_double,
        hostile.tags_without_end,
    ],
    ids=lambda made: made.__name__,
)
def test_tags_without_an_end_are_an_error(made: hostile.Made) -> None:
    pdf = made()
    with pytest.raises(ValueError, match="no end"):
        read_tags(pdf, read_pdf(pdf))
