"""Marks of a comparison: what they mean, as it may be written."""

import pytest
from pydantic import ValidationError

from brochure.content.model.blocks.comparison import Cell


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        *(("approved", "approved"), ("off-label", "off-label"), ("none", "none"), (None, None)),
        *(("yes", "yes"), (True, "yes"), ("no", "no"), (False, "no")),  # YAML takes yes for true
        *(("tick", "approved"), ("ring", "off-label")),  # as they were called once
    ],
)
def test_a_mark_says_what_it_means(written: object, mark: str | None) -> None:
    assert Cell.model_validate({"text": "so", "mark": written}).mark == mark


@pytest.mark.parametrize("written", ["good", "", 1])
def test_what_is_no_mark_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Cell.model_validate({"text": "so", "mark": written})
