"""The plain wording of the default content reads at grade 6, whole, with headings and lists.

What the program itself holds plain wording to is tested in tests/wording.
"""

import pytest

from brochure.base.editions import list_editions
from brochure.content.load import LoadedContent
from brochure.selection.select import select_content
from brochure.wording.reading_level import measure_level


def plain_pieces(loaded: LoadedContent, edition: str) -> list[str]:
    """Return what an edition says in plain wording."""
    assert loaded.content
    known = {e.name: e for e in list_editions(s.id for s in loaded.content.sheets)}
    return [
        s.text
        for s in select_content(loaded.content, known[edition]).passages
        if s.path.endswith("plain")
    ]


PLAIN = ("trifold", "safety-sheet-ketamine", "safety-sheet-spravato", "large-print")


@pytest.mark.parametrize("edition", PLAIN)
def test_an_edition_in_plain_wording_reads_at_grade_6(loaded: LoadedContent, edition: str) -> None:
    pieces = plain_pieces(loaded, edition)
    assert len(pieces) > 40
    assert measure_level(pieces).grade <= 6.5


@pytest.mark.parametrize("edition", PLAIN)
def test_an_edition_in_plain_wording_says_nothing_long_in_other_words(
    loaded: LoadedContent, edition: str
) -> None:
    """What has no plain wording is said in the clinic's; that is for names and headings alone."""
    assert loaded.content
    known = {e.name: e for e in list_editions(s.id for s in loaded.content.sheets)}
    said = select_content(loaded.content, known[edition]).passages
    others = [s.text for s in said if s.path.endswith("text") and len(s.text.split()) > 10]
    assert others == []
