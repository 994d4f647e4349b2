"""README's table of editions says what the code declares, and how many pages there are today."""

import re
from dataclasses import dataclass

import pytest

from brochure.base.editions import Edition, list_editions
from brochure.base.sheet_geometry import INCH_PT
from brochure.build.job import Built
from brochure.content.load import LoadedContent
from tests.conftest import ROOT

_ROW = re.compile(r"(?m)^\| `([^`]+)` \|[^|]+\| ([^|]+) \| ([^|]+) \|$")
_PAPERS = {"Letter": (8.5, 11), "half Letter": (5.5, 8.5)}  # inches


@dataclass(frozen=True)
class Row:
    """What the table tells of one edition, or of those whose names begin alike."""

    name: str
    channels: tuple[str, ...]
    pages: tuple[int, ...]
    paper: str

    def is_of(self, edition: str) -> bool:
        begins = self.name.endswith("…") and edition.startswith(self.name.removesuffix("…"))
        return begins or edition == self.name


def read_rows() -> tuple[Row, ...]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| edition | what it is |") : text.index("The office booklet comes")]
    return tuple(
        Row(
            name,
            tuple(re.sub(r" \(\w+\)", "", channels).split(", ")),
            tuple(map(int, re.findall(r"\d+", pages.partition(", ")[0]))),
            pages.partition(", ")[2],
        )
        for name, channels, pages in _ROW.findall(table)
    )


def row_of(edition: str) -> Row:
    rows = [row for row in read_rows() if row.is_of(edition)]
    assert len(rows) == 1, f"README's table of editions wants one row for {edition}"
    return rows[0]


@pytest.fixture(scope="module")
def editions(loaded: LoadedContent) -> tuple[Edition, ...]:
    assert loaded.content
    return list_editions(sheet.id for sheet in loaded.content.sheets)


def test_each_edition_has_a_row_and_each_row_an_edition(editions: tuple[Edition, ...]) -> None:
    for edition in editions:
        row = row_of(edition.name)
        assert row.channels == edition.channels, edition.name
        least, most = edition.pages
        assert all(least <= pages <= most for pages in row.pages), edition.name
        size = tuple(side / INCH_PT for side in sorted((edition.width_pt, edition.height_pt)))
        assert _PAPERS.get(row.paper, size) == size, edition.name
        assert row.paper or edition.channels == ("screen",), edition.name
    for row in read_rows():
        assert any(row.is_of(edition.name) for edition in editions), row.name


def test_the_pages_are_those_of_the_default_content(built: tuple[Built, ...]) -> None:
    for document in built:
        assert document.pages in row_of(document.file.stem).pages, document.file
