"""`paper: a4`: every edition of a new project is made on A4, proven, and folds where A4 folds."""

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from brochure.base.sheet_geometry import MM_PT
from brochure.build.build import Request, build_documents
from brochure.build.document import compose
from brochure.build.job import Built
from brochure.channels.channels import OFFICE
from brochure.commands.new import create_project
from brochure.content.load import LoadedContent, load_content
from tests.variants import variant_of

A4, TURNED, HALF = (210, 297), (297, 210), (148.5, 210)
SIZES = {
    "trifold": TURNED,
    "handout": A4,
    "safety-sheet": A4,
    "large-print": A4,
    "booklet": HALF,
    "job ticket": A4,
}


def build(project: Path, *only: str) -> dict[str, Built]:
    loaded = load_content(project / "content.yaml")
    request = Request(project, project / "output", only=only)
    return {f"{b.channel}/{b.edition}": b for b in build_documents(loaded, request)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    project = tmp_path_factory.mktemp("a4") / "clinic"
    create_project(project, example=False, paper="a4")
    return build(project)


def trim_mm(file: Path) -> tuple[float, float]:
    box = PdfReader(file).pages[0].trimbox
    return float(box.width) / MM_PT, float(box.height) / MM_PT


def ticket_of(document: Built) -> dict[str, Any]:
    (file,) = (file for file in document.beside if file.suffix == ".json")
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_document_is_proven_and_of_its_size(built: dict[str, Built]) -> None:
    for name, document in built.items():
        assert document.findings == (), name
        known = [size for begins, size in SIZES.items() if document.edition.startswith(begins)]
        if name.endswith("guide"):
            continue
        assert known, f"write the size of {document.edition} on A4 into SIZES, in millimetres"
        (size,) = known
        if document.sheets:
            size = TURNED
        assert trim_mm(document.file) == pytest.approx(size, abs=0.1), name


def test_the_trifold_folds_at_97_100_and_100_mm(built: dict[str, Built]) -> None:
    ticket = ticket_of(built["press/trifold"])
    fold = ticket["fold"]
    assert fold["kind"] == "c-fold"
    assert [round(25.4 * width, 1) for width in fold["outside_in"]] == [97, 100, 100]
    assert [round(25.4 * width, 1) for width in fold["inside_in"]] == [100, 100, 97]
    assert (ticket["paper"], ticket["bleed_mm"]) == ("a4", 3.0)


def test_its_ticket_is_on_a4_and_tells_millimetres_first(built: dict[str, Built]) -> None:
    (file,) = (f for f in built["press/trifold"].beside if f.suffix == ".pdf")
    assert trim_mm(file) == pytest.approx(A4, abs=0.1)
    said = " ".join(PdfReader(file).pages[0].extract_text().split())
    for words in ("A4, 297 × 210 mm (11.69 × 8.27 in)", "3 mm (0.118 in)", "Folds 97 and 197 mm"):
        assert words in said
    assert "inches" not in said


def test_a_z_fold_of_a4_has_three_panels_of_99_mm(tmp_path: Path) -> None:
    project = tmp_path / "clinic"
    create_project(project, example=False, paper="a4")
    file = project / "content.yaml"
    text = file.read_text(encoding="utf-8")
    begin = text.index("\n  trifold:")
    end = text.index("\n", begin + 1)
    file.write_text(f"{text[:end]}\n    fold: z{text[end:]}", encoding="utf-8")
    document = build(project, "trifold")["press/trifold"]
    assert document.findings == ()
    fold = ticket_of(document)["fold"]
    assert fold["kind"] == "z-fold"
    assert [round(25.4 * width, 1) for width in fold["outside_in"]] == [99, 99, 99]
    assert fold["inside_in"] == fold["outside_in"]


@pytest.mark.parametrize(
    "name", ["trifold", "safety-sheet-ketamine", "safety-sheet-spravato", "booklet"]
)
def test_the_default_content_fits_on_a4_too(loaded: LoadedContent, name: str) -> None:
    assert loaded.content
    content = loaded.content.model_copy(update={"paper": "a4"})
    (edition,) = (one for one in content.placed_editions() if one.name == name)
    printed = compose(content, variant_of(content, edition, OFFICE))
    assert [panel.name for panel in printed.panels if panel.over_pt or panel.wide] == []
