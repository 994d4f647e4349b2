"""docs/content.md says what content.yaml may hold today, with a picture of each kind of block."""

import pytest

from brochure.base.font_files import use_own_fonts
from brochure.content.model.blocks import KINDS
from docs.content_reference import PAGE, PICTURES, describe_content, find_example, list_documents

pytestmark = pytest.mark.slow


def test_the_page_is_fresh() -> None:
    use_own_fonts()
    text = describe_content(dict(list_documents()))
    assert PAGE.read_text("utf-8") == text, "run: .venv/bin/python -m docs.content_reference"


def test_each_kind_of_the_starter_has_its_picture() -> None:
    shown = {kind.kind_name() for kind in KINDS if find_example(kind.kind_name())}
    assert {picture.stem for picture in PICTURES.glob("*.png")} == shown
    assert len(shown) >= len(KINDS) - 1
