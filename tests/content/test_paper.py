"""`paper:` and `fold:` in content: on what editions are made, and how the tri-fold is folded."""

import pytest

from brochure.base.sheet_geometry import A4, LETTER, MM_PT
from brochure.commands.request import put_on_paper
from brochure.content.load import LoadedContent, validate_content
from brochure.content.model.content import Content
from brochure.content.yaml.source import parse
from tests.conftest import ROOT

TEXT = (ROOT / "content.yaml").read_text(encoding="utf-8")
IN_MM = {
    "trifold": (297, 210),
    "booklet": (148.5, 210),
    "safety-sheet-ketamine": (210, 297),
    "large-print": (210, 297),
}


def content_with(*changes: tuple[str, str]) -> LoadedContent:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    source, _ = parse(text, "content.yaml")
    assert source
    content, findings = validate_content(source)
    return LoadedContent(content, source, findings)


def sizes_in(content: Content | None) -> dict[str, tuple[float, float]]:
    assert content
    editions = content.placed_editions()
    return {e.name: (e.width_pt, e.height_pt) for e in editions if e.name in IN_MM}


def test_every_document_is_made_on_the_paper_of_content() -> None:
    on_a4 = content_with(("paper: letter", "paper: a4")).content
    for name, (width, height) in sizes_in(on_a4).items():
        assert (width / MM_PT, height / MM_PT) == pytest.approx(IN_MM[name], abs=0.1), name
    assert on_a4 and {e.paper for e in on_a4.placed_editions() if e.on_paper} == {A4.name}


def test_content_that_names_no_paper_is_made_on_letter() -> None:
    content = content_with(("\npaper: letter\n", "\n")).content
    assert content and content.paper == LETTER.name
    assert sizes_in(content)["trifold"] == (LETTER.height_pt, LETTER.width_pt)


def test_the_command_line_has_the_last_word() -> None:
    loaded = content_with()
    assert put_on_paper(loaded, None) == loaded
    assert sizes_in(put_on_paper(loaded, "a4").content) == sizes_in(
        content_with(("paper: letter", "paper: a4")).content
    )


@pytest.mark.parametrize("written", ["A5", "A4", "lettr"])
def test_another_paper_is_refused_with_what_there_is(written: str) -> None:
    loaded = content_with(("paper: letter", f"paper: {written}"))
    assert loaded.content is None
    (found,) = loaded.findings
    assert found.place.path == "paper"
    assert "letter" in found.remedy or "a4" in found.remedy


def test_the_trifold_is_folded_as_content_says() -> None:
    plain = content_with().content
    zigzag = content_with(("  trifold:\n", "  trifold:\n    fold: z\n")).content
    assert plain and zigzag
    folds = [
        next(e.folding for e in content.placed_editions() if e.name == "trifold")
        for content in (plain, zigzag)
    ]
    assert folds == ["c-fold", "z-fold"]
